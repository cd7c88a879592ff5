using YouthFunctions.Forecasting.Calibration;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Forecasting.Calibration;

/// <summary>What single series say beside the trees: by month from past years, and by how far a series has left its level.</summary>
public sealed class LocalShareTests
{
    [Theory]
    [InlineData(-1.0, 0.2)]
    [InlineData(-1.75, 0.575)] // half way from 1 to 2.5: half way from 0.2 to 0.95
    [InlineData(-2.5, 0.95)]
    [InlineData(-9.0, 0.95)]
    [InlineData(0.0, 0.2)]
    [InlineData(1.5, 0.2)]
    [InlineData(2.25, 0.4)] // half way from 1.5 to 3: half way from 0.2 to 0.6
    [InlineData(3.0, 0.6)]
    public void The_weight_grows_evenly_with_the_shift(double shift, double expected) =>
        AssertEach.All([0, 6, 12], k => Assert.Equal(expected, new LocalWeight([], new CorrectionScale([])).Weight(k, shift), 1e-12));

    [Fact]
    public void A_weight_that_is_larger_already_is_not_made_smaller_by_a_rise()
    {
        // All years ask for 0.8, above the 0.6 of series that rose.
        var weight = new LocalWeight(Years([0.8, 0.8, 0.8, 0.8]), new CorrectionScale([]));
        Assert.Equal((0.8, 0.95), (weight.Weight(6, 9), weight.Weight(6, -9)), new NearPair());
    }

    [Theory]
    [InlineData(new[] { 0.1, 0.5, 0.6, 0.7 }, 0.2)] // the lower quartile of four lies a quarter of the way from the first to the second
    [InlineData(new[] { 0.5, 0.6, 0.7 }, 0.5)]
    [InlineData(new[] { 0.4 }, 0.4)]
    [InlineData(new[] { 1.7 }, 0.8)] // the most that is tried
    public void The_weight_is_what_three_of_four_years_would_have_had_at_least(double[] ofYears, double expected)
    {
        var weight = new LocalWeight(Years(ofYears), new CorrectionScale([]));
        AssertEach.All(Enumerable.Range(1, 11), k => Assert.Equal(expected, weight.Weight(k), 1e-9));
        Assert.Equal((0.2, 0.2), (weight.Weight(0), weight.Weight(12)));
    }

    [Fact]
    public void It_is_weighed_against_corrections_as_they_are_followed()
    {
        // Trees should have gone 1.4 times as far: then there is nothing left for the local methods. They lie at twice the correction, so
        // without that factor two fifths of them would have been right.
        var past = Enumerable.Range(0, 4400).Select(i =>
        {
            var made = (i % 2 == 0 ? 1 : -1) * (0.1 + (i % 7 / 10.0));
            return new PastCorrection(2010 + (i % 4), 1 + (i / 4 % 11), made, 1.4 * made, 2 * made);
        }).ToArray();
        Assert.Equal(0, new LocalWeight(past, new CorrectionScale(past)).Weight(6), 1e-9);
        Assert.Equal(0.4, new LocalWeight(past, new CorrectionScale([])).Weight(6), 1e-9);
    }

    /// <summary>In each year the right point lay so far from the trees' to the local one.</summary>
    private static IEnumerable<PastCorrection> Years(double[] weights) => weights.SelectMany((weight, year) =>
        Enumerable.Range(0, 1100).Select(i =>
        {
            double made = 0.1 + (i % 7 / 10.0), local = made + (i % 2 == 0 ? 0.5 : -0.4);
            return new PastCorrection(2010 + year, 1 + (i % 11), made, made + (weight * (local - made)), local);
        }));
}
