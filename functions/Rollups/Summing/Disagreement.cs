using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Rollups.Summing;

/// <summary>A stored figure that the reports do not bear out.</summary>
/// <param name="Unit">Whose.</param>
/// <param name="Indicator">Of which indicator.</param>
/// <param name="Month">In which month, 1 to 12.</param>
/// <param name="Stored">What the rollup says.</param>
/// <param name="Recomputed">What the reports come to.</param>
public sealed record Disagreement(UnitCode Unit, IndicatorCode Indicator, int Month, RollupCell Stored, RollupCell Recomputed);
