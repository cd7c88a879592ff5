using YouthFunctions.Forecasting.Panel;

namespace YouthFunctions.Forecasting.Training;

/// <summary>
/// Builds rows for all nodes of a panel at an origin. Keeps rows and node builders of a small panel (node-years), because a
/// back-test asks for every origin; makes them anew for a large one, so that memory stays bounded.
/// </summary>
internal sealed class RowSource(ForecastPanel panel, int? threads)
{
    private const int MostNodeYearsKept = 40_000;

    private static readonly int[] TrainingMonths = [.. Enumerable.Range(1, 11)];

    private readonly PanelNode[] _nodes = NodesOf(panel);

    private readonly Dictionary<(int, int), TrainingRow[]> _rows = [];
    private readonly RowBuilder?[] _builders = new RowBuilder?[panel.Leaves.Length + panel.Parents.Length];

    public ForecastPanel Panel => panel;

    /// <summary>The nodes that have rows: leaves of flows, and parents of more than one.</summary>
    public static PanelNode[] NodesOf(ForecastPanel panel) =>
        [.. panel.Nodes.Where(node => node.Kind == SeriesKind.Flow && (node.IsLeaf || node.LeafCount > 1))];

    private bool IsKept => _nodes.Length * (long)panel.YearCount <= MostNodeYearsKept;

    /// <summary>One row a flow node: leaves in their order, then parents of more than one leaf.</summary>
    public TrainingRow[] At(int year, int k, CancellationToken cancellation)
    {
        if (!IsKept)
            return Build(_nodes, year, [k], cancellation);
        if (!_rows.TryGetValue((year, k), out var rows))
            _rows[(year, k)] = rows = Build(_nodes, year, [k], cancellation);
        return rows;
    }

    /// <summary>
    /// Rows of the complete years before a year whose node has a year before, for k = 1 to 11. Above
    /// the most rows allowed, a sample of the nodes, drawn by the seed, stands for all.
    /// </summary>
    public TrainingRow[] TrainingRows(int year, ForecastOptions options, CancellationToken cancellation)
    {
        var years = Enumerable.Range(panel.FirstYear + 1, Math.Max(0, year - panel.FirstYear - 1)).ToArray();
        var nodes = SampleNodes(years.Length, options);
        var sample = nodes.Select(node => node.Index).ToHashSet();
        var rows = years.SelectMany(past => IsKept
            ? TrainingMonths.SelectMany(k => At(past, k, cancellation)).Where(row => sample.Contains(row.Node.Index))
            : Build(nodes, past, TrainingMonths, cancellation));
        return [.. rows.Where(row => row.Years > 0 && double.IsFinite(row.Total))];
    }

    private PanelNode[] SampleNodes(int years, ForecastOptions options)
    {
        var rowsPerNode = (long)TrainingMonths.Length * Math.Max(1, years);
        var count = Math.Max(1, options.MaxTrainingRows / rowsPerNode);
        if (count >= _nodes.Length)
            return _nodes;
        var nodes = _nodes.ToArray();
        new Random(options.Seed).Shuffle(nodes);
        return nodes[..(int)count];
    }

    /// <summary>Rows of chosen nodes for several k, node by node.</summary>
    private TrainingRow[] Build(PanelNode[] nodes, int year, int[] months, CancellationToken cancellation)
    {
        var rows = new TrainingRow[nodes.Length * months.Length];
        DedicatedThreads.For(
            nodes.Length, threads,
            i =>
            {
                var builder = Builder(nodes[i]);
                for (var j = 0; j < months.Length; j++)
                    rows[(i * months.Length) + j] = builder.Build(year, months[j]);
            },
            cancellation);
        return rows;
    }

    private RowBuilder Builder(PanelNode node) =>
        IsKept ? _builders[node.Index] ??= Create(node) : Create(node);

    private RowBuilder Create(PanelNode node) => new(node, panel.Groups.GroupsOf(node));
}
