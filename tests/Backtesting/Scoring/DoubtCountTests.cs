using YouthFunctions.Forecasting.Backtesting;
using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Tests.Forecasting;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Backtesting.Scoring;

/// <summary>Which values are tried against what was known, counted by hand: two series of 120 a month, one silent in a May.</summary>
public sealed class DoubtCountTests
{
    private readonly ForecastPanel _panel = new(
    [
        Series("a", 24), Series("b", 24, silent: 16),
        SyntheticPanel.Series("ratio", ["all", "r0"], 2010, Enumerable.Repeat<double?>(0.5, 24), "ratio", SeriesKind.Level),
    ]);

    [Fact]
    public void Each_right_value_and_each_slip_is_tried_once_for_each_thing_that_may_be_known()
    {
        var values = Run(_panel, 2011);
        // Twelve months of the one and eleven of the other.
        AssertEach.All(Enum.GetValues<KnownBefore>(), known => AssertEach.All(
            [SlipKind.None, SlipKind.Times10, SlipKind.Times100, SlipKind.Times1000, SlipKind.Thousandth, SlipKind.DigitSwap],
            kind => Assert.Equal(23, values[(known, false, kind)].Values)));
        // The year to date as a month: not in January, and not after a silent month.
        AssertEach.All(
            [KnownBefore.FirstYear, KnownBefore.SecondYear, KnownBefore.FourthYear],
            known => Assert.Equal(11 + 3, values[(known, false, SlipKind.YearToDateAsMonth)].Values));
        Assert.DoesNotContain((KnownBefore.TargetOnly, false, SlipKind.YearToDateAsMonth), values.Keys);
        Assert.DoesNotContain((KnownBefore.SiblingsOnly, false, SlipKind.YearToDateAsMonth), values.Keys);
    }

    [Fact]
    public void Ratios_are_simulated_where_this_year_and_the_last_are_known()
    {
        var values = Run(_panel, 2011);
        AssertEach.All([KnownBefore.FirstYear, KnownBefore.SecondYear], known => AssertEach.All(
            [SlipKind.None, SlipKind.PartsExchanged, SlipKind.Times10, SlipKind.Times100, SlipKind.Times1000, SlipKind.Thousandth],
            kind => Assert.Equal(12, values[(known, true, kind)].Values)));
        Assert.DoesNotContain(values.Keys, key => key.IsRatio && key.Known is not (KnownBefore.FirstYear or KnownBefore.SecondYear));
        // Right ones are believed; ten times as many, a thousandth or both exchanged are not.
        AssertEach.All(
            [SlipKind.PartsExchanged, SlipKind.Times1000], kind => Assert.Equal(12, values[(KnownBefore.SecondYear, true, kind)].Doubted));
        Assert.Equal(0, values[(KnownBefore.SecondYear, true, SlipKind.None)].Doubted);
    }

    [Fact]
    public void A_series_that_goes_on_as_it_was_is_believed_and_three_zeros_more_are_not()
    {
        var values = Run(_panel, 2011);
        AssertEach.All(
            [KnownBefore.SecondYear, KnownBefore.FourthYear, KnownBefore.TargetOnly, KnownBefore.SiblingsOnly],
            known => Assert.Equal(
                (0, 23), (values[(known, false, SlipKind.None)].Doubted, values[(known, false, SlipKind.Times1000)].Doubted)));
        Assert.Equal(1, values[(KnownBefore.SecondYear, false, SlipKind.Times1000)].Share);
        Assert.Equal(0, values[(KnownBefore.SecondYear, false, SlipKind.None)].Share);
    }

    [Fact]
    public void Without_a_year_before_there_is_no_target_and_without_a_sibling_nothing_beside()
    {
        // From the panel's first year on, whatever is asked for.
        var values = Run(new ForecastPanel([Series("a", 24)]), 2000);
        Assert.Equal(24, values[(KnownBefore.FirstYear, false, SlipKind.None)].Values);
        Assert.Equal(12, values[(KnownBefore.TargetOnly, false, SlipKind.None)].Values);
        Assert.DoesNotContain((KnownBefore.SiblingsOnly, false, SlipKind.None), values.Keys);
        // Series of another indicator, or below another parent, are not beside it.
        values = Run(
            new ForecastPanel(
                [Series("a", 24), Series("b", 24) with { Indicator = "x" }, Series("c", 24) with { Labels = ["other", "r0"] }]), 2011);
        Assert.DoesNotContain((KnownBefore.SiblingsOnly, false, SlipKind.None), values.Keys);
        values = Run(new ForecastPanel([Series("a", 24), Series("b", 24) with { Labels = ["all", "r1"] }]), 2011);
        Assert.Equal(24, values[(KnownBefore.SiblingsOnly, false, SlipKind.None)].Values);
    }

    [Fact]
    public void Scores_stand_by_what_was_known_and_a_trial_can_be_stopped()
    {
        var scores = new DoubtTrial(_panel, 2011, seed: 1).Run(default);
        Assert.Equal(scores.OrderBy(score => (score.Known, score.IsRatio, score.Kind)), scores);
        Assert.Equal(scores, new DoubtTrial(_panel, 2011, seed: 1).Run(default));
        Assert.Throws<OperationCanceledException>(() => new DoubtTrial(_panel, 2011, 1).Run(new CancellationToken(canceled: true)));
    }

    private static Dictionary<(KnownBefore Known, bool IsRatio, SlipKind Kind), DoubtScore> Run(ForecastPanel panel, int firstYear) =>
        new DoubtTrial(panel, firstYear, seed: 1).Run(default).ToDictionary(score => (score.Known, score.IsRatio, score.Kind));

    private static PanelSeries Series(string id, int months, int silent = -1) => SyntheticPanel.Series(
        id, ["all", "r0"], 2010, Enumerable.Range(0, months).Select(month => month == silent ? null : (double?)120));
}
