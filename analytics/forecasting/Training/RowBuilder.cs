using YouthFunctions.Forecasting.Candidates;
using YouthFunctions.Forecasting.Distributions;
using YouthFunctions.Forecasting.Panel;

namespace YouthFunctions.Forecasting.Training;

/// <summary>Builds the rows of one node.</summary>
internal sealed class RowBuilder
{
    private const int PastYears = 6;

    // A year is never quite known: with less than a tenth of a month open, errors divided by the open share would explode.
    private const double LeastOpenShare = 0.03;

    // The offset that gives zeros a log: a fiftieth of the node's usual total and a five-hundredth of the group's, so that a leaf
    // that is usually at 0 is still measured against something; and never 0 itself. Round figures, chosen by hand.
    private const double OffsetOfUsualTotal = 0.02;
    private const double OffsetOfGroupMean = 0.002;
    private const double LeastOffset = 1e-9;

    // What an unknown deviation counts as, and what zero months add: the weights only order rows by their uncertainty. By hand.
    private const double UnknownShareDeviation = 0.1;
    private const double UnknownTotalDeviation = 0.5;
    private const double UnknownZeroShare = 0.5;
    private const double ZeroShareWeight = 0.3;

    // A series that never moved is not given the errors of those that did, but one still year proves less than three. By hand.
    private const double WorstErrors = 2;
    private static readonly double[] CalmMargins = [0.3, 0.05, 0.005];

    private readonly PanelNode _node;
    private readonly GroupSums[] _groups;
    private readonly NodeHistory _history;
    private readonly CandidateForecasts _candidates;
    private readonly TrainingRow?[] _cores;

    /// <param name="node">The node.</param>
    /// <param name="groups">Its groups, see <see cref="PanelGroups"/>.</param>
    public RowBuilder(PanelNode node, GroupSums[] groups)
    {
        _node = node;
        _groups = groups;
        _history = new NodeHistory(node, _groups[0], _groups[1]);
        _candidates = new CandidateForecasts(_history, _groups[1]);
        _cores = new TrainingRow?[node.Years.Length * 13];
    }

    /// <summary>The row of a calendar year after k months.</summary>
    public TrainingRow Build(int year, int k)
    {
        var y = year - _node.FirstYear;
        var core = Core(y, k);
        TrainingRow?[] earlier = [Earlier(y - 1, k), Earlier(y - 2, k), Earlier(y - 3, k)];
        var months = _history.FirstMonths(y, k, out _);
        var shift = LevelShift.Measure(_history, y, months);
        // In place of the one without features: a back-test keeps all of them.
        return _cores[CoreIndex(y, k)] = core with
        {
            Features = Features.Vector(new FeatureInputs(core, earlier, _history, _groups, months)),
            LargestUsualError = LevelShift.HasLeft(shift) ? double.PositiveInfinity : LargestUsualError(earlier),
            LargestMonth = LargestMonth(y, months),
            Shift = shift,
        };
    }

    private static double LargestUsualError(TrainingRow?[] earlier)
    {
        double[] errors = [.. earlier.OfType<TrainingRow>().Where(row => row.Total >= 0).Select(row => Math.Abs(row.ScaledLog(row.Total)))];
        return errors.Length == 0 ? double.PositiveInfinity : (WorstErrors * errors.Max()) + CalmMargins[errors.Length - 1];
    }

    private double LargestMonth(int year, double[] months)
    {
        var largest = 0.0;
        foreach (var month in months)
            largest = month > largest ? month : largest;
        foreach (var past in _history.UsableBefore(year, PastYears))
        {
            foreach (var month in _history.Past(past)!)
                largest = month > largest ? month : largest;
        }

        return largest;
    }

    private TrainingRow? Earlier(int year, int k) => year >= 1 && _history.UsableBefore(year, 1).Any() ? Core(year, k) : null;

    private TrainingRow Core(int year, int k) => _cores[CoreIndex(year, k)] ??= MakeCore(year, k);

    private static int CoreIndex(int year, int k) => (year * 13) + k;

    private TrainingRow MakeCore(int y, int k)
    {
        var year = y + _node.FirstYear;
        var months = _history.FirstMonths(y, k, out var gaps);
        var candidates = _candidates.At(y, months);
        var known = _node.ReportedToDate(year, k);
        var shares = _history.Shares(y);
        var open = 0.0;
        for (var month = 0; month < 12; month++)
            open += month >= k || !double.IsFinite(_node.Years[y][month]) ? shares[month] : 0;
        open = Math.Clamp(open, LeastOpenShare, 1);
        var zeroShare = _history.UsableBefore(y, PastYears)
            .Select(past => _history.Past(past)!.Count(value => value == 0) / 12.0).DefaultIfEmpty(UnknownZeroShare).Average();
        var totals = _history.UsableBefore(y, PastYears).Select(past => _history.Total(past)).ToArray();
        var usual = totals.Length > 0 ? totals.Average() : months.Where(double.IsFinite).Sum();
        return new TrainingRow
        {
            Node = _node,
            Year = year,
            K = k,
            Candidates = candidates,
            Local = _candidates.Local(y, months),
            Base = Math.Max(known, CandidateForecasts.Base(candidates)),
            Known = known,
            Open = open,
            Offset = (OffsetOfUsualTotal * usual) + (OffsetOfGroupMean * _groups[1].MeanTotal(y)) + LeastOffset,
            Volatility = Volatility(y, k, totals, open, zeroShare),
            Years = totals.Length,
            Gaps = gaps,
            LastYear = _history.Past(y - 1),
            Shares = shares,
            ZeroShare = zeroShare,
            Features = [],
            Total = _node.Total(year),
        };
    }

    /// <summary>Deviation of the share so far + deviation of the log totals · open share + 0.3 · share of zero months.</summary>
    private double Volatility(int y, int k, double[] totals, double open, double zeroShare)
    {
        Span<double> sharesSoFar = stackalloc double[PastYears], logTotals = stackalloc double[PastYears];
        var (shares, logs) = (0, 0);
        foreach (var past in _history.UsableBefore(y, PastYears))
        {
            var total = _history.Total(past);
            if (total > 0)
                sharesSoFar[shares++] = FeatureInputs.Sum(_history.Past(past)!, 0, k) / total;
        }

        foreach (var total in totals)
        {
            if (total > 0)
                logTotals[logs++] = Math.Log(total);
        }

        return Quantiles.Deviation(sharesSoFar[..shares], UnknownShareDeviation)
            + (Quantiles.Deviation(logTotals[..logs], UnknownTotalDeviation) * open)
            + (ZeroShareWeight * zeroShare);
    }
}
