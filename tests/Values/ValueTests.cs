using CsCheck;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Tests.Values;

/// <summary>The laws of months, codes, measures and exact shares.</summary>
public sealed class ValueTests
{
    private static readonly Gen<Month> Months = Gen.Select(Gen.Int[1900, 9990], Gen.Int[1, 12], (year, number) => new Month(year, number));

    [Fact]
    public void A_month_reads_what_it_writes() => Months.Sample(month => Month.Parse(month.ToString()) == month);

    [Fact]
    public void Going_on_and_counting_back_agree() =>
        Gen.Select(Months, Gen.Int[-60, 60]).Where((month, by) => month.Plus(by).Year is >= 1900 and <= 9998)
            .Sample((month, by) => month.Plus(by).MonthsSince(month) == by && (by > 0) == (month.Plus(by) > month));

    [Theory]
    [InlineData("2024-13")]
    [InlineData("2024-00")]
    [InlineData("2024-5")]
    [InlineData("24-05")]
    [InlineData("2024/05")]
    [InlineData(" 2024-05")]
    [InlineData("")]
    [InlineData("٢٠٢٤-05")]
    public void What_is_not_a_month_is_refused(string text) => Assert.False(Month.TryParse(text, out _));

    [Theory]
    [InlineData("VN", 0)]
    [InlineData("01", 1)]
    [InlineData("01-001", 2)]
    [InlineData("00004", 3)]
    public void The_shape_of_a_code_tells_the_level(string text, int depth) =>
        Assert.Equal(new UnitLevel(depth), UnitCode.Parse(text).Level);

    [Theory]
    [InlineData("vn")]
    [InlineData("1")]
    [InlineData("001")]
    [InlineData("01/001")]
    [InlineData("01-0011")]
    [InlineData("0000A")]
    public void What_is_not_a_unit_code_is_refused(string text) => Assert.False(UnitCode.TryParse(text, out _));

    [Theory]
    [InlineData("trees-planted", true)]
    [InlineData("Trees", false)]
    [InlineData("trees--planted", false)]
    [InlineData("-trees", false)]
    [InlineData("trees-", false)]
    [InlineData("cây", false)]
    public void Indicator_codes_are_lower_case_words_with_single_hyphens(string text, bool valid) =>
        Assert.Equal(valid, IndicatorCode.TryParse(text, out _));

    [Fact]
    public void A_sum_of_ratios_is_the_ratio_of_the_sums()
    {
        var sum = Measure.Ratio(1, 2) + Measure.Ratio(9, 18) + Measure.Unknown;
        Assert.Equal(Measure.Ratio(10, 20), sum);
        Assert.Equal(0.5m, sum.Value);
    }

    [Fact]
    public void Unknown_is_not_zero()
    {
        Assert.NotEqual(Measure.Unknown, Measure.Amount(0));
        Assert.Equal(Measure.Amount(0), Measure.Amount(0) + Measure.Unknown);
        Assert.Null(Measure.Unknown.Value);
    }

    [Fact]
    public void Invalid_measures_cannot_be_made()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Measure.Amount(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Measure.Ratio(3, 2));
        Assert.Throws<InvalidOperationException>(() => Measure.Amount(1) + Measure.Ratio(1, 2));
    }

    [Fact]
    public void Shares_add_up_to_the_total_and_differ_from_the_exact_share_by_less_than_a_step() =>
        Gen.Select(Gen.Long[0, 3_000_000_000_000], Gen.Int[0, 100_000].Array[1, 80], Gen.Int[0, 3]).Sample((total, weights, decimals) =>
        {
            var parts = Shares.Split(total, [.. weights.Select(weight => (decimal)weight)], decimals);
            var (sum, step) = (weights.Sum(weight => (decimal)weight), (decimal)Math.Pow(10, -decimals));
            Assert.Equal(total, parts.Sum());
            for (var i = 0; i < parts.Count; i++)
                Assert.True(Math.Abs(parts[i] - (sum == 0 ? (decimal)total / weights.Length : total * (weights[i] / sum))) < step);
        });

    [Fact]
    public void The_largest_remainders_get_the_seats()
    {
        // Hamilton's method on the textbook case of 130 voters and 26 seats: 7.6, 6.8, 6.4, 5.2.
        Assert.Equal([8m, 7m, 6m, 5m], Shares.Split(26, [38, 34, 32, 26]));
    }

    [Fact]
    public void A_tie_of_remainders_goes_to_the_earlier_part_however_the_weights_are_scaled() =>
        Gen.Select(Gen.Int[0, 60], Gen.Int[0, 30].Array[1, 8], Gen.Int[0, 3], Gen.Int[1, 9_999]).Sample((total, weights, decimals,
            factor) =>
        {
            // By whole numbers alone: total * weight / sum and what is left of it.
            var (steps, sum) = (total * (int)Math.Pow(10, decimals), weights.Sum());
            int[] whole = sum == 0 ? [.. weights.Select(_ => 1)] : weights;
            var parts = whole.Select(weight => steps * weight / whole.Sum()).ToArray();
            foreach (var index in Enumerable.Range(0, parts.Length).OrderByDescending(index => steps * whole[index] % whole.Sum())
                .ThenBy(index => index).Take(steps - parts.Sum()))
                parts[index]++;
            var expected = parts.Select(part => part / (decimal)Math.Pow(10, decimals));
            Assert.Equal(expected, Shares.Split(total, [.. weights.Select(weight => (decimal)weight)], decimals));
            Assert.Equal(expected, Shares.Split(total, [.. weights.Select(weight => weight * factor / 1000m)], decimals));
        });

    [Fact]
    public void Half_a_seat_lost_by_both_goes_to_the_first() => Assert.Equal([3m, 0m], Shares.Split(3, [5, 1]));
}
