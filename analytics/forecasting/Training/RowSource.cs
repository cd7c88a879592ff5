using YouthFunctions.Forecasting.Panel;

namespace YouthFunctions.Forecasting.Training;

/// <summary>
/// Builds rows for all nodes of a panel at an origin. Keeps rows and node builders of a small panel (node-years), because a back-test
/// asks for every origin; makes them anew for a large one, so that memory stays bounded.
/// </summary>
internal sealed class RowSource(ForecastPanel panel, int? threads)
{
    private const int MostKept = 40_000;

    private readonly PanelNode[] _nodes = [.. panel.Nodes.Where(node => node.Kind == SeriesKind.Flow && (node.IsLeaf || node.Leaves.Length > 1))];
    private readonly Dictionary<(int, int), TrainingRow[]> _rows = [];
    private readonly RowBuilder?[] _kept = new RowBuilder?[panel.Leaves.Length + panel.Parents.Length];

    public ForecastPanel Panel => panel;

    /// <summary>One row a flow node: leaves in their order, then parents.</summary>
    public TrainingRow[] At(int year, int k, CancellationToken cancellation)
    {
        if (_nodes.Length * (long)panel.YearCount > MostKept)
            return Build(_nodes, year, [k], cancellation);
        if (!_rows.TryGetValue((year, k), out var rows))
            _rows[(year, k)] = rows = Build(_nodes, year, [k], cancellation);
        return rows;
    }

    /// <summary>Rows of chosen nodes for several k, node by node.</summary>
    public TrainingRow[] Build(IReadOnlyList<PanelNode> nodes, int year, int[] months, CancellationToken cancellation)
    {
        var rows = new TrainingRow[nodes.Count * months.Length];
        var options = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = threads ?? -1 };
        Parallel.For(0, nodes.Count, options, i =>
        {
            var builder = Builder(nodes[i]);
            for (var j = 0; j < months.Length; j++)
                rows[(i * months.Length) + j] = builder.Build(year, months[j]);
        });
        return rows;
    }

    /// <summary>
    /// Rows of the complete years before a year whose node has a year before, for k = 1 to 11. Above
    /// the most rows allowed, a sample of the nodes, drawn by the seed, stands for all.
    /// </summary>
    public TrainingRow[] TrainingRows(int year, ForecastOptions options, CancellationToken cancellation)
    {
        int[] months = [.. Enumerable.Range(1, 11)];
        var years = Enumerable.Range(panel.FirstYear + 1, Math.Max(0, year - panel.FirstYear - 1)).ToArray();
        var rows = new List<TrainingRow>();
        if (_nodes.Length * (long)panel.YearCount <= MostKept)
        {
            foreach (var row in years.SelectMany(past => months.SelectMany(k => At(past, k, cancellation))))
                rows.Add(row);
        }
        else
        {
            var nodes = _nodes.ToArray();
            new Random(options.Seed).Shuffle(nodes);
            var kept = nodes.AsMemory(0, (int)Math.Min(nodes.Length, Math.Max(1, options.MaxTrainingRows / ((long)months.Length * Math.Max(1, years.Length))))).ToArray();
            foreach (var past in years)
                rows.AddRange(Build(kept, past, months, cancellation));
        }

        return [.. rows.Where(row => row.Years > 0 && double.IsFinite(row.Total))];
    }

    /// <summary>The flow nodes: leaves, then parents of more than one leaf.</summary>
    public IReadOnlyList<PanelNode> Nodes => _nodes;

    private RowBuilder Builder(PanelNode node) => _nodes.Length * (long)panel.YearCount > MostKept
        ? new RowBuilder(panel, node)
        : _kept[node.Index] ??= new RowBuilder(panel, node);
}
