namespace YouthFunctions.Plan.Persistence;

/// <summary>A year's plan as it stands: the indicators, when months close, every unit's target, and the large activities.</summary>
public sealed record ReportingYear(YearPlan Plan, ReportingCalendar Calendar, Targets Targets, IReadOnlyList<Activity> Activities)
{
    /// <summary>Whether figures of the year are simulated, which every page says.</summary>
    public bool IsSimulated { get; init; }

    /// <inheritdoc cref="ReportingCalendar.IsOpen"/>
    public bool IsOpen(DateTimeOffset instant) => Calendar.IsOpen(Plan.Year, instant);
}
