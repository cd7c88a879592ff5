using YouthFunctions.Forecasting.Candidates;
using YouthFunctions.Forecasting.Training;

namespace YouthFunctions.Forecasting.Trees;

/// <summary>
/// A forecast that needs one year before: rest = (usual rest · growth^λ)^α · (run rate)^(1 − α), in which the usual rest is that of
/// last year with a season drawn towards the group's, and growth is this year's months over the same of last year. λ says how far growth
/// goes on (0: the same rest as last year; 1: the chain ladder), α how far last year tells more than this one. With one year nothing
/// can be left out to learn them by, but within the year the first months of all series tell how the next ones came: λ and α are
/// those that would have told the known months best from the months before them, drawn towards those of other panels. A damped
/// trend, as in Gardner and McKenzie (1985), with the damping chosen across series.
/// </summary>
internal sealed class GrowthPersistence
{
    // The season is three quarters the series' own: half is last year as it was, half is shares that are drawn half way to the group's.
    private const double OwnSeason = 0.5;

    // An offset of a fifth of a usual month gives zeros a log; errors beyond e-fold say no more than that a guess was far off.
    private const double OffsetOfMonth = 0.2;
    private const double LargestError = 1;
    private const double LeastGrowth = 0.2;
    private const double MostGrowth = 5;

    // What other panels ended at, and how much of it enters. The farther from "the same rest as last year", the more a pair must tell
    // better to be chosen: by 0.36 / k of its error for a unit of λ, twice that for α. Found by trials on the two panels of
    // docs/forecast-accuracy.md with one year of history; neighbouring values do nearly as well.
    private const double UsualDamping = 0.3;
    private const double UsualWeight = 0.85;
    private const double WeightOfUsual = 1.0 / 3;
    private const double Caution = 0.36;

    // Of a whole country's series so many are looked at: enough for two numbers.
    private const int MostRows = 4_000;

    private static readonly (double Damping, double Weight)[] Grid =
    [
        .. from weight in (double[])[1, 0.8, 0.6, 0.4]
           from damping in (double[])[0, 0.2, 0.4, 0.6, 0.8]
           select (damping, weight),
    ];

    private readonly double _damping;
    private readonly double _weight;

    private GrowthPersistence(double damping, double weight) => (_damping, _weight) = (damping, weight);

    /// <summary>Learns from the known months of rows of one year and month; a later month is not looked at.</summary>
    public static GrowthPersistence Fit(TrainingRow[] rows)
    {
        var k = rows.Length == 0 ? 0 : rows[0].K;
        var known = rows.Where(row => row.Node.IsLeaf && row.Gaps == 0 && HasUsual(row)).ToArray();
        var stride = (known.Length / MostRows) + 1;
        var losses = new double[Grid.Length];
        for (var i = 0; i < known.Length && k is > 1 and < 12; i += stride)
            AddLosses(known[i], k, losses);
        var best = losses.Sum() > 0
            ? Grid[Enumerable.Range(0, Grid.Length).MinBy(i => losses[i] * (1 + (Caution / k * Distance(Grid[i]))))]
            : Grid[0];
        return new GrowthPersistence(
            best.Damping + (WeightOfUsual * (UsualDamping - best.Damping)), best.Weight + (WeightOfUsual * (UsualWeight - best.Weight)));
    }

    private static double Distance((double Damping, double Weight) pair) => pair.Damping + (2 * (1 - pair.Weight));

    /// <summary>The year-end value of a row; null without a year before, or before any month is known.</summary>
    public double? Point(TrainingRow row)
    {
        if (row.K is 0 or 12 || !HasUsual(row))
            return null;
        var usual = Usual(row);
        var yearToDate = row.Candidates[(int)Candidate.RunRate] * row.K / 12; // with gaps filled
        var month = usual.Sum() / 12;
        var offset = OffsetOfMonth * month;
        var growth = LogGrowth(yearToDate, CandidateForecasts.Sum(usual.AsSpan(0, row.K)), month);
        var log = (_weight * (Math.Log(CandidateForecasts.Sum(usual.AsSpan(row.K)) + offset) + (_damping * growth)))
            + ((1 - _weight) * Math.Log((yearToDate / row.K * (12 - row.K)) + offset));
        return Math.Max(row.Known, yearToDate + Math.Max(0, Math.Exp(log) - offset));
    }

    // How far each pair would have missed the months j+1 to k, known the first j.
    private static void AddLosses(TrainingRow row, int k, double[] losses)
    {
        var usual = Usual(row);
        var months = row.Node.Year(row.Year).AsSpan(0, k);
        var month = usual.Sum() / 12;
        var offset = OffsetOfMonth * month;
        for (var j = 1; j < k; j++)
        {
            double before = CandidateForecasts.Sum(months[..j]), after = CandidateForecasts.Sum(months[j..]);
            double actual = Math.Log(after + offset), rate = Math.Log((before / j * (k - j)) + offset);
            double rest = Math.Log(CandidateForecasts.Sum(usual.AsSpan(j, k - j)) + offset);
            var growth = LogGrowth(before, CandidateForecasts.Sum(usual.AsSpan(0, j)), month);
            for (var i = 0; i < Grid.Length; i++)
            {
                var (damping, weight) = Grid[i];
                var told = (weight * (rest + (damping * growth))) + ((1 - weight) * rate);
                losses[i] += Math.Min(LargestError, Math.Abs(actual - told));
            }
        }
    }

    // Whether enough of last year is known, and something came.
    private static bool HasUsual(TrainingRow row) => row.LastYear?.Sum() > 0;

    // Last year's twelve months with the season drawn towards the group's.
    private static double[] Usual(TrainingRow row)
    {
        var last = row.LastYear!;
        var total = last.Sum();
        var usual = new double[12];
        for (var month = 0; month < 12; month++)
            usual[month] = (OwnSeason * last[month]) + ((1 - OwnSeason) * total * row.Shares[month]);
        return usual;
    }

    // Both sides are raised by a month, so that small counts do not look like growth.
    private static double LogGrowth(double now, double before, double month) =>
        Math.Log(Math.Clamp((now + month) / (before + month), LeastGrowth, MostGrowth));
}
