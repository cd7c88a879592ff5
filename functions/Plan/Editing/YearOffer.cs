using YouthFunctions.Plan.Persistence;

namespace YouthFunctions.Plan.Editing;

/// <summary>How a year stands that may be opened.</summary>
/// <param name="Year">The year.</param>
/// <param name="HasPlan">Whether it has a plan: then it takes reports, and there is nothing to open.</param>
/// <param name="Draft">The plan that is being prepared; null for none.</param>
/// <param name="From">The latest year before it that has a plan; null when none has.</param>
public sealed record YearOffer(int Year, bool HasPlan, PlanDraft? Draft, int? From)
{
    /// <summary><c>published</c>, <c>draft</c> or <c>none</c>.</summary>
    public string State => HasPlan ? "published" : Draft is not null ? "draft" : "none";
}
