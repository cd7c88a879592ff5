namespace YouthFunctions.Forecasting.Panel;

/// <summary>
/// Series on a common calendar together with their parents: every prefix of a flow's labels is, an indicator at a
/// time, a node that sums its leaves. Immutable; building it costs one pass over the values. The order in which series are
/// given does not matter: sums of floating-point numbers, samples and trees depend on order, so all are made in one.
/// </summary>
public sealed class ForecastPanel
{
    private readonly Lazy<PanelGroups> _groups; // they take as long as all else, and only who trains or makes points asks for them
    private string? _hash;

    /// <param name="series">The leaves.</param>
    /// <exception cref="ArgumentException">No series, a series stands twice, or a level lies above 1.</exception>
    public ForecastPanel(IEnumerable<PanelSeries> series)
        : this(Sort(series), int.MinValue, int.MaxValue, null)
    {
    }

    /// <summary>The years of series before one, to learn from.</summary>
    /// <param name="series">The leaves.</param>
    /// <param name="year">The first year that is left out.</param>
    /// <exception cref="ArgumentException">No series, a series stands twice, or a level lies above 1.</exception>
    public static ForecastPanel Before(IEnumerable<PanelSeries> series, int year) => new(Sort(series), int.MinValue, year - 1, null);

    /// <summary>A part of a panel: its leaves, and their parents of two labels and more. Parents of one label may have leaves in other
    /// parts.</summary>
    /// <param name="series">The leaves of the part: all below the same second label, or of one label.</param>
    /// <param name="whole">The sums of all parts.</param>
    /// <exception cref="ArgumentException">No series, a series stands twice, or a level lies above 1.</exception>
    public ForecastPanel(IEnumerable<PanelSeries> series, PanelTotals whole)
        : this(Sort(series), whole.FirstYear, whole.LastYear, whole)
    {
    }

    private ForecastPanel(PanelSeries[] series, int from, int to, PanelTotals? whole)
    {
        if (series.Length == 0)
            throw new ArgumentException("A panel has at least one series.", nameof(series));
        var duplicate = series.GroupBy(leaf => (leaf.Id, leaf.Indicator)).FirstOrDefault(group => group.Count() > 1);
        if (duplicate is not null)
            throw new ArgumentException($"Series {duplicate.Key.Id} of {duplicate.Key.Indicator} stands twice.", nameof(series));
        Series = series;
        FirstYear = whole?.FirstYear ?? Math.Max(from, series.Min(leaf => leaf.Values.First.Year));
        LastYear = whole?.LastYear ?? Math.Max(FirstYear, Math.Min(to, series.Max(leaf => leaf.Values.End.Plus(-1).Year)));
        MaxDepth = whole?.MaxDepth ?? series.Max(leaf => leaf.Labels.Count);
        Leaves = [.. series.Select((leaf, index) => PanelNode.CreateLeaf(index, leaf, MaxDepth, FirstYear, LastYear))];
        Parents = [.. ParentNodes.Create(Leaves, series, leastLabels: whole is null ? 1 : 2)];
        _groups = new Lazy<PanelGroups>(() => new PanelGroups(this, whole));
    }

    /// <summary>The leaves, ordered by id and indicator (ordinal).</summary>
    public IReadOnlyList<PanelSeries> Series { get; }

    /// <summary>The first calendar year with a value.</summary>
    public int FirstYear { get; }

    /// <summary>The last calendar year with a value.</summary>
    public int LastYear { get; }

    /// <summary>The greatest number of labels: the level of a leaf.</summary>
    public int MaxDepth { get; }

    internal PanelNode[] Leaves { get; }

    internal PanelNode[] Parents { get; }

    internal PanelGroups Groups => _groups.Value;

    internal IEnumerable<PanelNode> Nodes => Leaves.Concat(Parents);

    internal int YearCount => LastYear - FirstYear + 1;

    /// <summary>The same series, only the years from <paramref name="from"/> to <paramref name="to"/>.</summary>
    public ForecastPanel Between(int from, int to) =>
        from <= FirstYear && to >= LastYear ? this : new ForecastPanel([.. Series], from, to, null);

    internal static PanelSeries[] Sort(IEnumerable<PanelSeries> series) =>
        [.. series.OrderBy(leaf => leaf.Id, StringComparer.Ordinal).ThenBy(leaf => leaf.Indicator, StringComparer.Ordinal)];

    /// <summary>The name of the node of a prefix of labels.</summary>
    public static string NodeName(IEnumerable<string> labels) => string.Join('/', labels);

    /// <summary>SHA-256 over every known value, whatever order the series were given in; lower-case hexadecimal.</summary>
    public string Hash() => _hash ??= PanelHash.Compute(Series, Leaves, FirstYear);
}
