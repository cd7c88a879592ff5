namespace YouthFunctions.Analytics.Rollups;

/// <summary>Places among siblings.</summary>
public static class Ranks
{
    /// <summary>The place of each value, 1 for the best; equal values share a place and the next one is left out (1, 2, 2, 4).</summary>
    /// <param name="values">Null where nothing is known: no place.</param>
    /// <param name="higherIsBetter">Which way is better.</param>
    public static IReadOnlyList<int?> Compute(IReadOnlyList<decimal?> values, bool higherIsBetter) =>
        [.. values.Select(value => value is null ? (int?)null : 1 + values.Count(other => higherIsBetter ? other > value : other < value))];
}
