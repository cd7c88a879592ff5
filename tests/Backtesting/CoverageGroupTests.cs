using YouthFunctions.Forecasting.Backtesting;
using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Forecasting.Training;
using YouthFunctions.Tests.Forecasting;

namespace YouthFunctions.Tests.Backtesting;

public class CoverageGroupTests
{
    private const int First = 2010;

    [Theory]
    [InlineData("constant", SeriesTraits.Constant)]
    [InlineData("intermittent", SeriesTraits.Intermittent)]
    [InlineData("revived", SeriesTraits.Intermittent | SeriesTraits.Revived)]
    [InlineData("shrinking", SeriesTraits.Shrinking)]
    [InlineData("growing", SeriesTraits.Growing)]
    [InlineData("short", SeriesTraits.Short)]
    [InlineData("usual", SeriesTraits.None)]
    public void What_is_unusual_is_told_from_what_was_known(string name, SeriesTraits expected)
    {
        var node = new ForecastPanel(Series()).Nodes.First(node => node.Name == name);
        Assert.Equal(expected, SeriesTraitRules.Describe(node, First + 5, 4));
    }

    [Fact]
    public void What_comes_later_in_the_year_changes_no_group()
    {
        static IEnumerable<SeriesTraits> Traits(IEnumerable<PanelSeries> series) =>
            new ForecastPanel(series).Nodes.Where(node => node.IsLeaf).Select(node => SeriesTraitRules.Describe(node, First + 5, 4));

        Assert.Equal(Traits(Series()), Traits(Series(fromMay: 500)));
    }

    [Fact]
    public void Coverage_by_year_counts_every_forecast_once_and_averages_to_the_whole()
    {
        var scores = new Scores();
        var rows = Backtest.Run(
            new ForecastPanel(SyntheticPanel.Make(2, 6, First, 6, 5)),
            new BacktestOptions(FirstTestYear: First + 4, Training: new ForecastOptions(3, TreeTrainer.None))).ToArray();
        foreach (var row in rows)
            scores.Add(row);

        var groups = scores.Coverage().Where(group => group.IsLeaf).ToDictionary(group => group.Group);
        var years = new[] { groups["2014"], groups["2015"] };
        var leaves = rows.Where(row => row.IsLeaf).ToArray();
        Assert.Equal(leaves.Length, years.Sum(year => year.Count));
        var within = leaves.Count(row => row.Total >= row.Forecast.Q10 && row.Total <= row.Forecast.Q90);
        Assert.Equal(within, years.Sum(year => year.Coverage80 * year.Count), 1e-6);
        Assert.Equal(
            leaves.Count(row => row.Year == 2014 && row.Total < row.Forecast.Q10), years[0].Below80 * years[0].Count, 1e-6);
        Assert.Equal(
            leaves.Count(row => row.Forecast.ProbabilityOfMeeting < 0.2),
            groups.TryGetValue(Scores.Flagged, out var flagged) ? flagged.Count : 0);
    }

    private static IEnumerable<PanelSeries> Series(double? fromMay = null)
    {
        // Five whole years and one whose first four months are known.
        PanelSeries Create(string name, int from, Func<int, double> month, double now) => SyntheticPanel.Series(
            name, ["all"], First, Enumerable.Range(0, 72).Select(i =>
                i < from ? (double?)null : i < 60 ? month(i) : i < 64 ? now : fromMay ?? now));
        yield return Create("constant", 0, _ => 50, 50);
        yield return Create("intermittent", 0, i => i % 12 == 6 ? 9 : i % 12 == 2 ? 3 : 0, 1);
        yield return Create("revived", 0, i => i < 36 ? 0 : i < 48 ? 5 : 0, 7);
        yield return Create("shrinking", 0, i => 20 + (i % 5), 3);
        yield return Create("growing", 0, i => 20 + (i % 5), 90);
        yield return Create("short", 24, i => 20 + (i % 5), 21);
        yield return Create("usual", 0, i => 20 + (i % 5), 22);
    }
}
