using CsCheck;
using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Forecasting.Reconciliation;
using YouthFunctions.Forecasting.Training;
using YouthFunctions.Tests.Forecasting.Reference;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Forecasting;

/// <summary>How a difference goes down to children: against weighted least squares solved in another way, and by its laws.</summary>
public class ReconcilerTests
{
    private static readonly ReferenceData Data = ReferenceData.Read();

    private static readonly Gen<(double Point, double Weight, double Floor)[]> Children = Gen.Select(
        Gen.Double[0, 1000], Gen.Double[0.01, 100], Gen.Double[0, 1])
        .Select((point, weight, share) => (point, weight, point * share)).Array[1, 12];

    [Fact]
    public void A_difference_goes_down_as_weighted_least_squares_with_floors_says() => AssertEach.All(Data.Reconciliation, expected =>
    {
        var points = Distribute(expected.Total, expected.Points, expected.Weights, expected.Floors);
        for (var child = 0; child < points.Length; child++)
            Assert.Equal(expected.Expected[child], points[child], 1e-9);
    });

    [Fact]
    public void Children_sum_to_the_total_none_falls_below_its_floor_and_all_move_in_one_direction() =>
        Gen.Select(Children, Gen.Double[0, 2]).Sample((children, factor) =>
        {
            double[] points = [.. children.Select(child => child.Point)], floors = [.. children.Select(child => child.Floor)];
            var total = Math.Max(floors.Sum(), points.Sum() * factor);
            var moved = Distribute(total, points, [.. children.Select(child => child.Weight)], floors);
            var nearly = 1e-6 * (1 + points.Sum());
            Assert.Equal(total, moved.Sum(), nearly);
            for (var child = 0; child < moved.Length; child++)
            {
                Assert.True(moved[child] >= floors[child] - nearly);
                Assert.True((moved[child] - points[child]) * (total - points.Sum()) >= -nearly);
            }
        });

    [Fact]
    public void Of_two_free_children_the_one_of_twice_the_weight_moves_twice_as_far() =>
        Gen.Select(Gen.Double[100, 1000], Gen.Double[-50, 500], Gen.Double[0.1, 10]).Sample((point, difference, weight) =>
        {
            var moved = Distribute((2 * point) + difference, [point, point], [weight, 2 * weight], [0, 0]);
            Assert.Equal(2 * (moved[0] - point), moved[1] - point, 1e-6);
        });

    [Fact]
    public void A_parent_right_above_a_parent_of_the_same_leaves_moves_them_by_its_own_forecast()
    {
        var panel = new ForecastPanel(SyntheticPanel.Make(regions: 1, perRegion: 8, 2010, 6, seed: 1)); // all, and all/r0 below it
        var rows = new RowSource(panel, threads: 1).At(2015, 6, CancellationToken.None);
        var top = Array.FindIndex(rows, row => row.Node is { IsLeaf: false, Level: 0 });
        double[] Reconcile(double ofTop)
        {
            double[] points = [.. rows.Select(row => row.Known * 2)];
            points[top] *= ofTop;
            return Reconciler.Reconcile(
                rows, points, [.. rows.Select(_ => 0.1)], [.. rows.Select(row => row.Known)], new ForecastCombination([]));
        }

        var (plain, more) = (Reconcile(1), Reconcile(1.5));
        Assert.Equal(2, rows.Count(row => !row.Node.IsLeaf));
        Assert.True(more[top] > plain[top] * 1.05, $"{more[top]} after {plain[top]}");
        Assert.Equal(more[top], more.Where((_, i) => rows[i].Node.IsLeaf).Sum(), 1e-6);
    }

    private static double[] Distribute(double total, double[] points, double[] weights, double[] floors)
    {
        double[] moved = [.. points];
        Reconciler.Distribute([.. Enumerable.Range(0, points.Length)], total, moved, weights, floors);
        return moved;
    }
}
