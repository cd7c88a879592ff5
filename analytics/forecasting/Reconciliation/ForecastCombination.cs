using YouthFunctions.Forecasting.Candidates;
using YouthFunctions.Forecasting.Training;

namespace YouthFunctions.Forecasting.Reconciliation;

/// <summary>A parent's point by the trees and the sum of its leaves' points, in a past year that neither knew.</summary>
internal readonly record struct ParentForecasts(TrainingRow Row, double Sum, double Trees);

/// <summary>Which forecasts make up a parent's own.</summary>
[Flags]
internal enum CombinedForecasts
{
    /// <summary>None: the sum of the children stands.</summary>
    None = 0,

    /// <summary>The trees, which learned from leaves above all.</summary>
    Trees = 1,

    /// <summary><see cref="Candidate.Smoothing"/>, which is good where a sum is smooth.</summary>
    Smoothing = 2,

    /// <summary><see cref="Candidate.SimpleMedian"/>, which is hard to beat where few large series jump.</summary>
    SimpleMedian = 4,

    All = Trees | Smoothing | SimpleMedian,
}

/// <summary>
/// How far the parents of each level believe a forecast of their own against the sum of their children, and which forecasts make
/// it up (forecast combination by equal weights, Clemen 1989): of all means (in logs) of the <see cref="CombinedForecasts"/> and
/// all shares, the ones with the smallest mean absolute error (in logs) in past years, out of sample, plus a penalty on how far they
/// move the sum, because the leaves, which have to take the move, are better without it. So it is worth it where parents gain much,
/// which is near the top: there the medians of many leaves do not add up to the median of their sum. Before there are years enough
/// to tell, the top goes half way to the mean of all (back-tests with three years of history: errors of the top a tenth smaller) and
/// others stay.
/// </summary>
internal sealed class ForecastCombination
{
    private const int LeastYears = 4;
    private const int LeastNodeYears = 12;

    // Each move of a sum costs 0.4 of its size: the best of 0.3, 0.4 and 0.5 for leaves and parents together
    // (docs/forecast-accuracy.md, the tables of what sums cost).
    private const double MovePenalty = 0.4;

    // Shares are tried in eighths: finer ones cannot be told apart on a dozen node-years.
    private const int ShareSteps = 8;

    private static readonly Combination Untrained = new(CombinedForecasts.All, 0.5);

    private static readonly Combination[] Combinations =
    [
        default,
        .. Enumerable.Range((int)CombinedForecasts.Trees, (int)CombinedForecasts.All).SelectMany(forecasts =>
            Enumerable.Range(1, ShareSteps).Select(step => new Combination((CombinedForecasts)forecasts, step / (double)ShareSteps))),
    ];

    private readonly Dictionary<int, Combination> _ofLevel = new() { [0] = Untrained };

    public ForecastCombination(IEnumerable<ParentForecasts> past)
    {
        foreach (var level in past.GroupBy(parent => parent.Row.Node.Level))
        {
            if (level.DistinctBy(parent => parent.Row.Year).Count() < LeastYears
                || level.DistinctBy(parent => (parent.Row.Node.Index, parent.Row.Year)).Count() < LeastNodeYears)
                continue;
            var parents = level.Select(parent => new ParentLogs(parent)).ToArray();
            _ofLevel[level.Key] = Combinations.MinBy(combination => parents.Sum(parent => parent.Cost(combination)));
        }
    }

    private ForecastCombination(Dictionary<int, Combination> ofLevel) => _ofLevel = ofLevel;

    /// <summary>Writes what holds for each level.</summary>
    public void Write(BinaryWriter parameters)
    {
        parameters.Write(_ofLevel.Count);
        foreach (var (level, combination) in _ofLevel)
        {
            parameters.Write(level);
            parameters.Write((int)combination.Forecasts);
            parameters.Write(combination.Share);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static ForecastCombination Read(BinaryReader parameters)
    {
        var ofLevel = new Dictionary<int, Combination>();
        for (var left = parameters.ReadInt32(); left > 0; left--)
            ofLevel[parameters.ReadInt32()] = new Combination((CombinedForecasts)parameters.ReadInt32(), parameters.ReadDouble());
        return new ForecastCombination(ofLevel);
    }

    /// <summary>A parent's point: the sum, drawn to its own forecast; the sum where too little is known of its level.</summary>
    public double Combine(ParentForecasts parent) => _ofLevel.GetValueOrDefault(parent.Row.Node.Level) is { Share: > 0 } combination
        ? Math.Exp(new ParentLogs(parent).Combine(combination)) - parent.Row.Offset
        : parent.Sum;

    /// <summary>Which forecasts, and what their mean weighs against the sum: 0 to 1.</summary>
    private readonly record struct Combination(CombinedForecasts Forecasts, double Share);

    private sealed class ParentLogs(ParentForecasts parent)
    {
        private readonly double _total = parent.Row.LogOf(parent.Row.Total), _sum = parent.Row.LogOf(parent.Sum), _open = parent.Row.Open;

        // In the order of the flags.
        private readonly double[] _forecasts =
        [
            parent.Row.LogOf(parent.Trees),
            parent.Row.LogOf(parent.Row.Candidates[(int)Candidate.Smoothing]),
            parent.Row.LogOf(parent.Row.Candidates[(int)Candidate.SimpleMedian]),
        ];

        public double Combine(Combination combination)
        {
            var (own, count) = (0.0, 0);
            for (var i = 0; i < _forecasts.Length; i++)
            {
                if (((int)combination.Forecasts & (1 << i)) != 0)
                    (own, count) = (own + _forecasts[i], count + 1);
            }

            return count == 0 ? _sum : ((1 - combination.Share) * _sum) + (combination.Share * own / count);
        }

        public double Cost(Combination combination)
        {
            var combined = Combine(combination);
            return (Math.Abs(_total - combined) + (MovePenalty * Math.Abs(combined - _sum))) / _open;
        }
    }
}
