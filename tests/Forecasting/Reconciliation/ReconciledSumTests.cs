using YouthFunctions.Forecasting.Candidates;
using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Forecasting.Reconciliation;
using YouthFunctions.Forecasting.Training;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Forecasting.Reconciliation;

/// <summary>Parents and leaves of one origin, brought together: who has a forecast of his own, and who takes the difference.</summary>
public sealed class ReconciledSumTests
{
    private readonly ForecastPanel _panel = new(SyntheticPanel.Make(2, 6, 2010, 4, 1));

    [Fact]
    public void The_difference_of_the_top_goes_to_leaves_by_open_share_usual_error_and_squared_size()
    {
        var rows = Rows();
        double[] points = [.. rows.Select((row, i) => row.Node.IsLeaf ? row.Known + 100 + (10.0 * i) : 0)];
        var all = Array.FindIndex(rows, row => row.Node.Name == "all");
        double[] errors = [.. rows.Select((_, i) => 0.1 + (0.01 * i))];
        var sum = points.Sum();
        points[all] = 3 * sum;
        // Untrained, the top goes half way from the sum to the mean of its trees and candidates, in logs; the regions stay sums.
        var reconciled = Reconciler.Reconcile(rows, points, errors, new double[rows.Length], new ForecastCombination([]));
        var own = (Log(rows[all], 3 * sum) + Log(rows[all], rows[all].Candidates[(int)Candidate.Smoothing])
            + Log(rows[all], rows[all].Candidates[(int)Candidate.SimpleMedian])) / 3;
        var expected = Math.Exp((0.5 * Log(rows[all], sum)) + (0.5 * own)) - rows[all].Offset;
        Assert.Equal(expected, reconciled[all], 1e-6);
        // First between the regions, then within each.
        double Weight(int i, double point) => rows[i].Open * errors[i] * Math.Pow(point + rows[i].Offset, 2);
        int[] regions = [all + 1, all + 2];
        double[] sums = [.. regions.Select(region => rows[region].Node.Leaves.Sum(leaf => points[leaf]))];
        double[] weights = [.. regions.Select(region => Weight(region, 0))]; // what the regions said of themselves was nothing
        for (var r = 0; r < 2; r++)
        {
            var moved = (expected - sum) * weights[r] / weights.Sum();
            Assert.Equal(sums[r] + moved, reconciled[regions[r]], 1e-6);
            var leaves = rows[regions[r]].Node.Leaves;
            var whole = leaves.Sum(leaf => Weight(leaf, points[leaf]));
            AssertEach.All(
                leaves, leaf => Assert.Equal(points[leaf] + (moved * Weight(leaf, points[leaf]) / whole), reconciled[leaf], 1e-6));
        }
    }

    [Fact]
    public void What_is_reported_stays_even_where_the_top_expects_less()
    {
        var rows = Rows();
        double[] points = [.. rows.Select(row => row.Node.IsLeaf ? 100.0 : 1e-3)];
        double[] floors = [.. rows.Select((_, i) => i % 3 == 0 ? 100.0 : 90)];
        var reconciled = Reconciler.Reconcile(rows, points, [.. rows.Select(_ => 0.1)], floors, new ForecastCombination([]));
        var all = Array.FindIndex(rows, row => row.Node.Name == "all");
        var ofLeaves = Enumerable.Range(0, 12).Sum(leaf => floors[leaf]);
        Assert.True(reconciled[all] >= ofLeaves - 1e-9);
        AssertEach.All(Enumerable.Range(0, 12), leaf => Assert.True(reconciled[leaf] >= floors[leaf] - 1e-9));
    }

    [Fact]
    public void A_parent_forecasts_for_itself_with_a_past_of_the_same_leaves_and_five_open_ones()
    {
        var rows = Rows();
        bool Direct(string name, Func<TrainingRow[], double[]> points, Func<TrainingRow, TrainingRow>? change = null)
        {
            TrainingRow[] changed = [.. rows.Select(change ?? (row => row))];
            return Reconciler.CanForecastDirectly(changed, points(changed))[Array.FindIndex(rows, row => row.Node.Name == name)];
        }

        double[] Even(TrainingRow[] all, int open) => [.. all.Select((row, i) => row.Known + (i % 6 < open ? 10 : 0))];
        Assert.True(Direct("all/r0", all => Even(all, 5))); // five alike are five
        Assert.False(Direct("all/r0", all => Even(all, 4)));
        Assert.False(Direct("all/r0", all => Even(all, 0)));
        Assert.False(Direct("s0-0", all => Even(all, 6)));
        Assert.False(Direct("all/r0", all => Even(all, 6), row => row with { Years = 0 }));
        Assert.False(Direct("all/r0", all => Even(all, 5), row => row.Node.Name == "s0-1" ? row with { LastYear = null, Gaps = 6 } : row));
        // A large one beside five small ones: (100 + 5 · 1)² over 100² + 5 is 1.1.
        Assert.False(Direct("all/r0", all => [.. all.Select((row, i) => row.Known + (i % 6 == 0 ? 100 : 1))]));
    }

    [Theory]
    [InlineData(false, 6, true)]
    [InlineData(false, 5, false)]
    [InlineData(true, 6, false)]
    public void A_leaf_is_absent_of_which_neither_this_year_nor_the_last_is_known(bool isLastKnown, int gaps, bool isAbsent) =>
        Assert.Equal(
            isAbsent,
            Reconciler.IsAbsent(TestRow.Create(_panel.Leaves[0]) with { LastYear = isLastKnown ? new double[12] : null, Gaps = gaps }));

    [Fact]
    public void Parents_are_sums_of_the_leaves_among_the_rows()
    {
        TrainingRow[] rows = [.. Rows().Where(row => row.Node.Name != "s0-3")];
        var sums = Reconciler.SumLeaves(rows, [.. rows.Select((row, i) => row.Node.IsLeaf ? Math.Pow(2, i) : 7)]);
        Assert.Equal(2047, sums[Array.FindIndex(rows, row => row.Node.Name == "all")]);
        Assert.Equal(31, sums[Array.FindIndex(rows, row => row.Node.Name == "all/r0")]);
        Assert.Equal(8, sums[3]);
        // And a parent of which a leaf is missing is no parent of the others: they stay as they are.
        double[] points = [.. rows.Select(row => row.Node.IsLeaf ? 100.0 : 5000)];
        var reconciled = Reconciler.Reconcile(
            rows, points, [.. rows.Select(_ => 0.1)], new double[rows.Length], new ForecastCombination([]));
        AssertEach.All(Enumerable.Range(0, 5), leaf => Assert.Equal(100, reconciled[leaf]));
    }

    [Fact]
    public void A_difference_stays_where_nobody_can_take_it()
    {
        double[] points = [1, 2];
        Reconciler.Distribute([0, 1], 9, points, [0, 0], [0, 0]);
        Assert.Equal([1.0, 2.0], points);
        Reconciler.Distribute([], 9, points, [1, 1], [0, 0]);
        Assert.Equal([1.0, 2.0], points);
        Reconciler.Distribute([1], 9, points, [1, 1], [0, 0]);
        Assert.Equal([1.0, 9.0], points);
        // Both end at their floors when less than those is asked for.
        Reconciler.Distribute([0, 1], 1, points, [1, 1], [0.5, 3]);
        Assert.Equal([0.5, 3.0], points);
    }

    private TrainingRow[] Rows() => new RowSource(_panel, threads: 1).At(2013, 6, default);

    private static double Log(TrainingRow row, double value) => Math.Log(value + row.Offset);
}
