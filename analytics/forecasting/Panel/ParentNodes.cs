namespace YouthFunctions.Forecasting.Panel;

/// <summary>Builds the parents of a panel: one node for each prefix of labels and indicator of the flows.</summary>
internal static class ParentNodes
{
    /// <summary>The parents, top first and then by name.</summary>
    /// <param name="leaves">The leaves.</param>
    /// <param name="series">The series that they are of.</param>
    /// <param name="leastLabels">How many labels a parent has at least.</param>
    public static IEnumerable<PanelNode> Create(PanelNode[] leaves, IReadOnlyList<PanelSeries> series, int leastLabels) =>
        leaves.Where(leaf => leaf.Kind == SeriesKind.Flow)
            .SelectMany(leaf => series[leaf.Index].Labels.Index().Skip(leastLabels - 1).Select(label => (
                Level: label.Index, Name: ForecastPanel.NodeName(series[leaf.Index].Labels.Take(label.Index + 1)), leaf.Indicator,
                Leaf: leaf)))
            .GroupBy(prefix => (prefix.Level, prefix.Name, prefix.Indicator))
            .OrderBy(group => group.Key.Level)
            .ThenBy(group => group.Key.Name, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Indicator, StringComparer.Ordinal)
            .Select((group, position) => Parent(
                leaves.Length + position, group.Key.Name, group.Key.Indicator, group.Key.Level, [.. group.Select(prefix => prefix.Leaf)]));

    private static PanelNode Parent(int index, string name, string indicator, int level, PanelNode[] leaves)
    {
        var months = ParentMonths.Create(leaves, leaves[0].Years.Length);
        var reported = months.Reported();
        return PanelNode.CreateParent(
            index, name, indicator, level, leaves[0].FirstYear, months, [.. leaves.Select(leaf => leaf.Index)],
            [.. reported.Select((_, year) => StayedLeaves.Create(leaves, year, StayedLeaves.PastOf(reported, year)).AreMost)]);
    }
}
