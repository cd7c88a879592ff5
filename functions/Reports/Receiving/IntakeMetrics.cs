using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Plan;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Reports.Records;

namespace YouthFunctions.Reports.Receiving;

/// <summary>Counts what intake took and refused; trials count for nothing.</summary>
public static class IntakeMetrics
{
    /// <summary>Reports of one province and year were stored; those that take a report back are not counted.</summary>
    public static void Stored(ILogger log, IReadOnlyList<Report> stored, ReportingCalendar calendar)
    {
        var reports = stored.Where(report => !report.IsWithdrawn).ToArray();
        if (reports.Length == 0)
            return;
        foreach (var report in reports)
            Telemetry.ReportAccepted(
                report.IsOnTime, LocalTime.DayAt(report.ReceivedUtc).DayNumber - calendar.Due(report.Period).DayNumber);
        log.ReportAccepted(reports.Length, reports[^1].Unit, reports[^1].Period);
    }

    /// <summary>A report was refused; it counts once, by its first fault.</summary>
    public static void Refused(IReadOnlyList<Fault> faults) => Telemetry.ReportRefused(faults.Count > 0 ? faults[0].Code : "unknown");

    /// <summary>A report was refused because another one stands, or for its faults, or it was not refused.</summary>
    public static void Count(IntakeOutcome outcome)
    {
        if (outcome is IntakeOutcome.Conflict)
            Telemetry.ReportRefused("revision.exists");
        else if (outcome is IntakeOutcome.Refused(var faults))
            Refused(faults);
    }
}
