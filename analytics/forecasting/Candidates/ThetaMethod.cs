using YouthFunctions.Forecasting.Panel;

namespace YouthFunctions.Forecasting.Candidates;

/// <summary>
/// The Theta method (Assimakopoulos and Nikolopoulos 2000, as simple smoothing with half the trend's drift, Hyndman and
/// Billah 2003) on values divided by their seasonal share.
/// </summary>
internal static class ThetaMethod
{
    private const int Window = 48;
    private static readonly double[] Constants = [0.05, 0.15, 0.3, 0.5, 0.8];

    /// <summary>rest[y][k] as in <see cref="ExponentialSmoothing.Rests"/>.</summary>
    public static double[][] Rests(NodeHistory history)
    {
        var years = history.Node.Years;
        var rests = new double[years.Length][];
        for (var y = 0; y < years.Length; y++)
        {
            rests[y] = new double[12];
            Array.Fill(rests[y], double.NaN);
            if (history.UsableBefore(y, 1).Any())
                FillYear(history, y, rests[y]);
        }

        return rests;
    }

    private static void FillYear(NodeHistory history, int y, double[] rests)
    {
        var index = history.Shares(y).Select(share => Math.Max(0.2, share * 12)).ToArray();
        var values = new List<double>(Window + 12);
        foreach (var past in history.UsableBefore(y, Window / 12).Reverse())
            values.AddRange(history.Past(past)!.Select((value, m) => value / index[m]));
        for (var k = 0; k < 12; k++)
        {
            var (level, slope) = Fit(values);
            var sum = 0.0;
            for (var m = k; m < 12; m++)
                sum += Math.Max(0, level + (slope / 2 * (m - k + 1))) * index[m];
            rests[k] = sum;
            if (double.IsFinite(history.Node.Years[y][k]))
                values.Add(history.Node.Years[y][k] / index[k]);
        }
    }

    private static (double Level, double Slope) Fit(List<double> values)
    {
        double best = double.MaxValue, level = 0;
        foreach (var constant in Constants)
        {
            double state = values[0], error = 0;
            for (var i = 1; i < values.Count; i++)
            {
                error += Math.Abs(values[i] - state);
                state += constant * (values[i] - state);
            }

            if (error < best)
                (best, level) = (error, state);
        }

        double middle = (values.Count - 1) / 2.0, mean = values.Average(), above = 0, below = 0;
        for (var i = 0; i < values.Count; i++)
        {
            above += (i - middle) * (values[i] - mean);
            below += (i - middle) * (i - middle);
        }

        return (level, below > 0 ? above / below : 0);
    }
}
