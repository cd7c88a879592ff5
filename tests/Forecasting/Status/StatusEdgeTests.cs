using YouthFunctions.Forecasting.Status;

namespace YouthFunctions.Tests.Forecasting.Status;

/// <summary>What holds exactly at the edges of a status, and which edge the former status moves.</summary>
public sealed class StatusEdgeTests
{
    // Powers of two: sums of them are exact.
    private static readonly StatusThresholds Edges = new(Lagging: 0.25, OnTrack: 0.625, Margin: 0.03125);

    [Theory]
    [InlineData(0.25, null, TargetStatus.AtRisk)]
    [InlineData(0.625, null, TargetStatus.OnTrack)]
    [InlineData(0.28125, TargetStatus.Lagging, TargetStatus.AtRisk)]
    [InlineData(0.28, TargetStatus.Lagging, TargetStatus.Lagging)]
    [InlineData(0.249, TargetStatus.OnTrack, TargetStatus.Lagging)]
    [InlineData(0.249, TargetStatus.AtRisk, TargetStatus.Lagging)]
    [InlineData(0.64, TargetStatus.AtRisk, TargetStatus.AtRisk)]
    [InlineData(0.64, TargetStatus.Lagging, TargetStatus.AtRisk)]
    [InlineData(0.65625, TargetStatus.AtRisk, TargetStatus.OnTrack)]
    [InlineData(0.6, TargetStatus.OnTrack, TargetStatus.OnTrack)]
    [InlineData(0.6, TargetStatus.Achieved, TargetStatus.OnTrack)]
    [InlineData(0.59375, TargetStatus.OnTrack, TargetStatus.OnTrack)]
    [InlineData(0.59, TargetStatus.Achieved, TargetStatus.AtRisk)]
    [InlineData(0.6, TargetStatus.NoData, TargetStatus.AtRisk)]
    [InlineData(0.6, TargetStatus.Missed, TargetStatus.AtRisk)]
    public void A_status_begins_at_its_edge_which_the_former_one_moves(double meeting, TargetStatus? former, TargetStatus expected) =>
        Assert.Equal(expected, StatusRule.Decide(meeting, isReached: false, 1, former, Edges));

    [Fact]
    public void The_edges_of_the_product_are_one_in_five_and_three_in_five() =>
        Assert.Equal(new StatusThresholds(0.2, 0.6, 0.03), StatusThresholds.Default);

    [Fact]
    public void What_is_reached_is_achieved_unless_nothing_was_reported()
    {
        Assert.Equal(TargetStatus.Achieved, StatusRule.Decide(0, isReached: true, 1, TargetStatus.Lagging, Edges));
        Assert.Equal(TargetStatus.NoData, StatusRule.Decide(1, isReached: true, 0, null, Edges));
    }
}
