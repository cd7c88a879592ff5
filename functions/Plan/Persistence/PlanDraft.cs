namespace YouthFunctions.Plan.Persistence;

/// <summary>A plan that is being prepared. It lies in a row of its own, so that nothing that asks for a year's plan finds it: a draft
/// takes no reports and is shown to administrators of the centre only.</summary>
/// <param name="Plan">The plan as it will stand.</param>
/// <param name="From">The year whose plan it was made of.</param>
/// <param name="CarriesTargets">Whether targets that were set for single units, and the shares of the others, are those of that year
/// again; else the national targets are divided anew, by population.</param>
public sealed record PlanDraft(YearPlan Plan, int From, bool CarriesTargets);
