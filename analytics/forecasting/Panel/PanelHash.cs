using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace YouthFunctions.Forecasting.Panel;

/// <summary>The fingerprint of a panel's data.</summary>
internal static class PanelHash
{
    public static string Compute(ForecastPanel panel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[12 * sizeof(double)];
        foreach (var leaf in panel.Leaves)
        {
            var labels = string.Join('\0', panel.Series[leaf.Index].Labels);
            hash.AppendData(Encoding.UTF8.GetBytes($"{leaf.Name}\0{leaf.Indicator}\0{labels}\0{panel.FirstYear}\n"));
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
