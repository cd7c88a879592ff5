using YouthFunctions.Forecasting.Calibration;

namespace YouthFunctions.Tests.Forecasting;

/// <summary>How much the methods count that know one series only.</summary>
public class LocalWeightTests
{
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.3)]
    [InlineData(0.7)]
    public void The_weight_is_the_one_that_would_have_been_right(double right)
    {
        // Trees moved by some amount, the local methods lie elsewhere, and the truth lies between them, with noise on either side.
        var random = new Random(7);
        var past = Enumerable.Range(0, 6000).Select(i =>
        {
            double made = 0.1 + random.NextDouble(), local = made + (random.NextDouble() - 0.5);
            var needed = made + (right * (local - made)) + (0.1 * (random.NextDouble() - 0.5));
            return new PastCorrection(2010 + (i % 6), 1 + (i % 11), made, needed, local);
        }).ToArray();
        var weight = new LocalWeight(past, new CorrectionScale([]));
        Assert.All(Enumerable.Range(1, 11), k => Assert.Equal(right, weight.Weight(k), 0.1001));
    }

    [Fact]
    public void One_year_that_asks_for_more_than_the_others_is_not_followed()
    {
        var random = new Random(7);
        PastCorrection[] Year(int year, double right) => [.. Enumerable.Range(0, 1100).Select(i =>
        {
            double made = 0.1 + random.NextDouble(), local = made + (random.NextDouble() - 0.5);
            return new PastCorrection(year, 1 + (i % 11), made, made + (right * (local - made)), local);
        })];
        var weight = new LocalWeight(
            [.. Year(2010, 0), .. Year(2011, 0.1), .. Year(2012, 0.1), .. Year(2013, 0.8)], new CorrectionScale([]));
        Assert.All(Enumerable.Range(1, 11), k => Assert.InRange(weight.Weight(k), 0, 0.1001));
    }

    [Fact]
    public void Where_no_past_year_tells_the_usual_weight_serves() =>
        Assert.All(Enumerable.Range(1, 11), k => Assert.Equal(0.2, new LocalWeight([], new CorrectionScale([])).Weight(k)));

    [Fact]
    public void The_farther_a_series_has_left_its_level_the_more_its_own_months_tell()
    {
        var weight = new LocalWeight([], new CorrectionScale([]));
        Assert.Equal((0.2, 0.2), (weight.Weight(6, -1), weight.Weight(6, 1.5)));
        Assert.Equal((0.95, 0.6), (weight.Weight(6, -9), weight.Weight(6, 9)));
        double[] falling = [.. Enumerable.Range(0, 40).Select(i => weight.Weight(6, -i / 10.0))];
        Assert.Equal(falling.Order(), falling);
    }

    [Fact]
    public void Rows_without_a_local_forecast_or_a_correction_tell_nothing()
    {
        var past = Enumerable.Range(0, 2000).Select(i => new PastCorrection(
            2010, 1 + (i % 11), i % 2 == 0 ? 0 : 0.5, 0.5, i % 2 == 0 ? 0.5 : double.NaN));
        Assert.Equal(0.2, new LocalWeight(past, new CorrectionScale([])).Weight(6));
    }

    [Fact]
    public void What_was_written_is_read()
    {
        var past = Enumerable.Range(0, 2000).Select(i => new PastCorrection(2010, 1 + (i % 11), 0.5, 0.9, 1.1 + (i % 7 / 10.0)));
        var weight = new LocalWeight(past, new CorrectionScale([]));
        using var content = new MemoryStream();
        using var writer = new BinaryWriter(content);
        weight.Write(writer);
        content.Position = 0;
        using var reader = new BinaryReader(content);
        var read = LocalWeight.Read(reader);
        Assert.All(Enumerable.Range(0, 13), k => Assert.Equal(weight.Weight(k), read.Weight(k)));
        Assert.NotEqual(0.2, weight.Weight(6));
    }
}
