using System.Security.Cryptography;
using System.Text;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Units;

/// <summary>What is made of a year takes this from its trees: who the units are, what they are called and under whom they stand. A
/// tree that was imported can be imported again with a corrected name or parent, of a closed year too.</summary>
internal static class TreeFingerprint
{
    /// <summary>Adds every tree of a year to a hash.</summary>
    public static void AppendTrees(this IncrementalHash hash, UnitRegister register, int year)
    {
        foreach (var tree in Month.OfYear(year).Select(register.TreeOf).Distinct())
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{tree.From}\n"));
            foreach (var unit in tree.TopDown)
                hash.AppendData(Encoding.UTF8.GetBytes($"{unit.Code} {unit.Parent} {unit.Name}\n"));
        }
    }

    /// <summary>The hash of every tree of a year.</summary>
    public static string Create(UnitRegister register, int year)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendTrees(register, year);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
