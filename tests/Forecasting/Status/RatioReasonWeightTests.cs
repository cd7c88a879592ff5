using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasting.Status;

namespace YouthFunctions.Tests.Forecasting.Status;

/// <summary>Reasons of ratios with weights worked out by hand, by the decomposition of Bennet (1920).</summary>
public sealed class RatioReasonWeightTests
{
    private static readonly MonthlySeries Known = SyntheticPanel.Series("a", [], 2015, Enumerable.Repeat<double?>(0.5, 6)).Values;

    [Fact]
    public void A_fall_is_divided_between_numerator_and_denominator()
    {
        // From 90/100 to 60/150, by 0.5: the numerator (60 - 90)(1/150 + 1/100)/2 = -0.25, the denominator (1/150 - 1/100) · 75 = -0.25.
        var told = Explain(Measure.Ratio(60, 150), Measure.Ratio(90, 100), 0.5);
        AssertReason(told, ReasonCode.NumeratorMoved, 60, 90, 0.25 / 0.5);
        AssertReason(told, ReasonCode.DenominatorMoved, 150, 100, 0.25 / 0.5);
        AssertReason(told, ReasonCode.NumeratorOffTarget, 60, 75, 15 / 150.0 / 0.5);
        Assert.All(told, reason => Assert.Equal(ReasonKind.Performance, reason.Kind));
    }

    [Fact]
    public void Above_a_ceiling_a_rise_is_divided_likewise()
    {
        // From 20/100 to 30/50, by 0.4: the numerator (30 - 20)(1/50 + 1/100)/2 = 0.15, the denominator (1/50 - 1/100) · 25 = 0.25.
        var told = Explain(Measure.Ratio(30, 50), Measure.Ratio(20, 100), 0.25, new ReportingFacts(IsCeiling: true));
        AssertReason(told, ReasonCode.NumeratorMoved, 30, 20, 0.15 / 0.25);
        AssertReason(told, ReasonCode.DenominatorMoved, 50, 100, 0.25 / 0.25);
        AssertReason(told, ReasonCode.NumeratorOffTarget, 30, 12, 18 / 50.0 / 0.25);
    }

    [Fact]
    public void A_part_that_helped_or_did_not_move_is_no_reason()
    {
        Assert.Equal([ReasonCode.DenominatorMoved], Moves(Measure.Ratio(50, 200), Measure.Ratio(40, 100), isCeiling: false));
        Assert.Equal([ReasonCode.DenominatorMoved], Moves(Measure.Ratio(50, 200), Measure.Ratio(50, 100), isCeiling: false));
        Assert.Equal([ReasonCode.NumeratorMoved], Moves(Measure.Ratio(20, 80), Measure.Ratio(50, 100), isCeiling: false));
        Assert.Equal([ReasonCode.NumeratorMoved], Moves(Measure.Ratio(20, 100), Measure.Ratio(50, 100), isCeiling: false));
        Assert.Equal([ReasonCode.NumeratorMoved], Moves(Measure.Ratio(80, 100), Measure.Ratio(50, 100), isCeiling: true));
        Assert.Equal([ReasonCode.DenominatorMoved], Moves(Measure.Ratio(50, 60), Measure.Ratio(50, 100), isCeiling: true));
    }

    [Fact]
    public void What_did_not_get_worse_has_no_move_and_neither_has_an_unknown()
    {
        Assert.Empty(Moves(Measure.Ratio(100, 200), Measure.Ratio(50, 100), isCeiling: false));
        Assert.Empty(Moves(Measure.Ratio(100, 200), Measure.Ratio(50, 100), isCeiling: true));
        Assert.Empty(Moves(Measure.Ratio(60, 100), Measure.Ratio(50, 100), isCeiling: false));
        Assert.Empty(Moves(Measure.Ratio(40, 100), Measure.Ratio(50, 100), isCeiling: true));
        Assert.Empty(Moves(Measure.Unknown, Measure.Ratio(50, 100), isCeiling: false));
        Assert.Empty(Moves(Measure.Ratio(40, 100), Measure.Unknown, isCeiling: false));
    }

    [Fact]
    public void A_raised_target_is_told_by_the_share_it_rose_and_a_ceiling_never()
    {
        AssertReason(
            Explain(Measure.Ratio(9, 10), Measure.Unknown, 0.8, new ReportingFacts(FormerTarget: 0.6)),
            ReasonCode.TargetRaised, 0.8, 0.6, 0.25);
        Assert.Empty(Explain(Measure.Ratio(9, 10), Measure.Unknown, 0.8, new ReportingFacts(FormerTarget: 0.8)));
        Assert.Empty(Explain(Measure.Ratio(1, 10), Measure.Unknown, 0.8, new ReportingFacts(FormerTarget: 0.6, IsCeiling: true)));
    }

    [Fact]
    public void One_person_fewer_than_the_whole_people_that_a_floor_asks_for_is_told()
    {
        AssertReason(Explain(Measure.Ratio(9, 19), Measure.Unknown, 0.5), ReasonCode.NumeratorOffTarget, 9, 10, 1 / 19.0 / 0.5);
        Assert.Empty(Explain(Measure.Ratio(10, 19), Measure.Unknown, 0.5));
    }

    [Fact]
    public void Silence_is_told_of_the_months_known()
    {
        var silent = SyntheticPanel.Series("a", [], 2015, [0.5, null, 0.5, null]).Values;
        var told = RatioReasons.Explain(silent, 2015, 3, 0.5, Measure.Unknown, Measure.Unknown, new ReportingFacts(1, 4));
        AssertReason(told, ReasonCode.MonthsMissing, 1, 3, 1 / 12.0);
        AssertReason(told, ReasonCode.UnitsSilent, 1, 4, 1 / 4.0 * 3 / 12);
        Assert.Throws<ArgumentOutOfRangeException>(() => Explain(Measure.Unknown, Measure.Unknown, 0));
    }

    private static IEnumerable<ReasonCode> Moves(Measure now, Measure before, bool isCeiling) =>
        Explain(now, before, 0.5, new ReportingFacts(IsCeiling: isCeiling)).Select(reason => reason.Code)
            .Where(code => code is ReasonCode.NumeratorMoved or ReasonCode.DenominatorMoved);

    private static IReadOnlyList<StatusReason> Explain(Measure now, Measure lastYear, double target, ReportingFacts? facts = null) =>
        RatioReasons.Explain(Known, 2015, 6, target, now, lastYear, facts ?? new ReportingFacts());

    private static void AssertReason(IReadOnlyList<StatusReason> told, ReasonCode code, double figure, double reference, double weight)
    {
        var reason = told.Single(reason => reason.Code == code);
        Assert.Equal((figure, reference), (reason.Figure, reason.Reference));
        Assert.Equal(weight, reason.Weight, 1e-9);
    }
}
