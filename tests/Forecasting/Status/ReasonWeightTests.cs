using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasting.Status;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Forecasting.Status;

/// <summary>Reasons with figures and weights worked out by hand: a weight is the gap as a share of the target.</summary>
public sealed class ReasonWeightTests
{
    // Ten a month and seventy in June of last year, which makes 180; this year 5, 5, 5, 5, 5 and 20.
    private static readonly double?[] Campaign = [10, 10, 10, 10, 10, 70, 10, 10, 10, 10, 10, 10];
    private static readonly double?[] Behind = [5, 5, 5, 5, 5, 20];

    [Fact]
    public void The_three_largest_are_told_with_their_gaps()
    {
        // By June 120 of 180 usually came, 133.33 of the target of 200; June brings 70 of 180, 77.78 of it.
        AssertReasons(
            StatusReasons.Explain(Series(2014, Campaign, Behind), 2015, 6, 200, new ReportingFacts(9, 40, FormerTarget: 150)),
            new(ReasonCode.BehindUsualShare, ReasonKind.Performance, 45, 400 / 3.0, ((400 / 3.0) - 45) / 200),
            new(ReasonCode.CampaignBelowUsual, ReasonKind.Performance, 20, 700 / 9.0, ((700 / 9.0) - 20) / 200),
            new(ReasonCode.TargetRaised, ReasonKind.Target, 200, 150, 0.25));
        // Without that one the pace is next: 155 in six months, where the best six of last year brought 120.
        Assert.Equal(
            (ReasonCode.PaceOutOfReach, 155 / 6.0, 20, ((155 / 6.0) - 20) * 6 / 200),
            Told(StatusReasons.Explain(Series(2014, Campaign, Behind), 2015, 6, 200, new ReportingFacts(9, 40))[^1]));
    }

    [Fact]
    public void Of_a_target_below_last_year_the_gap_to_last_year_is_the_larger()
    {
        // 60 of 120 usually came by June: 30 of a target of 60, and 60 last year. 24 came.
        AssertReasons(
            StatusReasons.Explain(Series(2014, Even(10), [4, 4, 4, 4, 4, 4]), 2015, 6, 60, new ReportingFacts()),
            new StatusReason(ReasonCode.BehindLastYear, ReasonKind.Performance, 24, 60, 0.6));
    }

    [Fact]
    public void Where_the_campaign_has_moved_the_year_is_held_against_what_is_usual_in_its_own_months()
    {
        // The seventy came in June and are to come in August: by June 60 of 180 are usual, 66.67 of the target of 200, of which 60 came.
        double?[] august = [10, 10, 10, 10, 10, 10, 10, 70, 10, 10, 10, 10];
        double?[] now = [10, 10, 10, 10, 10, 10];
        IReadOnlyList<StatusReason> Moved(double?[] before, double target) => StatusReasons.Explain(
            Series(2014, Campaign, now), 2015, 6, target, new ReportingFacts(), Series(2014, before, now));
        AssertReasons(
            Moved(august, 200),
            new(ReasonCode.PaceOutOfReach, ReasonKind.Performance, 140 / 6.0, 20, ((140 / 6.0) - 20) * 6 / 200),
            new(ReasonCode.BehindUsualShare, ReasonKind.Performance, 60, 200 / 3.0, ((200 / 3.0) - 60) / 200));
        // Of a target of last year's sum it is where it was to be. Where nothing has moved since last year, last year tells.
        Assert.Empty(Moved(august, 180));
        Assert.Contains(Moved(Campaign, 100), reason => reason is { Code: ReasonCode.BehindLastYear, Figure: 60, Reference: 120 });
    }

    [Fact]
    public void A_rounding_of_doubles_is_no_reason() =>
        // It needs 0.1 a month, which last year brought: its ten months sum to 0.9999999999999999.
        Assert.Empty(Explain(Series(2014, Even(0.1), [0.1, 0.1]), 2, 1.2));

    [Fact]
    public void Months_without_a_report_are_held_against_nothing_and_told_as_twelfths()
    {
        // Of January to June without March and April: last year 40, this year 40. 86 are left, and six months brought 60 at best.
        AssertReasons(
            StatusReasons.Explain(Series(2014, Even(10), [10, 10, null, null, 10, 10]), 2015, 6, 126, new ReportingFacts(3, 12)),
            new(ReasonCode.PaceOutOfReach, ReasonKind.Performance, 86 / 6.0, 10, ((86 / 6.0) - 10) * 6 / 126),
            new(ReasonCode.MonthsMissing, ReasonKind.Reporting, 2, 6, 2 / 12.0),
            new(ReasonCode.UnitsSilent, ReasonKind.Reporting, 3, 12, 3 / 12.0 * 6 / 12));
    }

    [Fact]
    public void The_campaign_is_every_month_that_brings_half_as_much_again_as_an_even_one()
    {
        // 15 of 120 is an eighth, just not above; the two months of 16 of 124 are, and the silent one of them is left out.
        double?[] edge = [15, 15, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9];
        double?[] above = [16, 16, 16, 9, 9, 9, 9, 8, 8, 8, 8, 8];
        Assert.DoesNotContain(
            Explain(Series(2014, edge, [1, 1, 9]), 3, 120), reason => reason.Code == ReasonCode.CampaignBelowUsual);
        var told = Explain(Series(2014, above, [1, null, 3]), 3, 124).Single(reason => reason.Code == ReasonCode.CampaignBelowUsual);
        Assert.Equal((4, 32.0), (told.Figure, Math.Round(told.Reference, 9)));
    }

    [Fact]
    public void The_usual_share_is_that_of_three_years_together_and_of_none_before()
    {
        // In the three years 2 of 12, 6 of 12 and 4 of 12 came by February, a third together; what was in 2011 would make it more.
        double?[] Year(double february) => [0, february, .. Enumerable.Repeat((double?)((12 - february) / 10), 10)];
        var series = Series(2011, Year(12), Year(2), Year(6), Year(4), [0, 0]);
        var told = Explain(series, 2, 30).Single(reason => reason.Code == ReasonCode.BehindUsualShare);
        Assert.Equal((0, 10.0), (told.Figure, Math.Round(told.Reference, 9)));
    }

    [Fact]
    public void Just_enough_is_no_reason_and_neither_is_a_target_that_stayed()
    {
        Assert.Empty(StatusReasons.Explain(
            Series(2014, Even(10), [10, 10, 10]), 2015, 3, 120, new ReportingFacts(UnitsSilent: 0, Units: 5, FormerTarget: 120)));
        Assert.Empty(StatusReasons.Explain(
            Series(2014, Even(10), [10, 10, 10]), 2015, 3, 120, new ReportingFacts(UnitsSilent: 2, Units: 0, FormerTarget: 130)));
    }

    [Fact]
    public void Of_reasons_of_the_same_weight_the_first_code_comes_first()
    {
        // A sixth of the units are silent all year, and two months of twelve are missing.
        var told = StatusReasons.Explain(
            Series(2015, [10, 10, 10, 10, 10, null, null, 10, 10, 10, 10, 10]), 2015, 12, 100, new ReportingFacts(1, 6));
        Assert.Equal([ReasonCode.UnitsSilent, ReasonCode.MonthsMissing], told.Select(reason => reason.Code));
    }

    [Fact]
    public void A_target_of_nothing_is_no_question() => Assert.Throws<ArgumentOutOfRangeException>(() =>
        StatusReasons.Explain(Series(2015, Even(1)), 2015, 3, 0, new ReportingFacts()));

    private static IReadOnlyList<StatusReason> Explain(MonthlySeries series, int k, double target) =>
        StatusReasons.Explain(series, 2015, k, target, new ReportingFacts());

    private static double?[] Even(double month) => [.. Enumerable.Repeat((double?)month, 12)];

    private static MonthlySeries Series(int firstYear, params double?[][] years) =>
        SyntheticPanel.Series("a", [], firstYear, years.SelectMany(year => year)).Values;

    private static void AssertReasons(IReadOnlyList<StatusReason> told, params StatusReason[] expected)
    {
        Assert.Equal(expected.Select(reason => (reason.Code, reason.Kind)), told.Select(reason => (reason.Code, reason.Kind)));
        AssertEach.All(expected.Zip(told), pair => Assert.Equal(
            [pair.First.Figure, pair.First.Reference, pair.First.Weight], [pair.Second.Figure, pair.Second.Reference, pair.Second.Weight],
            (one, other) => Math.Abs(one - other) < 1e-9));
    }

    private static (ReasonCode Code, double Figure, double Reference, double Weight) Told(StatusReason reason) =>
        (reason.Code, reason.Figure, reason.Reference, reason.Weight);
}
