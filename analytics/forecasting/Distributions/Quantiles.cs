namespace YouthFunctions.Forecasting.Distributions;

/// <summary>Order statistics.</summary>
internal static class Quantiles
{
    /// <summary>Linear interpolation at p·(n+1) − 1 in a sorted array; the extreme value outside of it.</summary>
    public static double At(ReadOnlySpan<double> sorted, double p)
    {
        var position = (p * (sorted.Length + 1)) - 1;
        if (position <= 0)
            return sorted[0];
        if (position >= sorted.Length - 1)
            return sorted[^1];
        var low = (int)position;
        return sorted[low] + ((position - low) * (sorted[low + 1] - sorted[low]));
    }

    /// <summary>The median of values in any order (the mean of the middle two for an even count); NaN of none.</summary>
    public static double Median(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
            return double.NaN;
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
