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

    /// <param name="panel">A panel, or a part of one.</param>
    /// <param name="whole">Of a part: the sums of all parts, which has the groups that may have members elsewhere.</param>
    public PanelGroups(ForecastPanel panel, PanelTotals? whole)
    {
        var sums = new Dictionary<(string Prefix, string Indicator), GroupSums>();
        var members = new Dictionary<(string Prefix, string Indicator), List<PanelNode>>();
        foreach (var leaf in panel.Leaves)
        {
            foreach (var key in Keys(panel.Series[leaf.Index].Labels, leaf.Indicator, whole is null ? 0 : 2).Distinct())
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

        foreach (var (key, months) in whole?.Groups ?? [])
        {
            if (months.Size > 1 || key.Prefix.Length == 0)
                sums[key] = new GroupSums(months);
        }

        _ofNode = new GroupSums[panel.Leaves.Length + panel.Parents.Length][];
        foreach (var node in panel.Nodes)
        {
            var labels = panel.Series[node.Leaves[0]].Labels;
            var depth = node.IsLeaf ? labels.Count : node.Level;
            _ofNode[node.Index] = Choose(sums, [.. labels.Take(depth)], node.Indicator, node.Leaves.Length);
        }
    }

    /// <summary>The groups of a parent of one label, which has leaves in several parts.</summary>
    public static GroupSums[] GroupsOfRoof(PanelTotals whole, string indicator)
    {
        var (wide, all) = (new GroupSums(whole.Groups[("", indicator)]), new GroupSums(whole.Groups[("", "")]));
        return [wide, wide, wide, all, all];
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

    /// <summary>The groups that a leaf belongs to: everywhere, and each prefix of its labels, of its indicator and of all.</summary>
    /// <param name="labels">The leaf's labels.</param>
    /// <param name="indicator">Its indicator.</param>
    /// <param name="least">How many labels the prefix has at least.</param>
    /// <param name="most">How many at most.</param>
    public static IEnumerable<(string Prefix, string Indicator)> Keys(
        IReadOnlyList<string> labels, string indicator, int least, int most = int.MaxValue)
    {
        for (var depth = least; depth <= Math.Min(most, labels.Count); depth++)
        {
            var prefix = depth == 0 ? "" : ForecastPanel.NodeName(labels.Take(depth)) + "\n";
            yield return (prefix, indicator);
            yield return (prefix, "");
        }
    }
}
