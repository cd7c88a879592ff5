using System.Security.Cryptography;
using System.Text;

namespace YouthFunctions.Demo.Simulation;

/// <summary>Random numbers by what they are for: a hash of seed and purpose, so that no draw depends on how many came before it.</summary>
/// <param name="seed">The same seed draws the same.</param>
internal sealed class Draws(int seed)
{
    /// <summary>Evenly between 0 and 1.</summary>
    public double Uniform(string purpose)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{seed} {purpose}"));
        return (BitConverter.ToUInt64(hash) >> 11) / (double)(1UL << 53);
    }

    /// <summary>Normally with mean 0 and deviation 1: Box and Muller (1958), both numbers from one hash.</summary>
    public double Gaussian(string purpose)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{seed} {purpose}"));
        double Part(int from) => (BitConverter.ToUInt64(hash, from) >> 11) / (double)(1UL << 53);
        return Math.Sqrt(-2 * Math.Log(1 - Part(0))) * Math.Cos(2 * Math.PI * Part(8));
    }
}
