using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Tests.Values;

/// <summary>How codes and months are ordered, bounded and written.</summary>
public sealed class OrderAndTextTests
{
    [Fact]
    public void Codes_and_months_are_ordered_as_their_texts_are()
    {
        var (a, b) = (IndicatorCode.Parse("ab"), IndicatorCode.Parse("ac"));
        Assert.Equal([true, false, true, false], [a < b, a > b, a <= b, a >= b]);
        Assert.Equal([false, true, false, true], [b < a, b > a, b <= a, b >= a]);
        var same = IndicatorCode.Parse("ab");
        Assert.Equal([false, false, true, true], [a < same, a > same, a <= same, a >= same]);

        var (first, second) = (UnitCode.Parse("01"), UnitCode.Parse("02"));
        Assert.Equal([true, false, true, false], [first < second, first > second, first <= second, first >= second]);
        Assert.Equal([false, true, false, true], [second < first, second > first, second <= first, second >= first]);
        var again = UnitCode.Parse("01");
        Assert.Equal([false, false, true, true], [first < again, first > again, first <= again, first >= again]);
        Assert.Equal(first.GetHashCode(), again.GetHashCode());
        Assert.NotEqual(first.GetHashCode(), second.GetHashCode());

        var (december, january) = (new Month(2023, 12), new Month(2024, 1));
        Assert.Equal(
            [true, false, true, false],
            [december < january, december > january, december <= january, december >= january]);
        var also = new Month(2023, 12);
        Assert.Equal([false, false, true, true], [december < also, december > also, december <= also, december >= also]);
    }

    [Fact]
    public void An_indicator_code_has_2_to_60_characters()
    {
        Assert.True(IndicatorCode.TryParse("ab", out _));
        Assert.False(IndicatorCode.TryParse("a", out _));
        Assert.True(IndicatorCode.TryParse(new string('a', 60), out _));
        Assert.False(IndicatorCode.TryParse(new string('a', 61), out _));
        Assert.True(IndicatorCode.TryParse("a-b-c", out _));
        Assert.Throws<FormatException>(() => IndicatorCode.Parse("a"));
        Assert.Equal(("a1", ""), (IndicatorCode.Parse("a1").ToString(), default(IndicatorCode).ToString()));
    }

    [Fact]
    public void Months_are_of_the_years_1900_to_9998()
    {
        Assert.Equal("1900-01", new Month(1900, 1).ToString());
        Assert.Equal("9998-12", new Month(9998, 12).ToString());
        foreach (var (year, number) in new[] { (1899, 12), (9999, 1), (2024, 0), (2024, 13) })
            Assert.Throws<ArgumentOutOfRangeException>(() => new Month(year, number));
        foreach (var text in new[] { "1899-12", "9999-01" })
        {
            Assert.False(Month.TryParse(text, out _));
            Assert.Throws<FormatException>(() => Month.Parse(text));
        }

        Assert.Equal(new Month(1900, 1), Month.Parse("1900-01"));
        Assert.Equal(new Month(9998, 12), Month.Parse("9998-12"));
        Assert.Equal((new DateOnly(2024, 5, 1), new Month(2024, 5)), (new Month(2024, 5).FirstDay, Month.Containing(new(2024, 5, 31))));
        Assert.Equal([.. Enumerable.Range(1, 12).Select(number => new Month(2024, number))], Month.OfYear(2024));
    }

    [Fact]
    public void A_unit_code_that_was_never_read_has_no_level_and_shows_as_unknown()
    {
        Assert.Throws<InvalidOperationException>(() => default(UnitCode).Depth);
        Assert.Equal("?", default(UnitCode).ToString());
        Assert.Throws<FormatException>(() => UnitCode.Parse("1"));
        Assert.Throws<ArgumentException>(() => new UnitCodeScheme("", ["00"]));
        Assert.Throws<ArgumentException>(() => new UnitCodeScheme("HQ", ["0A", "0A"]));
        Assert.Throws<ArgumentException>(() => new UnitCodeScheme("HQ", ["A0", "AB", "07", "A9"]));
        Assert.Equal(4, new UnitCodeScheme("HQ", ["A0", "B0", "CA"]).LevelCount);
    }

    [Fact]
    public void A_measure_without_a_part_is_what_is_left()
    {
        Assert.Equal(Measure.Amount(3), Measure.Amount(5).Without(Measure.Amount(2)));
        Assert.Equal(Measure.Ratio(3, 6), Measure.Ratio(5, 10).Without(Measure.Ratio(2, 4)));
        Assert.Equal(Measure.Amount(5), Measure.Amount(5).Without(Measure.Unknown));
        Assert.Equal(Measure.Unknown, Measure.Amount(5).Without(Measure.Amount(5)));
        Assert.Equal(["?", "2.5", "3/4"], [Measure.Unknown.ToString(), Measure.Amount(2.5m).ToString(), Measure.Ratio(3, 4).ToString()]);
        Assert.Equal((2.5m, 0.75m, null), (Measure.Amount(2.5m).Value, Measure.Ratio(3, 4).Value, Measure.Ratio(0, 0).Value));
        Assert.Throws<ArgumentOutOfRangeException>(() => Measure.Ratio(-1, 2));
    }

    [Fact]
    public void Shares_of_less_than_nothing_are_refused_and_of_nobody_are_none()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Shares.Split(-1, [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Shares.Split(1, [1, -1]));
        Assert.Empty(Shares.Split(1, []));
    }

    [Fact]
    public void A_series_knows_its_own_months_only()
    {
        var series = new MonthlySeries(new Month(2024, 3), [0, null, 5.5]);
        Assert.Equal((new Month(2024, 3), new Month(2024, 6)), (series.First, series.End));
        Assert.Equal(
            [null, 0, null, 5.5, null], Enumerable.Range(2, 5).Select(month => series[new Month(2024, month)]));
        foreach (var wrong in new[] { -0.5, double.NaN, double.PositiveInfinity })
            Assert.Throws<ArgumentException>(() => new MonthlySeries(new Month(2024, 1), [1, wrong]));
    }
}
