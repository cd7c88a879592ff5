using YouthFunctions.Forecasting.Backtesting;

namespace YouthFunctions.Tests.Backtesting;

public class FormulasTests
{
    [Theory]
    [InlineData(0.9, 10, 14, 3.6)]
    [InlineData(0.9, 10, 4, 0.6)]
    [InlineData(0.5, 7, 7, 0)]
    public void Pinball_loss(double level, double quantile, double actual, double expected) =>
        Assert.Equal(expected, Formulas.Pinball(level, quantile, actual), 1e-12);

    [Fact]
    public void Crps_of_a_certain_forecast_is_the_absolute_error() =>
        Assert.Equal(3, Formulas.Crps([5, 5, 5, 5, 5], 8), 1e-12);

    [Fact]
    public void Crps_weighs_each_quantile_by_the_levels_nearest_to_it() => Assert.Equal(
        2 * ((0.0625 * 0.025 * 5) + (0.2375 * 0.1 * 4) + (0.4 * 0.5 * 2) + (0.2375 * 0.1 * 1) + (0.0625 * 0.025 * 3)),
        Formulas.Crps([1, 2, 4, 7, 9], 6), 1e-12);

    [Theory]
    [InlineData(15, 10)]
    [InlineData(8, 30)]
    [InlineData(23, 40)]
    public void Winkler_adds_ten_times_the_miss_to_the_width_of_an_80_percent_interval(double actual, double expected) =>
        Assert.Equal(expected, Formulas.Winkler(10, 20, actual, 0.2), 1e-12);

    [Fact]
    public void Auc_counts_pairs_in_order_and_ties_half() =>
        // Pairs met/missed: (.8,.2) (.8,.4) (.4,.2) in order, (.4,.4) tied.
        Assert.Equal(3.5 / 4, Formulas.Auc([(0.2, false), (0.4, false), (0.4, true), (0.8, true)]), 1e-12);

    [Fact]
    public void Auc_needs_both() => Assert.True(double.IsNaN(Formulas.Auc([(0.5, true)])));

    [Fact]
    public void A_threshold_flags_a_tenth_of_those_that_meet()
    {
        // Ten meet with 0.1, 0.2 ... 1.0; one of them may be flagged, so everything under 0.2 is.
        var met = Enumerable.Range(1, 10).Select(i => (i / 10.0, true));
        (double, bool)[] missed = [(0.05, false), (0.15, false), (0.25, false), (0.5, false)];
        Assert.Equal(0.5, Formulas.FlaggedMisses([.. met, .. missed], 0.1), 1e-12);
    }

    [Fact]
    public void Ties_at_the_threshold_are_split() =>
        Assert.Equal(
            0.1, Formulas.FlaggedMisses([.. Enumerable.Repeat((0.5, true), 10), .. Enumerable.Repeat((0.5, false), 10)], 0.1), 1e-12);
}
