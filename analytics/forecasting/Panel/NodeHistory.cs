namespace YouthFunctions.Forecasting.Panel;

/// <summary>
/// A node's years as a forecaster may see them: past years with few gaps filled by the seasonal shares, and the first k
/// months of a year with its gaps filled from the months known by then. Nothing here looks past month k.
/// </summary>
internal sealed class NodeHistory
{
    /// <summary>A past year with fewer known months than this is not used.</summary>
    public const int LeastMonths = 9;

    private readonly double[]?[] _past;
    private readonly double[] _totals;
    private readonly double[][] _shares;

    public NodeHistory(PanelNode node, GroupSums wide, GroupSums near)
    {
        Node = node;
        Wide = wide;
        _past = new double[node.Years.Length][];
        _totals = new double[node.Years.Length];
        _shares = new double[node.Years.Length + 1][];
        for (var y = 0; y <= node.Years.Length; y++)
        {
            _shares[y] = Shrunk(y, near);
            if (y == node.Years.Length)
                break;
            _past[y] = Filled(node.Years[y], _shares[y]);
            _totals[y] = _past[y]?.Sum() ?? double.NaN;
        }
    }

    public PanelNode Node { get; }

    public GroupSums Wide { get; }

    /// <summary>The filled year at an index; null when too little is known of it.</summary>
    public double[]? Past(int y) => y >= 0 && y < _past.Length ? _past[y] : null;

    /// <summary>The total of a filled past year; NaN when there is none.</summary>
    public double Total(int y) => y >= 0 && y < _totals.Length ? _totals[y] : double.NaN;

    /// <summary>Own monthly shares of up to three past years drawn towards those of the group; they sum to 1.</summary>
    public double[] Shares(int y) => _shares[y];

    /// <summary>The year indexes before <paramref name="y"/> that can be used, newest first, at most <paramref name="most"/>.</summary>
    public IEnumerable<int> UsableBefore(int y, int most)
    {
        for (var past = y - 1; past >= 0 && most > 0; past--)
        {
            if (_past[past] is null)
                continue;
            most--;
            yield return past;
        }
    }

    /// <summary>The first k months of year index y, gaps filled; NaN only where neither this year nor the past tells.</summary>
    public double[] FirstMonths(int y, int k, out int gaps)
    {
        var months = Node.Years[y].AsSpan(0, k).ToArray();
        gaps = months.Count(value => !double.IsFinite(value));
        if (gaps == 0)
            return months;
        var last = UsableBefore(y, 1).Select(past => _past[past]).FirstOrDefault();
        double known = 0, usual = 0;
        for (var m = 0; m < k; m++)
        {
            if (!double.IsFinite(months[m]))
                continue;
            known += months[m];
            usual += last is null ? _shares[y][m] : last[m];
        }

        var prior = last is null ? 0 : last.Sum() / 12;
        var pace = usual + prior > 0 ? (known + prior) / (usual + prior) : double.NaN;
        for (var m = 0; m < k; m++)
        {
            if (!double.IsFinite(months[m]))
                months[m] = (last is null ? _shares[y][m] : last[m]) * pace;
        }

        return months;
    }

    private static double[]? Filled(double[] year, double[] shares)
    {
        double known = 0, share = 0;
        var count = 0;
        for (var m = 0; m < 12; m++)
        {
            if (!double.IsFinite(year[m]))
                continue;
            known += year[m];
            share += shares[m];
            count++;
        }

        if (count == 12)
            return year;
        if (count < LeastMonths || share <= 0)
            return null;
        return [.. year.Select((value, m) => double.IsFinite(value) ? value : known / share * shares[m])];
    }

    private double[] Shrunk(int y, GroupSums near)
    {
        var wideShares = Wide.Shares(y);
        var nearShares = near.Shares(y);
        var own = new double[12];
        double total = 0;
        var years = 0;
        foreach (var past in UsableBefore(y, 3))
        {
            for (var m = 0; m < 12; m++)
                own[m] += _past[past]![m];
            total += _totals[past];
            years++;
        }

        var trust = total > 0 ? years / (years + 1.0) : 0;
        var shares = new double[12];
        for (var m = 0; m < 12; m++)
        {
            var pooled = (wideShares[m] + nearShares[m]) / 2;
            shares[m] = (trust > 0 ? trust * own[m] / total : 0) + ((1 - trust) * pooled);
        }

        return shares;
    }
}
