namespace YouthFunctions.Plan.Editing;

/// <summary>Addresses of a year that may be opened.</summary>
/// <param name="Self">Of its state.</param>
/// <param name="Plan">Of its plan, once it has one.</param>
public sealed record YearOpeningLinks(string Self, string? Plan);
