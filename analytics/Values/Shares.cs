using System.Numerics;
using System.Runtime.InteropServices;

namespace YouthFunctions.Analytics.Values;

/// <summary>Divides a total so that the parts add up to it exactly.</summary>
public static class Shares
{
    /// <summary>
    /// Largest remainder (Hamilton's method): every part is rounded down to the given decimals, and what is left goes,
    /// one smallest step each, to the parts that lost most; ties go to the earlier part. Remainders are compared as exact fractions, so
    /// that anyone who divides the same figures comes to the same parts.
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
        if (weights.Count == 0)
            return [];
        var step = new decimal(1, 0, 0, false, (byte)decimals);
        var steps = new BigInteger(total / step);
        var whole = WholeNumbers(weights);
        if (whole.All(weight => weight.IsZero))
            Array.Fill(whole, BigInteger.One);
        var sum = whole.Aggregate(BigInteger.Zero, BigInteger.Add);
        var exact = whole.Select(weight => BigInteger.DivRem(steps * weight, sum)).ToArray();
        var left = (int)(steps - exact.Aggregate(BigInteger.Zero, (given, part) => given + part.Quotient));
        var parts = exact.Select(part => (decimal)part.Quotient * step).ToArray();
        foreach (var index in Enumerable.Range(0, parts.Length).OrderByDescending(index => exact[index].Remainder).Take(left))
            parts[index] += step;
        return parts;
    }

    // The same proportions without fractions.
    private static BigInteger[] WholeNumbers(IReadOnlyList<decimal> weights)
    {
        var scale = weights.Select(weight => (int)weight.Scale).Max();
        return [.. weights.Select(weight => Unscaled(weight) * BigInteger.Pow(10, scale - weight.Scale))];
    }

    private static BigInteger Unscaled(decimal weight)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(weight, bits);
        return new BigInteger(MemoryMarshal.AsBytes(bits[..3]), isUnsigned: true);
    }
}
