using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace YouthFunctions.Forecasting.Panel;

/// <summary>The fingerprint of a panel's data.</summary>
internal static class PanelHash
{
    /// <param name="series">The leaves, in order.</param>
    /// <param name="leaves">Their nodes.</param>
    /// <param name="firstYear">The year that the nodes begin with.</param>
    public static string Compute(IReadOnlyList<PanelSeries> series, PanelNode[] leaves, int firstYear)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[12 * sizeof(double)];
        foreach (var leaf in leaves)
        {
            var labels = string.Join('\0', series[leaf.Index].Labels);
            hash.AppendData(Encoding.UTF8.GetBytes($"{leaf.Name}\0{leaf.Indicator}\0{labels}\0{firstYear}\n"));
            foreach (var year in leaf.Years)
            {
                for (var month = 0; month < 12; month++)
                    BinaryPrimitives.WriteDoubleLittleEndian(buffer.AsSpan(month * sizeof(double)), year[month]);
                hash.AppendData(buffer);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
