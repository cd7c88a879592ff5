using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasting;
using YouthFunctions.Forecasting.Distributions;
using YouthFunctions.Forecasting.Status;
using YouthFunctions.Forecasting.Training;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Rollups;
using YouthFunctions.Rollups.Years;

namespace YouthFunctions.Forecasts.Projection;

/// <summary>Turns the distribution of a year-end into what is kept and shown: status, since when, why, and what it takes.</summary>
/// <param name="ReportingYear">The year's plan and targets.</param>
/// <param name="History">The data.</param>
/// <param name="Forecasts">What the model says of every node; null when nothing was ever reported.</param>
/// <param name="Context">The year's shape and the thresholds of the status.</param>
/// <param name="Moved">What the year holds in other months than the years before.</param>
public sealed record UnitForecaster(
    ReportingYear ReportingYear, ForecastHistory History, PanelForecasts? Forecasts, ForecastContext Context, MovedActivities Moved)
{
    // As many as are looked through for what a series has ever brought.
    private const int MostYears = 7;

    /// <summary>The forecasts of many units, in their order, made side by side.</summary>
    /// <param name="units">Each with the node of its sub-tree (null when its own series stands for it) and with the forecasts before these,
    /// for hysteresis and "since" (null for the first).</param>
    /// <param name="cancellation">Stops the work.</param>
    public UnitForecast[] ForecastAll(
        IReadOnlyList<(UnitCode Unit, string? ParentNode, UnitForecast? Former)> units, CancellationToken cancellation)
    {
        var made = new UnitForecast[units.Count];
        DedicatedThreads.For(
            units.Count, threads: null, i => made[i] = Forecast(units[i].Unit, units[i].ParentNode, units[i].Former), cancellation);
        return made;
    }

    private UnitForecast Forecast(UnitCode unit, string? parentNode, UnitForecast? former)
    {
        var reported = History.Current.GetValueOrDefault(unit, ReportedYear.Nothing);
        var indicators = ReportingYear.Plan.Indicators.Select(indicator => Forecast(
            indicator, unit, parentNode, reported[indicator.Code],
            former?.Indicators.FirstOrDefault(forecast => forecast.Indicator == indicator.Code)));
        return new UnitForecast(
            unit, ReportingYear.Plan.Year, Context.AsOf, Context.MonthsKnown, reported.ReflectsUtc, Context.ModelHash, [.. indicators])
        { IsSimulated = reported.IsSimulated };
    }

    private IndicatorForecast Forecast(
        Indicator indicator, UnitCode unit, string? parentNode, ReportedIndicator reported, IndicatorForecast? former)
    {
        var k = Context.MonthsKnown;
        var target = ReportingYear.Targets.Find(unit, indicator.Code);
        var (counts, latest) = (reported.CountsOf(k), reported.Latest);
        var (yearToDate, sure) = (latest.YearToDate.Value, latest.SureToDate.Value);
        var isUnknown = yearToDate is null && former?.Projection is null && !HasHistory(indicator, unit);
        var forecast = ForecastConstraints.Apply(
            isUnknown ? null : FindNode(indicator, unit, parentNode), indicator, latest, k, (double?)target);
        var series = History.Total(indicator, unit);
        var isFlow = indicator.Kind == IndicatorKind.Flow;
        if (isFlow && forecast is { IsCertain: false } && IsNothing(series))
            forecast = forecast.OfNothing;
        var probability = ForecastConstraints.ProbabilityOfMeeting(forecast, indicator, (double?)target);
        var decision = new StatusDecision(
            indicator, forecast, (double?)target, reported.MonthsReported(k), former?.Status, Context.Thresholds);
        var without = decision.StatusAt(probability, (double)(sure ?? 0));
        var awaits = latest.DoubtedToDate.IsKnown
            && (reported.HasOwnDoubt || decision.StatusWith(probability, latest) != without);
        var status = awaits ? TargetStatus.AwaitsConfirmation : without;
        var needsPace = isFlow && indicator.Direction == Direction.HigherIsBetter;
        return new IndicatorForecast
        {
            Indicator = indicator.Code,
            Status = status,
            Since = former is not null && former.Status == status ? former.Since : Context.AsOf,
            Before = former?.Status == status ? former.Before : former?.Status,
            YearToDate = yearToDate,
            Doubted = latest.DoubtedToDate.IsKnown ? latest.DoubtedToDate.Numerator : null,
            StatusWithoutDoubted = awaits ? without : null,
            Target = target,
            Reported = counts.Reported,
            Expected = counts.Expected,
            ExpectedToDate = target is null ? null : (double)target * Context.UsualShare(indicator.Code, k),
            RequiredMonthlyPace = target is null || !needsPace ? null : RequiredPace(target.Value, sure ?? 0, 12 - k),
            BestComparablePace = target is null || k is 0 or 12 || !needsPace
                ? null
                : StatusReasons.Pace(series, ReportingYear.Plan.Year, k, (double)target)?.BestComparable,
            PastYears = PastYears(series, isFlow),
            Reasons = target is null or 0 || k == 0 || status is TargetStatus.NoData or TargetStatus.Achieved
                ? []
                : Reasons(indicator, unit, (double)target, latest, Facts(counts, former, target, indicator)),
            Course = HasCourse(status) ? Course(series, ReportingYear.Plan.Year, k, isFlow) : null,
            CourseBefore = HasCourse(status) ? Course(series, ReportingYear.Plan.Year - 1, 12, isFlow) : null,
            Projection = forecast is null ? null : Project(forecast, probability),
        };
    }

    private IReadOnlyList<StatusReason> Reasons(
        Indicator indicator, UnitCode unit, double target, RollupCell latest, ReportingFacts facts)
    {
        var (series, year, k) = (History.Total(indicator, unit), ReportingYear.Plan.Year, Context.MonthsKnown);
        return indicator.Kind == IndicatorKind.Flow
            ? StatusReasons.Explain(series, year, k, target, facts, History.AdjustedTotal(indicator.Code, unit, Moved))
            : RatioReasons.Explain(
                series, year, k, target, latest.SureToDate, History.RatioOfLastYear(indicator.Code, unit, k), facts);
    }

    // A year of zeros or more; fewer tell little, because many indicators have months in which nothing comes.
    private bool IsNothing(MonthlySeries series)
    {
        var known = Enumerable.Range(0, MostYears).SelectMany(back => Month.OfYear(ReportingYear.Plan.Year - back))
            .Select(month => series[month]).OfType<double>().ToArray();
        return known.Length >= 12 && known.All(value => value == 0);
    }

    private static bool HasCourse(TargetStatus status) =>
        status is TargetStatus.Lagging or TargetStatus.AtRisk or TargetStatus.Missed or TargetStatus.AwaitsConfirmation;

    // A month without a figure leaves a flow where it was, and a ratio unknown.
    private static double?[]? Course(MonthlySeries series, int year, int months, bool isFlow)
    {
        var values = Month.OfYear(year).Take(months).Select(month => series[month]).ToArray();
        if (values.All(value => value is null))
            return null;
        var sum = 0.0;
        return isFlow ? [.. values.Select(value => (double?)(sum += value ?? 0))] : values;
    }

    private static YearEndProjection Project(YearForecast forecast, double? probability) => new(forecast.Point, forecast.Basis)
    {
        Interval80 = new PredictionInterval(forecast.Q10, forecast.Q90),
        Interval95 = new PredictionInterval(forecast.Q025, forecast.Q975),
        Probability = probability,
    };

    private static ReportingFacts Facts(ReportCounts counts, IndicatorForecast? former, decimal? target, Indicator indicator) => new(
        Math.Max(0, counts.Expected - counts.Reported), counts.Expected,
        former?.Target is { } before && before != target ? (double)before : null, indicator.Direction == Direction.LowerIsBetter);

    private double?[] PastYears(MonthlySeries series, bool isFlow) =>
    [
        .. Enumerable.Range(1, 3).Reverse()
            .Select(back => Month.OfYear(ReportingYear.Plan.Year - back).Select(month => series[month]).OfType<double>().ToArray())
            .Select(months => months.Length == 0 ? (double?)null : isFlow ? months.Sum() : months[^1]),
    ];

    private bool HasHistory(Indicator indicator, UnitCode unit) => Enumerable.Range(1, 3).Any(back =>
        Month.OfYear(ReportingYear.Plan.Year - back).Any(month => History.Total(indicator, unit)[month] is not null));

    private YearForecast? FindNode(Indicator indicator, UnitCode unit, string? parentNode) =>
        indicator.Kind == IndicatorKind.Flow && parentNode is not null
            ? Forecasts?.Parent(parentNode, indicator.Code.ToString())
            : Forecasts?.Leaf(unit.ToString(), indicator.Code.ToString());

    // Rounded up to a whole: a pace a little too low would miss the target.
    private static decimal? RequiredPace(decimal target, decimal yearToDate, int monthsLeft) =>
        yearToDate >= target ? 0 : monthsLeft == 0 ? null : Math.Ceiling((target - yearToDate) / monthsLeft);
}
