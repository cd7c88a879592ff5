using YouthFunctions.Analytics.Values;
using YouthFunctions.Rollups.Views;

namespace YouthFunctions.Rollups;

/// <summary>A unit's rollup of a year, with units below it.</summary>
/// <param name="Year">The year.</param>
/// <param name="Tree">The first month of the tree of units on which it is summed.</param>
/// <param name="OnlyConfirmed">Whether only reports are in it that a unit above confirmed.</param>
/// <param name="ReflectsUtc">Every report stored before this instant is in it; null when nothing was ever rolled up.</param>
/// <param name="IsStale">Whether the rollup is overdue.</param>
/// <param name="Unit">The unit, with its months.</param>
/// <param name="Children">The units directly below it, or of the level asked for.</param>
public sealed record RollupAnswer(
    int Year, Month Tree, bool OnlyConfirmed, DateTimeOffset? ReflectsUtc, bool IsStale, UnitDocument Unit,
    IReadOnlyList<UnitDocument> Children);
