using YouthFunctions.Forecasting;
using YouthFunctions.Forecasting.Distributions;
using YouthFunctions.Forecasting.Intervals;
using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Forecasting.Training;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Forecasting.Whole;

/// <summary>The numbers of one forecast, from errors whose quantiles are known.</summary>
public sealed class ForecastNumberTests
{
    private readonly ForecastPanel _panel =
        new([SyntheticPanel.Series("a", ["x"], 2015, [0.5]), SyntheticPanel.Series("b", ["x"], 2015, [1])]);

    // The errors of one year to both sides: an even spread from -1 to 1, whose levels are 0.9 and 0.99.
    private readonly ConformalIntervals _intervals = new([.. Enumerable.Range(1, 100)
        .Select(i => new PastError(2014, 6, ErrorKind.Leaf, 1, i / 100.0))]);

    private TrainingRow Row => TestRow.Create(_panel.Leaves[0]) with { Offset = 10, Known = 20, Open = 0.5, LargestMonth = 1000 };

    [Fact]
    public void Quantiles_are_the_point_times_e_to_the_error_by_usual_size_and_open_share()
    {
        var forecast = Of(Row, 90, question: new("a", "trees", 91));
        double At(double p) => (100 * Math.Exp(0.5 * 2 * Error(p))) - 10;
        Assert.Equal((90, ForecastBasis.Candidates), (forecast.Point, forecast.Basis));
        Assert.Equal((At(0.05), At(0.95)), (forecast.Q10, forecast.Q90), new NearPair());
        Assert.Equal((At(0.005), At(0.995)), (forecast.Q025, forecast.Q975), new NearPair());
        Assert.Equal(At(0.5), forecast.Median, 1e-9);
        Assert.Equal(100.5 / 201, forecast.ProbabilityOfMeeting!.Value, 0.006);
        Assert.Null(Of(Row, 90, null).ProbabilityOfMeeting);
        Assert.Null(Of(Row, 90, new("a", "trees", null)).ProbabilityOfMeeting);
    }

    [Fact]
    public void Half_of_what_reports_are_missing_widens_the_interval()
    {
        var forecast = Of(Row, 90, new("a", "trees", null, Completeness: 0.6));
        Assert.Equal((100 * Math.Exp((0.5 + (0.5 * 0.4 / 2)) * 2 * Error(0.95))) - 10, forecast.Q90, 1e-9);
        Assert.Equal(Of(Row, 90, null).Q90, Of(Row, 90, new("a", "trees", null, Completeness: 3)).Q90, 1e-9);
        Assert.Equal((100 * Math.Exp(0.75 * 2 * Error(0.95))) - 10, Of(Row, 90, new("a", "trees", null, Completeness: -1)).Q90, 1e-9);
    }

    [Fact]
    public void What_is_reported_by_the_series_or_the_caller_is_a_floor_for_leaves()
    {
        Assert.Equal(60, Of(Row, 90, new("a", "trees", 60, KnownYearToDate: 60)).Q025);
        Assert.Equal(1, Of(Row, 90, new("a", "trees", 60, KnownYearToDate: 60)).ProbabilityOfMeeting);
        Assert.Equal(60, Of(Row with { Known = 60 }, 90, new("a", "trees", 60, KnownYearToDate: 30)).Q025);
        var parent = TestRow.Create(_panel.Parents[0]) with { Offset = 10, Known = 20, Open = 0.5, LargestMonth = 1000 };
        Assert.Equal(
            20, ForecastOrigin.Create(parent).Forecast(25, 2, _intervals, new("x", "trees", null, KnownYearToDate: 60), "sum").Q025);
    }

    [Theory]
    [InlineData(6, 0, 1.0, 20 + (3 * 2 * 6))]
    [InlineData(6, 2, 1.0, 20 + (3 * 2 * 8))]
    [InlineData(6, 2, 0.75, 20 + (3 * 2 * 9))] // a quarter of the four known months is missing
    public void Open_months_bring_at_most_three_times_the_largest_one(int k, int gaps, double completeness, double most)
    {
        var row = Row with { K = k, Gaps = gaps, LargestMonth = 2 };
        Assert.Equal(most, Of(row, 30, new("a", "trees", null, Completeness: completeness), usual: 30).Q975, 1e-9);
        // But no less than the point; and no limit without a past or where nothing ever came.
        Assert.Equal(5000, Of(row, 5000, null, usual: 30).Q975, 1e-9);
        Assert.True(Of(row with { LargestMonth = 0 }, 30, null, usual: 30).Q975 > 400);
    }

    [Fact]
    public void A_year_that_is_over_is_certain_and_one_with_a_gap_is_not()
    {
        var over = Of(Row with { K = 12 }, 90, null);
        Assert.Equal((90, 90), (over.Q025, over.Q975), new NearPair());
        Assert.True(Of(Row with { K = 12, Gaps = 1 }, 90, null).Q975 > 91);
        Assert.True(Of(Row with { K = 11 }, 90, null).Q975 > 91);
    }

    [Fact]
    public void The_point_lies_within_its_own_intervals_and_counts_end_at_whole_numbers()
    {
        // Four years ended far above.
        ConformalIntervals About(double error) => new(
            [.. Enumerable.Range(0, 400).Select(i => new PastError(2010 + (i % 4), 6, ErrorKind.Leaf, 1, error + (i / 400.0)))]);
        var forecast = ForecastOrigin.Create(Row).Forecast(90, 1, About(2), null, "test");
        Assert.Equal((90, 90), (forecast.Q10, forecast.Q025));
        Assert.True(forecast.Median > 90);
        forecast = ForecastOrigin.Create(Row).Forecast(90, 1, About(-3), null, "test");
        Assert.Equal((90, 90), (forecast.Q90, forecast.Q975));

        var count = ForecastOrigin.Create(Row with { Node = _panel.Leaves[1] }).Forecast(90.4, 2, _intervals, null, "test");
        AssertEach.All([count.Q025, count.Q10, count.Median, count.Q90, count.Q975], value => Assert.Equal(Math.Round(value), value));
        Assert.Equal(90.4, count.Point);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(12, null)]
    [InlineData(1, "1 2 3 4 5")]
    [InlineData(5, "1 2 3 4 5")]
    [InlineData(6, "6 7 8 9 10 11")]
    [InlineData(11, "6 7 8 9 10 11")]
    public void Months_that_the_same_trees_serve_are_trained_together(int k, string? months) => Assert.Equal(
        months, YearEndForecaster.MonthsToTrain(_panel, k) is { } trained ? string.Join(' ', trained) : null);

    [Fact]
    public void A_question_outside_of_the_panel_is_refused()
    {
        var forecaster = YearEndForecaster.Train(_panel, 2015, new ForecastOptions(Trainer: TreeTrainer.None, Threads: 1));
        AssertEach.All([(2014, 1), (2016, 1), (2015, -1), (2015, 13)], asked =>
            Assert.Throws<ArgumentOutOfRangeException>(() => forecaster.Predict(_panel, asked.Item1, asked.Item2)));
        Assert.NotNull(forecaster.Predict(_panel, 2015, 0).Leaf("a", "trees"));
        Assert.NotNull(forecaster.Predict(_panel, 2015, 12).Parent("x", "trees"));
        Assert.Null(forecaster.Predict(_panel, 2015, 1).Leaf("x", "trees"));
        Assert.Null(forecaster.Predict(_panel, 2015, 1).Parent("a", "trees"));
    }

    /// <summary>The quantile of type 6 of -1, -0.99 ... -0.01, 0.01 ... 1.</summary>
    private static double Error(double p)
    {
        double[] errors = [.. Enumerable.Range(-100, 201).Where(i => i != 0).Select(i => i / 100.0)];
        var at = (p * 201) - 1;
        return errors[(int)at] + ((at - (int)at) * (errors[(int)at + 1] - errors[(int)at]));
    }

    private YearForecast Of(TrainingRow row, double point, TargetQuestion? question, double usual = 2) =>
        ForecastOrigin.Create(row).Forecast(point, usual, _intervals, question, ForecastBasis.Candidates);
}
