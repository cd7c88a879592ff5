using YouthFunctions.Alerts;
using YouthFunctions.Analytics.Forecasting;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Plan;

namespace YouthFunctions.Summaries.Standings;

/// <summary>How a unit's year stands: what its leader reads, on the page, in the brief and as JSON.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Path">The units above it, the centre first, itself last.</param>
/// <param name="TreeFrom">The month from which the tree of units is in force.</param>
/// <param name="Plan">The year's plan.</param>
/// <param name="AsOf">The day of the forecast; null before the first one.</param>
/// <param name="MonthsKnown">How many months of the year the forecast knows.</param>
/// <param name="Reflects">Every report stored before this instant is in it; null before the first forecast.</param>
/// <param name="Indicators">The most urgent first.</param>
/// <param name="Children">The units directly below, the one with most to catch up first.</param>
/// <param name="Looked">The indicator that the children are held against.</param>
/// <param name="Activities">The year's large activities, in the order of their days.</param>
public sealed record Summary(
    Unit Unit, IReadOnlyList<Unit> Path, Month TreeFrom, YearPlan Plan, DateOnly? AsOf, int MonthsKnown, DateTimeOffset? Reflects,
    IReadOnlyList<IndicatorStanding> Indicators, IReadOnlyList<ChildStanding> Children, Indicator Looked, IReadOnlyList<Activity> Activities)
{
    /// <summary>Doubted values of the unit and everything below it that somebody must confirm, the largest effect first.</summary>
    public IReadOnlyList<AwaitedStanding> Awaited { get; init; } = [];

    /// <summary>How many there are; the list is bounded.</summary>
    public int AwaitedCount { get; init; }

    /// <summary>The activities that go on or begin in the coming five weeks.</summary>
    public IEnumerable<Activity> Ahead(DateOnly today) => Activities.Where(activity => activity.IsAhead(today, days: 35));

    /// <summary>How many indicators have a status.</summary>
    public int Count(TargetStatus status) => Indicators.Count(standing => standing.Forecast.Status == status);

    /// <summary>The indicator that asks for a decision first; null when none lags or is at risk.</summary>
    public IndicatorStanding? MostUrgent =>
        Indicators.FirstOrDefault(standing => standing.Forecast.Status.NeedsAttention());

    /// <summary>The children of which nothing came in the last known month, though something was expected.</summary>
    public IEnumerable<ChildStanding> Silent => Children.Where(child => child.IsSilent);
}

/// <summary>One indicator of a unit: what the plan says of it, and its forecast.</summary>
public sealed record IndicatorStanding(Indicator Indicator, IndicatorForecast Forecast)
{
    /// <summary>What the projected year-end lacks of the target; 0 when nothing, null when unknown.</summary>
    public double? Shortfall => Forecast.Shortfall;

    /// <summary>The most urgent first: by status, then by probability, then by what is lacking as a share of the target.</summary>
    public static IOrderedEnumerable<IndicatorStanding> ByUrgency(IEnumerable<IndicatorStanding> standings) => standings
        .OrderBy(standing => Rank(standing.Forecast.Status))
        .ThenBy(standing => standing.Forecast.Probability ?? 1)
        .ThenByDescending(standing => standing.Shortfall / (double?)standing.Forecast.Target ?? 0);

    private static int Rank(TargetStatus status) => status switch
    {
        TargetStatus.Lagging or TargetStatus.Missed => 0,
        TargetStatus.AwaitsConfirmation => 1,
        TargetStatus.AtRisk => 2,
        TargetStatus.NoData => 3,
        TargetStatus.OnTrack => 4,
        _ => 5,
    };
}

/// <summary>A unit directly below: how it stands over all, and on the indicator that is looked at.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Forecast">Its forecast; null before the first one.</param>
/// <param name="Looked">Its forecast of the indicator that is looked at; null without one.</param>
/// <param name="Gap">What its projected year-end lacks of its target on that indicator; null when unknown.</param>
/// <param name="GapShare">Its part of what all children together lack, 0..1; null for ratios and when nobody lacks anything.</param>
public sealed record ChildStanding(Unit Unit, UnitForecast? Forecast, IndicatorForecast? Looked, double? Gap, double? GapShare)
{
    /// <summary>How many of its indicators have a status.</summary>
    public int Count(TargetStatus status) => Forecast?.Indicators.Count(indicator => indicator.Status == status) ?? 0;

    /// <summary>How many of its targets it will probably miss, or has missed.</summary>
    public int Behind => Count(TargetStatus.Lagging) + Count(TargetStatus.Missed);

    /// <summary>How many units of its sub-tree were expected to report in the last known month.</summary>
    public int Expected => Forecast is { Indicators.Count: > 0 } known ? known.Indicators.Max(indicator => indicator.Expected) : 0;

    /// <summary>How many reported anything in the last known month.</summary>
    public int Reported => Forecast is { Indicators.Count: > 0 } known ? known.Indicators.Max(indicator => indicator.Reported) : 0;

    /// <summary>Whether something was expected of it and nothing came.</summary>
    public bool IsSilent => Expected > 0 && Reported == 0;
}
