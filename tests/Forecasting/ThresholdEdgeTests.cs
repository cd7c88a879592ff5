using YouthFunctions.Forecasting.Distributions;
using YouthFunctions.Forecasting.Intervals;
using YouthFunctions.Forecasting.Reconciliation;
using YouthFunctions.Forecasting.Status;

namespace YouthFunctions.Tests.Forecasting;

/// <summary>What holds at an edge itself, and right beside it.</summary>
public class ThresholdEdgeTests
{
    private static readonly StatusThresholds Edges = StatusThresholds.Default;

    public static TheoryData<double, TargetStatus?, TargetStatus, TargetStatus> Statuses => new()
    {
        // The edge, the former status, and the statuses right below and at it.
        { Edges.Lagging, null, TargetStatus.Lagging, TargetStatus.AtRisk },
        { Edges.Lagging, TargetStatus.AtRisk, TargetStatus.Lagging, TargetStatus.AtRisk },
        { Edges.Lagging, TargetStatus.OnTrack, TargetStatus.Lagging, TargetStatus.AtRisk },
        { Edges.Lagging + Edges.Margin, TargetStatus.Lagging, TargetStatus.Lagging, TargetStatus.AtRisk },
        { Edges.OnTrack, null, TargetStatus.AtRisk, TargetStatus.OnTrack },
        { Edges.OnTrack, TargetStatus.NoData, TargetStatus.AtRisk, TargetStatus.OnTrack },
        { Edges.OnTrack + Edges.Margin, TargetStatus.AtRisk, TargetStatus.AtRisk, TargetStatus.OnTrack },
        { Edges.OnTrack + Edges.Margin, TargetStatus.Lagging, TargetStatus.AtRisk, TargetStatus.OnTrack },
        { Edges.OnTrack - Edges.Margin, TargetStatus.OnTrack, TargetStatus.AtRisk, TargetStatus.OnTrack },
        { Edges.OnTrack - Edges.Margin, TargetStatus.Achieved, TargetStatus.AtRisk, TargetStatus.OnTrack },
    };

    [Theory]
    [MemberData(nameof(Statuses))]
    public void A_status_changes_at_its_edge(double edge, TargetStatus? former, TargetStatus below, TargetStatus at)
    {
        Assert.Equal(below, StatusRule.Decide(Math.BitDecrement(edge), false, 1, former, Edges));
        Assert.Equal(at, StatusRule.Decide(edge, false, 1, former, Edges));
    }

    [Fact]
    public void Without_reports_or_a_probability_there_is_no_status_even_of_what_is_reached()
    {
        Assert.Equal(TargetStatus.NoData, StatusRule.Decide(1, true, 0, null, Edges));
        Assert.Equal(TargetStatus.NoData, StatusRule.Decide(null, true, 12, null, Edges));
        Assert.Equal(TargetStatus.Achieved, StatusRule.Decide(0, true, 1, TargetStatus.Lagging, Edges));
    }

    [Fact]
    public void One_certain_value_is_reached_or_not()
    {
        var five = Distribution.Certain(5);
        Assert.Equal((1.0, 0.0), (five.ProbabilityOfAtLeast(5), five.ProbabilityOfAtLeast(Math.BitIncrement(5))));
        Assert.Equal((1.0, 0.0), (five.ProbabilityOfAtMost(5), five.ProbabilityOfAtMost(Math.BitDecrement(5))));
        Assert.Equal((5.0, 5.0, 5.0), (five.Quantile(0.001), five.Quantile(0.5), five.Quantile(0.999)));
    }

    [Theory]
    [InlineData(ErrorStrata.Enough, ErrorStrata.Enough)] // enough of its own
    [InlineData(ErrorStrata.Enough - 1, ErrorStrata.Enough + 10)] // one too few: those of every kind
    public void So_many_errors_of_its_own_are_enough(int own, int used)
    {
        PastError[] OfKind(ErrorKind kind, int count) =>
            [.. Enumerable.Range(0, count).Select(i => new PastError(2014, 6, kind, 1, i / 100.0))];
        var ofKind = OfKind(ErrorKind.Leaf, own);
        var strata = ErrorStrata.Create(ofKind, [.. ofKind, .. OfKind(ErrorKind.Parent, ErrorStrata.Enough + 10 - own)], 6);
        Assert.Equal(used, strata.Errors(1).Length);
    }

    [Theory]
    [InlineData((ErrorStrata.Enough / 3) - 1, 39)] // nothing is known: the wide prior
    [InlineData(ErrorStrata.Enough / 3, ErrorStrata.Enough / 3)]
    public void Below_a_third_of_enough_nothing_is_known(int errors, int used)
    {
        PastError[] all = [.. Enumerable.Range(0, errors).Select(i => new PastError(2014, 6, ErrorKind.Leaf, 1, i / 100.0))];
        Assert.Equal(used, ErrorStrata.Create(all, all, 6).Errors(1).Length);
    }

    [Fact]
    public void Children_without_weight_stay_and_a_stuck_one_leaves_its_part_to_the_others()
    {
        double[] still = [10, 20];
        Reconciler.Distribute([0, 1], 60, still, [0, 0], [0, 0]);
        Assert.Equal([10.0, 20], still);

        double[] stuck = [10, 20, 30];
        Reconciler.Distribute([0, 1, 2], 30, stuck, [1, 1, 1], [9, 0, 0]);
        Assert.Equal([9, 5.5, 15.5], stuck);
    }
}
