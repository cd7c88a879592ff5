using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Forecasting.Status;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Plan;

namespace YouthFunctions.Forecasts;

/// <summary>The year-end forecasts of a unit.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Name">Its name.</param>
/// <param name="Year">The year.</param>
/// <param name="AsOf">The day the forecast was made.</param>
/// <param name="MonthsKnown">How many months of the year it knows, 0 to 12.</param>
/// <param name="ReflectsUtc">The instant of the rollup it read.</param>
/// <param name="ModelHash">Which model and input made it, lower-case hex; empty before the first forecast.</param>
/// <param name="Indicators">In the order of the plan.</param>
public sealed record ForecastDocument(
    UnitCode Unit, string Name, int Year, DateOnly AsOf, int MonthsKnown, DateTimeOffset ReflectsUtc, string ModelHash,
    IReadOnlyList<ForecastDocumentIndicator> Indicators);

/// <summary>How one indicator of a unit stands, and what its year is expected to end with. Amounts are in its unit of measure, ratios
/// shares 0..1.</summary>
/// <param name="Indicator">Which.</param>
/// <param name="Name">Its name, in the language of the answer.</param>
/// <param name="UnitOfMeasure">In the language of the answer; <c>share</c> for a ratio.</param>
/// <param name="Kind">Flow or ratio.</param>
/// <param name="YearToDate">Reported so far; absent when nothing was.</param>
/// <param name="Target">The unit's target; absent when none is set.</param>
/// <param name="Projected">The expected year-end; absent without any data.</param>
/// <param name="Interval80">Low and high: the year-end lies between with a probability of 80 %.</param>
/// <param name="Interval95">The same with 95 %.</param>
/// <param name="Probability">That the target will be met, 0..1.</param>
/// <param name="Status">How it stands.</param>
/// <param name="StatusWithoutDoubted">Where the status awaits confirmation: what it is without the doubted values.</param>
/// <param name="Doubted">The part of the year to date that is doubted and awaits confirmation.</param>
/// <param name="Since">The day the status came to be what it is.</param>
/// <param name="RequiredMonthlyPace">What each remaining month must bring to meet the target.</param>
/// <param name="BestComparablePace">The best average of as many months running as are left, in the years before.</param>
/// <param name="ExpectedToDate">The year to date that a year ending at the target would show by now.</param>
/// <param name="Reported">How many units of the sub-tree reported it in the last known month.</param>
/// <param name="Expected">How many were expected to.</param>
/// <param name="Basis">By which method it was forecast; empty without a forecast.</param>
/// <param name="Reasons">Up to three, the weightiest first.</param>
/// <param name="Carriers">Up to three units directly below that lack most.</param>
public sealed record ForecastDocumentIndicator(
    IndicatorCode Indicator, string Name, string UnitOfMeasure, IndicatorKind Kind, decimal? YearToDate, decimal? Target,
    double? Projected, IReadOnlyList<double>? Interval80, IReadOnlyList<double>? Interval95, double? Probability, TargetStatus Status,
    TargetStatus? StatusWithoutDoubted, decimal? Doubted, DateOnly Since, decimal? RequiredMonthlyPace, double? BestComparablePace,
    double? ExpectedToDate, int Reported, int Expected, string Basis, IReadOnlyList<StatusReason> Reasons,
    IReadOnlyList<ShortfallContributor>? Carriers)
{
    /// <summary>What is shown of an indicator's forecast.</summary>
    internal static ForecastDocumentIndicator Create(Indicator indicator, IndicatorForecast forecast, Call call) => new(
        indicator.Code, call.Localize(indicator.Name),
        indicator.Kind == IndicatorKind.Ratio ? "share" : call.Localize(indicator.UnitOfMeasure), indicator.Kind, forecast.YearToDate,
        forecast.Target, forecast.Projection?.Point, Bounds(forecast.Projection?.Interval80), Bounds(forecast.Projection?.Interval95),
        forecast.Projection?.Probability, forecast.Status, forecast.StatusWithoutDoubted, forecast.Doubted, forecast.Since,
        forecast.RequiredMonthlyPace, forecast.BestComparablePace, forecast.ExpectedToDate, forecast.Reported, forecast.Expected,
        forecast.Projection?.Basis ?? "", forecast.Reasons, forecast.Carriers);

    private static double[]? Bounds(PredictionInterval? interval) => interval is null ? null : [interval.Low, interval.High];
}
