using YouthFunctions.Forecasting;
using YouthFunctions.Forecasting.Distributions;
using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Forecasting.Training;

namespace YouthFunctions.Tests.Forecasting;

/// <summary>Series that a person can tell the end of, among ordinary ones: the forecast can, too.</summary>
public sealed class StressPanelTests
{
    private const int Year = 2021;

    // Twelve years for what needs a past, with and without trees.
    public static TheoryData<TreeTrainer> Trainers { get; } = [TreeTrainer.None, TreeTrainer.FastTree];

    private static YearForecast Forecast(PanelSeries series, int k, double target, TreeTrainer trainer = TreeTrainer.None)
    {
        var panel = new ForecastPanel(SyntheticPanel.Make(3, 8, 2010, 12, seed: 5).Append(series));
        var options = new ForecastOptions(Seed: 3, trainer, CalibrationYears: 6, Threads: 1) { Months = [k] };
        var question = new TargetQuestion(series.Id, series.Indicator, target);
        return YearEndForecaster.Train(panel, Year, options)
            .Predict(panel, Year, k, new Dictionary<(string, string), TargetQuestion> { [(series.Id, series.Indicator)] = question })
            .Leaf(series.Id, series.Indicator)!;
    }

    private static PanelSeries Series(int firstYear, Func<int, double?> value) => SyntheticPanel.Series(
        "odd", ["all", "r0"], firstYear, Enumerable.Range(0, (Year - firstYear + 1) * 12).Select(value));

    [Theory]
    [Trait("Category", "siege")]
    [MemberData(nameof(Trainers))]
    public void Fifty_every_month_for_twelve_years_goes_on(TreeTrainer trainer)
    {
        var forecast = Forecast(Series(2010, _ => 50), k: 4, target: 630, trainer);
        Assert.InRange(forecast.Point, 594, 606);
        Assert.InRange(forecast.ProbabilityOfMeeting!.Value, 0, 0.1); // 5 % more than ever
        Assert.True(forecast.Q10 > 560 && forecast.Q90 < 640, $"{forecast.Q10} to {forecast.Q90}");
    }

    [Fact]
    [Trait("Category", "siege")]
    public void A_level_ten_times_as_high_for_half_a_year_is_followed()
    {
        double?[] year = [40, 44, 52, 48, 61, 70, 66, 58, 50, 47, 43, 41];
        var forecast = Forecast(
            Series(2010, month => year[month % 12] * (month >= 132 ? 10 : 1) * (1 + (month % 7 / 100.0))), k: 6, target: 1000,
            TreeTrainer.FastTree);
        var truth = year.Sum()!.Value * 10;
        Assert.InRange(forecast.Point / truth, 0.85, 1.1); // was below three quarters
        Assert.InRange(truth, forecast.Q025, forecast.Q975);
    }

    [Fact]
    [Trait("Category", "siege")]
    public void A_series_that_has_stopped_is_not_expected_to_come_back_by_itself()
    {
        double?[] year = [40, 44, 52, 48, 61, 70, 66, 58, 50, 47, 43, 41];
        var forecast = Forecast(
            Series(2010, month => month >= 132 + 2 ? 0 : year[month % 12] * (1 + (month % 7 / 100.0))), k: 8, target: 600,
            TreeTrainer.FastTree);
        var known = (40 + 44) * 1.05;
        Assert.InRange(forecast.Point, known - 3, known + 40); // four quarters of the rest would be some 180
        Assert.InRange(forecast.Q10, known - 3, known + 10);
        Assert.InRange(forecast.ProbabilityOfMeeting!.Value, 0, 0.05);
    }

    [Theory]
    [InlineData(2019)]
    [InlineData(2010)]
    public void Where_nothing_came_for_years_nothing_is_expected(int firstYear)
    {
        var forecast = Forecast(Series(firstYear, _ => 0), k: 11, target: 5);
        Assert.Equal(0, forecast.Point, 0.5);
        Assert.Equal((0, 0), (forecast.Q10, forecast.Q90));
        Assert.InRange(forecast.ProbabilityOfMeeting!.Value, 0, 0.1);
    }

    [Fact]
    public void Counts_have_intervals_in_whole_numbers_and_a_target_is_met_by_the_number_itself()
    {
        double?[] year = [0, 2, 1, 0, 3, 1, 0, 2, 4, 1, 0, 2];
        var series = Series(2010, month => year[(month + (month / 12 * 5)) % 12]);
        var forecast = Forecast(series, k: 6, target: 15);
        AssertEach(Assert.Equal, forecast.Q025, forecast.Q10, forecast.Median, forecast.Q90, forecast.Q975);
        Assert.Equal(forecast.ProbabilityOfMeeting, forecast.Quantiles.ProbabilityOfAtLeast(14.2)); // no whole number lies between
        Assert.Equal(1, forecast.Quantiles.ProbabilityOfAtLeast(15) + forecast.Quantiles.ProbabilityOfAtMost(14), 1e-9);
        Assert.True(forecast.Q975 < 40, $"The years had 16 each; {forecast.Q975} is no upper end.");

        static void AssertEach(Action<double, double> equal, params double[] values)
        {
            foreach (var value in values)
                equal(Math.Round(value), value);
        }
    }

    [Fact]
    public void A_first_year_follows_neither_a_wild_month_nor_the_run_rate_of_a_season()
    {
        // One year before, the same season everywhere: the rest is that of last year, whatever January alone says.
        var random = new Random(4);
        var panel = new ForecastPanel(Enumerable.Range(0, 30).Select(i => SyntheticPanel.Series(
            $"s{i:00}", ["all", $"r{i % 3}"], 2020, Enumerable.Range(0, 24).Select(month =>
                (double?)Math.Round(100 * (1 + (0.9 * Math.Sin(2 * Math.PI * (month - 3) / 12))) * (0.7 + (0.6 * random.NextDouble())))))));
        var options = new ForecastOptions { Months = [2] };
        var forecasts = YearEndForecaster.Train(panel, Year, options).Predict(panel, Year, 2);
        var held = 0;
        foreach (var series in panel.Series)
        {
            var total = Enumerable.Range(1, 12).Sum(month => series.Values[new(Year, month)]!.Value);
            var forecast = forecasts.Leaf(series.Id, series.Indicator)!;
            Assert.InRange(forecast.Point / total, 0.6, 1.6);
            Assert.InRange(forecast.Q90 / Math.Max(1, forecast.Q10), 1.05, 5); // was a hundred and more
            held += total >= forecast.Q10 && total <= forecast.Q90 ? 1 : 0;
        }

        Assert.InRange(held, 24, 30);
    }
}
