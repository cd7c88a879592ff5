using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Storage;

namespace YouthFunctions.Forecasts.Persistence;

/// <summary>A forecast as it is stored.</summary>
/// <param name="Place">Where.</param>
/// <param name="Packed">The document, see <see cref="Packing"/>.</param>
public sealed record PackedForecast(StoredPlace Place, byte[] Packed)
{
    /// <summary>The unit.</summary>
    public UnitCode Unit { get; } = UnitCode.Parse(Place.Row);

    /// <summary>As much of it as the next forecast looks at; null when it is damaged and the flow collects damaged rows.</summary>
    /// <exception cref="DamagedRowException">It is damaged, and nobody would be told.</exception>
    public UnitForecast? ReadForTheNext() =>
        DamagedRows.TryRead(Place, Packed, packed => Packing.Unpack<UnitForecast>(packed).ForTheNext(), out var forecast) ? forecast : null;
}
