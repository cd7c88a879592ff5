using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasting.Status;

namespace YouthFunctions.Forecasts.Records;

/// <summary>That an indicator of a unit came to lag, to be at risk, achieved or missed, to await confirmation, or recovered.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Forecast">The indicator's forecast since then; of units below without past years, courses and carriers.</param>
public sealed record StatusChange(UnitCode Unit, IndicatorForecast Forecast)
{
    /// <summary>The change as a unit above keeps it.</summary>
    public static StatusChange From(UnitCode unit, IndicatorForecast forecast) =>
        new(unit, forecast with { PastYears = null, Carriers = null, Course = null, CourseBefore = null });

    /// <summary>The latest first; of one day what was missed or lags, then what is at risk, doubted, on track again, achieved.</summary>
    public static IOrderedEnumerable<StatusChange> LatestFirst(IEnumerable<StatusChange> changes) => changes
        .OrderByDescending(change => change.Forecast.Since).ThenBy(change => Rank(change.Forecast.Status))
        .ThenBy(change => change.Forecast.Projection?.Probability ?? 1).ThenBy(change => change.Unit.Level)
        .ThenBy(change => change.Unit).ThenBy(change => change.Forecast.Indicator);

    private static int Rank(TargetStatus status) => status switch
    {
        TargetStatus.Missed or TargetStatus.Lagging => 0,
        TargetStatus.AtRisk => 1,
        TargetStatus.AwaitsConfirmation => 2,
        TargetStatus.OnTrack => 3,
        _ => 4,
    };
}
