using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Forecasting.Training;

namespace YouthFunctions.Tests.Forecasting.Training;

/// <summary>A series has left its level when three months running say so, by more than it usually scatters.</summary>
public sealed class LevelShiftTests
{
    // Two still years of 10 a month: changes are logs of (month + 2) / 12, over a scatter of 0 and 0.1.
    [Theory]
    [InlineData(new[] { 22.0, 22, 22 }, 1)] // (22 + 2) / 12 is 2
    [InlineData(new[] { 22.0, 46, 94 }, 1)] // the least of 2, 4 and 8
    [InlineData(new[] { 94.0, 46, 22 }, 1)]
    [InlineData(new[] { 0.0, 22, 22, 22 }, 1)] // the last three
    [InlineData(new[] { 4.0, 4, 4 }, -1)]
    [InlineData(new[] { 22.0, 22 }, 0)] // two are too few
    [InlineData(new[] { 22.0, 4, 22 }, 0)]
    [InlineData(new[] { 22.0, 22, 10 }, 0)]
    [InlineData(new[] { 10.0, 22, 22 }, 0)]
    public void The_least_of_three_changes_counts_where_they_agree(double[] months, int doublings) =>
        Assert.Equal(doublings * Math.Log(2) / 0.1, Shift([.. Year(10), .. Year(10)], months), 1e-9);

    [Fact]
    public void It_is_measured_by_how_changes_scatter_over_up_to_three_years()
    {
        // Every second month of the years alternates between 22 and 10: changes of +log 2 and -log 2, and none.
        double[] odd = [.. Enumerable.Range(0, 12).Select(month => month % 2 == 0 ? 22.0 : 10)];
        double[] even = [.. Enumerable.Range(0, 12).Select(month => month % 2 == 0 ? 10.0 : 22)];
        var offset = odd.Average() / 5;
        double change = Math.Log((22 + offset) / (10 + offset)), now = Math.Log((100 + offset) / (22 + offset));
        Assert.Equal(now / (change + 0.1), Shift([.. even, .. odd], [100, 100, 100]), 1e-9);
        // With a year before like the next one, half of the changes are none.
        Assert.Equal(now / (Math.Sqrt(change * change / 2) + 0.1), Shift([.. even, .. even, .. odd], [100, 100, 100]), 1e-9);
        // A fourth year back is not asked.
        Assert.Equal(now / (Math.Sqrt(change * change / 2) + 0.1), Shift([.. Year(500), .. even, .. even, .. odd], [100, 100, 100]), 1e-9);
    }

    [Fact]
    public void Two_years_before_must_be_known_and_the_last_not_be_nothing()
    {
        Assert.Equal(0, Shift(Year(10), [22, 22, 22]));
        Assert.Equal(0, Shift([.. Year(10), .. Year(0)], [22, 22, 22]));
        Assert.NotEqual(0, Shift([.. Year(0), .. Year(10)], [22, 22, 22]));
        Assert.Equal(0, Shift([.. Year(10), .. Year(10)], [22, 22, double.NaN]));
    }

    [Fact]
    public void A_shift_of_three_halves_is_one() => Assert.Equal(
        [true, true, false, false, false],
        new[] { 1.5, -1.5, 1.49, -1.49, 0 }.Select(LevelShift.HasLeft));

    private static double Shift(double[] before, double[] months)
    {
        var first = 2015 - (before.Length / 12);
        var panel = new ForecastPanel(
            [SyntheticPanel.Series("a", [], first, before.Concat(months).Select(value => double.IsNaN(value) ? null : (double?)value))]);
        var groups = panel.Groups.GroupsOf(panel.Leaves[0]);
        return LevelShift.Measure(new NodeHistory(panel.Leaves[0], groups[0], groups[1]), 2015 - first, months);
    }

    private static double[] Year(double month) => [.. Enumerable.Repeat(month, 12)];
}
