using YouthFunctions.Analytics.Forecasting;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Rollups.Years;

namespace YouthFunctions.Forecasts.Projection;

/// <summary>Turns the distribution of a year-end into what is kept and shown: status, since when, why, and what it takes.</summary>
/// <param name="Plan">The year's plan and targets.</param>
/// <param name="Known">The data.</param>
/// <param name="Forecasts">What the model says of every node; null when nothing was ever reported.</param>
/// <param name="Context">The year's shape and the thresholds of the status.</param>
public sealed record ForecastUnit(PlanYear Plan, KnownYears Known, PanelForecasts? Forecasts, ForecastContext Context)
{
    /// <summary>The forecasts of one unit.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="parentNode">The node of its sub-tree; null when its own series stands for it.</param>
    /// <param name="former">The forecasts before these, for hysteresis and "since"; null for the first.</param>
    public UnitForecast Of(UnitCode unit, string? parentNode, UnitForecast? former)
    {
        var rollup = Known.Current.GetValueOrDefault(unit);
        var indicators = Plan.Plan.Indicators
            .Select(indicator => Of(indicator, unit, parentNode, rollup, former?.Indicators.FirstOrDefault(one => one.Indicator == indicator.Code)))
            .ToArray();
        return new UnitForecast(
            unit, Plan.Plan.Year, Context.AsOf, Context.MonthsKnown, rollup?.ReflectsUtc ?? default, Context.ModelHash, indicators);
    }

    private IndicatorForecast Of(Indicator indicator, UnitCode unit, string? parentNode, UnitYear? rollup, IndicatorForecast? former)
    {
        var k = Context.MonthsKnown;
        var target = Plan.Targets.Of(unit, indicator.Code) is { } set && set > 0 ? set : (decimal?)null;
        var cell = k == 0 || rollup is null ? RollupCell.Empty : rollup.Total[indicator.Code, k];
        var latest = rollup is null ? RollupCell.Empty : rollup.Total[indicator.Code, 12];
        var (yearToDate, sure) = (latest.YearToDate.Value, latest.SureToDate.Value);
        var forecast = YearTruth.Hold(
            yearToDate is null && former?.Projected is null && !HasHistory(indicator, unit) ? null : NodeOf(indicator, unit, parentNode),
            indicator, latest, k, (double?)target);
        var probability = YearTruth.Meeting(forecast, indicator, (double?)target);
        var standing = new Standing(indicator, forecast, (double?)target, MonthsReported(rollup, indicator.Code), former?.Status, Context.Thresholds);
        var without = standing.StatusAt(probability, (double)(sure ?? 0));
        var awaits = latest.DoubtedToDate.IsKnown
            && (rollup?.Own[indicator.Code, 12].DoubtedToDate.IsKnown == true || standing.StatusWith(probability, latest) != without);
        var status = awaits ? TargetStatus.AwaitsConfirmation : without;
        var series = Known.Total(indicator, unit);
        var isFlow = indicator.Kind == IndicatorKind.Flow;
        var pace = target is null || k is 0 or 12 || !isFlow ? null : StatusReasons.Pace(series, Plan.Plan.Year, k, (double)target);
        var reasons = target is null || k == 0 || status is TargetStatus.NoData or TargetStatus.Achieved || !isFlow
            ? []
            : StatusReasons.Explain(series, Plan.Plan.Year, k, (double)target, new ReportingFacts(Math.Max(0, cell.Expected - cell.Reported), cell.Expected, (double?)FormerTarget(former, target)));
        return new IndicatorForecast(
            indicator.Code, yearToDate, target, forecast?.Point, forecast?.Q10, forecast?.Q90, forecast?.Q025, forecast?.Q975, probability, status,
            former is not null && former.Status == status ? former.Since : Context.AsOf,
            target is null || !isFlow ? null : RequiredPace(target.Value, sure ?? 0, 12 - k),
            target is null ? null : (double)target * Context.UsualShare(indicator.Code, k), cell.Reported, cell.Expected,
            forecast?.Basis ?? "", reasons, pace?.BestComparable, PastYears(series, isFlow),
            former?.Status == status ? former.Before : former?.Status)
        {
            Doubted = latest.DoubtedToDate.IsKnown ? latest.DoubtedToDate.Numerator : null,
            StatusWithoutDoubted = awaits ? without : null,
        };
    }

    private double?[] PastYears(MonthlySeries series, bool isFlow) =>
    [
        .. Enumerable.Range(1, 3).Reverse().Select(back => Month.OfYear(Plan.Plan.Year - back).Select(month => series[month]).OfType<double>().ToArray())
            .Select(months => months.Length == 0 ? (double?)null : isFlow ? months.Sum() : months[^1]),
    ];

    private bool HasHistory(Indicator indicator, UnitCode unit) => Enumerable.Range(1, 3).Any(back =>
        Month.OfYear(Plan.Plan.Year - back).Any(month => Known.Total(indicator, unit)[month] is not null));

    private YearForecast? NodeOf(Indicator indicator, UnitCode unit, string? parentNode) =>
        indicator.Kind == IndicatorKind.Flow && parentNode is not null
            ? Forecasts?.Parent(parentNode, indicator.Code.ToString())
            : Forecasts?.Leaf(unit.ToString(), indicator.Code.ToString());

    private int MonthsReported(UnitYear? rollup, IndicatorCode indicator)
    {
        var months = 0;
        for (var month = 1; rollup is not null && month <= Context.MonthsKnown; month++)
            months += rollup.Total[indicator, month].Reported > 0 ? 1 : 0;
        return months;
    }

    private static decimal? FormerTarget(IndicatorForecast? former, decimal? target) =>
        former?.Target is { } before && before != target ? before : null;

    // Rounded up to a whole: a pace a little too low would miss the target.
    private static decimal? RequiredPace(decimal target, decimal yearToDate, int monthsLeft) =>
        yearToDate >= target ? 0 : monthsLeft == 0 ? null : Math.Ceiling((target - yearToDate) / monthsLeft);
}
