namespace YouthFunctions.Forecasting.Panel;

/// <summary>Sums of months that begin with the same one.</summary>
internal static class MonthSums
{
    /// <summary>The sum of each month; the shorter of the two has nothing in the others.</summary>
    public static double[] Add(double[] first, double[] second)
    {
        var (longer, shorter) = first.Length >= second.Length ? (first, second) : (second, first);
        double[] sum = [.. longer];
        for (var month = 0; month < shorter.Length; month++)
            sum[month] += shorter[month];
        return sum;
    }

    /// <summary>The same months, counted from some years earlier.</summary>
    public static double[] From(double[] months, int yearsEarlier) =>
        yearsEarlier == 0 ? months : [.. new double[yearsEarlier * 12], .. months];
}
