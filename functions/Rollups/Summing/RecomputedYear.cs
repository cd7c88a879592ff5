namespace YouthFunctions.Rollups.Summing;

/// <summary>How the rollups of a year compare with its reports.</summary>
/// <param name="Year">The year.</param>
/// <param name="Recomputed">Whether they were made again; false for a check alone.</param>
/// <param name="Disagreed">How many figures were not what the reports come to.</param>
/// <param name="Disagreements">Which, the first hundred.</param>
public sealed record RecomputedYear(int Year, bool Recomputed, int Disagreed, IReadOnlyList<RecomputedYearDifference> Disagreements);

/// <summary>A figure that was not what the reports come to.</summary>
/// <param name="Unit">Whose.</param>
/// <param name="Indicator">Of which indicator.</param>
/// <param name="Month">In which month, 1 to 12.</param>
/// <param name="Stored">What the rollup said.</param>
/// <param name="Recomputed">What the reports come to.</param>
public sealed record RecomputedYearDifference(string Unit, string Indicator, int Month, string Stored, string Recomputed);
