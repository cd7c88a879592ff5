namespace YouthFunctions.Analytics.Values;

/// <summary>Divides a total so that the parts add up to it exactly.</summary>
public static class Shares
{
    /// <summary>
    /// Largest remainder (Hamilton's method): every part is rounded down to the given decimals, and what is left goes,
    /// one smallest step each, to the parts that lost most; ties go to the earlier part.
    /// </summary>
    /// <param name="total">Zero or more, with at most <paramref name="decimals"/> decimals.</param>
    /// <param name="weights">Zero or more each; when all are zero the total is divided evenly.</param>
    /// <param name="decimals">0 to 12.</param>
    /// <returns>One part a weight, in order; empty for no weights.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The total or a weight is negative.</exception>
    public static IReadOnlyList<decimal> Split(decimal total, IReadOnlyList<decimal> weights, int decimals = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(total);
        foreach (var weight in weights)
            ArgumentOutOfRangeException.ThrowIfNegative(weight);
        var sum = weights.Sum();
        var step = new decimal(1, 0, 0, false, (byte)decimals);
        var exact = weights.Select(weight => sum == 0 ? total / weights.Count : total * (weight / sum)).ToArray();
        var parts = exact.Select(share => Math.Floor(share / step) * step).ToArray();
        var left = (int)((total - parts.Sum()) / step);
        var order = Enumerable.Range(0, parts.Length).OrderByDescending(index => exact[index] - parts[index]).ToArray();
        for (var i = 0; i < left; i++)
            parts[order[i % order.Length]] += step;
        return parts;
    }
}
