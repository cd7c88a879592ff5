using CsCheck;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Forecasting.Status;
using YouthFunctions.Pages;

namespace YouthFunctions.Tests.Forecasting;

/// <summary>What holds of every status, whatever the forecast: green means green.</summary>
public sealed class StatusLawTests
{
    private static readonly StatusThresholds Edges = StatusThresholds.Default;

    private static readonly TargetStatus?[] Formers = [null, .. Enum.GetValues<TargetStatus>().Select(status => (TargetStatus?)status)];

    private static readonly Gen<TargetStatus?> Former = Gen.Int[0, Formers.Length - 1].Select(i => Formers[i]);

    [Fact]
    public void A_higher_probability_never_has_a_worse_status() => Gen.Select(Gen.Double[0, 1], Gen.Double[0, 1], Former).Sample(
        (one, other, former) => Assert.True(
            Rank(Decide(Math.Min(one, other), former)) <= Rank(Decide(Math.Max(one, other), former)), $"{one} {other} {former}"));

    [Fact]
    public void Even_odds_are_at_risk_whatever_was_before() =>
        House.AssertEach.All(Formers, former => Assert.Equal(TargetStatus.AtRisk, Decide(0.5, former)));

    [Fact]
    public void A_probability_that_wavers_within_the_margin_changes_the_status_once_at_most() =>
        Gen.Select(Gen.Double[0, 1], Gen.Double[-1, 1].Array[2, 40], Former).Sample((middle, steps, former) =>
        {
            var (status, changes) = (former, -1);
            foreach (var step in steps)
            {
                var next = Decide(Math.Clamp(middle + (step * Edges.Margin * 0.499), 0, 1), status);
                changes += next == status ? 0 : 1;
                status = next;
            }

            // The first status is given, not changed to; after it the band is half as wide as the margin on each side.
            Assert.InRange(changes, -1, 1);
        });

    [Fact]
    public void Away_from_the_edges_the_status_is_that_of_the_probability_alone() =>
        Gen.Select(Gen.Double[0, 1], Former, Former).Sample((probability, one, other) =>
        {
            if (Math.Abs(probability - Edges.Lagging) > Edges.Margin && Math.Abs(probability - Edges.OnTrack) > Edges.Margin)
                Assert.Equal(Decide(probability, one), Decide(probability, other));
        });

    [Fact]
    public void Words_never_contradict_the_status() => Gen.Select(Gen.Double[0, 1], Former).Sample((probability, former) =>
    {
        var words = new Localizer(Language.English).DescribeProbability(probability);
        if (Decide(probability, former) == TargetStatus.OnTrack)
            Assert.Matches("likely to be met|certain to be met", words);
        if (Decide(probability, former) is TargetStatus.OnTrack)
            Assert.DoesNotContain("unlikely", words, StringComparison.Ordinal);
        if (Decide(probability, former) == TargetStatus.Lagging)
            Assert.Matches("unlikely|missed", words);
    });

    [Fact]
    public void Without_a_report_or_a_probability_there_is_no_status() =>
        Gen.Select(Gen.Double[0, 1], Former).Sample((probability, former) =>
        {
            Assert.Equal(TargetStatus.NoData, StatusRule.Decide(probability, false, 0, former, Edges));
            Assert.Equal(TargetStatus.NoData, StatusRule.Decide(null, false, 8, former, Edges));
        });

    private static TargetStatus Decide(double probability, TargetStatus? former) =>
        StatusRule.Decide(probability, isReached: false, 8, former, Edges);

    private static int Rank(TargetStatus status) => status switch
    {
        TargetStatus.Lagging => 0,
        TargetStatus.AtRisk => 1,
        _ => 2,
    };
}
