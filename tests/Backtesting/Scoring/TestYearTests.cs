using YouthFunctions.Forecasting.Backtesting;
using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Forecasting.Training;
using YouthFunctions.Tests.Forecasting;

namespace YouthFunctions.Tests.Backtesting.Scoring;

/// <summary>Which years are tested, and what is told meanwhile.</summary>
public sealed class TestYearTests
{
    [Theory]
    [InlineData(20, 2018)] // the ninth
    [InlineData(11, 2018)]
    [InlineData(10, 2017)] // three are left to test
    [InlineData(4, 2011)]
    [InlineData(3, 2011)] // one lies before
    [InlineData(2, 2011)]
    [InlineData(1, 2010)]
    public void The_first_test_year_leaves_eight_to_train_or_three_to_test(int years, int expected) =>
        Assert.Equal(expected, BacktestOptions.FirstTestYearOf(Panel(years)));

    [Fact]
    public void Test_years_go_from_the_first_to_the_last_of_the_panel()
    {
        Assert.Equal([2011, 2012, 2013], Backtest.TestYears(Panel(4), new BacktestOptions()));
        Assert.Equal([2012, 2013], Backtest.TestYears(Panel(4), new BacktestOptions(FirstTestYear: 2012)));
        Assert.Equal([2013], Backtest.TestYears(Panel(4), new BacktestOptions(FirstTestYear: 2013)));
        Assert.Equal([2011], Backtest.TestYears(Panel(2), new BacktestOptions()));
        foreach (var impossible in new[] { 2009, 2010, 2014 })
            Assert.Throws<ArgumentException>(() => Backtest.TestYears(Panel(4), new BacktestOptions(FirstTestYear: impossible)));
        Assert.Throws<ArgumentException>(() => Backtest.TestYears(Panel(1), new BacktestOptions(FirstTestYear: 2011)));
    }

    [Fact]
    public void Progress_rises_evenly_to_the_whole()
    {
        var told = new Told();
        var rows = Backtest.Run(
            Panel(4), new BacktestOptions(FirstTestYear: 2012, Training: new ForecastOptions(1, TreeTrainer.None, Threads: 1)), told)
            .ToArray();
        Assert.Equal([2012, 2013], rows.Select(row => row.Year).Distinct());
        Assert.Equal(Enumerable.Range(1, 11), rows.Where(row => row.Year == 2013).Select(row => row.K).Distinct());
        // Training is three fifths of a year, and each month an eleventh of the rest.
        double[] expected =
            [.. Enumerable.Range(0, 2).SelectMany(year => Enumerable.Range(0, 12).Select(k => (year + 0.6 + (0.4 * k / 11)) / 2))];
        Assert.Equal(expected, told.Shares, (one, other) => Math.Abs(one - other) < 1e-12);
    }

    private static ForecastPanel Panel(int years) => new(SyntheticPanel.Make(1, 2, 2010, years, 1));

    private sealed class Told : IProgress<double>
    {
        public List<double> Shares { get; } = [];

        public void Report(double value) => Shares.Add(value);
    }
}
