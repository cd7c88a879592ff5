namespace YouthFunctions.Plan.Persistence;

/// <summary>The year that a reader looks at, and those that could be chosen.</summary>
/// <param name="ReportingYear">The year's plan, targets and calendar.</param>
/// <param name="Years">Every year with a plan, in order, or only this one where the page does not offer others.</param>
public sealed record SelectedYear(ReportingYear ReportingYear, IReadOnlyList<int> Years)
{
    /// <summary>The year.</summary>
    public int Year => ReportingYear.Plan.Year;
}
