using YouthFunctions.Forecasting.Distributions;
using YouthFunctions.Forecasting.Training;
using YouthFunctions.Forecasting.Trees;

namespace YouthFunctions.Forecasting.Calibration;

/// <summary>How far trees moved a point of a past year that they did not know, and how far it should have gone; both in logs.</summary>
internal readonly record struct PastCorrection(int Year, int K, double Made, double Needed);

/// <summary>
/// How far the corrections by trees are followed, a factor for each month. Trees that look for the middle of hopeless rows
/// too move the others less than is right, most of all late in the year; past years, out of sample, tell by how much.
/// A year's factor has the least Welsch loss (1 − exp(−e²/2), e in multiples of the month's median error; Dennis and Welsch
/// 1978): what the score, a median, cares for. All series of one year share its fortune, so the corrections are left as they are
/// unless three of four years, of four at least, would have had them larger (or smaller), and then go only so far.
/// </summary>
internal sealed class CorrectionScale
{
    private const int LeastYears = 4;
    private const int LeastRows = 100;

    // Months up to so many away ask for the same factor.
    private const int NeighbourMonths = 2;

    // Three of four years lie above the lower quartile of their factors, and below the upper one.
    private const double LowerQuartile = 0.25;
    private const double UpperQuartile = 0.75;

    private const double SmallestError = 1e-6;

    // 0.80 to 1.50 in steps of 0.05, around the 1.00 to 1.15 that the trials of docs/forecast-accuracy.md ended at.
    private static readonly double[] Factors = [.. Enumerable.Range(0, 15).Select(i => 0.8 + (0.05 * i))];

    private readonly double[] _factorOfMonth = [.. Enumerable.Repeat(1.0, 13)];

    public CorrectionScale(IEnumerable<PastCorrection> past)
    {
        var years = past.GroupBy(correction => correction.Year).Where(year => year.Any(correction => correction.Made != 0))
            .Select(LossesByMonth).ToArray();
        for (var k = 1; k <= 11; k++)
        {
            var factors = years.Select(year => BestFactor(year, k)).OfType<double>().ToArray();
            if (factors.Length >= LeastYears)
                _factorOfMonth[k] = AgreedFactor([.. factors.Order()]);
        }
    }

    private CorrectionScale(double[] factorOfMonth) => _factorOfMonth = factorOfMonth;

    /// <summary>Writes the factors.</summary>
    public void Write(BinaryWriter parameters) => parameters.WriteDoubles(_factorOfMonth);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static CorrectionScale Read(BinaryReader parameters) => new(parameters.ReadDoubles());

    /// <summary>The factor after k months, 0 to 12; 1 leaves corrections as they are.</summary>
    public double Factor(int k) => _factorOfMonth[k];

    /// <summary>The points of rows, none below what is known.</summary>
    public double[] Points(TrainingRow[] rows, LogPoint[] points) =>
        [.. rows.Select((row, i) => row.ValueOf(points[i].Base + (_factorOfMonth[row.K] * points[i].Correction)))];

    private static double AgreedFactor(double[] sorted)
    {
        double low = Quantiles.At(sorted, LowerQuartile), high = Quantiles.At(sorted, UpperQuartile);
        return low > 1 ? low : high < 1 ? high : 1;
    }

    /// <summary>What every factor would have lost in each month of a year.</summary>
    private static MonthLosses[] LossesByMonth(IEnumerable<PastCorrection> year) => [.. year.GroupBy(past => past.K).Select(month =>
    {
        var corrections = month.ToArray();
        var usual = Math.Max(
            SmallestError, Quantiles.Median([.. corrections.Select(correction => Math.Abs(correction.Needed - correction.Made))]));
        return new MonthLosses(month.Key, corrections.Length, [.. Factors.Select(factor =>
            corrections.Sum(correction => WelschLoss((correction.Needed - (factor * correction.Made)) / usual)))]);
    })];

    private static double? BestFactor(MonthLosses[] year, int k)
    {
        var near = year.Where(month => Math.Abs(month.K - k) <= NeighbourMonths).ToArray();
        return near.Sum(month => month.Rows) < LeastRows ? null
            : Factors[Enumerable.Range(0, Factors.Length).MinBy(i => near.Sum(month => month.ByFactor[i]))];
    }

    private static double WelschLoss(double error) => 1 - Math.Exp(-error * error / 2);

    private sealed record MonthLosses(int K, int Rows, double[] ByFactor);
}
