using YouthFunctions.Forecasting.Distributions;

namespace YouthFunctions.Forecasting.Intervals;

/// <summary>The errors that hold for a row, and the central levels at which past intervals held 80 % and 95 %.</summary>
internal sealed record Stratum(double[] Errors, double Level80, double Level95);

/// <summary>
/// Split conformal prediction (Vovk, Gammerman and Shafer 2005; Lei and others 2018) on errors relative to their usual size,
/// stratified by kind, month and fifths of that size. Because years differ, the levels are set on years left out: the errors of
/// each past year are looked up among those of the other years, and the level is the one that would have held the share asked for.
/// </summary>
internal sealed class ConformalIntervals
{
    // A new year differs a little more from six past ones than they do among themselves. Chosen on the two panels of
    // docs/forecast-accuracy.md, whose tables show what the intervals then held.
    private const double Target80 = 0.804;
    private const double Target95 = 0.95;

    // Guards against levels that few errors made: a central level stays this near to the share it is for.
    private static readonly (double Least, double Most) Range80 = (0.5, 0.98);
    private static readonly (double Least, double Most) Range95 = (0.85, 0.999);

    // All series of a year share its fortune: on which side so few years ended is chance and no lesson.
    private const int YearsForASide = 4;

    // Of one past year, or few errors, nothing can be left out to judge by; a new year differs from it by more than its series do.
    private const double OneYear80 = 0.9;
    private const double OneYear95 = 0.99;

    // Errors of elsewhere hold a little more than they should on calm panels and less on wild ones: see docs/forecast-accuracy.md.
    private const double PriorAlone80 = 0.79;

    private const int NeighbourMonths = 1;

    private readonly Dictionary<(ErrorKind, int K), (ErrorStrata Strata, double Level80, double Level95)> _months = [];

    /// <param name="errors">Own past errors.</param>
    /// <param name="prior">Errors of elsewhere, which count as one year more; null where the own ones are enough, or measured on another
    /// scale.</param>
    public ConformalIntervals(IReadOnlyList<PastError> errors, PriorErrors? prior = null)
    {
        var isPriorAlone = errors.Count == 0;
        PastError[] elsewhere = prior is null ? [] : [.. prior.Errors(errors)];
        if (errors.Select(error => error.Year).Distinct().Count() < YearsForASide)
            errors = [.. errors, .. errors.Select(error => error with { Error = -error.Error })];
        var own = errors;
        errors = [.. errors, .. elsewhere];
        foreach (var kind in Enum.GetValues<ErrorKind>())
        {
            var ofKind = errors.Where(error => error.Kind == kind).ToArray();
            // What a series without any past misses by is told by such series alone.
            var lenders = kind == ErrorKind.WithoutHistory ? own : errors;
            var months = Enumerable.Range(0, 13).Select(k => ErrorStrata.Create(ofKind, lenders, k)).ToArray();
            var levels = LevelsOfLeftOutYears(ofKind, lenders);
            for (var k = 0; k <= 12; k++)
            {
                var near = levels.Where(held => Math.Abs(held.K - k) <= NeighbourMonths).Select(held => held.Level).Order().ToArray();
                _months[(kind, k)] = near.Length < ErrorStrata.Enough
                    ? isPriorAlone && ofKind.Length > 0 ? (months[k], PriorAlone80, Target95) : (months[k], OneYear80, OneYear95)
                    : (months[k],
                        Math.Clamp(Quantiles.At(near, Target80), Range80.Least, Range80.Most),
                        Math.Clamp(Quantiles.At(near, Target95), Range95.Least, Range95.Most));
            }
        }
    }

    private ConformalIntervals(Dictionary<(ErrorKind, int K), (ErrorStrata Strata, double Level80, double Level95)> months) =>
        _months = months;

    /// <summary>Writes what holds for some months.</summary>
    public void Write(BinaryWriter parameters, IReadOnlyList<int> months)
    {
        var written = _months.Where(month => months.Contains(month.Key.K)).ToArray();
        parameters.Write(written.Length);
        foreach (var ((kind, k), (strata, level80, level95)) in written)
        {
            parameters.Write((int)kind);
            parameters.Write(k);
            parameters.Write(level80);
            parameters.Write(level95);
            strata.Write(parameters);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static ConformalIntervals Read(BinaryReader parameters)
    {
        var months = new Dictionary<(ErrorKind, int K), (ErrorStrata Strata, double Level80, double Level95)>();
        for (var left = parameters.ReadInt32(); left > 0; left--)
        {
            var key = ((ErrorKind)parameters.ReadInt32(), parameters.ReadInt32());
            var (level80, level95) = (parameters.ReadDouble(), parameters.ReadDouble());
            months[key] = (ErrorStrata.Read(parameters), level80, level95);
        }

        return new ConformalIntervals(months);
    }

    /// <summary>What holds for a row of such a kind, month and usual error.</summary>
    public Stratum For(ErrorKind kind, int k, double usualError)
    {
        var (strata, level80, level95) = _months[(kind, k)];
        return new Stratum(strata.Errors(usualError), level80, Math.Max(level80, level95));
    }

    /// <summary>For each past error the smallest central level that holds it, judged by the other years.</summary>
    private static List<(int K, double Level)> LevelsOfLeftOutYears(PastError[] ofKind, IReadOnlyList<PastError> all)
    {
        var levels = new List<(int, double)>();
        var years = ofKind.Select(error => error.Year).Distinct().ToArray();
        if (years.Length < 2)
            return levels;
        foreach (var year in years)
        {
            PastError[] others = [.. ofKind.Where(error => error.Year != year)];
            foreach (var month in ofKind.Where(error => error.Year == year).GroupBy(error => error.K))
            {
                var othersOfMonth = all.Where(error => error.Year != year && error.K == month.Key);
                var strata = ErrorStrata.Create(others, [.. othersOfMonth], month.Key);
                levels.AddRange(month.Select(error => (month.Key, CentralLevel(strata.Errors(error.UsualError), error.Relative))));
            }
        }

        return levels;
    }

    /// <summary>The smallest level, 0 to 1, of a central interval between quantiles of a sorted sample that holds an error.</summary>
    internal static double CentralLevel(double[] sorted, double error)
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
