namespace YouthFunctions.Plan.Editing;

/// <summary>How a year stands that may be opened.</summary>
/// <param name="Year">The year.</param>
/// <param name="State"><c>published</c>, <c>draft</c> or <c>none</c>.</param>
/// <param name="From">The year whose plan the draft was or would be made of; absent when no earlier year has one.</param>
/// <param name="Targets"><c>carried</c> or <c>divided</c>, of a draft.</param>
/// <param name="Plan">The draft.</param>
/// <param name="Links">Where this and the plan are read.</param>
public sealed record YearOpeningState(int Year, string State, int? From, string? Targets, YearPlan? Plan, YearOpeningLinks Links)
{
    /// <summary>What is told of an offer.</summary>
    public static YearOpeningState Create(YearOffer offer) => new(
        offer.Year, offer.State, offer.Draft?.From ?? offer.From,
        offer.Draft is { } draft ? draft.CarriesTargets ? "carried" : "divided" : null,
        offer.HasPlan ? null : offer.Draft?.Plan,
        new YearOpeningLinks($"/api/plans/{offer.Year}/open", offer.HasPlan ? $"/api/plans/{offer.Year}" : null));
}
