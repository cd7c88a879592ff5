using YouthFunctions.Forecasting;
using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Forecasting.Training;

namespace YouthFunctions.Tests.Forecasting;

/// <summary>The order in which series are given changes not one bit of a forecast.</summary>
public sealed class PermutationTests
{
    // Fewer rows than these make every training a sample, which must not depend on order either.
    private const int RowsOfASample = 800;
    private const int AllRows = 120_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Candidates_and_sums(int seed) => Compare(TreeTrainer.None, seed, AllRows);

    [Theory]
    [Trait("Category", "siege")]
    [InlineData(3, AllRows)]
    [InlineData(4, RowsOfASample)]
    public void Trees(int seed, int rows) => Compare(TreeTrainer.FastTree, seed, rows);

    private static void Compare(TreeTrainer trainer, int seed, int rows)
    {
        List<PanelSeries> series =
        [
            .. SyntheticPanel.Make(3, 8, 2010, 6, seed),
            .. SyntheticPanel.Make(2, 3, 2010, 6, seed + 100).Select(flow => flow with { Indicator = "turns" }),
            .. Enumerable.Range(0, 4).Select(unit => SyntheticPanel.Series(
                $"ratio-{unit}", [], 2010, Enumerable.Range(0, 72).Select(month => (double?)(((month * (unit + 3)) % 17) / 17.0)),
                "members", SeriesKind.Level)),
        ];
        var options = new ForecastOptions(Seed: 7, trainer, CalibrationYears: 2, MaxTrainingRows: rows)
        {
            Months = [5],
            Shape = SyntheticPanel.FewTrees,
        };
        var straight = Forecast(series, options);
        var shuffled = series.ToArray();
        new Random(seed).Shuffle(shuffled);
        Assert.NotEqual(series.Select(leaf => (leaf.Id, leaf.Indicator)), shuffled.Select(leaf => (leaf.Id, leaf.Indicator)));
        Assert.Equal(straight, Forecast(shuffled, options));
        series.Reverse();
        Assert.Equal(straight, Forecast(series, options));
    }

    private static string[] Forecast(IEnumerable<PanelSeries> series, ForecastOptions options)
    {
        var panel = new ForecastPanel(series);
        var questions = panel.Series.ToDictionary(
            leaf => (leaf.Id, leaf.Indicator),
            leaf => new TargetQuestion(leaf.Id, leaf.Indicator, leaf.Kind == SeriesKind.Level ? 0.5 : 1_000));
        var trained = YearEndForecaster.Train(panel, 2015, options);
        return
        [
            panel.Hash(),
            // Round-trip text of a double shows every bit of it.
            .. trained.Predict(panel, 2015, 5, questions).All.Select(node => FormattableString.Invariant(
                $"{node.Name} {node.Indicator} {node.Forecast.Point:R} {node.Forecast.Q025:R} {node.Forecast.Q10:R} ")
                + FormattableString.Invariant($"{node.Forecast.Q90:R} {node.Forecast.Q975:R} {node.Forecast.ProbabilityOfMeeting:R}")),
        ];
    }
}
