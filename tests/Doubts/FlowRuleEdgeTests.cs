using YouthFunctions.Analytics.Doubts;

namespace YouthFunctions.Tests.Doubts;

/// <summary>Where an amount begins to be doubted, to the unit: each edge is worked out by hand from docs/doubt.md. Counts have a cushion
/// of 20, so that a unit whose months are all 100 is held against 2.5 × 120 = 300.</summary>
public sealed class FlowRuleEdgeTests
{
    private static readonly decimal?[] Nothing = new decimal?[12];
    private static readonly decimal?[] Hundreds = Year(100);

    public static TheoryData<string, decimal, decimal, FlowEvidence> HighEdges => new()
    {
        { "a steady year before: 2.5 × (100 + 20)", 0, 300, new(5, Nothing, [Hundreds]) },
        { "its thirtieth less the cushion bounds it below: 6000 / 30 - 20", 180, 15_050, new(5, Nothing, [Year(6000)]) },
        { "by the smallest month, not the largest", 180, 22_550, new(5, Nothing, [With(Year(6000), 11, 9000)]) },
        { "three months at once have three months' bounds", 540, 45_150, new(5, Nothing, [Year(6000)]) { MonthsCovered = 3 } },
        { "steps of 10: 2.5 × (1000 + 200)", 0, 3000, new(5, Nothing, [Year(1000)]) { Step = 10 } },
        { "two months in a first year: 8 × (100 + 20)", 0, 960, new(3, Months(100, 100), []) },
        { "a month of zero is a month: 8 × (100 + 20)", 0, 960, new(3, Months(0, 100), []) },
        { "three months: 5 × (100 + 20)", 0, 600, new(4, Months(100, 100, 100), []) },
        { "a target that the unit does not come near says nothing", 0, 600, new(4, Months(100, 100, 100), []) { Target = 5001 } },
        { "one that it does allows a campaign of six tenths", 0, 3000, new(4, Months(100, 100, 100), []) { Target = 5000 } },
        { "never less than the months say", 0, 600, new(4, Months(100, 100, 100), []) { Target = 900 } },
        { "ten months before are a year", 0, 300, new(5, Nothing, [Months([.. Hundreds.Take(10)])]) },
        { "nine are none: 5 × (100 + 20)", 0, 600, new(5, Nothing, [Months([.. Hundreds.Take(9)])]) },
        { "the month itself is no evidence", 0, 300, new(5, With(Nothing, 5, 90_000), [Hundreds]) },
        { "a wild unit: at most 12 × (1000 + 20)", 0, 12_240, new(5, Nothing, [Alternating(10, 1000)]) },
        // Logs of 120 and 420 lie 1.2528 apart: e^(1.5 × 1.4826 × 0.6264) = 4.0271.
        { "a restless one by its spread: 4.0271 × (400 + 20)", 0, 1691, new(5, Nothing, [Alternating(100, 400)]) },
    };

    [Theory]
    [MemberData(nameof(HighEdges))]
    public void A_history_doubts_what_lies_outside_its_bounds_and_nothing_else(string why, decimal low, decimal high, FlowEvidence evidence)
    {
        Assert.Null(FlowRule.Find(high, evidence));
        Assert.Equal(new Doubt(DoubtReason.History, low, high), FlowRule.Find(high + 1, evidence));
        if (low == 0)
            return;
        Assert.True(FlowRule.Find(low, evidence) is null, why);
        Assert.Equal(new Doubt(DoubtReason.History, low, high), FlowRule.Find(low - 1, evidence));
        Assert.Null(FlowRule.Find(0, evidence)); // a month of nothing is an answer
    }

    [Fact]
    public void Too_little_is_only_said_after_a_year()
    {
        Assert.Null(FlowRule.Find(1, new FlowEvidence(5, Nothing, [Months([.. Year(6000).Take(11)])])));
        Assert.Null(FlowRule.Find(1, new FlowEvidence(5, Months(6000, 6000, 6000, 6000), [])));
    }

    public static TheoryData<string, bool, FlowEvidence> Seasons => new()
    {
        { "the month before, last year", true, new(5, Nothing, [With(Hundreds, 4, 1000)]) },
        { "the same month", true, new(5, Nothing, [With(Hundreds, 5, 1000)]) },
        { "the month after", true, new(5, Nothing, [With(Hundreds, 6, 1000)]) },
        { "two months before", false, new(5, Nothing, [With(Hundreds, 3, 1000)]) },
        { "two months after", false, new(5, Nothing, [With(Hundreds, 7, 1000)]) },
        { "December for January", true, new(1, Nothing, [With(Hundreds, 12, 1000)]) },
        { "October for January: three months before", true, new(1, Nothing, [With(Hundreds, 10, 1000)]) },
        { "September for January", false, new(1, Nothing, [With(Hundreds, 9, 1000)]) },
        { "November for February", true, new(2, Nothing, [With(Hundreds, 11, 1000)]) },
        { "October for February", false, new(2, Nothing, [With(Hundreds, 10, 1000)]) },
        { "December for March", true, new(3, Nothing, [With(Hundreds, 12, 1000)]) },
        { "November for March", false, new(3, Nothing, [With(Hundreds, 11, 1000)]) },
        { "December for April", false, new(4, Nothing, [With(Hundreds, 12, 1000)]) },
        { "three months before, this year", true, new(8, With(Nothing, 5, 1000), [Hundreds]) },
        { "four months before", false, new(8, With(Nothing, 4, 1000), [Hundreds]) },
        { "three months after", true, new(8, With(Nothing, 11, 1000), [Hundreds]) },
        { "four months after", false, new(8, With(Nothing, 12, 1000), [Hundreds]) },
        { "January for February", true, new(2, With(Nothing, 1, 1000), [Hundreds]) },
        { "three years ago", true, new(5, Nothing, [Hundreds, Hundreds, With(Hundreds, 5, 1000)]) },
        { "four years ago", false, new(5, Nothing, [Hundreds, Hundreds, Hundreds, With(Hundreds, 5, 1000)]) },
    };

    // A comparable month of 1000 allows 2.5 × 1020; without one 1.5 × 2.5 × (100 + 20) = 450 is the most.
    [Theory]
    [MemberData(nameof(Seasons))]
    public void A_peak_speaks_for_its_own_season_only(string why, bool isComparable, FlowEvidence evidence)
    {
        var high = isComparable ? 2550 : 450;
        Assert.True(FlowRule.Find(high, evidence) is null, why);
        Assert.Equal(high, FlowRule.Find(high + 1, evidence)?.High);
    }

    [Theory]
    [InlineData(447, DoubtReason.YearToDateAsMonth, 240)] // three months of 100 and a fourth like them are 400: within 12 %
    [InlineData(449, null, null)]
    [InlineData(353, DoubtReason.YearToDateAsMonth, 240)]
    [InlineData(351, null, null)]
    public void The_year_to_date_is_known_by_its_size(int amount, DoubtReason? reason, int? high)
    {
        var doubt = FlowRule.Find(amount, new FlowEvidence(4, Months(100, 100, 100), []));
        Assert.Equal((reason, high), (doubt?.Reason, (int?)doubt?.High));
    }

    [Fact]
    public void It_takes_two_months_or_three_in_a_first_year()
    {
        Assert.Null(FlowRule.Find(300, new FlowEvidence(3, Months(100, 100), [])));
        Assert.Equal(
            new Doubt(DoubtReason.YearToDateAsMonth, 0, 180), FlowRule.Find(290, new FlowEvidence(3, Months(100, 100), [Hundreds])));
        Assert.Equal(
            new Doubt(DoubtReason.YearToDateAsMonth, 0, 300), FlowRule.Find(310, new FlowEvidence(3, Months(100, 100), [Hundreds])));
        Assert.Equal(new Doubt(DoubtReason.History, 0, 300), FlowRule.Find(340, new FlowEvidence(3, Months(100, 100), [Hundreds])));
        Assert.Null(FlowRule.Find(200, new FlowEvidence(2, Months(100), [Hundreds])));
        Assert.Null(FlowRule.Find(263, new FlowEvidence(3, Months(100, 100), [Hundreds])));
    }

    [Fact]
    public void The_month_is_taken_for_one_like_the_last_three_and_the_same_of_last_year()
    {
        // 100 + 300 and the middle of 100, 300 and 300: 700, not 600.
        Assert.Equal(
            new Doubt(DoubtReason.YearToDateAsMonth, 0, 480), FlowRule.Find(760, new FlowEvidence(3, Months(100, 300), [Year(300)])));
        // 1000 + 100: what came long ago is in the sum and not in the middle.
        var late = new FlowEvidence(5, Months(700, 100, 100, 100), [Hundreds]);
        Assert.Equal(new Doubt(DoubtReason.YearToDateAsMonth, 0, 450), FlowRule.Find(1100, late));
        Assert.Equal(DoubtReason.History, FlowRule.Find(1240, late)!.Reason);
        // What comes after the month is no part of its year to date.
        Assert.Null(FlowRule.Find(300, new FlowEvidence(1, With(With(Nothing, 2, 100), 3, 100), [Hundreds])));
    }

    [Theory]
    [InlineData(1000, null, null, DoubtReason.Target, 5100)] // 5 × (1000 + 20)
    [InlineData(null, 1000, null, DoubtReason.Population, 2040)]
    [InlineData(null, null, 100, DoubtReason.Siblings, 960)]
    [InlineData(1000, 10_000, null, DoubtReason.Target, 5100)]
    [InlineData(1000, 100, null, DoubtReason.Population, 240)]
    [InlineData(1000, null, 100, DoubtReason.Target, 5100)] // where there is a target siblings are not asked
    [InlineData(null, 100, 1000, DoubtReason.Population, 240)]
    public void Without_history_the_nearest_bound_speaks(int? target, int? people, int? siblings, DoubtReason reason, int high)
    {
        foreach (var months in new[] { Nothing, Months(100), Months(0, 0) })
        {
            var evidence = new FlowEvidence(5, months, []) { Target = target, Population = people, SiblingMonth = siblings };
            Assert.Null(FlowRule.Find(high, evidence));
            Assert.Equal(new Doubt(reason, 0, high), FlowRule.Find(high + 1, evidence));
        }
    }

    [Fact]
    public void Of_two_bounds_passed_the_first_is_named_and_the_lower_is_the_limit()
    {
        var evidence = new FlowEvidence(5, Nothing, []) { Target = 1000, Population = 100 };
        Assert.Equal(new Doubt(DoubtReason.Target, 0, 240), FlowRule.Find(5101, evidence));
    }

    private static decimal?[] Months(params decimal?[] first) => [.. first, .. Nothing[first.Length..]];

    private static decimal?[] Year(decimal month) => [.. Enumerable.Repeat<decimal?>(month, 12)];

    private static decimal?[] Alternating(decimal odd, decimal even) =>
        [.. Enumerable.Range(1, 12).Select(month => (decimal?)(month % 2 == 1 ? odd : even))];

    private static decimal?[] With(decimal?[] year, int month, decimal value) =>
        [.. year.Select((before, index) => index == month - 1 ? value : before)];
}
