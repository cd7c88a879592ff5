namespace YouthFunctions.Forecasting.Panel;

/// <summary>
/// The groups that a node learns from: the indicator everywhere, the two nearest parents of the indicator with more
/// than one leaf, and the two nearest regions over all indicators.
/// </summary>
internal sealed class PanelGroups
{
    /// <summary>How many groups each node has; a missing one repeats the wider one.</summary>
    public const int PerNode = 5;

    private readonly GroupSums[][] _ofNode;

    public PanelGroups(ForecastPanel panel)
    {
        var sums = new Dictionary<(string Prefix, string Indicator), GroupSums>();
        var members = new Dictionary<(string Prefix, string Indicator), List<PanelNode>>();
        foreach (var leaf in panel.Leaves)
        {
            foreach (var key in Keys(panel.Series[leaf.Index].Labels, leaf.Indicator).Distinct())
            {
                if (!members.TryGetValue(key, out var list))
                    members[key] = list = [];
                list.Add(leaf);
            }
        }

        foreach (var (key, leaves) in members)
        {
            if (leaves.Count > 1 || key.Prefix.Length == 0)
                sums[key] = new GroupSums(leaves, panel.YearCount, relative: key.Indicator.Length == 0);
        }

        _ofNode = new GroupSums[panel.Leaves.Length + panel.Parents.Length][];
        foreach (var node in panel.Nodes)
        {
            var labels = panel.Series[node.Leaves[0]].Labels;
            var depth = node.IsLeaf ? labels.Count : node.Level;
            _ofNode[node.Index] = Choose(sums, [.. labels.Take(depth)], node.Indicator, node.Leaves.Length);
        }
    }

    public GroupSums[] GroupsOf(PanelNode node) => _ofNode[node.Index];

    private static GroupSums[] Choose(Dictionary<(string, string), GroupSums> sums, string[] labels, string indicator, int own)
    {
        var wide = sums[("", indicator)];
        var all = sums[("", "")];
        var near = Nested(labels, prefix => sums.GetValueOrDefault((prefix, indicator)), own);
        var region = Nested(labels, prefix => sums.GetValueOrDefault((prefix, "")), own);
        return [wide, near.First ?? wide, near.Second ?? wide, region.First ?? all, region.Second ?? all];
    }

    private static (GroupSums? First, GroupSums? Second) Nested(string[] labels, Func<string, GroupSums?> find, int own)
    {
        GroupSums? first = null;
        for (var depth = labels.Length; depth > 0; depth--)
        {
            var group = find(ForecastPanel.NodeName(labels.Take(depth)) + "\n");
            if (group is null || group.Size <= Math.Max(own, first?.Size ?? 0))
                continue;
            if (first is not null)
                return (first, group);
            first = group;
        }

        return (first, null);
    }

    private static IEnumerable<(string Prefix, string Indicator)> Keys(IReadOnlyList<string> labels, string indicator)
    {
        yield return ("", indicator);
        yield return ("", "");
        for (var depth = 1; depth <= labels.Count; depth++)
        {
            var prefix = ForecastPanel.NodeName(labels.Take(depth)) + "\n";
            yield return (prefix, indicator);
            yield return (prefix, "");
        }
    }
}
