using YouthFunctions.Forecasting.Candidates;
using YouthFunctions.Forecasting.Panel;

namespace YouthFunctions.Forecasting.Training;

/// <summary>Builds the rows of one node.</summary>
internal sealed class RowBuilder
{
    private readonly ForecastPanel _panel;
    private readonly PanelNode _node;
    private readonly GroupSums[] _groups;
    private readonly NodeHistory _history;
    private readonly CandidateForecasts _candidates;
    private readonly TrainingRow?[] _cores;

    public RowBuilder(ForecastPanel panel, PanelNode node)
    {
        _panel = panel;
        _node = node;
        _groups = panel.Groups.Of(node);
        _history = new NodeHistory(node, _groups[0], _groups[1]);
        _candidates = new CandidateForecasts(_history, _groups[1]);
        _cores = new TrainingRow?[panel.YearCount * 13];
    }

    /// <summary>The row of a calendar year after k months.</summary>
    public TrainingRow Build(int year, int k)
    {
        var y = year - _panel.FirstYear;
        var core = Core(y, k);
        TrainingRow?[] before = [Earlier(y - 1, k), Earlier(y - 2, k), Earlier(y - 3, k)];
        return core with { Features = Features.Of(core, before, _history, _groups, _history.FirstMonths(y, k, out _)) };
    }

    private TrainingRow? Earlier(int y, int k) => y >= 1 && _history.UsableBefore(y, 1).Any() ? Core(y, k) : null;

    private TrainingRow Core(int y, int k) => _cores[(y * 13) + k] ??= MakeCore(y, k);

    private TrainingRow MakeCore(int y, int k)
    {
        var year = y + _panel.FirstYear;
        var months = _history.FirstMonths(y, k, out var gaps);
        var candidates = _candidates.At(y, months);
        var known = _node.ReportedToDate(year, k);
        var shares = _history.Shares(y);
        var open = 0.0;
        for (var m = 0; m < 12; m++)
            open += m >= k || !double.IsFinite(_node.Years[y][m]) ? shares[m] : 0;
        open = Math.Clamp(open, 0.03, 1);
        var totals = _history.UsableBefore(y, 6).Select(past => _history.Total(past)).ToArray();
        var usual = totals.Length > 0 ? totals.Average() : months.Where(double.IsFinite).Sum();
        return new TrainingRow
        {
            Node = _node,
            Year = year,
            K = k,
            Candidates = candidates,
            Base = Math.Max(known, CandidateForecasts.Base(candidates)),
            Known = known,
            Open = open,
            Offset = (0.02 * usual) + (0.002 * _groups[1].MeanTotal(y)) + 1e-9,
            Volatility = Volatility(y, k, totals, open),
            Years = totals.Length,
            Gaps = gaps,
            LastYearKnown = _history.Past(y - 1) is not null,
            Features = [],
            Total = _node.Total(year),
        };
    }

    /// <summary>Spread of the share so far + spread of the totals · open share + 0.3 · share of zero months.</summary>
    private double Volatility(int y, int k, double[] totals, double open)
    {
        var past = _history.UsableBefore(y, 6).Select(index => _history.Past(index)!).ToArray();
        var sums = past.Where(year => year.Sum() > 0).Select(year => year.AsSpan(0, k).ToArray().Sum() / year.Sum()).ToArray();
        var logs = totals.Where(total => total > 0).Select(total => Math.Log(total)).ToArray();
        var zeros = past.Length == 0 ? 0.5 : past.Average(year => year.Count(value => value == 0) / 12.0);
        return Spread(sums, 0.1) + (Spread(logs, 0.5) * open) + (0.3 * zeros);
    }

    private static double Spread(double[] values, double unknown)
    {
        if (values.Length < 2)
            return unknown;
        var mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }
}
