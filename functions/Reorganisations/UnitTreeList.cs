using YouthFunctions.Analytics.Values;
using YouthFunctions.Values;

namespace YouthFunctions.Reorganisations;

/// <summary>The trees of units.</summary>
/// <param name="Trees">The earliest first.</param>
public sealed record UnitTreeList(IReadOnlyList<UnitTreeListItem> Trees);

/// <summary>A tree of units.</summary>
/// <param name="From">The first month in which it is in force.</param>
/// <param name="IsImported">Whether an administrator brought it in; false for what came with the product.</param>
/// <param name="Version">The tag of an imported one, for <c>If-Match</c>; null for another.</param>
/// <param name="Levels">How many units each level has, those that have any.</param>
public sealed record UnitTreeListItem(Month From, bool IsImported, string? Version, IReadOnlyDictionary<UnitLevel, int> Levels);
