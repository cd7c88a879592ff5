using CsCheck;
using YouthFunctions.Forecasting.Backtesting;

namespace YouthFunctions.Tests.Backtesting.Scoring;

/// <summary>Wrong values made of right ones.</summary>
public sealed class SlipTests
{
    [Theory]
    [InlineData(SlipKind.Times10, 4500)]
    [InlineData(SlipKind.Times100, 45_000)]
    [InlineData(SlipKind.Times1000, 450_000)]
    [InlineData(SlipKind.DigitSwap, 540)]
    public void A_slip_changes_the_size(SlipKind kind, int expected) =>
        Assert.Equal(expected, Slips.Apply(450, kind, new ToldPlace(0)));

    [Fact]
    public void Thousands_for_units_and_kinds_that_are_not_of_size()
    {
        Assert.Equal(0.45m, Slips.Apply(450, SlipKind.Thousandth, new Random(1)));
        foreach (var kind in new[] { SlipKind.None, SlipKind.PartsExchanged, SlipKind.YearToDateAsMonth })
            Assert.Null(Slips.Apply(450, kind, new Random(1)));
        foreach (var kind in Enum.GetValues<SlipKind>())
            Assert.Null(Slips.Apply(0, kind, new Random(1)));
    }

    [Fact]
    public void Digits_are_exchanged_at_every_place_where_they_differ_and_at_no_other()
    {
        // 1123.9: of 1|1, 1|2 and 2|3 the last two.
        Assert.Equal([1213m, 1132m], new[] { 0, 1 }.Select(place => Slips.DigitSwap(1123.9m, new ToldPlace(place))));
        Assert.Null(Slips.DigitSwap(777, new Random(1)));
        Assert.Null(Slips.DigitSwap(7.5m, new Random(1)));
        Assert.Equal(1, Slips.DigitSwap(10, new Random(1)));
    }

    [Fact]
    public void An_exchange_keeps_the_digits_and_changes_the_value() => Gen.Select(Gen.Int[0, 99_999], Gen.Int).Sample((value, seed) =>
    {
        if (Slips.DigitSwap(value, new Random(seed)) is not { } slip)
            return;
        Assert.NotEqual(value, slip);
        Assert.Equal($"{value}".Order(), $"{(int)slip}".PadLeft($"{value}".Length, '0').Order());
    });

    /// <summary>Chooses the place that it is told.</summary>
    private sealed class ToldPlace(int place) : Random
    {
        public override int Next(int maxValue) => Math.Min(place, maxValue - 1);
    }
}
