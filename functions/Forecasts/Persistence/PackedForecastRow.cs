using System.Text;

namespace YouthFunctions.Forecasts.Persistence;

/// <summary>A row of the current forecasts, ready to be put into the table.</summary>
/// <param name="Partition">Year and parent.</param>
/// <param name="Unit">The unit's code.</param>
/// <param name="Forecast">Its forecast, packed.</param>
/// <param name="Changes">What changed below it, packed; null for nothing.</param>
public sealed record PackedForecastRow(string Partition, string Unit, byte[] Forecast, byte[]? Changes)
{
    /// <summary>Writes rows, for <see cref="ReadAll"/>.</summary>
    public static void WriteAll(Stream stream, IReadOnlyCollection<PackedForecastRow> rows)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(rows.Count);
        foreach (var row in rows)
        {
            writer.Write(row.Partition);
            writer.Write(row.Unit);
            foreach (var packed in (byte[][])[row.Forecast, row.Changes ?? []])
            {
                writer.Write(packed.Length);
                writer.Write(packed);
            }
        }
    }

    /// <summary>Reads what <see cref="WriteAll"/> wrote.</summary>
    public static IReadOnlyCollection<PackedForecastRow> ReadAll(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        byte[] ReadPacked() => reader.ReadBytes(reader.ReadInt32());
        var rows = new PackedForecastRow[reader.ReadInt32()];
        foreach (ref var row in rows.AsSpan())
        {
            row = new PackedForecastRow(reader.ReadString(), reader.ReadString(), ReadPacked(), ReadPacked());
            if (row.Changes!.Length == 0)
                row = row with { Changes = null };
        }

        return rows;
    }
}
