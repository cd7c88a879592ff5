using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasting.Status;

namespace YouthFunctions.Tests.Forecasting.Status;

/// <summary>The pace that is needed, and the best one that was ever held for as long.</summary>
public sealed class PaceTests
{
    [Fact]
    public void What_is_left_is_divided_by_the_months_left_and_silent_months_brought_nothing() =>
        Assert.Equal(new RequiredPace(9, null), StatusReasons.Pace(Series(2015, [10, null, 6, 2]), 2015, 4, 90));

    [Fact]
    public void A_target_that_is_met_needs_no_pace_and_neither_does_a_year_that_is_over()
    {
        var series = Series(2015, [10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 9]);
        Assert.Null(StatusReasons.Pace(series, 2015, 9, 90));
        Assert.NotNull(StatusReasons.Pace(series, 2015, 9, 90.5));
        Assert.Null(StatusReasons.Pace(series, 2015, 12, 200));
        Assert.Equal(10, StatusReasons.Pace(series, 2015, 11, 120)!.Required);
    }

    [Fact]
    public void The_best_months_run_across_the_turn_of_a_year_and_are_not_broken_by_silence()
    {
        // Of two running months the best are December and January with 30 and 40; 90 beside a silent month is none.
        double?[] first = [1, 1, 1, null, 90, null, 1, 1, 1, 1, 1, 30];
        double?[] second = [40, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1];
        Assert.Equal(35, StatusReasons.Pace(Series(2013, first, second), 2015, 10, 50)!.BestComparable);
    }

    [Fact]
    public void Three_years_count_and_neither_the_one_before_nor_this_one()
    {
        double?[] Year(double most) => [1, 1, 1, most, 1, 1, 1, 1, 1, 1, 1, 1];
        Assert.Equal(7, Best(Year(9), Year(7), Year(2), Year(3), Year(8)));
        Assert.Equal(6, Best(Year(9), Year(2), Year(2), Year(6), Year(8)));

        double? Best(params double?[][] years) => StatusReasons.Pace(Series(2011, years), 2015, 11, 500)!.BestComparable;
    }

    [Fact]
    public void The_last_months_of_the_year_before_can_be_the_best() =>
        Assert.Equal(5, StatusReasons.Pace(Series(2014, [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 4, 6]), 2015, 10, 50)!.BestComparable);

    [Fact]
    public void Months_that_brought_nothing_are_a_pace_too() =>
        Assert.Equal(0, StatusReasons.Pace(Series(2014, [.. new double[12]]), 2015, 10, 50)!.BestComparable);

    private static MonthlySeries Series(int firstYear, params double?[][] years) =>
        SyntheticPanel.Series("a", [], firstYear, years.SelectMany(year => year)).Values;

    private static MonthlySeries Series(int firstYear, double[] months) =>
        SyntheticPanel.Series("a", [], firstYear, months.Select(value => (double?)value)).Values;
}
