using System.Text;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Storage;

namespace YouthFunctions.Forecasts.Persistence;

/// <summary>A forecast as its row has it.</summary>
/// <param name="Partition">Year and parent.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Forecast">The forecast, see <see cref="Packing"/>.</param>
/// <param name="Changes">What changed below the unit, packed; null for nothing, or where it was not read.</param>
public sealed record PackedForecast(string Partition, UnitCode Unit, byte[] Forecast, byte[]? Changes)
{
    /// <summary>As much of it as the next forecast looks at; null when it is damaged and the flow collects damaged rows.</summary>
    /// <exception cref="DamagedRowException">It is damaged, and nobody would be told.</exception>
    public UnitForecast? ReadForTheNext() => DamagedRows.TryRead(
        new StoredPlace(TableName.Forecasts.ToString(), Partition, Unit.ToString()), Forecast,
        packed => Packing.Unpack<UnitForecast>(packed).ForTheNext(), out var forecast) ? forecast : null;

    /// <summary>Writes some, for <see cref="ReadAll"/>.</summary>
    public static void WriteAll(Stream stream, IReadOnlyCollection<PackedForecast> forecasts)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(forecasts.Count);
        foreach (var row in forecasts)
        {
            writer.Write(row.Partition);
            writer.Write(row.Unit.ToString());
            foreach (var packed in (byte[][])[row.Forecast, row.Changes ?? []])
            {
                writer.Write(packed.Length);
                writer.Write(packed);
            }
        }
    }

    /// <summary>Reads what <see cref="WriteAll"/> wrote.</summary>
    public static IReadOnlyList<PackedForecast> ReadAll(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        byte[] ReadPacked() => reader.ReadBytes(reader.ReadInt32());
        var forecasts = new PackedForecast[reader.ReadInt32()];
        foreach (ref var row in forecasts.AsSpan())
            row = new PackedForecast(
                reader.ReadString(), UnitCode.Parse(reader.ReadString()), ReadPacked(),
                ReadPacked() is { Length: > 0 } changes ? changes : null);
        return forecasts;
    }
}
