using CsCheck;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Forecasting.Status;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Plan;
using YouthFunctions.Summaries.Standings;

namespace YouthFunctions.Tests.Summaries;

/// <summary>The arithmetic behind "what if".</summary>
public sealed class WhatIfTests
{
    private static readonly IndicatorCode Code = IndicatorCode.Parse("trees-planted");

    [Fact]
    public void Where_next_to_nothing_is_expected_no_pace_is_named() => // of a limit that is far away, say
        Assert.Null(WhatIf.Create(Standing(5, 60, 5.00000001, 5, 5.1, 5, 5.2, 0.1), 100)!.PaceToMeet);

    [Fact]
    public void Written_out_values()
    {
        // 60 so far, 100 expected at the end of the year: 40 to come, half as much again is 60.
        var at150 = WhatIf.Create(Standing(60, 110, 100, 90, 112, 85, 118, 0.12), 150)!;
        Assert.Equal((150, 120.0, 105.0, 138.0), (at150.Pace, at150.YearEnd, at150.Low80, at150.High80));
        Assert.Equal(125, at150.PaceToMeet); // 50 are needed and 40 expected
        // The target is met at 150 % where the forecast reaches 60 + 50/1.5 = 93.33, a third of the way from 90 (10 %) to 100 (50 %).
        Assert.Equal(1 - (0.1 + (0.4 / 3)), at150.Probability!.Value, 6);
        Assert.Equal(0.12, WhatIf.Create(Standing(60, 110, 100, 90, 112, 85, 118, 0.12), 100)!.Probability);
        Assert.Equal(0, WhatIf.Create(Standing(60, 110, 100, 90, 112, 85, 118, 0.12), 0)!.Probability);
    }

    [Theory]
    [InlineData("-5")]
    [InlineData("501")]
    [InlineData("1e2")]
    [InlineData("99.5")]
    [InlineData("99999999999999999999")]
    public void A_pace_out_of_range_is_refused(string requested) => Assert.False(WhatIf.TryReadPace(requested, out _));

    [Theory]
    [InlineData(null, 100)]
    [InlineData("", 100)]
    [InlineData("0", 0)]
    [InlineData("500", 500)]
    public void A_pace_within_range_is_read(string? requested, int expected)
    {
        Assert.True(WhatIf.TryReadPace(requested, out var pace));
        Assert.Equal(expected, pace);
    }

    [Fact]
    public void A_ratio_rises_by_the_pace_to_all_at_most_and_can_miss_what_it_has_reached()
    {
        // A share of 0.5 now, 0.6 expected: half as much again is 0.65, five times 1 at most.
        var ratio = Standing(0.5, 0.55, 0.6, 0.45, 0.7, 0.4, 0.75, 0.7, IndicatorKind.Ratio);
        Assert.Equal(0.65, WhatIf.Create(ratio, 150)!.YearEnd, 9);
        Assert.Equal(1, WhatIf.Create(ratio, 500)!.High80);
        Assert.Equal(50, WhatIf.Create(ratio, 100)!.PaceToMeet);
        var reached = Standing(0.56, 0.55, 0.6, 0.45, 0.7, 0.4, 0.75, 0.7, IndicatorKind.Ratio);
        Assert.InRange(WhatIf.Create(reached, 50)!.Probability!.Value, 0.01, 0.99);
    }

    [Fact]
    public void There_is_nothing_to_move_when_nothing_more_is_expected() =>
        Assert.Null(WhatIf.Create(Standing(100, 110, 100, 100, 100, 100, 100, 0.1), 120));

    [Fact]
    public void A_faster_pace_never_lowers_the_year_end_or_the_chance() =>
        Gen.Select(Gen.Int[1, 499], Gen.Double[0, 0.87], Gen.Double[0.5, 2]).Sample((pace, share, level) =>
        {
            var standing = Standing(share * 100, 100 * level, 100, 92, 109, 88, 114, 0.5);
            var slow = WhatIf.Create(standing, pace)!;
            var fast = WhatIf.Create(standing, pace + 1)!;
            Assert.True(fast.YearEnd >= slow.YearEnd);
            if (pace != 100 && pace + 1 != 100)
                Assert.True(fast.Probability >= slow.Probability - 1e-9);
        });

    private static IndicatorStanding Standing(
        double known, double target, double projected, double low80, double high80, double low95, double high95, double probability,
        IndicatorKind kind = IndicatorKind.Flow) => new(
        new Indicator(
            Code, 5, new Text("Cây", "Trees"), new Text("cây", "trees"), kind, OverTime.Sum, OverUnits.Sum,
            Direction.HigherIsBetter, false, 0, AllocationWeights.Youth, null),
        new IndicatorForecast
        {
            Indicator = Code,
            Status = TargetStatus.AtRisk,
            Since = new DateOnly(2024, 9, 1),
            YearToDate = (decimal)known,
            Target = (decimal)target,
            Projection = SampleForecasts.Projected(projected, low80, high80, low95, high95, probability),
        });
}
