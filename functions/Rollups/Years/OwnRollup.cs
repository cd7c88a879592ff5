using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Rollups.Years;

namespace YouthFunctions.Rollups.Summing;

/// <summary>What a unit's current reports of a year come to.</summary>
/// <param name="Rollup">Its own part.</param>
/// <param name="IsSimulated">Whether the demo made any of the reports.</param>
/// <param name="HasReports">Whether there ever was a report, a withdrawn one too.</param>
public sealed record OwnRollup(Rollup Rollup, bool IsSimulated, bool HasReports)
{
    /// <summary>The values of those reports that await confirmation.</summary>
    public AwaitedValues Awaited { get; init; } = AwaitedValues.None;
}
