using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Plan;
using YouthFunctions.Rollups.Years;

namespace YouthFunctions.Forecasts.Projection;

/// <summary>What the forecast needs of a unit's rollup of the year: a country's whole rows would take a third of a gigabyte.</summary>
public sealed class ReportedYear
{
    private readonly Dictionary<IndicatorCode, ReportedIndicator> _indicators;

    private ReportedYear(Dictionary<IndicatorCode, ReportedIndicator> indicators) => _indicators = indicators;

    /// <summary>A unit of which nothing is known.</summary>
    public static ReportedYear Nothing { get; } = new([]);

    /// <summary>Every report stored before this instant is in it; default when there is none.</summary>
    public DateTimeOffset ReflectsUtc { get; private init; }

    /// <summary>Whether a simulated report is in it.</summary>
    public bool IsSimulated { get; private init; }

    /// <summary>An indicator of the unit with everything below it.</summary>
    public ReportedIndicator this[IndicatorCode indicator] => _indicators.GetValueOrDefault(indicator, ReportedIndicator.Nothing);

    /// <summary>That of a rollup.</summary>
    public static ReportedYear Create(YearPlan plan, UnitYear rollup) =>
        new(plan.Indicators.ToDictionary(indicator => indicator.Code, indicator => ReportedIndicator.Create(rollup, indicator.Code)))
        {
            ReflectsUtc = rollup.ReflectsUtc,
            IsSimulated = rollup.IsSimulated,
        };
}
