using YouthFunctions.Forecasting.Panel;

namespace YouthFunctions.Tests.Forecasting.Panel;

/// <summary>A parent consists of what it consisted of where leaves known all along hold two thirds of its past.</summary>
public sealed class SameLeavesTests
{
    [Theory]
    [InlineData(5, true)] // a third of 15: just allowed
    [InlineData(5.1, false)]
    public void A_newcomer_may_hold_a_third_of_the_past_sum(double newcomer, bool isSame)
    {
        // In three years 36 months of 10, and the newcomer's in the last two: 24 months of it are a third of the whole at 7.5.
        var panel = new ForecastPanel([Series("old", 2010, 48, 10), Series("new", 2011, 36, newcomer * 1.5)]);
        Assert.Equal(isSame, panel.Parents[0].HasSameLeaves(2013));
        Assert.True(panel.Parents[0].HasSameLeaves(2010)); // nothing before
        Assert.True(panel.Parents[0].HasSameLeaves(2011)); // the newcomer is not there yet
    }

    [Fact]
    public void Three_years_before_are_asked_and_neither_an_older_one_nor_the_year_itself()
    {
        var panel = new ForecastPanel([Series("old", 2010, 84, 1), Series("large", 2011, 72, 100)]);
        Assert.False(panel.Parents[0].HasSameLeaves(2012)); // 2010 without it
        Assert.False(panel.Parents[0].HasSameLeaves(2013));
        Assert.True(panel.Parents[0].HasSameLeaves(2014)); // 2011 to 2013
        Assert.True(panel.Parents[0].HasSameLeaves(2011)); // not of the year's own
    }

    [Theory]
    [InlineData(9, true)]
    [InlineData(8, false)]
    public void A_year_with_nine_months_is_known(int months, bool isSame)
    {
        var known = Enumerable.Range(0, 36).Select(month => month < 12 || month >= 12 + 12 - months ? 100.0 : (double?)null);
        var panel = new ForecastPanel([Series("old", 2010, 36, 1), SyntheticPanel.Series("gaps", ["x"], 2010, known)]);
        Assert.Equal(isSame, panel.Parents[0].HasSameLeaves(2012));
    }

    [Theory]
    [InlineData(8, true)]
    [InlineData(9, false)]
    public void A_year_in_which_hardly_anybody_reported_is_not_asked(int months, bool isSame)
    {
        // In 2011 only the small one reports, in so many months; the large one is missing from it.
        double?[] small = [.. Enumerable.Repeat<double?>(1, 12 + months), .. new double?[12 - months],
            .. Enumerable.Repeat<double?>(1, 12)];
        double?[] large = [.. Enumerable.Repeat<double?>(100, 12), .. new double?[12], .. Enumerable.Repeat<double?>(100, 12)];
        var panel = new ForecastPanel([SyntheticPanel.Series("s", ["x"], 2010, small), SyntheticPanel.Series("l", ["x"], 2010, large)]);
        Assert.Equal(isSame, panel.Parents[0].HasSameLeaves(2012));
    }

    private static PanelSeries Series(string id, int firstYear, int months, double value) =>
        SyntheticPanel.Series(id, ["x"], firstYear, Enumerable.Repeat<double?>(value, months));
}
