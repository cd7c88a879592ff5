using YouthFunctions.Forecasting;
using YouthFunctions.Forecasting.Distributions;
using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Forecasting.Training;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Forecasting.Training;

/// <summary>Which rows train, and what a row says without trees.</summary>
public sealed class RowSourceTests
{
    [Fact]
    public void Rows_are_of_flows_and_of_parents_of_several()
    {
        var panel = new ForecastPanel(
        [
            .. SyntheticPanel.Make(2, 2, 2010, 3, 1),
            SyntheticPanel.Series("alone", ["all", "r2"], 2010, Enumerable.Repeat<double?>(1, 36)),
            SyntheticPanel.Series("level", [], 2010, Enumerable.Repeat<double?>(1, 36), "ratio", SeriesKind.Level),
        ]);
        var source = new RowSource(panel, threads: 1);
        Assert.Equal(
            ["alone", "s0-0", "s0-1", "s1-0", "s1-1", "all", "all/r0", "all/r1"], source.At(2012, 5, default).Select(row => row.Node.Name));
        Assert.Same(source.At(2012, 5, default), source.At(2012, 5, default));
        AssertEach.All(source.At(2012, 5, default), row => Assert.Equal((2012, 5), (row.Year, row.K)));
    }

    [Fact]
    public void Training_rows_are_of_complete_years_before_that_have_a_year_before_them()
    {
        // 2010 to 2013; one series comes in 2011 and is silent in December of 2012.
        var panel = new ForecastPanel(
        [
            .. SyntheticPanel.Make(1, 2, 2010, 4, 1).Select(series => series with { Labels = [] }),
            SyntheticPanel.Series("t", [], 2011, [.. Enumerable.Repeat<double?>(1, 23), null, .. Enumerable.Repeat<double?>(1, 12)]),
        ]);
        var source = new RowSource(panel, threads: 1);
        var rows = source.TrainingRows(2013, new ForecastOptions(), default);
        Assert.Equal(
            [("s0-0", 2011), ("s0-1", 2011), ("s0-0", 2012), ("s0-1", 2012)], rows.Select(row => (row.Node.Name, row.Year)).Distinct());
        Assert.Equal(Enumerable.Range(1, 11), rows.Select(row => row.K).Distinct());
        Assert.Equal(4 * 11, rows.Length);
        Assert.Equal(6 * 11 + 11, source.TrainingRows(2014, new ForecastOptions(), default).Length); // and 2013 of all three
        Assert.Empty(source.TrainingRows(2011, new ForecastOptions(), default));
        Assert.Empty(source.TrainingRows(2005, new ForecastOptions(), default));
    }

    [Fact]
    public void Of_too_many_a_sample_of_the_series_drawn_by_the_seed_trains()
    {
        var source = new RowSource(new ForecastPanel(SyntheticPanel.Make(1, 9, 2010, 4, 1)), threads: 1); // nine and two parents
        string[] Names(int rows, int seed) =>
            [.. Rows(rows, seed).Select(row => row.Node.Name).Distinct().Order()];
        TrainingRow[] Rows(int rows, int seed) =>
            source.TrainingRows(2013, new ForecastOptions(seed, MaxTrainingRows: rows), default);
        Assert.Equal(11, Names(11 * 2 * 11, 1).Length); // two years of eleven months of eleven nodes
        Assert.Equal(10, Names((11 * 2 * 11) - 1, 1).Length);
        Assert.Equal(3, Names(3 * 2 * 11, 1).Length);
        Assert.Single(Names(1, 1));
        Assert.Equal(Names(66, 1), Names(66, 1));
        Assert.True(Enumerable.Range(1, 9).Select(seed => string.Join(' ', Names(66, seed))).Distinct().Count() > 1);
    }

    [Fact]
    public void Without_a_past_year_a_row_is_served_by_what_it_has()
    {
        var row = TestRow.Create(new ForecastPanel([SyntheticPanel.Series("a", [], 2010, [1])]).Leaves[0]);
        Assert.Equal(ForecastBasis.PooledShare, ForecastOrigin.Create(row with { Years = 0, Gaps = 5 }).PooledBasis);
        Assert.Equal(ForecastBasis.PooledLevel, ForecastOrigin.Create(row with { Years = 0, Gaps = 6 }).PooledBasis);
    }

    [Theory]
    [InlineData(0, 0.3)] // volatility and a tenth
    [InlineData(1, 0.45 + (2.4 * 0.25))]
    [InlineData(3, 0.45 + (2.4 * 0.25))]
    [InlineData(4, 0.3)]
    public void With_few_years_the_share_of_zero_months_tells_the_usual_error(int years, double expected)
    {
        var row = TestRow.Create(new ForecastPanel([SyntheticPanel.Series("a", [], 2010, [1])]).Leaves[0]);
        Assert.Equal(expected, (row with { Years = years, ZeroShare = 0.25, Volatility = 0.2 }).UsualError, 1e-12);
    }

    [Fact]
    public void Scaled_logs_are_over_the_open_share_and_within_six()
    {
        var row = TestRow.Create(new ForecastPanel([SyntheticPanel.Series("a", [], 2010, [1])]).Leaves[0]) with
        {
            Base = 9,
            Offset = 1,
            Open = 0.5,
            Known = 5,
            LastYear = new double[12],
        };
        Assert.Equal(2 * Math.Log(2), row.ScaledLog(19), 1e-12);
        Assert.Equal(2 * Math.Log(4), row.ScaledLog(19, 4), 1e-12);
        Assert.Equal((6, -6), (row.ScaledLog(1e9), (row with { Base = 1e9 }).ScaledLog(0)));
        Assert.Equal((Math.Log(20), 19.0), (row.LogOf(19), Math.Round(row.ValueOf(Math.Log(20)), 9)));
        Assert.Equal(5, row.ValueOf(Math.Log(2)));
        Assert.Equal((true, false), (row.LastYearKnown, (row with { LastYear = null }).LastYearKnown));
    }

    [Fact]
    public void Logs_of_ratios_and_growths_end_at_four()
    {
        Assert.Equal(Math.Log(3), Feature.LogRatio(5, 1, 1), 1e-12);
        Assert.Equal((4, -4), (Feature.LogRatio(1e6, 0, 1), Feature.LogRatio(0, 1e6, 1)));
        Assert.Equal(Math.Log(3), Feature.LogGrowth(6, 2), 1e-12);
        Assert.Equal((4, -4), (Feature.LogGrowth(1e6, 1), Feature.LogGrowth(1, 1e6)));
        Assert.Equal((0, 0, 0), (Feature.LogGrowth(0, 2), Feature.LogGrowth(2, 0), Feature.LogGrowth(0, 0)));
    }
}
