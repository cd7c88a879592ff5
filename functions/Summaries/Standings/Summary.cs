using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasting.Status;
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
/// <param name="Focus">The indicator that the children are held against.</param>
/// <param name="Activities">The year's large activities, in the order of their days.</param>
public sealed record Summary(
    Unit Unit, IReadOnlyList<Unit> Path, Month TreeFrom, YearPlan Plan, DateOnly? AsOf, int MonthsKnown, DateTimeOffset? Reflects,
    IReadOnlyList<IndicatorStanding> Indicators, IReadOnlyList<ChildStanding> Children, Indicator Focus, IReadOnlyList<Activity> Activities)
{
    /// <summary>Doubted values of the unit and everything below it that somebody must confirm, the largest effect first.</summary>
    public IReadOnlyList<AwaitedStanding> Awaited { get; init; } = [];

    /// <summary>Whether simulated reports are in the figures.</summary>
    public bool IsSimulated { get; init; }

    /// <summary>How many there are; the list is bounded.</summary>
    public int AwaitedCount { get; init; }

    /// <summary>The activities that go on or begin in the coming five weeks.</summary>
    public IEnumerable<Activity> Upcoming(DateOnly today) => Activities.Where(activity => activity.IsUpcoming(today, days: 35));

    /// <summary>How many indicators have a status.</summary>
    public int Count(TargetStatus status) => Indicators.Count(standing => standing.Forecast.Status == status);

    /// <summary>The indicator that asks for a decision first; null when none lags or is at risk.</summary>
    public IndicatorStanding? MostUrgent =>
        Indicators.FirstOrDefault(standing => standing.Forecast.Status.NeedsAttention());

    /// <summary>The children of which nothing came in the last known month, though something was expected.</summary>
    public IEnumerable<ChildStanding> Silent => Children.Where(child => child.IsSilent);
}
