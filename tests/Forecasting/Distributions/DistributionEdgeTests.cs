using YouthFunctions.Forecasting.Distributions;

namespace YouthFunctions.Tests.Forecasting.Distributions;

/// <summary>Values, chances and limits of a distribution, worked out by hand from e^error.</summary>
public sealed class DistributionEdgeTests
{
    // e^error is 1/2, 1, 2 and 4: with a point of 9 and an offset of 1 the values are 4, 9, 19 and 39.
    private static readonly double[] Doublings = [-Math.Log(2), 0, Math.Log(2), 2 * Math.Log(2)];

    [Fact]
    public void A_value_is_the_raised_point_times_e_to_the_scaled_error_less_the_offset()
    {
        var distribution = Distribution.Logarithmic(Doublings, center: 9, offset: 1, scale: 1, floor: 0);
        Assert.Equal([4.0, 9.0, 19.0, 39.0], At(distribution, 0.2, 0.4, 0.6, 0.8));
        Assert.Equal(4, distribution.Count);
        var squares = Distribution.Logarithmic(Doublings, center: 9, offset: 1, scale: 2, floor: 0);
        Assert.Equal([1.5, 9.0, 39.0], At(squares, 0.2, 0.4, 0.6));
    }

    [Fact]
    public void No_value_lies_below_the_floor_which_is_certain()
    {
        var distribution = Distribution.Logarithmic(Doublings, 9, 1, 1, floor: 6);
        Assert.Equal([6.0, 9.0], At(distribution, 0.2, 0.4));
        Assert.Equal((1, 3.5 / 5), (distribution.ProbabilityOfAtLeast(6), distribution.ProbabilityOfAtLeast(6.01)));
        Assert.Equal((0, 1.5 / 5), (distribution.ProbabilityOfAtMost(5.99), distribution.ProbabilityOfAtMost(6)));
    }

    [Theory]
    [InlineData(8, 3.5, 1.5)]
    [InlineData(10, 2.5, 2.5)]
    [InlineData(1000, 0.5, 4.5)]
    public void A_chance_counts_the_errors_that_reach_it_and_half_a_one(double threshold, double atLeast, double atMost)
    {
        var distribution = Distribution.Logarithmic(Doublings, 9, 1, 1, 0);
        Assert.Equal(
            (atLeast / 5, atMost / 5), (distribution.ProbabilityOfAtLeast(threshold), distribution.ProbabilityOfAtMost(threshold)));
    }

    [Fact]
    public void A_value_of_the_threshold_reaches_it_from_both_sides()
    {
        var distribution = Distribution.OfShare([-0.5, 0, 0.5], center: 0.5); // 0.25, 0.5 and 0.75
        Assert.Equal((2.5 / 4, 2.5 / 4), (distribution.ProbabilityOfAtLeast(0.5), distribution.ProbabilityOfAtMost(0.5)));
        Assert.Equal((0, 0.5 / 4), (distribution.ProbabilityOfAtLeast(1.01), distribution.ProbabilityOfAtLeast(1)));
        Assert.Equal((1, 3.5 / 4), (distribution.ProbabilityOfAtMost(1), distribution.ProbabilityOfAtMost(0.99)));
        Assert.Equal((1, 0.5 / 4), (distribution.ProbabilityOfAtLeast(0), distribution.ProbabilityOfAtMost(0)));
    }

    [Fact]
    public void A_count_has_whole_quantiles_and_thresholds_half_way_to_the_next_number()
    {
        // 10.25 · e^error - 0.25: 4.875, 10, 20.25 and 40.75 are 5, 10, 20 and 41.
        var count = Distribution.Logarithmic(Doublings, center: 10, offset: 0.25, scale: 1, floor: 3, isCount: true);
        Assert.Equal([5.0, 10.0, 20.0, 41.0], At(count, 0.2, 0.4, 0.6, 0.8));
        Assert.Equal(3, count.Nearest(2.2));
        Assert.Equal(7, count.Nearest(7.4));
        // 4.875 reaches 5 (from 4.5 on) and 20.25 does not reach 21 (from 20.5 on).
        Assert.Equal((4.5 / 5, 1.5 / 5), (count.ProbabilityOfAtLeast(5), count.ProbabilityOfAtLeast(21)));
        Assert.Equal((1.5 / 5, 3.5 / 5), (count.ProbabilityOfAtMost(5), count.ProbabilityOfAtMost(20.9)));
        Assert.Equal((1, 1.5 / 5), (count.ProbabilityOfAtLeast(3), count.ProbabilityOfAtMost(6)));
        Assert.Equal(7.4, Distribution.Logarithmic(Doublings, 10, 0.25, 1, 3).Nearest(7.4));
    }

    [Fact]
    public void A_count_just_above_a_broken_floor_is_met_by_what_lies_at_the_floor()
    {
        // Errors far down end at the floor of 4.8, which is 5 people: half way below 5 is 4.5, under the floor.
        var count = Distribution.Logarithmic([-3, -2, 0], center: 10, offset: 0.25, scale: 1, floor: 4.8, isCount: true);
        Assert.Equal(3.5 / 4, count.ProbabilityOfAtLeast(5));
    }

    [Theory]
    [InlineData(10, 1, 270)] // 12 · 10 + 150 · 1
    [InlineData(100, 0.001, 1200.15)]
    public void Errors_end_at_twelve_times_the_point_and_three_usual_years(double center, double offset, double most)
    {
        var distribution = Distribution.Logarithmic([0, 19, 800], center, offset, 1, 0);
        Assert.Equal([most, most], At(distribution, 0.5, 0.99), (one, other) => Math.Abs(one - other) < 1e-9);
        // Above it there is still half an error.
        Assert.Equal(0.5 / 4, distribution.ProbabilityOfAtLeast(most + 1));
        Assert.Equal(50, Distribution.Logarithmic([0, 19, 800], center, offset, 1, 0, limit: 50).Quantile(0.99));
    }

    [Fact]
    public void A_floor_above_the_old_one_holds_from_then_on_and_one_below_changes_nothing()
    {
        var distribution = Distribution.Logarithmic(Doublings, 9, 1, 1, floor: 6, limit: 30, isCount: true);
        Assert.Same(distribution, distribution.AtLeast(6));
        var raised = distribution.AtLeast(10);
        Assert.Equal([10.0, 10.0, 19.0, 30.0], At(raised, 0.2, 0.4, 0.6, 0.8));
        Assert.Equal((1, 10), (raised.ProbabilityOfAtLeast(10), raised.Nearest(9.6)));
        var certain = Distribution.Certain(0.4).AtLeast(0.9);
        Assert.Equal((0.9, 0.9), (certain.Quantile(0.1), certain.Quantile(0.9)));
    }

    [Fact]
    public void What_is_certain_is_one_value()
    {
        var certain = Distribution.Certain(7);
        Assert.Equal([7.0, 7.0, 7.0], At(certain, 0, 0.5, 1));
        Assert.Equal((1, 0), (certain.ProbabilityOfAtLeast(7), certain.ProbabilityOfAtLeast(7.1)));
        Assert.Equal((0, 1), (certain.ProbabilityOfAtMost(6.9), certain.ProbabilityOfAtMost(7)));
    }

    [Fact]
    public void There_is_no_distribution_of_no_errors() =>
        Assert.Throws<ArgumentException>(() => Distribution.OfShare([], 0.5));

    private static double[] At(Distribution distribution, params double[] levels) =>
        [.. levels.Select(level => Math.Round(distribution.Quantile(level), 9))];
}
