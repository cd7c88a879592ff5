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
        : this(GroupMonths.Create(leaves, years, relative))
    {
    }

    /// <param name="months">What the members sum to.</param>
    public GroupSums(GroupMonths months)
    {
        (Size, _now, _before, _complete) = (months.Size, months.Now, months.Before, months.Complete);
        var years = months.Now.Length / 12;
        _shares = [.. Enumerable.Range(0, years + 1).Select(SharesBefore)];
        _index = new double[years];
        for (var year = 0; year < years; year++)
            _index[year] = year == 0 ? 1 : _index[year - 1] * Growth(year, 12);
    }

    /// <summary>How many leaves it has.</summary>
    public int Size { get; }

    /// <summary>Sum of the months [from, to) of year index <paramref name="year"/>, and of the same leaves' months a year before.</summary>
    public (double Now, double Before) Matched(int year, int from, int to)
    {
        double now = 0, before = 0;
        for (var i = (year * 12) + from; i < (year * 12) + to; i++)
        {
            if (i < 0)
                continue;
            now += _now[i];
            before += _before[i];
        }

        return (now, before);
    }

    /// <summary>The first k months against the same leaves' a year before, 0.2 to 5; 1 where nothing can be compared.</summary>
    public double Growth(int year, int k)
    {
        var (now, before) = Matched(year, 0, k);
        return before > 0 ? Math.Clamp(now / before, 0.2, 5) : 1;
    }

    /// <summary>The group's size in a year, chained from growth; the first year is 1.</summary>
    public double Index(int year) => _index[year];

    /// <summary>The share of each month in a year, from up to three complete years before year index <paramref name="year"/>.</summary>
    public double[] Shares(int year) => _shares[year];

    /// <summary>The mean yearly total of a leaf in the years before.</summary>
    public double MeanTotal(int year)
    {
        double sum = 0;
        var years = 0;
        for (var back = 1; back <= 3 && year - back >= 0; back++)
        {
            var total = _complete.AsSpan((year - back) * 12, 12).ToArray().Sum();
            sum += total;
            years += total > 0 ? 1 : 0;
        }

        return years == 0 ? 0 : sum / years / Size;
    }

    private double[] SharesBefore(int year)
    {
        var shares = new double[12];
        for (var back = 1; back <= 3 && year - back >= 0; back++)
        {
            for (var month = 0; month < 12; month++)
                shares[month] += _complete[((year - back) * 12) + month];
        }

        var total = shares.Sum();
        for (var month = 0; month < 12; month++)
            shares[month] = total > 0 ? shares[month] / total : 1.0 / 12;
        return shares;
    }
}
