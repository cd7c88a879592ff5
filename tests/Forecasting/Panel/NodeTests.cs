using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Forecasting.Panel;

/// <summary>What a panel's nodes know of their years, and the sums of parents.</summary>
public sealed class NodeTests
{
    // 2012 and 2013: a reports 1 to 12 and again, b is silent in March of 2013 and from November on, c comes in 2013.
    private readonly ForecastPanel _panel = new(
    [
        SyntheticPanel.Series("b", ["all", "r0"], 2012, [.. Year(10), 10, 20, null, .. Months(10, 4, 10), null, null]),
        SyntheticPanel.Series("a", ["all", "r0"], 2012, [.. Year(1), .. Year(1)]),
        SyntheticPanel.Series("c", ["all", "r1"], 2013, [.. Year(0.5)]),
        SyntheticPanel.Series("level", ["all"], 2012, [.. Enumerable.Repeat<double?>(0.25, 11), 1, .. Enumerable.Repeat<double?>(0.5, 11)],
            "ratio", SeriesKind.Level),
    ]);

    private PanelNode Node(string name) => _panel.Nodes.Single(node => node.Name == name);

    [Fact]
    public void Nodes_stand_in_order_leaves_by_name_and_parents_top_first()
    {
        Assert.Equal(["a", "b", "c", "level", "all", "all/r0", "all/r1"], _panel.Nodes.Select(node => node.Name));
        Assert.Equal(Enumerable.Range(0, 7), _panel.Nodes.Select(node => node.Index));
        Assert.Equal([2, 2, 2, 2, 0, 1, 1], _panel.Nodes.Select(node => node.Level));
        Assert.Equal([true, true, true, true, false, false, false], _panel.Nodes.Select(node => node.IsLeaf));
        Assert.Equal((2012, 2013, 2, 2), (_panel.FirstYear, _panel.LastYear, _panel.YearCount, _panel.MaxDepth));
        Assert.Equal([0, 1, 2], Node("all").Leaves); // a ratio adds to nothing
        AssertEach.All(
            _panel.Parents, parent => Assert.Equal((2012, SeriesKind.Flow, "trees"), (parent.FirstYear, parent.Kind, parent.Indicator)));
    }

    [Fact]
    public void A_month_of_a_parent_is_raised_for_silent_leaves_by_what_they_had_a_year_before()
    {
        // March: a has 3 and had 3, b is silent and had 30: 3 · 33/3. November and December likewise.
        Assert.Equal((33, 3), (Node("all/r0").Year(2013)[2], Node("all/r0").Reported[1][2]), new NearPair());
        Assert.Equal((132, 12), (Node("all/r0").Year(2013)[11], Node("all/r0").Reported[1][11]), new NearPair());
        Assert.Equal((11, 11), (Node("all/r0").Year(2013)[0], Node("all/r0").Reported[1][0]));
        // The new leaf had nothing a year before: 4.5 are raised by what a had and b had.
        Assert.Equal(4.5 * 33 / 3, Node("all").Year(2013)[2], 1e-9);
        AssertEach.All(Node("all/r1").Year(2012), month => Assert.True(double.IsNaN(month)));
    }

    [Fact]
    public void Where_those_that_report_had_nothing_the_silent_ones_are_added()
    {
        var panel = new ForecastPanel(
        [
            SyntheticPanel.Series("known", ["x"], 2012, [.. Months(0, 1, 12).Select(_ => (double?)0), 7]),
            SyntheticPanel.Series("silent", ["x"], 2012, [.. Enumerable.Repeat<double?>(5, 12), null]),
        ]);
        Assert.Equal(12, panel.Parents[0].Year(2013)[0]);
        Assert.Equal(5, panel.Parents[0].Year(2012)[0]); // before the first year there is none to add
    }

    [Fact]
    public void A_year_is_complete_with_twelve_months_and_ends_at_their_sum_or_a_levels_december()
    {
        Assert.Equal((78, 780, 858), (Node("a").Total(2013), Node("b").Total(2012), Node("all/r0").Total(2012)));
        AssertEach.All([("b", 2013), ("c", 2012), ("a", 2011), ("a", 2014), ("level", 2013)], unknown =>
        {
            Assert.False(Node(unknown.Item1).IsComplete(unknown.Item2));
            Assert.True(double.IsNaN(Node(unknown.Item1).Total(unknown.Item2)));
        });
        Assert.Equal(1, Node("level").Total(2012));
        Assert.True(Node("all/r0").IsComplete(2013)); // somebody reported each month
    }

    [Fact]
    public void What_is_reported_to_date_leaves_silent_months_and_other_years_out()
    {
        Assert.Equal((10, 30, 30, 70), (
            Node("b").ReportedToDate(2013, 1), Node("b").ReportedToDate(2013, 2), Node("b").ReportedToDate(2013, 3),
            Node("b").ReportedToDate(2013, 4)));
        Assert.Equal(
            (0, 0, 0), (Node("a").ReportedToDate(2011, 12), Node("a").ReportedToDate(2014, 12), Node("a").ReportedToDate(2013, 0)));
        Assert.Equal(36, Node("all/r0").ReportedToDate(2013, 3)); // 33 and 3, not raised
    }

    [Fact]
    public void Whole_numbers_are_a_count_whatever_is_silent()
    {
        Assert.True(Node("b").IsCount);
        Assert.True(Node("all/r0").IsCount);
        Assert.False(Node("c").IsCount);
        Assert.False(Node("all").IsCount);
    }

    [Fact]
    public void A_level_above_one_is_refused_and_one_is_not()
    {
        Assert.Throws<ArgumentException>(
            () => new ForecastPanel([SyntheticPanel.Series("x", [], 2012, [0.5, 1.01], kind: SeriesKind.Level)]));
        Assert.Equal(2, new ForecastPanel([SyntheticPanel.Series("x", [], 2012, [0.5, 2])]).Leaves[0].Year(2012)[1]);
    }

    [Fact]
    public void Parents_of_one_level_stand_by_name_and_then_by_indicator()
    {
        var panel = new ForecastPanel(
        [
            SyntheticPanel.Series("1", ["b"], 2012, [1], "y"), SyntheticPanel.Series("2", ["a"], 2012, [1], "y"),
            SyntheticPanel.Series("3", ["a"], 2012, [1], "x"), SyntheticPanel.Series("3", ["a"], 2012, [1], "w"),
        ]);
        Assert.Equal([("a", "w"), ("a", "x"), ("a", "y"), ("b", "y")], panel.Parents.Select(parent => (parent.Name, parent.Indicator)));
        Assert.Equal(["w", "x"], panel.Series.Where(series => series.Id == "3").Select(series => series.Indicator));
    }

    internal static double?[] Months(double unit, int from, int to) =>
        [.. Enumerable.Range(from, to - from + 1).Select(month => (double?)(unit * month))];

    private static double?[] Year(double unit) => Months(unit, 1, 12);
}
