using YouthFunctions.Plan.Persistence;

namespace YouthFunctions.Exports.Parts;

/// <summary>A year as it is exported.</summary>
/// <param name="Plan">Its plan; of a year before the first plan that one, for its indicators.</param>
/// <param name="HasPlan">Whether the plan is its own. Of a year without one there is nothing but sums.</param>
/// <param name="HasReports">Whether its sums follow from its reports; if not they are read as they are stored.</param>
public sealed record YearToExport(ReportingYear Plan, bool HasPlan, bool HasReports)
{
    /// <summary>The year.</summary>
    public int Number => Plan.Plan.Year;
}
