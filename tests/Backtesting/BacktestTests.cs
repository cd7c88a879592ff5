using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasting.Backtesting;
using YouthFunctions.Forecasting.Distributions;
using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Forecasting.Training;
using YouthFunctions.Tests.Forecasting;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Backtesting;

public class BacktestTests
{
    private const int First = 2010;
    private static readonly BacktestOptions Simple = new(FirstTestYear: 2014, Training: new ForecastOptions(3, TreeTrainer.None));
    private static readonly BacktestOptions Trees = new(FirstTestYear: 2015, Training: new ForecastOptions(3, Threads: 1));

    private static ForecastPanel Panel(Func<int, int>? monthFrom = null, double scaleAfter = 1) =>
        new(SyntheticPanel.Make(2, 6, First, 6, 5).Select(series => series with
        {
            Values = new MonthlySeries(new Month(First, 1), Enumerable.Range(0, 72)
                .Select(month =>
                    series.Values[new Month(First, 1).Plus(monthFrom?.Invoke(month) ?? month)] * (month >= 65 ? scaleAfter : 1))),
        }));

    [Fact]
    public void Every_node_year_and_month_has_a_row_and_leaves_add_up()
    {
        var rows = Backtest.Run(Panel(), Simple).ToArray();
        Assert.Equal((12 + 3) * 2 * 11, rows.Length);
        foreach (var origin in rows.GroupBy(row => (row.Year, row.K)))
        {
            var leaves = origin.Where(row => row.IsLeaf).ToArray();
            foreach (var parent in origin.Where(row => !row.IsLeaf))
            {
                var below = leaves.Where(
                    leaf => parent.Node == "all" || leaf.Node.StartsWith($"s{parent.Node[^1]}-", StringComparison.Ordinal)).ToArray();
                Assert.Equal(below.Sum(leaf => leaf.Forecast.Point), parent.Forecast.Point, 1e-6);
                Assert.Equal(below.Sum(leaf => leaf.Total), parent.Total, 1e-6);
                Assert.Equal(below.Sum(leaf => leaf.Candidates[0]), parent.Candidates[0], 1e-6);
            }
        }

        AssertEach.All(rows, row => Assert.Equal(row.IsLeaf ? 2 : row.Node == "all" ? 0 : 1, row.Level));
    }

    [Fact]
    public void The_simple_candidates_are_what_their_formulas_say()
    {
        var panel = Panel();
        var row = Backtest.Run(panel, Simple).First(row => row.Node == "s1-2" && row.Year == 2014 && row.K == 4);
        double Sum(int year, int months) =>
            Month.OfYear(year).Take(months).Sum(month => panel.Series.Single(series => series.Id == "s1-2").Values[month]!.Value);
        double ytd = Sum(2014, 4), last = Sum(2013, 12), lastYtd = Sum(2013, 4);
        double[] three = [ytd * 3, ytd + last - lastYtd, ytd * last / lastYtd];
        Assert.Equal([.. three, three.Order().ElementAt(1)], row.Candidates.Take(4).Select(value => Math.Round(value, 9)), new Near());
        Assert.Equal(last * 1.05, row.Target, 1e-9);
        Assert.Equal(["run_rate", "same_rest", "chain_ladder", "simple_median"], BacktestRow.CandidateNames.Take(4));
    }

    [Fact]
    [Trait("Category", "siege")]
    public void Permuting_or_rescaling_the_future_changes_no_earlier_forecast_of_trained_trees()
    {
        // Known: up to May 2015 (month 64 of 72). What comes later is reversed, or a hundred times as large.
        var whole = Before(Panel());
        Assert.Equal(whole, Before(Panel(month => month > 64 ? 136 - month : month)));
        Assert.Equal(whole, Before(Panel(scaleAfter: 100)));
        Assert.Contains(whole, row => row.Basis == ForecastBasis.Trees);

        static (string, int, double, double, double, double?, string Basis)[] Before(ForecastPanel panel) => [.. Backtest.Run(panel, Trees)
            .Where(row => row.K <= 5)
            .Select(row => (row.Node, row.K, row.Forecast.Point, row.Forecast.Q025, row.Forecast.Q90, row.Forecast.ProbabilityOfMeeting,
                row.Forecast.Basis))];
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_short_history_is_all_that_is_used(int history)
    {
        // The years before the window are replaced: nothing changes.
        var options = Simple with { History = history, FirstTestYear = 2014 };
        var whole = Backtest.Run(Panel(), options).Where(row => row.Year == 2014)
            .Select(row => (row.Node, row.K, row.Forecast.Point, row.Forecast.Q975));
        var replaced = Backtest.Run(Panel(month => month < (4 - history) * 12 ? 11 - (month % 12) : month), options)
            .Where(row => row.Year == 2014)
            .Select(row => (row.Node, row.K, row.Forecast.Point, row.Forecast.Q975));
        Assert.Equal(whole, replaced);
    }

    [Fact]
    public void A_leaf_needs_the_year_before_and_an_incomplete_year_is_not_scored()
    {
        var late = SyntheticPanel.Series("late", ["all", "r0"], 2014, Enumerable.Repeat<double?>(4, 20));
        var rows = Backtest.Run(new ForecastPanel(SyntheticPanel.Make(2, 6, First, 6, 5).Append(late)), Simple)
            .Where(row => row.Node == "late").ToArray();
        AssertEach.All(rows, row => Assert.Equal(2015, row.Year));
        Assert.Equal(11, rows.Length);
        AssertEach.All(rows, row => Assert.True(double.IsNaN(row.Total)));
        var scores = new Scores();
        foreach (var row in rows)
            scores.Add(row);
        Assert.Empty(scores.Months());
    }

    [Fact]
    public void Scores_compare_the_model_with_each_simple_candidate()
    {
        var scores = new Scores();
        foreach (var row in Backtest.Run(Panel(), Simple))
            scores.Add(row);
        var months = scores.Months();
        Assert.Equal(3 * 11 * 5, months.Count);
        var leaves = months.Single(score => score.IsLeaf && score.K == 6 && score.Method == Scores.Model);
        Assert.Equal(24, leaves.Count);
        Assert.InRange(leaves.MedianApe, 0.001, 0.5);
        Assert.InRange(leaves.Coverage95, leaves.Coverage80, 1);
        Assert.True(leaves.Width95 >= leaves.Width80);
    }

    [Fact]
    public void A_panel_of_one_year_cannot_be_tested() => Assert.Throws<ArgumentException>(() =>
        Backtest.TestYears(
            new ForecastPanel([SyntheticPanel.Series("a", [], 2010, Enumerable.Repeat<double?>(1, 12))]), new BacktestOptions()));

    private sealed class Near : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) < 1e-6;

        public int GetHashCode(double obj) => 0;
    }
}
