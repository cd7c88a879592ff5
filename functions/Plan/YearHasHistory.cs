namespace YouthFunctions.Plan;

/// <summary>Whether figures were loaded of a year that has no plan. Such a year takes none until they are removed: its sums are the
/// loaded figures themselves, and reports would replace them unit by unit.</summary>
public delegate Task<bool> YearHasHistory(int year, CancellationToken cancel);
