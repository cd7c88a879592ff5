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
        for (var year = 0; year <= node.Years.Length; year++)
        {
            _shares[year] = Shrunk(year, near);
            if (year == node.Years.Length)
                break;
            _past[year] = Filled(node.Years[year], _shares[year]);
            _totals[year] = _past[year]?.Sum() ?? double.NaN;
        }
    }

    public PanelNode Node { get; }

    public GroupSums Wide { get; }

    /// <summary>The filled year at an index; null when too little is known of it.</summary>
    public double[]? Past(int year) => year >= 0 && year < _past.Length ? _past[year] : null;

    /// <summary>The total of a filled past year; NaN when there is none.</summary>
    public double Total(int year) => year >= 0 && year < _totals.Length ? _totals[year] : double.NaN;

    /// <summary>Own monthly shares of up to three past years drawn towards those of the group; they sum to 1.</summary>
    public double[] Shares(int year) => _shares[year];

    /// <summary>The year indexes before <paramref name="year"/> that can be used, newest first, at most <paramref name="most"/>.</summary>
    public IEnumerable<int> UsableBefore(int year, int most)
    {
        for (var past = year - 1; past >= 0 && most > 0; past--)
        {
            if (_past[past] is null)
                continue;
            most--;
            yield return past;
        }
    }

    /// <summary>The first k months of year index y, gaps filled; NaN only where neither this year nor the past tells.</summary>
    public double[] FirstMonths(int year, int k, out int gaps)
    {
        var months = Node.Years[year].AsSpan(0, k).ToArray();
        gaps = months.Count(value => !double.IsFinite(value));
        if (gaps == 0)
            return months;
        var last = UsableBefore(year, 1).Select(past => _past[past]).FirstOrDefault();
        double known = 0, usual = 0;
        for (var month = 0; month < k; month++)
        {
            if (!double.IsFinite(months[month]))
                continue;
            known += months[month];
            usual += last is null ? _shares[year][month] : last[month];
        }

        var prior = last is null ? 0 : last.Sum() / 12;
        var pace = usual + prior > 0 ? (known + prior) / (usual + prior) : double.NaN;
        for (var month = 0; month < k; month++)
        {
            if (!double.IsFinite(months[month]))
                months[month] = (last is null ? _shares[year][month] : last[month]) * pace;
        }

        return months;
    }

    private static double[]? Filled(double[] year, double[] shares)
    {
        double known = 0, share = 0;
        var count = 0;
        for (var month = 0; month < 12; month++)
        {
            if (!double.IsFinite(year[month]))
                continue;
            known += year[month];
            share += shares[month];
            count++;
        }

        if (count == 12)
            return year;
        if (count < LeastMonths || share <= 0)
            return null;
        return [.. year.Select((value, month) => double.IsFinite(value) ? value : known / share * shares[month])];
    }

    private double[] Shrunk(int year, GroupSums near)
    {
        var wideShares = Wide.Shares(year);
        var nearShares = near.Shares(year);
        var own = new double[12];
        double total = 0;
        var years = 0;
        foreach (var past in UsableBefore(year, 3))
        {
            for (var month = 0; month < 12; month++)
                own[month] += _past[past]![month];
            total += _totals[past];
            years++;
        }

        var trust = total > 0 ? years / (years + 1.0) : 0;
        var shares = new double[12];
        for (var month = 0; month < 12; month++)
        {
            var pooled = (wideShares[month] + nearShares[month]) / 2;
            shares[month] = (trust > 0 ? trust * own[month] / total : 0) + ((1 - trust) * pooled);
        }

        return shares;
    }
}
