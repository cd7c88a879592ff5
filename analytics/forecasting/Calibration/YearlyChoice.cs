using YouthFunctions.Forecasting.Distributions;

namespace YouthFunctions.Forecasting.Calibration;

/// <summary>
/// Which of some values would have served each past year best, for each month: the one with the least Welsch loss (1 − exp(−e²/2), e
/// in multiples of the month's median error; Dennis and Welsch 1978), which is what the score, a median, cares for. All series of one year
/// share its fortune, so years are asked one by one and not all rows together.
/// </summary>
internal sealed class YearlyChoice
{
    private const int LeastRows = 100;

    // Months up to so many away ask for the same value.
    private const int NeighbourMonths = 2;

    private const double SmallestError = 1e-6;

    private readonly double[] _values;
    private readonly MonthLosses[][] _years;

    /// <param name="past">Rows of past years.</param>
    /// <param name="values">What can be chosen.</param>
    /// <param name="error">The error, in logs, of a row under a value.</param>
    /// <param name="usual">The value whose errors say how large errors usually are.</param>
    public YearlyChoice(
        IEnumerable<PastCorrection> past, double[] values, Func<PastCorrection, double, double> error, double usual)
    {
        _values = values;
        _years = [.. past.GroupBy(row => row.Year).Select(year => year.GroupBy(row => row.K).Select(month =>
        {
            PastCorrection[] rows = [.. month];
            var size = Math.Max(SmallestError, Quantiles.Median([.. rows.Select(row => Math.Abs(error(row, usual)))]));
            return new MonthLosses(
                month.Key, rows.Length, [.. values.Select(value => rows.Sum(row => WelschLoss(error(row, value) / size)))]);
        }).ToArray())];
    }

    /// <summary>The best value of each year with enough rows about month <paramref name="k"/>, in rising order.</summary>
    public double[] BestOfYears(int k) => [.. _years.Select(year => Best(year, k)).OfType<double>().Order()];

    private double? Best(MonthLosses[] year, int k)
    {
        var near = year.Where(month => Math.Abs(month.K - k) <= NeighbourMonths).ToArray();
        return near.Sum(month => month.Rows) < LeastRows ? null
            : _values[Enumerable.Range(0, _values.Length).MinBy(i => near.Sum(month => month.ByValue[i]))];
    }

    private static double WelschLoss(double error) => 1 - Math.Exp(-error * error / 2);

    private sealed record MonthLosses(int K, int Rows, double[] ByValue);
}
