using YouthFunctions.Analytics.Doubts;

namespace YouthFunctions.Tests.Doubts;

/// <summary>Where a ratio begins to be doubted, to the unit: each edge is worked out by hand from docs/doubt.md.</summary>
public sealed class RatioRuleEdgeTests
{
    private static readonly RatioParts?[] Nothing = new RatioParts?[12];

    [Fact]
    public void More_above_than_below_is_doubted_whatever_is_known()
    {
        Assert.Null(Find(500, 500, Level(1)));
        Assert.Equal(new Doubt(DoubtReason.PartsExchanged, 0, 500), Find(501, 500, Level(1)));
    }

    [Theory]
    [InlineData(1000, null, DoubtReason.Population, 2000)]
    [InlineData(null, 1000, DoubtReason.Siblings, 8000)]
    [InlineData(null, 10, DoubtReason.Siblings, 800)] // small siblings count as 100
    [InlineData(1000, 10, DoubtReason.Siblings, 800)]
    [InlineData(100, 1000, DoubtReason.Population, 200)]
    public void Without_history_a_denominator_is_held_against_people_and_siblings(
        int? people, int? siblings, DoubtReason reason, int high)
    {
        var evidence = Level(5, (1, 10, 90_000)) with { Population = people, SiblingDenominator = siblings };
        Assert.Null(Find(10, high, evidence));
        Assert.Equal(new Doubt(reason, 0, high) { IsOfDenominator = true }, Find(10, high + 1, evidence));
    }

    [Fact]
    public void Below_a_hundred_nothing_is_doubted_without_history()
    {
        var evidence = Level(5) with { Population = 10 };
        Assert.Null(Find(10, 99, evidence));
        Assert.Equal(20, Find(10, 100, evidence)!.High);
        Assert.Null(Find(10, 90_000, Level(5)));
    }

    [Fact]
    public void A_level_keeps_its_denominator_within_a_quarter_and_four_times()
    {
        var doubt = new Doubt(DoubtReason.History, 100, 2000) { IsOfDenominator = true };
        foreach (var evidence in new[]
        {
            Level(3, (1, 10, 400), (2, 10, 500)),
            Level(3, (3, 10, 90_000), (1, 10, 400), (4, 10, 500)), // its own month is no evidence
            new RatioEvidence(3, Nothing, Months((1, 10, 500), (7, 10, 400)), IsLevel: true),
            Level(3, (1, 10, 400)) with { LastYear = Months((12, 10, 500)) },
        })
        {
            Assert.Null(Find(10, 2000, evidence));
            Assert.Equal(doubt, Find(10, 2001, evidence));
            Assert.Null(Find(10, 100, evidence));
            Assert.Equal(doubt, Find(10, 99, evidence));
        }

        Assert.Null(Find(10, 99, Level(3, (1, 5, 10), (2, 5, 12)))); // below a hundred all
        Assert.Equal(new Doubt(DoubtReason.History, 3, 48) { IsOfDenominator = true }, Find(10, 100, Level(3, (1, 5, 10), (2, 5, 12))));
        Assert.NotNull(Find(1, 24, Level(3, (1, 50, 100), (2, 50, 100))));
    }

    [Fact]
    public void A_level_does_not_fall_below_an_eighth_of_the_last_one()
    {
        var evidence = Level(3, (1, 900, 1000), (2, 800, 1000), (7, 990, 1000));
        Assert.Null(Find(100, 1000, evidence));
        Assert.Equal(new Doubt(DoubtReason.History, 100, null), Find(99, 1000, evidence));
        Assert.Null(Find(1, 1000, Level(3, (1, 900, 1000), (2, 99, 1000)))); // small before
        Assert.Equal(new Doubt(DoubtReason.History, 13, null), Find(12, 1000, Level(3, (1, 900, 1000), (2, 100, 1000))));
        Assert.Null(Find(1, 1000, Level(1, (2, 900, 1000), (3, 900, 1000)))); // what comes later is not the last one
        Assert.Equal(13, Find(12, 1000, Level(5, (2, 100, 1000), (7, 900, 1000)))!.Low); // the last that is known
    }

    [Fact]
    public void Four_steady_months_bound_a_rise_at_four_times_the_largest()
    {
        var steady = Level(5, (1, 100, 9000), (2, 100, 9000), (3, 120, 9000), (4, 200, 9000));
        Assert.Null(Find(800, 9000, steady));
        Assert.Equal(new Doubt(DoubtReason.History, 0, 800), Find(801, 9000, steady));
        Assert.Null(Find(9000, 9000, Level(5, (1, 100, 9000), (2, 100, 9000), (3, 120, 9000)))); // three
        Assert.Null(Find(9000, 9000, Level(5, (1, 100, 9000), (2, 100, 9000), (3, 120, 9000), (4, 201, 9000)))); // not steady
        Assert.Null(Find(9000, 9000, Level(5, (1, 0, 9000), (2, 0, 9000), (3, 0, 9000), (4, 0, 9000)))); // of nothing
        var small = Level(5, (1, 10, 9000), (2, 10, 9000), (3, 10, 9000), (4, 12, 9000));
        Assert.Null(Find(99, 9000, small));
        Assert.Equal(new Doubt(DoubtReason.History, 0, 48), Find(100, 9000, small));
        // Last year's months say nothing of this year's numerator.
        Assert.Null(Find(9000, 9000, Level(5) with { LastYear = steady.ThisYear }));
    }

    [Fact]
    public void Where_months_add_up_the_denominator_is_an_amount()
    {
        var sum = new RatioEvidence(5, Nothing, [.. Enumerable.Repeat<RatioParts?>(new(10, 100), 12)], IsLevel: false);
        Assert.Null(Find(10, 300, sum));
        Assert.Equal(new Doubt(DoubtReason.History, 0, 300) { IsOfDenominator = true }, Find(10, 301, sum));
        var first = new RatioEvidence(3, Months((1, 10, 100), (2, 10, 100)), [], IsLevel: false);
        Assert.Null(Find(10, 960, first));
        Assert.Equal(new Doubt(DoubtReason.History, 0, 960) { IsOfDenominator = true }, Find(10, 961, first));
    }

    private static Doubt? Find(decimal numerator, decimal denominator, RatioEvidence evidence) =>
        RatioRule.Find(new(numerator, denominator), evidence);

    private static RatioEvidence Level(int month, params (int Month, decimal Numerator, decimal Denominator)[] known) =>
        new(month, Months(known), [], IsLevel: true);

    private static RatioParts?[] Months(params (int Month, decimal Numerator, decimal Denominator)[] known)
    {
        var months = new RatioParts?[12];
        foreach (var (month, numerator, denominator) in known)
            months[month - 1] = new RatioParts(numerator, denominator);
        return months;
    }
}
