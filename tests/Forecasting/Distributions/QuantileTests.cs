using YouthFunctions.Forecasting.Distributions;

namespace YouthFunctions.Tests.Forecasting.Distributions;

/// <summary>Order statistics and deviations of small samples, and numbers that are written and read.</summary>
public sealed class QuantileTests
{
    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(0.25, 1.0)] // p (n + 1) is 1: the first
    [InlineData(0.375, 1.5)]
    [InlineData(0.5, 2.0)]
    [InlineData(0.625, 6.0)]
    [InlineData(0.75, 10.0)] // 3: the last
    [InlineData(1.0, 10.0)]
    public void A_quantile_lies_at_p_times_n_plus_one(double p, double expected) => Assert.Equal(expected, Quantiles.At([1, 2, 10], p));

    [Fact]
    public void The_median_is_the_middle_or_the_mean_of_the_middle_two()
    {
        Assert.Equal((3, 4, 7), (Quantiles.Median([9, 1, 3]), Quantiles.Median([9, 1, 5, 3]), Quantiles.Median([7])));
        Assert.True(double.IsNaN(Quantiles.Median([])));
    }

    [Fact]
    public void The_deviation_is_that_of_a_population()
    {
        Assert.Equal(2, Quantiles.Deviation([2, 4, 4, 4, 5, 5, 7, 9], ofFew: 0.5)); // the mean is 5, the squares 32 of 8
        Assert.Equal(3, Quantiles.Deviation([1, 7], ofFew: 0.5));
        Assert.Equal((0.5, 0.5), (Quantiles.Deviation([4], ofFew: 0.5), Quantiles.Deviation([], ofFew: 0.5)));
    }

    [Fact]
    public void Numbers_are_read_bit_by_bit_as_they_were_written()
    {
        double[] numbers = [0.1, -0.0, double.NaN, double.PositiveInfinity, double.Epsilon, 1e300];
        using var content = new MemoryStream();
        using var writer = new BinaryWriter(content);
        writer.WriteDoubles(numbers);
        writer.WriteDoubles([]);
        content.Position = 0;
        using var reader = new BinaryReader(content);
        Assert.Equal(numbers.Select(BitConverter.DoubleToInt64Bits), reader.ReadDoubles().Select(BitConverter.DoubleToInt64Bits));
        Assert.Empty(reader.ReadDoubles());
        Assert.Equal(content.Length, content.Position);
    }
}
