namespace YouthFunctions.Forecasting.Distributions;

/// <summary>Order statistics and the deviation of small samples.</summary>
internal static class Quantiles
{
    /// <summary>
    /// Linear interpolation at p·(n+1) − 1 in a sorted array (type 6 of Hyndman and Fan 1996); the extreme value outside of it.
    /// </summary>
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

    /// <summary>The population standard deviation.</summary>
    /// <param name="values">Any number.</param>
    /// <param name="ofFew">What is said of fewer than two values.</param>
    public static double Deviation(ReadOnlySpan<double> values, double ofFew)
    {
        if (values.Length < 2)
            return ofFew;
        double sum = 0, squares = 0;
        foreach (var value in values)
            sum += value;
        var mean = sum / values.Length;
        foreach (var value in values)
            squares += (value - mean) * (value - mean);
        return Math.Sqrt(squares / values.Length);
    }
}
