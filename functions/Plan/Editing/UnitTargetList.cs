using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Plan.Editing;

/// <summary>The targets of a unit in a year.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Year">The year.</param>
/// <param name="Basis">By what the national targets are divided: <c>population</c> or <c>last-year</c>.</param>
/// <param name="Targets">In the order of the plan.</param>
public sealed record UnitTargetList(UnitCode Unit, int Year, string Basis, IReadOnlyList<UnitTargetListEntry> Targets);

/// <summary>One target of a unit.</summary>
/// <param name="Indicator">Of which indicator.</param>
/// <param name="Kind">Flow or ratio.</param>
/// <param name="Target">An amount in the indicator's unit of measure, or a share 0..1; null for none.</param>
/// <param name="IsSet">Whether it was set for the unit rather than divided from above.</param>
public sealed record UnitTargetListEntry(IndicatorCode Indicator, IndicatorKind Kind, decimal? Target, bool IsSet);
