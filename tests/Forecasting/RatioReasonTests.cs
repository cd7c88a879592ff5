using CsCheck;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Forecasting.Status;
using YouthFunctions.Hosting;
using YouthFunctions.Pages;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Summaries.Standings;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Forecasting;

/// <summary>Why a ratio is behind: its numerator or its denominator moved it.</summary>
public sealed class RatioReasonTests
{
    private static readonly MonthlySeries Known =
        SyntheticPanel.Series("a", [], 2014, Enumerable.Repeat<double?>(0.5, 18)).Values;

    [Fact]
    public void A_larger_denominator_is_told_as_such_and_a_larger_numerator_is_not()
    {
        var reasons = Explain(Measure.Ratio(110, 400), Measure.Ratio(100, 200));
        Assert.Equal([ReasonCode.DenominatorMoved, ReasonCode.NumeratorOffTarget], reasons.Select(reason => reason.Code).Order());
        var moved = reasons.Single(reason => reason.Code == ReasonCode.DenominatorMoved);
        Assert.Equal((400, 200), (moved.Figure, moved.Reference));
        var lacking = reasons.Single(reason => reason.Code == ReasonCode.NumeratorOffTarget);
        Assert.Equal((110, 240), (lacking.Figure, lacking.Reference)); // 60 % of 400
    }

    [Fact]
    public void A_smaller_numerator_is_told_as_such()
    {
        var reasons = Explain(Measure.Ratio(60, 200), Measure.Ratio(100, 200));
        Assert.Contains(reasons, reason => reason is { Code: ReasonCode.NumeratorMoved, Figure: 60, Reference: 100 });
        Assert.DoesNotContain(reasons, reason => reason.Code == ReasonCode.DenominatorMoved);
    }

    [Fact]
    public void The_two_parts_of_a_fall_add_up_to_it_and_nothing_is_said_twice() => Gen.Select(
        Gen.Int[0, 500], Gen.Int[1, 500], Gen.Int[0, 500], Gen.Int[1, 500]).Sample((n, d, n0, d0) =>
    {
        var (now, last) = (Measure.Ratio(Math.Min(n, d), d), Measure.Ratio(Math.Min(n0, d0), d0));
        var reasons = Explain(now, last);
        Assert.Equal(reasons.Count, reasons.Select(reason => reason.Code).Distinct().Count());
        var fall = (double)(last.Value!.Value - now.Value!.Value);
        var told = reasons.Where(reason => reason.Code is ReasonCode.NumeratorMoved or ReasonCode.DenominatorMoved).ToArray();
        if (fall <= 0)
            Assert.Empty(told);
        if (told.Length == 2)
            Assert.Equal(fall / 0.6, told.Sum(reason => reason.Weight), 1e-9);
    });

    [Theory]
    [InlineData(10, 9.0)] // a tenth of 95 is 9.5: ten of them are over it already
    [InlineData(11, 9.0)]
    [InlineData(9, null)]
    public void Over_a_ceiling_the_most_that_is_allowed_is_told(int numerator, double? allowed)
    {
        var reasons = RatioReasons.Explain(Known, 2015, 6, 0.1, Measure.Ratio(numerator, 95), Measure.Unknown,
            new ReportingFacts { IsCeiling = true });
        Assert.Equal(allowed, reasons.SingleOrDefault(reason => reason.Code == ReasonCode.NumeratorOffTarget)?.Reference);
    }

    [Fact]
    public void Reasons_are_words_in_both_languages()
    {
        var ratio = PlanFiles.Read(OrganisationFolder.Shipped, []).Plans[2024].Find(IndicatorCode.Parse("youth-gathered"))!;
        var reason = Explain(Measure.Ratio(60, 200), Measure.Ratio(100, 200)).Single(item => item.Code == ReasonCode.NumeratorMoved);
        Assert.StartsWith(
            "The numerator fell: 60", StatusExplanation.Describe(reason, ratio, new Localizer(Language.English)), StringComparison.Ordinal);
        Assert.StartsWith(
            "Tử số giảm: 60", StatusExplanation.Describe(reason, ratio, new Localizer(Language.Vietnamese)), StringComparison.Ordinal);
    }

    private static IReadOnlyList<StatusReason> Explain(Measure now, Measure lastYear) =>
        RatioReasons.Explain(Known, 2015, 6, 0.6, now, lastYear, new ReportingFacts());
}
