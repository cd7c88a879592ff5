using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace YouthFunctions.Forecasting.Panel;

/// <summary>The fingerprint of a panel's data.</summary>
internal static class PanelHash
{
    public static string Of(ForecastPanel panel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[12 * sizeof(double)];
        foreach (var leaf in panel.Leaves)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{leaf.Name}\0{leaf.Indicator}\0{string.Join('\0', panel.Series[leaf.Index].Labels)}\0{panel.FirstYear}\n"));
            foreach (var year in leaf.Years)
            {
                for (var m = 0; m < 12; m++)
                    BinaryPrimitives.WriteDoubleLittleEndian(buffer.AsSpan(m * sizeof(double)), year[m]);
                hash.AppendData(buffer);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
