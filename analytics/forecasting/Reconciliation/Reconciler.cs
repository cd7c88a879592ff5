using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Forecasting.Training;

namespace YouthFunctions.Forecasting.Reconciliation;

/// <summary>
/// Makes children add up to their parents: weighted least squares, solved by one walk up and one down the tree. On the
/// way up a parent mixes its own forecast with the sum of its children, as much as <see cref="ForecastCombination"/> found right;
/// on the way down the difference goes to the children by size² · usual error: more to the less certain, but less so than
/// by variance (size² · error²), because moving a child of middling certainty costs most good forecasts. None falls below
/// what it has reported.
/// </summary>
internal sealed class Reconciler
{
    // The error of a sum is only smaller than those of its parts where there are several.
    private const double LeastOpenLeaves = 5;

    private readonly TrainingRow[] _rows;
    private readonly bool[] _own;
    private readonly double[] _points, _gives, _floors;
    private readonly Dictionary<int, int> _rowOf = [];
    private readonly int[][] _children;

    private Reconciler(TrainingRow[] rows, double[] points, double[] spreads, double[] floors)
    {
        _rows = rows;
        _points = points;
        _own = HaveOwn(rows, points);
        _floors = [.. floors];
        _gives = [.. rows.Select((row, i) => row.Open * spreads[i] * Math.Pow(points[i] + row.Offset, 2))];
        for (var i = 0; i < rows.Length; i++)
            _rowOf[rows[i].Node.Index] = i;
        _children = Children();
    }

    /// <summary>The points of all rows after reconciliation; a parent is the sum of its leaves exactly.</summary>
    /// <param name="rows">Leaves and parents of one origin.</param>
    /// <param name="points">Forecasts of each for itself.</param>
    /// <param name="spreads">How large their errors usually are, on the scale of <see cref="TrainingRow.ScaledLog(double)"/>.</param>
    /// <param name="floors">What each has reported.</param>
    /// <param name="trust">How far a parent's own forecast is believed.</param>
    public static double[] Points(TrainingRow[] rows, double[] points, double[] spreads, double[] floors, ForecastCombination trust)
    {
        var work = new Reconciler(rows, [.. points], spreads, floors);
        var upwards = Enumerable.Range(0, rows.Length).Where(i => work._children[i].Length > 0).OrderBy(i => rows[i].Node.Leaves.Length).ToArray();
        foreach (var i in upwards)
            work.Mix(i, trust);
        foreach (var i in upwards.Reverse())
            work.Distribute(i);
        return Sums(rows, work._points);
    }

    /// <summary>Parents become the sums of the leaves that are among the rows.</summary>
    public static double[] Sums(TrainingRow[] rows, double[] points)
    {
        var leaf = new Dictionary<int, double>();
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i].Node.IsLeaf)
                leaf[rows[i].Node.Index] = points[i];
        }

        return [.. rows.Select((row, i) => row.Node.IsLeaf ? points[i] : row.Node.Leaves.Sum(index => leaf.GetValueOrDefault(index)))];
    }

    /// <summary>
    /// Which rows are of parents that can forecast for themselves: they have a past, of the same leaves, and what is still to
    /// come is spread over several (the inverse of the sum of squared shares): a single open leaf knows itself best.
    /// </summary>
    public static bool[] HaveOwn(TrainingRow[] rows, double[] points)
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

            return sum * sum >= LeastOpenLeaves * squares;
        }

        return [.. rows.Select(row => !row.Node.IsLeaf && row.Years > 0 && row.Node.HasSameLeaves(row.Year) && SeveralOpen(row.Node))];
    }

    /// <summary>
    /// A leaf of which nothing is known, this year or the last: a parent's own months do not hold it (they are raised only
    /// for leaves known a year before), so the two cannot be compared.
    /// </summary>
    public static bool IsAbsent(TrainingRow leaf) => !leaf.LastYearKnown && leaf.Gaps >= leaf.K;

    private void Mix(int parent, ForecastCombination trust)
    {
        var row = _rows[parent];
        var sum = _children[parent].Sum(child => _points[child]);
        _floors[parent] = _children[parent].Sum(child => _floors[child]);
        _points[parent] = !_own[parent] ? sum : Math.Max(_floors[parent], trust.Mixed(new ParentPoints(row, sum, _points[parent])));
    }

    /// <summary>Gives the children the difference; what a floor holds back the others take.</summary>
    private void Distribute(int parent)
    {
        var free = _children[parent].ToList();
        var left = _points[parent] - free.Sum(child => _points[child]);
        while (free.Count > 0 && Math.Abs(left) > 1e-9)
        {
            var total = free.Sum(child => _gives[child]);
            if (!(total > 0))
                return;
            var stuck = free.Where(child => _points[child] + (left * _gives[child] / total) < _floors[child]).ToArray();
            foreach (var child in stuck.Length > 0 ? stuck : [.. free])
            {
                var moved = stuck.Length > 0 ? _floors[child] - _points[child] : left * _gives[child] / total;
                _points[child] += moved;
            }

            if (stuck.Length == 0)
                return;
            free.RemoveAll(stuck.Contains);
            left = _points[parent] - _children[parent].Sum(child => _points[child]);
        }
    }

    /// <summary>Of each parent all of whose leaves are here: the nodes right below it that have a row, absent leaves apart.</summary>
    private int[][] Children()
    {
        var above = new int[_rows.Length];
        Array.Fill(above, -1);
        var holder = new Dictionary<int, int>();
        foreach (var i in Enumerable.Range(0, _rows.Length).Where(i => !_rows[i].Node.IsLeaf).OrderBy(i => _rows[i].Node.Leaves.Length).ThenByDescending(i => _rows[i].Node.Level))
        {
            if (!_rows[i].Node.Leaves.All(_rowOf.ContainsKey))
                continue;
            foreach (var leaf in _rows[i].Node.Leaves.Where(leaf => !IsAbsent(_rows[_rowOf[leaf]])))
            {
                var under = holder.TryGetValue(leaf, out var top) ? top : _rowOf[leaf];
                if (under != i)
                    above[under] = i;
                holder[leaf] = i;
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
