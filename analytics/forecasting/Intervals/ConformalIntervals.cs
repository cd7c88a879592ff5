using YouthFunctions.Forecasting.Distributions;

namespace YouthFunctions.Forecasting.Intervals;

/// <summary>The errors that hold for a row, and the central levels at which past intervals held 80 % and 95 %.</summary>
internal sealed record Stratum(double[] Errors, double Level80, double Level95);

/// <summary>
/// Split conformal prediction on errors relative to their usual size, stratified by kind, month and fifths of that size.
/// Because years differ, the levels are set on years left out: the errors of each past year are looked up among those
/// of the other years, and the level is the one that would have held the share asked for.
/// </summary>
internal sealed class ConformalIntervals
{
    // A new year differs a little more from six past ones than they do among themselves.
    private const double Asked80 = 0.804;

    // All series of a year share its fortune: on which side so few years ended is chance and no lesson.
    private const int YearsForASide = 4;

    // Of one past year, or few errors, nothing can be left out to judge by; a new year differs from it by more than its series do.
    private const double OneYear80 = 0.9;
    private const double OneYear95 = 0.99;

    private readonly Dictionary<(ErrorKind, int K), (ErrorStrata Strata, double Level80, double Level95)> _months = [];

    public ConformalIntervals(IReadOnlyList<PastError> errors)
    {
        if (errors.Select(error => error.Year).Distinct().Count() < YearsForASide)
            errors = [.. errors, .. errors.Select(error => error with { Error = -error.Error })];
        foreach (var kind in Enum.GetValues<ErrorKind>())
        {
            var ofKind = errors.Where(error => error.Kind == kind).ToArray();
            var months = Enumerable.Range(0, 13).Select(k => ErrorStrata.Of(ofKind, errors, k)).ToArray();
            var depths = LeftOut(ofKind, errors);
            for (var k = 0; k <= 12; k++)
            {
                var near = depths.Where(depth => Math.Abs(depth.K - k) <= 1).Select(depth => depth.Depth).Order().ToArray();
                _months[(kind, k)] = near.Length < ErrorStrata.Enough
                    ? (months[k], OneYear80, OneYear95)
                    : (months[k], Math.Clamp(Quantiles.At(near, Asked80), 0.5, 0.98), Math.Clamp(Quantiles.At(near, 0.95), 0.85, 0.999));
            }
        }
    }

    /// <summary>What holds for a row of such a kind, month and usual error.</summary>
    public Stratum For(ErrorKind kind, int k, double spread)
    {
        var (strata, level80, level95) = _months[(kind, k)];
        return new Stratum(strata.Errors(spread), level80, Math.Max(level80, level95));
    }

    /// <summary>For each past error the smallest central level that holds it, judged by the other years.</summary>
    private static List<(int K, double Depth)> LeftOut(PastError[] ofKind, IReadOnlyList<PastError> all)
    {
        var depths = new List<(int, double)>();
        var years = ofKind.Select(error => error.Year).Distinct().ToArray();
        if (years.Length < 2)
            return depths;
        foreach (var year in years)
        {
            PastError[] others = [.. ofKind.Where(error => error.Year != year)];
            foreach (var month in ofKind.Where(error => error.Year == year).GroupBy(error => error.K))
            {
                var strata = ErrorStrata.Of(others, [.. all.Where(error => error.Year != year && error.K == month.Key)], month.Key);
                depths.AddRange(month.Select(error => (month.Key, Depth(strata.Errors(error.Spread), error.Relative))));
            }
        }

        return depths;
    }

    internal static double Depth(double[] sorted, double error)
    {
        double below = Count(sorted, error, orEqual: false), upTo = Count(sorted, error, orEqual: true), all = sorted.Length + 1;
        return Math.Max(0, Math.Max(1 - (2 * upTo / all), (2 * (below + 1) / all) - 1));
    }

    private static int Count(double[] sorted, double value, bool orEqual)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < value || (orEqual && sorted[middle] == value))
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
