using YouthFunctions.Analytics.Values;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Records;
using YouthFunctions.Reports.Wire;
using YouthFunctions.Units;

namespace YouthFunctions.Reports.Rules;

/// <summary>
/// The rules by which a report is taken in, the same for single reports, files, bridges and the form. No storage and no
/// clock: what they decide depends on what is handed in alone.
/// </summary>
public sealed class IntakeRules(UnitRegister register)
{
    /// <summary>The superseded revision that this very report would have made when it first came; null when there is none to
    /// look at. A sender who saw no answer sends again, also after somebody corrected the report.</summary>
    /// <param name="draft">The report.</param>
    /// <param name="expected">What the sender believes to be replacing.</param>
    /// <param name="current">The revision that stands.</param>
    public static int? RevisionMadeBy(ReportDraft draft, Expectation expected, ReportHead? current)
    {
        if (current is null || current.ContentHash == draft.ContentHash || IsReportAgain(draft, current))
            return null;
        var made = (expected.Revision ?? 0) + 1;
        return expected.IsAny || made >= current.Revision ? null : made;
    }

    /// <summary>What is to be done with a report.</summary>
    /// <param name="draft">The report; it holds against its plan.</param>
    /// <param name="expected">What the sender believes to be replacing.</param>
    /// <param name="state">What it comes into.</param>
    /// <param name="plan">The plan of the year.</param>
    /// <param name="now">The instant of storing.</param>
    /// <param name="at">Where an indicator's value stands in what was sent; the month's place for null.</param>
    public IntakeDecision Decide(
        ReportDraft draft, Expectation expected, IntakeState state, PlanYear plan, DateTimeOffset now, Func<IndicatorCode?, string> at)
    {
        var (current, earlier, reported, facts) = state;
        if (current?.ContentHash == draft.ContentHash)
            return draft.IsConfirmed && current.Doubts.Count > 0 ? new IntakeDecision.Confirm() : new IntakeDecision.Known(current.Revision);
        if (earlier?.ContentHash == draft.ContentHash && IsAfter(earlier, expected))
            return new IntakeDecision.Known(earlier.Revision);
        if (!expected.Holds(current))
            return new IntakeDecision.Conflict();
        var month = plan.Calendar.StateOf(draft.Period, now, register.TreeOf(draft.Period).PathToRoot(draft.Unit));
        if (month == MonthState.Closed)
            return new IntakeDecision.Refuse([ReportFaults.PeriodClosed(at(null), draft.Period, plan.Calendar)]);
        var faults = YearToDateCheck.Faults(draft, plan.Plan, reported, code => at(code)).ToArray();
        return faults.Length > 0
            ? new IntakeDecision.Refuse(faults)
            : new IntakeDecision.Take(month == MonthState.Open, DoubtCheck.Find(draft, plan, reported, facts));
    }

    // The earlier revision replaced what an ETag named, if one did: its own hash begins where that one ends.
    private static bool IsAfter(Report earlier, Expectation expected) =>
        earlier.PreviousHash.StartsWith(expected.HashStart ?? "", StringComparison.Ordinal);

    // Somebody took the report back: the same figures sent once more are news, and no retry that can be told from one.
    private static bool IsReportAgain(ReportDraft draft, ReportHead current) => current.IsWithdrawn && !draft.IsWithdrawn;
}
