namespace YouthFunctions.Forecasting.Panel;

/// <summary>
/// Sums of a group over the leaves whose month is known in both of two years running, so that leaves which come, go or
/// stay silent do not look like growth; and the seasonal shares of its complete years.
/// </summary>
internal sealed class GroupSums
{
    private readonly double[] _now, _before, _complete;
    private readonly double[][] _shares;
    private readonly double[] _index;

    /// <param name="leaves">The members.</param>
    /// <param name="years">Years of the panel.</param>
    /// <param name="relative">Members are divided by their last total, because their units differ.</param>
    public GroupSums(IReadOnlyList<PanelNode> leaves, int years, bool relative)
    {
        Size = leaves.Count;
        _now = new double[years * 12];
        _before = new double[years * 12];
        _complete = new double[years * 12];
        foreach (var leaf in leaves)
        {
            for (var y = 0; y < years; y++)
                Add(leaf, y, relative);
        }

        _shares = [.. Enumerable.Range(0, years + 1).Select(SharesBefore)];
        _index = new double[years];
        for (var y = 0; y < years; y++)
            _index[y] = y == 0 ? 1 : _index[y - 1] * Growth(y, 12);
    }

    /// <summary>How many leaves it has.</summary>
    public int Size { get; }

    /// <summary>Sum of the months [from, to) of year index <paramref name="y"/>, and of the same leaves' months a year before.</summary>
    public (double Now, double Before) Matched(int y, int from, int to)
    {
        double now = 0, before = 0;
        for (var i = (y * 12) + from; i < (y * 12) + to; i++)
        {
            if (i < 0)
                continue;
            now += _now[i];
            before += _before[i];
        }

        return (now, before);
    }

    /// <summary>The first k months against the same leaves' a year before, 0.2 to 5; 1 where nothing can be compared.</summary>
    public double Growth(int y, int k)
    {
        var (now, before) = Matched(y, 0, k);
        return before > 0 ? Math.Clamp(now / before, 0.2, 5) : 1;
    }

    /// <summary>The group's size in a year, chained from growth; the first year is 1.</summary>
    public double Index(int y) => _index[y];

    /// <summary>The share of each month in a year, from up to three complete years before year index <paramref name="y"/>.</summary>
    public double[] Shares(int y) => _shares[y];

    /// <summary>The mean yearly total of a leaf in the years before.</summary>
    public double MeanTotal(int y)
    {
        double sum = 0;
        var years = 0;
        for (var back = 1; back <= 3 && y - back >= 0; back++)
        {
            var total = _complete.AsSpan((y - back) * 12, 12).ToArray().Sum();
            sum += total;
            years += total > 0 ? 1 : 0;
        }

        return years == 0 ? 0 : sum / years / Size;
    }

    private void Add(PanelNode leaf, int y, bool relative)
    {
        var now = leaf.Years[y];
        var last = y > 0 ? leaf.Years[y - 1] : null;
        var unit = relative ? last is null ? 0 : last.Where(double.IsFinite).Sum() : 1;
        if (unit <= 0)
            return;
        var complete = now.All(double.IsFinite);
        for (var m = 0; m < 12; m++)
        {
            if (complete)
                _complete[(y * 12) + m] += now[m] / unit;
            if (last is null || !double.IsFinite(now[m]) || !double.IsFinite(last[m]))
                continue;
            _now[(y * 12) + m] += now[m] / unit;
            _before[(y * 12) + m] += last[m] / unit;
        }
    }

    private double[] SharesBefore(int y)
    {
        var shares = new double[12];
        for (var back = 1; back <= 3 && y - back >= 0; back++)
        {
            for (var m = 0; m < 12; m++)
                shares[m] += _complete[((y - back) * 12) + m];
        }

        var total = shares.Sum();
        for (var m = 0; m < 12; m++)
            shares[m] = total > 0 ? shares[m] / total : 1.0 / 12;
        return shares;
    }
}
