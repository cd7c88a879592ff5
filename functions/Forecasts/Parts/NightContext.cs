using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasting.Status;
using YouthFunctions.Forecasts.Projection;

namespace YouthFunctions.Forecasts.Parts;

/// <summary>What all parts of a night's forecast of a year share, known when all have summed.</summary>
/// <param name="AsOf">The day.</param>
/// <param name="MonthsKnown">How many months count as known, 0 to 12.</param>
/// <param name="Model">What to ask for the model by; null when nothing was ever reported.</param>
/// <param name="DataHash">What the model was trained on; empty without one.</param>
/// <param name="Shares">By indicator, the usual share of the year that is reached by the end of each month.</param>
public sealed record NightContext(
    DateOnly AsOf, int MonthsKnown, string? Model, string DataHash, IReadOnlyDictionary<IndicatorCode, double[]> Shares)
{
    /// <summary>The context of each unit's forecast.</summary>
    public ForecastContext ToContext() => new(AsOf, MonthsKnown, DataHash, StatusThresholds.Default, Shares);
}
