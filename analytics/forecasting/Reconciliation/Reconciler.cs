using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Forecasting.Training;

namespace YouthFunctions.Forecasting.Reconciliation;

/// <summary>
/// Makes children add up to their parents: weighted least squares with a diagonal matrix (the WLS reconciliation of Wickramasuriya,
/// Athanasopoulos and Hyndman 2019, with the parent's point taken as given), solved by one walk up and one down the tree. On the
/// way up a parent's own forecast is combined with the sum of its children, as much as <see cref="ForecastCombination"/> found right;
/// on the way down the difference goes to the children by size² · usual error: more to the less certain, but less so than
/// by variance (size² · error²), because moving a child of middling certainty costs most good forecasts. None falls below
/// what it has reported.
/// </summary>
internal sealed class Reconciler
{
    // The error of a sum is only smaller than those of its parts where there are several. By hand.
    private const double LeastOpenLeaves = 5;

    // What is left of a difference after rounding of doubles.
    private const double Negligible = 1e-9;

    private readonly IReadOnlyList<PanelNode> _nodes;
    private readonly double[] _points, _weights, _floors;
    private readonly Dictionary<int, int> _positionOfNode = [];
    private readonly int[][] _children;
    private readonly int[] _upwards;

    /// <param name="nodes">Leaves and parents.</param>
    /// <param name="absent">Which of the leaves are absent.</param>
    /// <param name="points">The forecast of each for itself; moved in place.</param>
    /// <param name="weights">How much of a difference each takes.</param>
    /// <param name="floors">What none falls below; those of parents are summed from their children's, in place.</param>
    public Reconciler(IReadOnlyList<PanelNode> nodes, bool[] absent, double[] points, double[] weights, double[] floors)
    {
        (_nodes, _points, _weights, _floors) = (nodes, points, weights, floors);
        for (var i = 0; i < nodes.Count; i++)
            _positionOfNode[nodes[i].Index] = i;
        _upwards = [.. Enumerable.Range(0, nodes.Count).Where(i => !nodes[i].IsLeaf)
            .OrderBy(i => nodes[i].LeafCount).ThenByDescending(i => nodes[i].Level)];
        var above = Above(absent);
        var children = Enumerable.Range(0, nodes.Count).ToLookup(i => above[i]);
        _children = [.. Enumerable.Range(0, nodes.Count).Select(i => children[i].ToArray())];
        Top = [.. children[-1].Where(i => nodes[i].IsLeaf ? !absent[i] : _children[i].Length > 0)];
    }

    /// <summary>The nodes with no other one above them, absent leaves apart.</summary>
    public IReadOnlyList<int> Top { get; }

    /// <summary>The points of all rows after reconciliation; a parent is the sum of its leaves exactly.</summary>
    /// <param name="rows">Leaves and parents of one origin.</param>
    /// <param name="points">Forecasts of each for itself.</param>
    /// <param name="usualErrors">How large their errors usually are, on the scale of <see cref="TrainingRow.ScaledLog(double)"/>.</param>
    /// <param name="floors">What each has reported.</param>
    /// <param name="combination">How far a parent's own forecast is believed.</param>
    public static double[] Reconcile(
        TrainingRow[] rows, double[] points, double[] usualErrors, double[] floors, ForecastCombination combination)
    {
        points = [.. points];
        var work = new Reconciler(
            [.. rows.Select(row => row.Node)], [.. rows.Select(IsAbsent)], points, Weights(rows, points, usualErrors), [.. floors]);
        work.WalkUp(rows, combination);
        work.WalkDown();
        return SumLeaves(rows, points);
    }

    /// <summary>How much of a difference rows take: size² · usual error.</summary>
    public static double[] Weights(TrainingRow[] rows, double[] points, double[] usualErrors) =>
        [.. rows.Select((row, i) => row.Open * usualErrors[i] * Math.Pow(points[i] + row.Offset, 2))];

    /// <summary>Combines the forecast of each parent with the sum of its children, from below.</summary>
    public void WalkUp(TrainingRow[] rows, ForecastCombination combination)
    {
        var direct = CanForecastDirectly(rows, _points);
        foreach (var parent in _upwards.Where(i => _children[i].Length > 0))
        {
            var sum = _children[parent].Sum(child => _points[child]);
            _floors[parent] = _children[parent].Sum(child => _floors[child]);
            _points[parent] = direct[parent] ? Combine(rows[parent], sum, _points[parent], _floors[parent], combination) : sum;
        }
    }

    /// <summary>A parent that can forecast for itself, combined with the sum of its children.</summary>
    public static double Combine(TrainingRow parent, double sum, double own, double floor, ForecastCombination combination) =>
        Math.Max(floor, combination.Combine(new ParentForecasts(parent, sum, own)));

    /// <summary>Moves the children of each parent so that they sum to it, from above.</summary>
    public void WalkDown()
    {
        foreach (var parent in _upwards.Reverse())
            Distribute(_children[parent], _points[parent], _points, _weights, _floors);
    }

    /// <summary>Parents become the sums of the leaves that are among the rows.</summary>
    public static double[] SumLeaves(TrainingRow[] rows, double[] points) => SumLeaves([.. rows.Select(row => row.Node)], points);

    /// <inheritdoc cref="SumLeaves(TrainingRow[], double[])"/>
    public static double[] SumLeaves(IReadOnlyList<PanelNode> nodes, double[] points)
    {
        var leaves = new Dictionary<int, double>();
        for (var i = 0; i < nodes.Count; i++)
        {
            if (nodes[i].IsLeaf)
                leaves[nodes[i].Index] = points[i];
        }

        return [.. nodes.Select((node, i) => node.IsLeaf ? points[i] : node.Leaves.Sum(leaf => leaves.GetValueOrDefault(leaf)))];
    }

    /// <summary>
    /// Which rows are of parents that can forecast for themselves: they have a past, of the same leaves, and what is still to
    /// come is spread over several (the inverse of the sum of squared shares): a single open leaf knows itself best.
    /// </summary>
    public static bool[] CanForecastDirectly(TrainingRow[] rows, double[] points)
    {
        var rests = new Dictionary<int, double>();
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i].Node.IsLeaf && !IsAbsent(rows[i]))
                rests[rows[i].Node.Index] = points[i] - rows[i].Known;
        }

        return [.. rows.Select(row => !row.Node.IsLeaf
            && CanForecastDirectly(row, OpenRests.Sum(row.Node.Leaves.Select(leaf => rests.GetValueOrDefault(leaf)))))];
    }

    /// <inheritdoc cref="CanForecastDirectly(TrainingRow[], double[])"/>
    public static bool CanForecastDirectly(TrainingRow parent, OpenRests rests) =>
        parent.Years > 0 && parent.Node.HasSameLeaves(parent.Year) && rests.AreOfAtLeast(LeastOpenLeaves);

    /// <summary>
    /// A leaf of which nothing is known, this year or the last: a parent's own months do not hold it (they are raised only
    /// for leaves known a year before), so the two cannot be compared.
    /// </summary>
    public static bool IsAbsent(TrainingRow leaf) => !leaf.LastYearKnown && leaf.Gaps >= leaf.K;

    /// <summary>Moves children so that they sum to a total, each by its weight; what a floor holds back the others take.</summary>
    /// <param name="children">Indexes of the children.</param>
    /// <param name="total">What they are to sum to, at least the sum of their floors.</param>
    /// <param name="points">Moved in place.</param>
    /// <param name="weights">How much of a difference each takes; zero or more.</param>
    /// <param name="floors">No child falls below its own.</param>
    internal static void Distribute(int[] children, double total, double[] points, double[] weights, double[] floors)
    {
        var free = children.ToList();
        var difference = total - free.Sum(child => points[child]);
        while (free.Count > 0 && Math.Abs(difference) > Negligible)
        {
            var sum = free.Sum(child => weights[child]);
            if (!(sum > 0))
                return;
            var stuck = free.Where(child => points[child] + (difference * weights[child] / sum) < floors[child]).ToArray();
            foreach (var child in stuck.Length > 0 ? stuck : [.. free])
            {
                var moved = stuck.Length > 0 ? floors[child] - points[child] : difference * weights[child] / sum;
                points[child] += moved;
            }

            if (stuck.Length == 0)
                return;
            free.RemoveAll(stuck.Contains);
            difference = total - children.Sum(child => points[child]);
        }
    }

    /// <summary>The parent right above each node, of those all of whose leaves are here and absent leaves apart; -1 for none.</summary>
    private int[] Above(bool[] absent)
    {
        var above = new int[_nodes.Count];
        Array.Fill(above, -1);
        var topOfLeaf = new Dictionary<int, int>();
        foreach (var i in _upwards)
        {
            if (!_nodes[i].Leaves.All(_positionOfNode.ContainsKey))
                continue;
            foreach (var leaf in _nodes[i].Leaves.Where(leaf => !absent[_positionOfNode[leaf]]))
            {
                var under = topOfLeaf.TryGetValue(leaf, out var top) ? top : _positionOfNode[leaf];
                if (under != i)
                    above[under] = i;
                topOfLeaf[leaf] = i;
            }
        }

        return above;
    }
}
