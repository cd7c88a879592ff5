using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Reports.Records;

namespace YouthFunctions.Rollups.Years;

/// <summary>What a unit's current reports of a year come to.</summary>
/// <param name="Rollup">Its own part.</param>
/// <param name="IsSimulated">Whether the demo made any of the reports.</param>
/// <param name="HasReports">Whether there ever was a report, a withdrawn one too.</param>
public sealed record OwnRollup(Rollup Rollup, bool IsSimulated, bool HasReports)
{
    /// <summary>The values of those reports that await confirmation.</summary>
    public AwaitedValues Awaited { get; init; } = AwaitedValues.None;

    /// <summary>How those reports stand.</summary>
    public ReportStates States { get; init; } = ReportStates.None;

    /// <summary>The own part as it stands in the unit's row.</summary>
    public static OwnRollup From(UnitYear row) => new(row.Own, row.IsOwnSimulated, true)
    {
        Awaited = row.OwnAwaited,
        States = row.States.GetValueOrDefault(row.Unit, ReportStates.None),
    };
}
