using Azure;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Reports.Records;

namespace YouthFunctions.Rollups.Years;

/// <summary>One unit's rollup of a year, as stored.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Year">The year.</param>
/// <param name="Own">What its own reports come to.</param>
/// <param name="Total">Own part and everything below.</param>
/// <param name="ReflectsUtc">Every report stored before this instant is in it.</param>
/// <param name="ETag">The row's version, for fencing; default before it is stored.</param>
public sealed record UnitYear(UnitCode Unit, int Year, Rollup Own, Rollup Total, DateTimeOffset ReflectsUtc, ETag ETag)
{
    /// <summary>Whether a simulated report is in the total.</summary>
    public bool IsSimulated { get; init; }

    /// <summary>The unit's own values that await confirmation.</summary>
    public AwaitedValues OwnAwaited { get; init; } = AwaitedValues.None;

    /// <summary>Those, and the largest of everything below.</summary>
    public AwaitedValues Awaited { get; init; } = AwaitedValues.None;

    /// <summary>How the reports of the unit and of everything below it stand, as far as there are any: so that one page of rows tells who
    /// is silent. Empty for the centre, whose page of provinces has it, and in rows of before this was kept.</summary>
    public IReadOnlyDictionary<UnitCode, ReportStates> States { get; init; } = new Dictionary<UnitCode, ReportStates>();

    /// <summary>Whether a simulated report is in the unit's own part.</summary>
    public bool IsOwnSimulated { get; init; }
}
