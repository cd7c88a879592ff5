using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Records;

namespace YouthFunctions.Form.Reading;

/// <summary>What the form knows of a unit and month before anything is typed.</summary>
/// <param name="Unit">The unit; null when the month's tree has none within reach.</param>
/// <param name="Period">The month; null when none takes reports.</param>
/// <param name="ReportingYear">The plan of the month's year; null when there is none.</param>
/// <param name="Months">The strip, in the order shown.</param>
/// <param name="Current">The report that stands; null for none.</param>
/// <param name="Facts">What stands beside the fields, in the order of the plan.</param>
public sealed record FormState(
    Unit? Unit, Month? Period, ReportingYear? ReportingYear, IReadOnlyList<MonthTile> Months, Report? Current,
    IReadOnlyList<FieldFacts> Facts)
{
    /// <summary>The units that can be chosen instead: the one above as far as within reach, and those directly below.</summary>
    public IReadOnlyList<Unit> OtherUnits { get; init; } = [];

    /// <summary>All revisions of the report, the first one first.</summary>
    public IReadOnlyList<Report> Revisions { get; init; } = [];

    /// <summary>The tile of the month; null when it does not stand in the strip.</summary>
    public MonthTile? Tile => Months.FirstOrDefault(tile => tile.Month == Period);

    /// <summary>The report that stands and says something.</summary>
    public Report? Standing => Current is { IsWithdrawn: false } ? Current : null;
}
