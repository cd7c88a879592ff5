namespace YouthFunctions.Pages;

/// <summary>The year that a reader looks at, and those that could be chosen.</summary>
/// <param name="Year">The year.</param>
/// <param name="Years">Every year with a plan, in order, or only this one where the page does not offer others.</param>
public sealed record SelectedYear(int Year, IReadOnlyList<int> Years);
