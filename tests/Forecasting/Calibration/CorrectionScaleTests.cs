using YouthFunctions.Forecasting.Calibration;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Forecasting.Calibration;

/// <summary>Corrections are stretched or shortened only as far as three of four years would have had it.</summary>
public sealed class CorrectionScaleTests
{
    [Theory]
    // The lower quartile of four lies at 1.25, a quarter of the way from the first to the second; the upper one at 3.75.
    [InlineData(new[] { 1.1, 1.2, 1.3, 1.4 }, 1.125)]
    [InlineData(new[] { 0.8, 0.85, 0.9, 0.95 }, 0.9375)]
    [InlineData(new[] { 0.9, 1.2, 1.3, 1.4 }, 1.0)] // a quartile at 0.975
    [InlineData(new[] { 0.8, 0.9, 0.95, 1.1 }, 1.0)]
    [InlineData(new[] { 0.8, 0.9, 1.2, 1.4 }, 1.0)]
    [InlineData(new[] { 1.4, 1.4, 1.4 }, 1.0)] // three years are too few
    [InlineData(new[] { 2.0, 2.0, 2.0, 2.0 }, 1.5)] // the ends of what is tried
    [InlineData(new[] { 0.1, 0.1, 0.1, 0.1 }, 0.8)]
    public void The_factor_is_what_three_of_four_years_agree_on(double[] ofYears, double expected)
    {
        var scale = new CorrectionScale(Years(ofYears));
        AssertEach.All(Enumerable.Range(1, 11), k => Assert.Equal(expected, scale.Factor(k), 1e-9));
        Assert.Equal((1, 1), (scale.Factor(0), scale.Factor(12)));
    }

    [Fact]
    public void Years_without_any_correction_are_not_asked()
    {
        var still = Enumerable.Range(0, 1100).Select(i => new PastCorrection(2000, 1 + (i % 11), 0, 0.1, double.NaN));
        Assert.Equal(1, new CorrectionScale(still.Concat(Years([1.4, 1.4, 1.4]))).Factor(6));
        // And in a year with some the rows that were left alone are asked as well: there they make up the median error.
        Assert.Equal(1.4, new CorrectionScale(Years([1.4, 1.4, 1.4, 1.4])).Factor(6), 1e-9);
    }

    [Fact]
    public void What_was_written_is_read()
    {
        var scale = new CorrectionScale(Years([1.2, 1.2, 1.3, 1.4]));
        using var content = new MemoryStream();
        using var writer = new BinaryWriter(content);
        scale.Write(writer);
        content.Position = 0;
        using var reader = new BinaryReader(content);
        var read = CorrectionScale.Read(reader);
        AssertEach.All(Enumerable.Range(0, 13), k => Assert.Equal(scale.Factor(k), read.Factor(k)));
    }

    /// <summary>In each year all corrections should have gone so many times as far.</summary>
    private static IEnumerable<PastCorrection> Years(double[] factors) => factors.SelectMany((factor, year) =>
        Enumerable.Range(0, 1100).Select(i =>
        {
            var made = (i % 2 == 0 ? 1 : -1) * (0.1 + (i % 7 / 10.0));
            return new PastCorrection(2010 + year, 1 + (i % 11), made, factor * made, double.NaN);
        }));
}
