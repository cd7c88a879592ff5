namespace YouthFunctions.Forecasting.Panel;

/// <summary>
/// Series on a common calendar together with their parents: every prefix of a flow's labels is, an indicator at a
/// time, a node that sums its leaves. Immutable; building it costs one pass over the values.
/// </summary>
public sealed class ForecastPanel
{
    /// <param name="series">The leaves.</param>
    /// <exception cref="ArgumentException">No series, a series stands twice, or a level lies above 1.</exception>
    public ForecastPanel(IEnumerable<PanelSeries> series)
        : this([.. series], int.MinValue, int.MaxValue)
    {
    }

    private ForecastPanel(PanelSeries[] series, int from, int to)
    {
        if (series.Length == 0)
            throw new ArgumentException("A panel has at least one series.", nameof(series));
        var twice = series.GroupBy(one => (one.Id, one.Indicator)).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
            throw new ArgumentException($"Series {twice.Key.Id} of {twice.Key.Indicator} stands twice.", nameof(series));
        Series = series;
        FirstYear = Math.Max(from, series.Min(one => one.Values.First.Year));
        LastYear = Math.Max(FirstYear, Math.Min(to, series.Max(one => one.Values.End.Plus(-1).Year)));
        MaxDepth = series.Max(one => one.Labels.Count);
        Leaves = [.. series.Select((one, index) => PanelNode.Leaf(index, one, MaxDepth, FirstYear, LastYear))];
        Parents = [.. PanelNode.ParentsOf(Leaves, series, FirstYear, LastYear)];
        Groups = new PanelGroups(this);
    }

    /// <summary>The leaves as given.</summary>
    public IReadOnlyList<PanelSeries> Series { get; }

    /// <summary>The first calendar year with a value.</summary>
    public int FirstYear { get; }

    /// <summary>The last calendar year with a value.</summary>
    public int LastYear { get; }

    /// <summary>The greatest number of labels: the level of a leaf.</summary>
    public int MaxDepth { get; }

    internal PanelNode[] Leaves { get; }

    internal PanelNode[] Parents { get; }

    internal PanelGroups Groups { get; }

    internal IEnumerable<PanelNode> Nodes => Leaves.Concat(Parents);

    internal int YearCount => LastYear - FirstYear + 1;

    /// <summary>The same series, only the years from <paramref name="from"/> to <paramref name="to"/>.</summary>
    public ForecastPanel Between(int from, int to) =>
        from <= FirstYear && to >= LastYear ? this : new ForecastPanel([.. Series], from, to);

    /// <summary>The name of the node of a prefix of labels.</summary>
    public static string NodeName(IEnumerable<string> labels) => string.Join('/', labels);

    /// <summary>SHA-256 over every known value in the order of the series, lower-case hexadecimal.</summary>
    public string Hash() => PanelHash.Of(this);
}
