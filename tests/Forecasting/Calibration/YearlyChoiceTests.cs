using YouthFunctions.Forecasting.Calibration;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Forecasting.Calibration;

/// <summary>The value that would have served a year best, by Welsch's loss over the months nearby.</summary>
public sealed class YearlyChoiceTests
{
    private static readonly double[] Values = [0, 1, 2, 3];

    [Fact]
    public void Each_year_has_the_value_that_was_right_in_it_in_rising_order()
    {
        var choice = Choice([.. Rows(2010, 6, 100, 3), .. Rows(2011, 6, 100, 1), .. Rows(2012, 6, 100, 2)]);
        Assert.Equal([1.0, 2, 3], choice.BestOfYears(6));
    }

    [Fact]
    public void A_hundred_rows_within_two_months_are_enough_and_one_fewer_is_not()
    {
        var choice = Choice([.. Rows(2010, 4, 50, 2), .. Rows(2010, 8, 50, 2), .. Rows(2011, 6, 99, 1)]);
        Assert.Equal([2.0], choice.BestOfYears(6));
        AssertEach.All([3, 5, 7, 9], k => Assert.Empty(choice.BestOfYears(k)));
    }

    [Fact]
    public void Months_farther_away_have_no_say()
    {
        var choice = Choice([.. Rows(2010, 6, 100, 1), .. Rows(2010, 9, 1000, 3)]);
        Assert.Equal([1.0], choice.BestOfYears(6));
        Assert.Equal([3.0], choice.BestOfYears(7)); // 9 is two away, and has more rows
        Assert.Equal([3.0], choice.BestOfYears(11));
        Assert.Empty(choice.BestOfYears(12));
    }

    [Fact]
    public void Hopeless_rows_say_little()
    {
        // A mean of errors, or of their squares, would follow the third that is off by thousands.
        var choice = Choice([.. Rows(2010, 6, 100, 1), .. Rows(2010, 6, 50, 5000)]);
        Assert.Equal([1.0], choice.BestOfYears(6));
    }

    [Fact]
    public void The_loss_is_one_less_e_to_minus_half_the_square_of_the_error_in_median_errors()
    {
        // The usual value is 0 and 51 of 101 rows want 1, so the median error is 1. Of the others 50 want w: whoever is told v loses
        // 51 (1 - e^(-(1-v)²/2)) + 50 (1 - e^(-(w-v)²/2)). With w = 2: 19.7 at 1 and 20.1 at 2, 36.9 at 1.5 were it tried; with 3 also 1.
        double Loss(double v, double w) => (51 * (1 - Math.Exp(-(1 - v) * (1 - v) / 2))) + (50 * (1 - Math.Exp(-(w - v) * (w - v) / 2)));
        AssertEach.All([2.0, 2.5, 3, 4], w => Assert.Equal(
            [Values.MinBy(v => Loss(v, w))], Choice([.. Rows(2010, 6, 51, 1), .. Rows(2010, 6, 50, w)]).BestOfYears(6)));
        // In units of the median error: all ten times as large is chosen alike.
        double[] tens = [0, 10, 20, 15];
        AssertEach.All([20.0, 25, 30], w => Assert.Equal(
            [tens.MinBy(v => Loss(v / 10, w / 10))],
            Choice([.. Rows(2010, 6, 51, 10), .. Rows(2010, 6, 50, w)], tens).BestOfYears(6)));
    }

    [Fact]
    public void The_usual_value_says_how_large_errors_are()
    {
        // Under the value 0 errors are large, so that 2 with its middling errors loses little; were they small, the exact half would win.
        PastCorrection[] rows = [.. Rows(2010, 6, 60, 1), .. Rows(2010, 6, 55, 3)];
        double Best(double usual) => new YearlyChoice(rows, [1, 2, 3], (row, value) => row.Needed - value, usual).BestOfYears(6).Single();
        Assert.Equal(2, Best(usual: -7));
        Assert.Equal(1, Best(usual: 1.1));
    }

    [Fact]
    public void Where_every_row_was_right_with_the_usual_value_it_stays() =>
        Assert.Equal([0.0], Choice(Rows(2010, 6, 100, 0)).BestOfYears(6));

    private static YearlyChoice Choice(IEnumerable<PastCorrection> rows, double[]? values = null) =>
        new(rows, values ?? Values, (row, value) => row.Needed - value, usual: 0);

    private static PastCorrection[] Rows(int year, int k, int count, double right) =>
        [.. Enumerable.Repeat(new PastCorrection(year, k, 1, right, double.NaN), count)];
}
