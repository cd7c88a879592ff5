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
    public static int? RevisionCreatedBy(ReportDraft draft, RevisionPrecondition expected, ReportVersion? current)
    {
        if (current is null || current.ContentHash == draft.ContentHash || IsResubmission(draft, current))
            return null;
        // Compared before the one is added: the sender's number may be the largest that there is.
        var replaced = expected.Revision ?? 0;
        return expected.AcceptsAny || replaced >= current.Revision - 1 ? null : replaced + 1;
    }

    /// <summary>Whether a superseded revision says the same for the same reason. A sender who names no revision may be sending again
    /// what was corrected since, or mean it anew: only a named revision tells.</summary>
    public static bool MayBeRetryOf(Report superseded, ReportDraft draft) =>
        superseded.ContentHash == draft.ContentHash && superseded.Reason == draft.Reason;

    /// <summary>What is to be done with a report.</summary>
    /// <param name="draft">The report; it holds against its plan.</param>
    /// <param name="expected">What the sender believes to be replacing.</param>
    /// <param name="state">What it comes into.</param>
    /// <param name="reportingYear">The plan of the year.</param>
    /// <param name="now">The instant of storing.</param>
    /// <param name="pointerTo">Where an indicator's value stands in what was sent; the month's place for null.</param>
    public IntakeDecision Decide(
        ReportDraft draft, RevisionPrecondition expected, IntakeState state, ReportingYear reportingYear, DateTimeOffset now,
        Func<IndicatorCode?, string> pointerTo)
    {
        var (current, earlier, reported, facts) = state;
        if (current?.ContentHash == draft.ContentHash)
            return draft.IsConfirmed && current.Doubts.Count > 0
                ? new IntakeDecision.Confirm()
                : new IntakeDecision.AlreadyStored(current.Revision);
        if (expected.AcceptsAny && earlier is not null)
            return new IntakeDecision.Conflict();
        if (earlier?.ContentHash == draft.ContentHash && IsAfter(earlier, expected))
            return new IntakeDecision.AlreadyStored(earlier.Revision);
        if (!expected.IsMetBy(current))
            return new IntakeDecision.Conflict();
        var tree = register.TreeOf(draft.Period);
        var month = reportingYear.Calendar.StateOf(draft.Period, now, tree.PathToRoot(draft.Unit));
        if (month == MonthState.Closed)
            return new IntakeDecision.Refuse([ReportFaults.PeriodClosed(pointerTo(null), draft.Period, reportingYear.Calendar)]);
        var faults = YearToDateCheck.Faults(draft, reportingYear.Plan, reported, code => pointerTo(code))
            .Concat(tree.TryGet(draft.Unit, out _) && tree.Children(draft.Unit).Count > 0
                ? YearToDateCheck.FaultsOfParent(draft, reportingYear.Plan, code => pointerTo(code))
                : []).ToArray();
        return faults.Length > 0
            ? new IntakeDecision.Refuse(faults)
            : new IntakeDecision.Accept(month == MonthState.Open, DoubtCheck.Find(draft, reportingYear, reported, facts));
    }

    // The earlier revision replaced what an ETag named, if one did: its own hash begins where that one ends.
    private static bool IsAfter(Report earlier, RevisionPrecondition expected) =>
        earlier.PreviousHash.StartsWith(expected.HashStart ?? "", StringComparison.Ordinal);

    // Somebody took the report back: the same figures sent once more are news, and no retry that can be told from one.
    private static bool IsResubmission(ReportDraft draft, ReportVersion current) => current.IsWithdrawn && !draft.IsWithdrawn;
}
