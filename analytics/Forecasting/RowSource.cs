namespace YouthFunctions.Analytics.Forecasting;

/// <summary>
/// Builds rows for all nodes of a panel at an origin. Keeps the node builders of a small panel, because a back-test
/// asks for every origin; makes them anew for a large one, so that memory stays bounded.
/// </summary>
internal sealed class RowSource(ForecastPanel panel, int? threads)
{
    private const int MostKept = 20_000;

    private readonly PanelNode[] _nodes = [.. panel.Nodes.Where(node => node.Kind == SeriesKind.Flow)];
    private readonly RowBuilder?[] _kept = new RowBuilder?[panel.Leaves.Length + panel.Parents.Length];

    public ForecastPanel Panel => panel;

    /// <summary>One row a flow node: leaves in their order, then parents.</summary>
    public OriginRow[] At(int year, int k, CancellationToken cancellation) => Build(_nodes, year, [k], cancellation);

    /// <summary>Rows of chosen nodes for several k, node by node.</summary>
    public OriginRow[] Build(IReadOnlyList<PanelNode> nodes, int year, int[] months, CancellationToken cancellation)
    {
        var rows = new OriginRow[nodes.Count * months.Length];
        var options = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = threads ?? -1 };
        Parallel.For(0, nodes.Count, options, i =>
        {
            var builder = Builder(nodes[i]);
            for (var j = 0; j < months.Length; j++)
                rows[(i * months.Length) + j] = builder.Build(year, months[j]);
        });
        return rows;
    }

    /// <summary>The flow nodes.</summary>
    public IReadOnlyList<PanelNode> Nodes => _nodes;

    private RowBuilder Builder(PanelNode node) => _nodes.Length > MostKept
        ? new RowBuilder(panel, node)
        : _kept[node.Index] ??= new RowBuilder(panel, node);
}
