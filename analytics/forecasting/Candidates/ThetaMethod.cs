using YouthFunctions.Forecasting.Panel;

namespace YouthFunctions.Forecasting.Candidates;

/// <summary>
/// The Theta method (Assimakopoulos and Nikolopoulos 2000) by way of Hyndman and Billah (2003), who show that it is simple exponential
/// smoothing with half the slope b of the line through the values as drift: level + b/2·(h − 1 + (1 − (1 − α)ⁿ)/α). Here the drift
/// counts from the smoothed level, level + b/2·h, which leaves out the constant by which smoothing runs behind a trend; the tests hold
/// the difference. Values are divided by their seasonal index first, and α is the one of a small grid with the least absolute error,
/// because this runs for every series, year and month.
/// </summary>
internal static class ThetaMethod
{
    private const int WindowMonths = 48;

    // A month that usually brings almost nothing would make its value, divided by its index, as large as one likes.
    private const double LeastSeasonalIndex = 0.2;

    private static readonly double[] SmoothingConstants = [0.05, 0.15, 0.3, 0.5, 0.8];

    /// <summary>rest[y][k]: the sum forecast for months k+1..12 of year y, known the first k; NaN without a year before.</summary>
    public static double[][] Rests(NodeHistory history)
    {
        var years = history.Node.Years;
        var rests = new double[years.Length][];
        for (var year = 0; year < years.Length; year++)
        {
            rests[year] = new double[12];
            Array.Fill(rests[year], double.NaN);
            if (history.UsableBefore(year, 1).Any())
                FillYear(history, year, rests[year]);
        }

        return rests;
    }

    private static void FillYear(NodeHistory history, int year, double[] rests)
    {
        var seasonal = history.Shares(year).Select(share => Math.Max(LeastSeasonalIndex, share * 12)).ToArray();
        var values = new double[WindowMonths + 12];
        var known = 0;
        foreach (var past in history.UsableBefore(year, WindowMonths / 12).Reverse())
        {
            for (var month = 0; month < 12; month++)
                values[known++] = history.Past(past)![month] / seasonal[month];
        }

        // Each month continues where the one before has smoothed to.
        var smoothed = new Smoothing[SmoothingConstants.Length];
        for (var k = 0; k < 12; k++)
        {
            var line = Fit(values.AsSpan(0, known), smoothed);
            var sum = 0.0;
            for (var month = k; month < 12; month++)
                sum += Math.Max(0, line.Forecast(month - k + 1)) * seasonal[month];
            rests[k] = sum;
            if (double.IsFinite(history.Node.Years[year][k]))
                values[known++] = history.Node.Years[year][k] / seasonal[k];
        }
    }

    /// <summary>Fits smoothed level and slope to values without a season, at least one.</summary>
    internal static ThetaFit Fit(ReadOnlySpan<double> values) => Fit(values, new Smoothing[SmoothingConstants.Length]);

    private static ThetaFit Fit(ReadOnlySpan<double> values, Smoothing[] smoothed)
    {
        double best = double.MaxValue, level = 0;
        for (var i = 0; i < smoothed.Length; i++)
        {
            smoothed[i] = smoothed[i].Continue(values, SmoothingConstants[i]);
            if (smoothed[i].Error < best)
                (best, level) = (smoothed[i].Error, smoothed[i].Level);
        }

        return new ThetaFit(level, Slope(values));
    }

    /// <summary>Simple exponential smoothing from the first value: the last level and the sum of absolute one-step errors.</summary>
    internal static (double Level, double Error) Smooth(ReadOnlySpan<double> values, double constant)
    {
        var smoothed = default(Smoothing).Continue(values, constant);
        return (smoothed.Level, smoothed.Error);
    }

    /// <summary>The slope of the least-squares line through values one step apart; 0 for a single value.</summary>
    internal static double Slope(ReadOnlySpan<double> values)
    {
        double middle = (values.Length - 1) / 2.0, mean = CandidateForecasts.Sum(values) / values.Length, covariance = 0, variance = 0;
        for (var i = 0; i < values.Length; i++)
        {
            covariance += (i - middle) * (values[i] - mean);
            variance += (i - middle) * (i - middle);
        }

        return variance > 0 ? covariance / variance : 0;
    }

    /// <summary>Simple exponential smoothing of the first values of a series.</summary>
    /// <param name="Values">How many.</param>
    /// <param name="Level">The level after them.</param>
    /// <param name="Error">The sum of their absolute one-step errors.</param>
    private readonly record struct Smoothing(int Values, double Level, double Error)
    {
        public Smoothing Continue(ReadOnlySpan<double> values, double constant)
        {
            var (level, error) = Values == 0 ? (values[0], 0) : (Level, Error);
            for (var i = Math.Max(1, Values); i < values.Length; i++)
            {
                error += Math.Abs(values[i] - level);
                level += constant * (values[i] - level);
            }

            return new Smoothing(values.Length, level, error);
        }
    }
}

/// <summary>What the Theta method fitted.</summary>
/// <param name="Level">The smoothed level after the last value.</param>
/// <param name="Slope">The slope of the line through all values; half of it is the drift.</param>
internal readonly record struct ThetaFit(double Level, double Slope)
{
    /// <summary>The value so many steps after the last one.</summary>
    public double Forecast(int steps) => Level + (Slope / 2 * steps);
}
