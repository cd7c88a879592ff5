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

    private readonly TrainingRow[] _rows;
    private readonly bool[] _direct;
    private readonly double[] _points, _weights, _floors;
    private readonly Dictionary<int, int> _rowOfNode = [];
    private readonly int[][] _children;

    private Reconciler(TrainingRow[] rows, double[] points, double[] usualErrors, double[] floors)
    {
        _rows = rows;
        _points = points;
        _direct = CanForecastDirectly(rows, points);
        _floors = [.. floors];
        _weights = [.. rows.Select((row, i) => row.Open * usualErrors[i] * Math.Pow(points[i] + row.Offset, 2))];
        for (var i = 0; i < rows.Length; i++)
            _rowOfNode[rows[i].Node.Index] = i;
        _children = Children();
    }

    /// <summary>The points of all rows after reconciliation; a parent is the sum of its leaves exactly.</summary>
    /// <param name="rows">Leaves and parents of one origin.</param>
    /// <param name="points">Forecasts of each for itself.</param>
    /// <param name="usualErrors">How large their errors usually are, on the scale of <see cref="TrainingRow.ScaledLog(double)"/>.</param>
    /// <param name="floors">What each has reported.</param>
    /// <param name="combination">How far a parent's own forecast is believed.</param>
    public static double[] Reconcile(
        TrainingRow[] rows, double[] points, double[] usualErrors, double[] floors, ForecastCombination combination)
    {
        var work = new Reconciler(rows, [.. points], usualErrors, floors);
        var upwards = Enumerable.Range(0, rows.Length).Where(i => work._children[i].Length > 0)
            .OrderBy(i => rows[i].Node.Leaves.Length).ThenByDescending(i => rows[i].Node.Level).ToArray();
        foreach (var i in upwards)
            work.Combine(i, combination);
        foreach (var i in upwards.Reverse())
            Distribute(work._children[i], work._points[i], work._points, work._weights, work._floors);
        return SumLeaves(rows, work._points);
    }

    /// <summary>Parents become the sums of the leaves that are among the rows.</summary>
    public static double[] SumLeaves(TrainingRow[] rows, double[] points)
    {
        var leaves = new Dictionary<int, double>();
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i].Node.IsLeaf)
                leaves[rows[i].Node.Index] = points[i];
        }

        return [.. rows.Select((row, i) =>
            row.Node.IsLeaf ? points[i] : row.Node.Leaves.Sum(leaf => leaves.GetValueOrDefault(leaf)))];
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

        bool SeveralOpen(PanelNode node)
        {
            double sum = 0, squares = 0;
            foreach (var leaf in node.Leaves)
            {
                var rest = rests.GetValueOrDefault(leaf);
                (sum, squares) = (sum + rest, squares + (rest * rest));
            }

            return squares > 0 && sum * sum >= LeastOpenLeaves * squares;
        }

        return [.. rows.Select(row =>
            !row.Node.IsLeaf && row.Years > 0 && row.Node.HasSameLeaves(row.Year) && SeveralOpen(row.Node))];
    }

    /// <summary>
    /// A leaf of which nothing is known, this year or the last: a parent's own months do not hold it (they are raised only
    /// for leaves known a year before), so the two cannot be compared.
    /// </summary>
    public static bool IsAbsent(TrainingRow leaf) => !leaf.LastYearKnown && leaf.Gaps >= leaf.K;

    private void Combine(int parent, ForecastCombination combination)
    {
        var sum = _children[parent].Sum(child => _points[child]);
        _floors[parent] = _children[parent].Sum(child => _floors[child]);
        _points[parent] = _direct[parent]
            ? Math.Max(_floors[parent], combination.Combine(new ParentForecasts(_rows[parent], sum, _points[parent])))
            : sum;
    }

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

    /// <summary>Of each parent all of whose leaves are here: the nodes right below it that have a row, absent leaves apart.</summary>
    private int[][] Children()
    {
        var above = new int[_rows.Length];
        Array.Fill(above, -1);
        var topOfLeaf = new Dictionary<int, int>();
        var parents = Enumerable.Range(0, _rows.Length).Where(i => !_rows[i].Node.IsLeaf)
            .OrderBy(i => _rows[i].Node.Leaves.Length).ThenByDescending(i => _rows[i].Node.Level);
        foreach (var i in parents)
        {
            if (!_rows[i].Node.Leaves.All(_rowOfNode.ContainsKey))
                continue;
            foreach (var leaf in _rows[i].Node.Leaves.Where(leaf => !IsAbsent(_rows[_rowOfNode[leaf]])))
            {
                var under = topOfLeaf.TryGetValue(leaf, out var top) ? top : _rowOfNode[leaf];
                if (under != i)
                    above[under] = i;
                topOfLeaf[leaf] = i;
            }
        }

        var children = new List<int>?[_rows.Length];
        for (var i = 0; i < above.Length; i++)
        {
            if (above[i] >= 0)
                (children[above[i]] ??= []).Add(i);
        }

        return [.. children.Select(list => list?.ToArray() ?? [])];
    }
}
