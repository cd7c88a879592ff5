using YouthFunctions.Forecasting.Backtesting;
using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Tests.Forecasting;

namespace YouthFunctions.Tests.Backtesting.Scoring;

/// <summary>Where what is unusual about a series begins.</summary>
public sealed class TraitEdgeTests
{
    private const int Year = 2015;

    [Theory]
    [InlineData(0)]
    [InlineData(23)]
    public void A_constant_series_is_one_of_two_years_of_one_value(int changed)
    {
        double?[] months = [.. Usual(24), .. Enumerable.Repeat<double?>(7, 24), 7];
        Assert.Equal(SeriesTraits.Constant, Describe(2011, months, 1));
        months[24 + changed] = 8;
        Assert.Equal(SeriesTraits.None, Describe(2011, months, 1));
        months[24 + changed] = null; // one unknown month: nobody can say
        Assert.Equal(SeriesTraits.None, Describe(2011, months, 1));
    }

    [Theory]
    [InlineData(18, SeriesTraits.Intermittent)]
    [InlineData(17, SeriesTraits.None)]
    public void Half_of_three_years_without_anything_is_intermittent(int zeros, SeriesTraits expected)
    {
        // The older year, all zeros, is not asked.
        double?[] months = [.. Zeros(12), .. Enumerable.Range(0, 36).Select(i => (double?)(i < zeros ? 0 : 5 + (i % 2))), 6];
        Assert.Equal(expected, Describe(2011, months, 1));
    }

    [Fact]
    public void A_series_of_nothing_is_neither_and_comes_back_as_revived()
    {
        Assert.Equal(SeriesTraits.Constant, Describe(2010, [.. Zeros(60), 0], 1));
        Assert.Equal(SeriesTraits.Constant | SeriesTraits.Revived, Describe(2010, [.. Zeros(60), 3], 1));
        Assert.Equal(SeriesTraits.None, Describe(2010, [.. Zeros(59), null, 0], 1)); // nothing ever came, and a month is unknown
        Assert.Equal(SeriesTraits.Intermittent | SeriesTraits.Revived, Describe(2010, [.. Usual(42), .. Zeros(18), 3], 1));
    }

    [Theory]
    [InlineData(3, SeriesTraits.Short)]
    [InlineData(4, SeriesTraits.None)]
    public void Three_years_before_are_short(int years, SeriesTraits expected)
    {
        Assert.Equal(expected, Describe(Year - years, [.. Usual(12 * years), 6], 1));
        // Years in which nothing is known do not count, in the middle they do.
        Assert.Equal(expected, Describe(2009, [.. new double?[12 * (6 - years)], .. Usual(12 * years), 6], 1));
        Assert.Equal(SeriesTraits.None, Describe(2011, [.. Usual(12), .. new double?[12], .. Usual(24), 6], 1));
    }

    [Theory]
    [InlineData(10, SeriesTraits.None)]
    [InlineData(9.9, SeriesTraits.Shrinking)]
    [InlineData(40, SeriesTraits.None)]
    [InlineData(40.1, SeriesTraits.Growing)]
    public void Half_and_twice_of_last_year_to_date_are_the_edges(double january, SeriesTraits expected)
    {
        Assert.Equal(expected, Describe(2011, [.. Usual(36), 20, .. Usual(11), january, 1000], 1));
        Assert.Equal(SeriesTraits.None, Describe(2011, [.. Usual(36), 0, .. Usual(11), january], 1)); // against nothing nothing grows
    }

    private static SeriesTraits Describe(int firstYear, double?[] months, int k)
    {
        // Beside another, so that the panel reaches from 2009 to the year.
        var panel = new ForecastPanel(
        [
            SyntheticPanel.Series("a", [], firstYear, months), SyntheticPanel.Series("b", [], 2009, Usual(84)),
        ]);
        return SeriesTraitRules.Describe(panel.Leaves[0], Year, k);
    }

    private static double?[] Usual(int months) => [.. Enumerable.Range(0, months).Select(i => (double?)(5 + (i % 2)))];

    private static double?[] Zeros(int months) => [.. Enumerable.Repeat<double?>(0, months)];
}
