using Azure;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Plan.Persistence;

/// <summary>What storage says of a year just now, with the versions that a change is written against.</summary>
/// <param name="Plan">The plan; null when there is none.</param>
/// <param name="Calendar">When months close.</param>
/// <param name="Activities">The large activities.</param>
/// <param name="Basis">What targets are divided by.</param>
/// <param name="Pointer">Where the basis stands; null when it was never kept by generation.</param>
/// <param name="Set">The targets set for single units.</param>
/// <param name="Versions">The version of each row.</param>
/// <param name="ChangeId">Which change was the last; null when none was kept so.</param>
public sealed record StoredYear(
    YearPlan? Plan, ReportingCalendar Calendar, IReadOnlyList<Activity> Activities, AllocationBasis? Basis, BasisPointer? Pointer,
    IReadOnlyDictionary<(UnitCode Unit, IndicatorCode Indicator), decimal> Set, IReadOnlyDictionary<string, ETag> Versions,
        string? ChangeId)
{
    /// <summary>The plan that is being prepared; null for none.</summary>
    public PlanDraft? Draft { get; init; }

    /// <summary>Whether figures of the year are simulated.</summary>
    public bool IsSimulated { get; init; }

    /// <summary>The year as it stands, every unit's target with it; null without a plan.</summary>
    public ReportingYear? Build(UnitTree tree, PlanFiles files) => Plan is null
        ? null
        : new ReportingYear(Plan, Calendar, new Targets(Plan, tree, Basis ?? Population.Basis(Plan, files.Provinces), Set), Activities)
        {
            IsSimulated = IsSimulated,
        };

    /// <summary>The targets set for one unit.</summary>
    public IReadOnlyDictionary<IndicatorCode, decimal> SetFor(UnitCode unit) =>
        Set.Where(pair => pair.Key.Unit == unit).ToDictionary(pair => pair.Key.Indicator, pair => pair.Value);
}
