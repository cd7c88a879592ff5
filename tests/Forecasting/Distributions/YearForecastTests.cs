using YouthFunctions.Forecasting.Distributions;

namespace YouthFunctions.Tests.Forecasting.Distributions;

/// <summary>What becomes of a forecast when more is known than it knew.</summary>
public sealed class YearForecastTests
{
    private readonly YearForecast _forecast = new(
        50, 10, 20, 40, 80, 90, 0.3, ForecastBasis.Candidates, Distribution.Logarithmic([-1, 0, 1], 50, 1, 1, 0));

    [Fact]
    public void A_year_that_is_over_has_its_value_and_meets_its_target_or_not()
    {
        var over = YearForecast.Certain(12, target: 12);
        Assert.Equal((12, 12, 12, 12, 12, 12), Numbers(over));
        Assert.Equal((1, true), (over.ProbabilityOfMeeting, over.IsCertain));
        Assert.Equal((0, null), (YearForecast.Certain(12, 13).ProbabilityOfMeeting, YearForecast.Certain(12, null).ProbabilityOfMeeting));
        Assert.False(_forecast.IsCertain);
    }

    [Fact]
    public void What_only_ever_brought_nothing_expects_nothing_and_keeps_its_upper_end() =>
        Assert.Equal((0, 0, 0, 0, 80, 90), Numbers(_forecast.OfNothing));

    [Theory]
    [InlineData(15, 50, 15, 20, 40, 80, 90)]
    [InlineData(60, 60, 60, 60, 60, 80, 90)]
    [InlineData(100, 100, 100, 100, 100, 100, 100)]
    public void No_number_lies_below_what_is_reached(
        double floor, double point, double q025, double q10, double median, double q90, double q975)
    {
        var raised = _forecast.AtLeast(floor, target: 101);
        Assert.Equal((point, q025, q10, median, q90, q975), Numbers(raised));
        Assert.Equal((0.3, 1), (raised.ProbabilityOfMeeting, raised.Quantiles.ProbabilityOfAtLeast(floor)));
    }

    [Fact]
    public void A_target_that_is_reached_is_certain_and_what_changes_nothing_is_the_same()
    {
        Assert.Equal(1, _forecast.AtLeast(60, target: 60).ProbabilityOfMeeting);
        Assert.Equal(1, _forecast.AtLeast(5, target: 5).ProbabilityOfMeeting);
        Assert.Same(_forecast, _forecast.AtLeast(10, target: 11));
        Assert.Same(_forecast, _forecast.AtLeast(10, target: null));
        Assert.Null((_forecast with { ProbabilityOfMeeting = null }).AtLeast(60, target: null).ProbabilityOfMeeting);
        // The point alone below the floor is raised too.
        Assert.Equal(30, (_forecast with { Point = 5, Q025 = 30 }).AtLeast(30, target: null).Point);
    }

    private static (double, double, double, double, double, double) Numbers(YearForecast forecast) =>
        (forecast.Point, forecast.Q025, forecast.Q10, forecast.Median, forecast.Q90, forecast.Q975);
}
