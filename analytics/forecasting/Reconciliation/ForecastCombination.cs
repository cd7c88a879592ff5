using YouthFunctions.Forecasting.Candidates;
using YouthFunctions.Forecasting.Training;

namespace YouthFunctions.Forecasting.Reconciliation;

/// <summary>A parent's point by the trees and the sum of its leaves' points, in a past year that neither knew.</summary>
internal readonly record struct ParentPoints(TrainingRow Row, double Sum, double Trees);

/// <summary>What may speak in a parent's own forecast.</summary>
[Flags]
internal enum Voices
{
    /// <summary>Nobody: the sum of the children stands.</summary>
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
/// How far the parents of each level believe a forecast of their own against the sum of their children, and whose it is:
/// of all means (in logs) of the <see cref="Voices"/> and all shares, the ones with the smallest mean absolute error (in
/// logs) in past years, out of sample, plus a price on how far they move the sum, because the leaves, which have to take
/// the move, are better without it. So it is paid where parents gain much, which is near the top: there the middles of
/// many leaves do not add up to the middle of their sum. Before there are years enough to tell, the top goes half way to
/// the mean of all voices (back-tests with three years of history: errors of the top a tenth smaller) and others stay.
/// </summary>
internal sealed class ForecastCombination
{
    private const int LeastYears = 4;
    private const int LeastNodeYears = 12;
    private const double Price = 0.4;

    private static readonly Belief[] Beliefs =
    [
        default,
        .. Enumerable.Range((int)Voices.Trees, (int)Voices.All)
            .SelectMany(voices => Enumerable.Range(1, 8).Select(eighths => new Belief((Voices)voices, eighths / 8.0))),
    ];

    private readonly Dictionary<int, Belief> _ofLevel = new() { [0] = new Belief(Voices.All, 0.5) };

    public ForecastCombination(IEnumerable<ParentPoints> past)
    {
        foreach (var level in past.GroupBy(pair => pair.Row.Node.Level))
        {
            if (level.DistinctBy(pair => pair.Row.Year).Count() < LeastYears || level.DistinctBy(pair => (pair.Row.Node.Index, pair.Row.Year)).Count() < LeastNodeYears)
                continue;
            var parents = level.Select(pair => new Logs(pair)).ToArray();
            _ofLevel[level.Key] = Beliefs.MinBy(belief => parents.Sum(parent => parent.Cost(belief)));
        }
    }

    /// <summary>A parent's point: the sum, drawn to its own forecast; the sum where too little is known of its level.</summary>
    public double Mixed(ParentPoints parent) => _ofLevel.GetValueOrDefault(parent.Row.Node.Level) is { Share: > 0 } belief
        ? Math.Exp(new Logs(parent).Mixed(belief)) - parent.Row.Offset
        : parent.Sum;

    /// <summary>Whose forecast, and what it weighs against the sum: 0 to 1.</summary>
    private readonly record struct Belief(Voices Voices, double Share);

    private sealed class Logs(ParentPoints parent)
    {
        private readonly double _total = parent.Row.LogOf(parent.Row.Total), _sum = parent.Row.LogOf(parent.Sum), _open = parent.Row.Open;

        private readonly double[] _voices =
        [
            parent.Row.LogOf(parent.Trees),
            parent.Row.LogOf(parent.Row.Candidates[(int)Candidate.Smoothing]),
            parent.Row.LogOf(parent.Row.Candidates[(int)Candidate.SimpleMedian]),
        ];

        public double Mixed(Belief belief)
        {
            var (own, count) = (0.0, 0);
            for (var i = 0; i < _voices.Length; i++)
            {
                if (((int)belief.Voices & (1 << i)) != 0)
                    (own, count) = (own + _voices[i], count + 1);
            }

            return count == 0 ? _sum : ((1 - belief.Share) * _sum) + (belief.Share * own / count);
        }

        public double Cost(Belief belief)
        {
            var mixed = Mixed(belief);
            return (Math.Abs(_total - mixed) + (Price * Math.Abs(mixed - _sum))) / _open;
        }
    }
}
