using CsCheck;
using YouthFunctions.Analytics.Doubts;

namespace YouthFunctions.Tests.Doubts;

/// <summary>What is doubted and what is not, on values made up for it; how often on real ones stands in docs/doubt.md.</summary>
public sealed class DoubtRuleTests
{
    private static readonly decimal?[] None = new decimal?[12];

    private static readonly Gen<(decimal Amount, FlowEvidence Evidence)> Flows =
        from months in Gen.Int[0, 5000].Nullable(0.3).Array[12]
        from last in Gen.Int[0, 5000].Nullable(0.3).Array[12]
        from month in Gen.Int[1, 12]
        from years in Gen.Int[0, 1]
        from target in Gen.Int[0, 60_000].Nullable(0.2)
        from amount in Gen.OneOf(Gen.Int[0, 200], Gen.Int[0, 20_000], Gen.Int[0, 10_000_000])
        select ((decimal)amount, new FlowEvidence(month, Decimals(months), years == 0 ? [] : [Decimals(last)]) { Target = target });

    [Fact]
    public void The_commune_of_the_issue_is_doubted_by_its_target()
    {
        var doubt = FlowRule.Find(900_000, new FlowEvidence(5, None, []) { Target = 2838 });
        Assert.Equal(DoubtReason.Target, doubt!.Reason);
        Assert.InRange(doubt.High!.Value, 2838, 30_000);
        Assert.Null(FlowRule.Find(2838, new FlowEvidence(5, None, []) { Target = 2838 })); // a campaign may bring the whole year's target
    }

    [Fact]
    public void A_doubted_month_is_no_evidence_and_a_confirmed_one_is()
    {
        decimal?[] confirmed = [900_000, 900_000, .. None[2..]];
        Assert.NotNull(FlowRule.Find(900_000, new FlowEvidence(3, None, []) { Target = 2838 }));
        Assert.Null(FlowRule.Find(900_000, new FlowEvidence(3, confirmed, []) { Target = 2838 }));
    }

    [Fact]
    public void Months_of_nothing_say_nothing_of_the_size_of_a_campaign()
    {
        decimal?[] zeros = [0, 0, 0, 0, 0, .. None[5..]];
        Assert.Null(FlowRule.Find(2500, new FlowEvidence(6, zeros, []) { Target = 2838 }));
        Assert.Equal(DoubtReason.Target, FlowRule.Find(250_000, new FlowEvidence(6, zeros, []) { Target = 2838 })!.Reason);
    }

    [Fact]
    public void The_same_season_of_last_year_speaks_for_a_peak_and_against_one_elsewhere()
    {
        decimal?[] last = [50, 50, 60, 50, 55, 900, 1000, 800, 50, 60, 50, 50];
        decimal?[] now = [55, 50, 60, 50, 60, 50, .. None[6..]];
        Assert.Null(FlowRule.Find(1300, new FlowEvidence(7, now, [last])));
        Assert.Equal(DoubtReason.History, FlowRule.Find(13_000, new FlowEvidence(7, now, [last]))!.Reason);
    }

    [Fact]
    public void The_year_to_date_sent_as_the_month_is_told_apart()
    {
        decimal?[] now = [100, 110, 90, 100, 105, 95, 100, .. None[7..]];
        Assert.Equal(DoubtReason.YearToDateAsMonth, FlowRule.Find(805, new FlowEvidence(8, now, []))!.Reason);
        Assert.Null(FlowRule.Find(150, new FlowEvidence(8, now, [])));
    }

    [Fact]
    public void Without_history_and_target_the_population_or_the_siblings_speak()
    {
        var nothing = new FlowEvidence(5, None, []);
        Assert.Null(FlowRule.Find(10_000_000, nothing));
        Assert.Equal(DoubtReason.Population, FlowRule.Find(10_000_000, nothing with { Population = 300_000 })!.Reason);
        Assert.Equal(DoubtReason.Siblings, FlowRule.Find(50_000, nothing with { SiblingMonth = 800 })!.Reason);
        Assert.Null(FlowRule.Find(5000, nothing with { SiblingMonth = 800 }));
    }

    [Fact]
    public void Money_is_counted_in_millions_and_a_sum_that_lost_its_thousands_is_too_small()
    {
        Assert.Null(FlowRule.Find(25_000_000, new FlowEvidence(5, None, []) { Target = 1_000_000, Step = 1_000_000 }));
        decimal?[] last = [.. Enumerable.Repeat<decimal?>(6_000_000_000, 12)];
        var doubt = FlowRule.Find(6_000_000, new FlowEvidence(5, None, [last]) { Step = 1_000_000 });
        Assert.Equal(DoubtReason.History, doubt!.Reason);
        Assert.True(doubt.Low > 0);
    }

    [Fact]
    public void An_amount_that_stands_for_silent_months_is_held_against_as_many()
    {
        decimal?[] now = [100, 100, 100, .. None[3..]];
        Assert.NotNull(FlowRule.Find(800, new FlowEvidence(9, now, [])));
        Assert.Null(FlowRule.Find(800, new FlowEvidence(9, now, []) { MonthsCovered = 6 }));
    }

    [Fact]
    public void Small_counts_are_never_doubted_and_the_usual_range_holds() => Flows.Sample((amount, evidence) =>
    {
        var doubt = FlowRule.Find(amount, evidence);
        if (doubt is null)
            return true;
        var usual = Math.Clamp(amount, doubt.Low, doubt.High ?? decimal.MaxValue);
        var again = FlowRule.Find(usual, evidence);
        return (amount >= FlowRule.SmallCount || amount < doubt.Low) && usual != amount
            && (again is null || again.Reason == DoubtReason.YearToDateAsMonth);
    }, iter: 20_000);

    [Fact]
    public void What_is_ten_times_a_doubted_amount_is_doubted() => Flows.Sample(
        (amount, evidence) =>
            FlowRule.Find(amount, evidence) is not { Reason: not DoubtReason.YearToDateAsMonth } doubt || amount < doubt.Low
                || FlowRule.Find(amount * 10, evidence) is not null,
        iter: 20_000);

    [Theory]
    [InlineData(5200, 500, DoubtReason.PartsExchanged)]
    [InlineData(400, 5000, DoubtReason.History)]
    [InlineData(40, 50, DoubtReason.History)]
    [InlineData(300, 510, null)]
    public void A_ratio_is_held_against_the_denominators_and_its_own_order(int numerator, int denominator, DoubtReason? reason)
    {
        RatioParts?[] now = [new(100, 500), new(150, 505), new(200, 500), .. new RatioParts?[9]];
        Assert.Equal(reason, RatioRule.Find(new(numerator, denominator), new RatioEvidence(4, now, [], IsLevel: true))?.Reason);
    }

    [Fact]
    public void A_share_may_rise_from_nothing_to_all_in_a_month_but_hardly_falls_to_a_tenth()
    {
        RatioParts?[] low = [new(5, 500), new(5, 500), .. new RatioParts?[10]];
        RatioParts?[] high = [new(400, 500), new(420, 500), .. new RatioParts?[10]];
        Assert.Null(RatioRule.Find(new(490, 500), new RatioEvidence(3, low, [], IsLevel: true)));
        Assert.Equal(DoubtReason.History, RatioRule.Find(new(43, 500), new RatioEvidence(3, high, [], IsLevel: true))!.Reason);
        Assert.Equal(
            DoubtReason.Population, RatioRule.Find(new(1, 9_000_000), new RatioEvidence(3, [], [], true) { Population = 300_000 })!.Reason);
    }

    private static decimal?[] Decimals(int?[] months) => [.. months.Select(month => (decimal?)month)];
}
