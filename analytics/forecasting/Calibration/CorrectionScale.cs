using YouthFunctions.Forecasting.Distributions;
using YouthFunctions.Forecasting.Training;
using YouthFunctions.Forecasting.Trees;

namespace YouthFunctions.Forecasting.Calibration;

/// <summary>How far trees moved a point of a past year that they did not know, and how far it should have gone; both in logs.</summary>
internal readonly record struct PastCorrection(int Year, int K, double Moved, double Needed);

/// <summary>
/// How far the corrections by trees are followed, a factor for each month. Trees that look for the middle of hopeless rows
/// too move the others less than is right, most of all late in the year; past years, out of sample, tell by how much.
/// A year's factor has the least Welsch loss (1 − exp(−e²/2), e in multiples of the month's median error): what the score,
/// a median, cares for. All series of one year share its fortune, so the corrections are left as they are unless three of
/// four years, of four at least, would have had them larger (or smaller), and then go only so far.
/// </summary>
internal sealed class CorrectionScale
{
    private const int LeastYears = 4;
    private const int LeastRows = 100;
    private const int Reach = 2;

    private static readonly double[] Factors = [.. Enumerable.Range(0, 15).Select(i => 0.8 + (0.05 * i))];

    private readonly double[] _ofMonth = [.. Enumerable.Repeat(1.0, 13)];

    public CorrectionScale(IEnumerable<PastCorrection> past)
    {
        var years = past.GroupBy(move => move.Year).Where(year => year.Any(move => move.Moved != 0)).Select(Months).ToArray();
        for (var k = 1; k <= 11; k++)
        {
            var factors = years.Select(year => OfYear(year, k)).OfType<double>().ToArray();
            if (factors.Length >= LeastYears)
                _ofMonth[k] = Agreed([.. factors.Order()]);
        }
    }

    /// <summary>The points of rows, none below what is known.</summary>
    public double[] Points(TrainingRow[] rows, LogPoint[] points) =>
        [.. rows.Select((row, i) => row.PointOf(points[i].From + (_ofMonth[row.K] * points[i].By)))];

    private static double Agreed(double[] sorted)
    {
        double low = Quantiles.At(sorted, 0.25), high = Quantiles.At(sorted, 0.75);
        return low > 1 ? low : high < 1 ? high : 1;
    }

    /// <summary>What every factor would have lost in each month of a year: neighbouring months ask for the same month.</summary>
    private static MonthLosses[] Months(IEnumerable<PastCorrection> year) => [.. year.GroupBy(move => move.K).Select(month =>
    {
        var moves = month.ToArray();
        var usual = Math.Max(1e-6, Quantiles.Median([.. moves.Select(move => Math.Abs(move.Needed - move.Moved))]));
        return new MonthLosses(month.Key, moves.Length, [.. Factors.Select(factor => moves.Sum(move => Loss((move.Needed - (factor * move.Moved)) / usual)))]);
    })];

    private static double? OfYear(MonthLosses[] year, int k)
    {
        var near = year.Where(month => Math.Abs(month.K - k) <= Reach).ToArray();
        return near.Sum(month => month.Rows) < LeastRows ? null
            : Factors[Enumerable.Range(0, Factors.Length).MinBy(i => near.Sum(month => month.OfFactor[i]))];
    }

    private static double Loss(double error) => 1 - Math.Exp(-error * error / 2);

    private sealed record MonthLosses(int K, int Rows, double[] OfFactor);
}
