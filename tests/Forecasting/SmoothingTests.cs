using CsCheck;
using YouthFunctions.Forecasting.Candidates;
using YouthFunctions.Tests.Forecasting.Reference;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Forecasting;

/// <summary>Exponential smoothing and the Theta method against published and independently computed values.</summary>
public class SmoothingTests
{
    private static readonly ReferenceData Data = ReferenceData.Read();

    [Fact]
    public void Simple_smoothing_of_oil_forecasts_what_the_textbook_prints() =>
        // Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 2nd edition, section 7.1: alpha 0.8339, forecast 542.68.
        Assert.Equal(542.68, ThetaMethod.Smooth(Data.Oil, 0.8339).Level, 0.005);

    [Fact]
    public void Simple_smoothing_is_the_weighted_average_of_the_past() => AssertEach.All(Data.Ses, expected =>
        Assert.Equal(expected.Level, ThetaMethod.Smooth(Data.Oil, expected.Alpha).Level, 1e-9));

    [Fact]
    public void The_slope_is_that_of_least_squares() => Assert.Equal(Data.Slope, ThetaMethod.Slope(Data.Oil), 1e-9);

    [Fact]
    public void Theta_is_the_mean_of_both_theta_lines_but_for_the_constant_by_which_smoothing_lags() =>
        AssertEach.All(Data.ThetaByLines, expected =>
        {
            var fit = new ThetaFit(ThetaMethod.Smooth(Data.Oil, expected.Alpha).Level, ThetaMethod.Slope(Data.Oil));
            var lag = fit.Slope / 2 * (((1 - Math.Pow(1 - expected.Alpha, Data.Oil.Length)) / expected.Alpha) - 1);
            for (var step = 1; step <= expected.Forecasts.Length; step++)
                Assert.Equal(expected.Forecasts[step - 1], fit.Forecast(step) + lag, 1e-9);
        });

    [Fact]
    public void Theta_takes_the_constant_with_the_least_error()
    {
        var fit = ThetaMethod.Fit(Data.Oil);
        double[] constants = [0.05, 0.15, 0.3, 0.5, 0.8];
        Assert.Equal(
            constants.Select(constant => ThetaMethod.Smooth(Data.Oil, constant)).MinBy(smoothed => smoothed.Error).Level, fit.Level);
    }

    [Fact]
    public void Theta_continues_a_constant_and_adds_half_the_slope_to_a_line() =>
        Gen.Select(Gen.Double[0, 1e6], Gen.Double[-50, 50], Gen.Int[2, 48])
            .Sample((level, slope, count) =>
            {
                var flat = ThetaMethod.Fit([.. Enumerable.Repeat(level, count)]);
                Assert.Equal(level, flat.Forecast(5), 1e-6);
                var line = ThetaMethod.Fit([.. Enumerable.Range(0, count).Select(i => level + (slope * i))]);
                Assert.Equal(slope, line.Slope, 1e-6);
                Assert.Equal(slope / 2, line.Forecast(4) - line.Forecast(3), 1e-6);
            });

    [Fact]
    public void Seasonal_smoothing_is_that_of_the_component_form() => AssertEach.All(Data.Smoothing, expected =>
    {
        var model = new SeasonalSmoothing(Data.FirstYear, expected.Alpha, expected.Gamma);
        for (var month = 0; month < Data.SecondYear.Length; month++)
            model.Update(month, Data.SecondYear[month]);
        Assert.Equal(expected.Rest, model.Rest(Data.SecondYear.Length), 1e-9);
    });

    public static TheoryData<bool> Scales { get; } = [true, false];

    [Theory]
    [MemberData(nameof(Scales))]
    public void Damped_smoothing_is_that_of_the_component_form(bool isLog)
    {
        var model = new DampedSmoothing(isLog ? ValueScale.Log(Data.FirstYear) : ValueScale.FourthRoot, Data.FirstYear);
        var expected = isLog ? Data.DampedLogs : Data.DampedRoots;
        for (var month = 0; month < Data.SecondYear.Length; month++)
        {
            Assert.Equal(expected[month], model.Rest(month), 1e-9 * expected[month]);
            model.Update(month, Data.SecondYear[month]);
        }

        Assert.Equal(expected[^1], model.Rest(Data.SecondYear.Length), 1e-9 * expected[^1]);
    }

    [Theory]
    [MemberData(nameof(Scales))]
    public void Damped_smoothing_repeats_a_year_that_repeats_itself_in_any_unit_of_measure(bool isLog) =>
        Gen.Select(Gen.Double[1, 1e5].Array[12], Gen.Double[0.01, 100]).Sample((year, unit) =>
        {
            double[] scaled = [.. year.Select(value => value * unit)];
            var model = new DampedSmoothing(isLog ? ValueScale.Log(scaled) : ValueScale.FourthRoot, scaled);
            for (var month = 0; month < 12; month++)
            {
                Assert.Equal(year[month..].Sum() * unit, model.Rest(month), 1e-6 * year.Sum() * unit);
                model.Update(month, month % 3 == 0 ? double.NaN : scaled[month]);
            }
        });

    [Fact]
    public void Damped_smoothing_follows_a_level_ten_times_as_high_within_half_a_year()
    {
        double[] year = [10, 12, 9, 11, 14, 10, 8, 12, 11, 10, 13, 9];
        var model = new DampedSmoothing(ValueScale.Log(year), year);
        for (var month = 0; month < 6; month++)
            model.Update(month, year[month] * 10);
        Assert.InRange(model.Rest(6) / (year[6..].Sum() * 10), 0.85, 1.3);
    }

    [Fact]
    public void Seasonal_smoothing_repeats_a_year_that_repeats_itself_and_learns_nothing_from_silence() =>
        Gen.Double[0, 1e5].Array[12].Sample(year =>
        {
            var model = new SeasonalSmoothing(year, 0.25, 0.25);
            for (var month = 0; month < 12; month++)
            {
                Assert.Equal(year[month..].Sum(), model.Rest(month), 1e-9 * (1 + year.Sum()));
                model.Update(month, month % 3 == 0 ? double.NaN : year[month]);
            }

            Assert.Equal(0, model.Error, 1e-9 * (1 + year.Sum()));
        });

    [Fact]
    public void Seasonal_smoothing_is_indifferent_to_the_unit_of_measure() =>
        Gen.Select(Gen.Double[0, 1000].Array[12], Gen.Double[0, 1000].Array[12], Gen.Double[0.001, 1000]).Sample((first, second, unit) =>
        {
            var model = new SeasonalSmoothing(first, 0.1, 0.05);
            var scaled = new SeasonalSmoothing([.. first.Select(value => value * unit)], 0.1, 0.05);
            for (var month = 0; month < 6; month++)
            {
                model.Update(month, second[month]);
                scaled.Update(month, second[month] * unit);
            }

            Assert.Equal(model.Rest(6) * unit, scaled.Rest(6), 1e-6 * (1 + (model.Rest(6) * unit)));
        });
}
