using YouthFunctions.Forecasting.Status;

namespace YouthFunctions.Tests.Forecasting;

public class StatusTests
{
    private static readonly StatusThresholds Edges = new(0.1, 0.5, 0.05);

    [Theory]
    [InlineData(0.05, 10.0, 100.0, 3, null, TargetStatus.Lagging)]
    [InlineData(0.12, 10.0, 100.0, 3, null, TargetStatus.AtRisk)]
    [InlineData(0.12, 10.0, 100.0, 3, TargetStatus.Lagging, TargetStatus.Lagging)]
    [InlineData(0.16, 10.0, 100.0, 3, TargetStatus.Lagging, TargetStatus.AtRisk)]
    [InlineData(0.52, 10.0, 100.0, 3, TargetStatus.AtRisk, TargetStatus.AtRisk)]
    [InlineData(0.46, 10.0, 100.0, 3, TargetStatus.OnTrack, TargetStatus.OnTrack)]
    [InlineData(0.46, 10.0, 100.0, 3, null, TargetStatus.AtRisk)]
    [InlineData(0.9, 10.0, 100.0, 0, null, TargetStatus.NoData)]
    [InlineData(1.0, 100.0, 100.0, 3, null, TargetStatus.Achieved)]
    public void Status_follows_the_probability_and_holds_on_to_the_former_one(
        double meeting, double known, double target, int months, TargetStatus? former, TargetStatus expected) =>
        Assert.Equal(expected, StatusRule.Decide(meeting, known >= target, months, former, Edges));

    [Fact]
    public void Reasons_name_the_gap_against_last_year_and_silent_units()
    {
        var lastYear = Enumerable.Repeat<double?>(10, 5).Append(70).Concat(Enumerable.Repeat<double?>(10, 6));
        var series = SyntheticPanel.Series("a", [], 2014, lastYear.Concat([5, 5, 5, 5, 5, 20])).Values;
        var reasons = StatusReasons.Explain(series, 2015, 6, 200, new ReportingFacts(UnitsSilent: 9, Units: 40));
        Assert.Equal(3, reasons.Count);
        // Behind last year and behind the usual share (the target is higher than last year) are one fact: the larger gap is told.
        Assert.DoesNotContain(reasons, reason => reason.Code == ReasonCode.BehindLastYear);
        Assert.Contains(reasons, reason => reason is { Code: ReasonCode.BehindUsualShare, Figure: 45 });
        Assert.Contains(reasons, reason => reason.Code == ReasonCode.CampaignBelowUsual && reason.Figure == 20);
        Assert.Equal(new RequiredPace(155.0 / 6, 20), StatusReasons.Pace(series, 2015, 6, 200));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0.0)]
    public void An_older_year_is_not_called_last_year(double? ofLastYear)
    {
        var older = Enumerable.Repeat<double?>(100, 12);
        var series = SyntheticPanel.Series(
            "a", [], 2013, older.Concat(Enumerable.Repeat(ofLastYear, 12)).Concat(Enumerable.Repeat<double?>(5, 6))).Values;
        var reasons = StatusReasons.Explain(series, 2015, 6, 1200, new ReportingFacts(UnitsSilent: 0, Units: 1));
        Assert.DoesNotContain(reasons, reason => reason.Code == ReasonCode.BehindLastYear);
        Assert.Contains(reasons, reason => reason.Code == ReasonCode.BehindUsualShare);
    }
}
