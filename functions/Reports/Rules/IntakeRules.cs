using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Records;
using YouthFunctions.Reports.Wire;
using YouthFunctions.Units;

namespace YouthFunctions.Reports.Rules;

/// <summary>What the rules of intake need to know of the report that stands.</summary>
/// <param name="Revision">From 1.</param>
/// <param name="ContentHash">See <see cref="ReportDraft.ContentHash"/>.</param>
/// <param name="ChainHash">Seals it and all before it.</param>
/// <param name="IsWithdrawn">Whether it takes the report back.</param>
/// <param name="Doubts">The values that wait for a confirmation.</param>
public sealed record ReportHead(int Revision, string ContentHash, string ChainHash, bool IsWithdrawn, IReadOnlyList<ValueDoubt> Doubts)
{
    /// <summary>The head of a stored report.</summary>
    public static ReportHead From(Report report) =>
        new(report.Revision, report.ContentHash, report.ChainHash, report.IsWithdrawn, report.Doubts);
}

/// <summary>What a report comes into.</summary>
/// <param name="Current">The revision that stands; null for none.</param>
/// <param name="Earlier">The superseded revision that <see cref="IntakeRules.RevisionMadeBy"/> asks for; null for none.</param>
/// <param name="Reported">What the unit's current reports of the year say of an indicator in a month; null for nothing.</param>
/// <param name="Facts">What is known of the unit beside its reports of the year.</param>
public sealed record IntakeState(ReportHead? Current, Report? Earlier, Func<Month, IndicatorCode, ReportedValue?> Reported, UnitFacts Facts);

/// <summary>What is to be done with a report.</summary>
public abstract record IntakeDecision
{
    private IntakeDecision()
    {
    }

    /// <summary>It becomes the next revision.</summary>
    /// <param name="IsOnTime">Whether a first revision is on time.</param>
    /// <param name="Doubts">The values that are out of proportion, whether confirmed or not.</param>
    public sealed record Take(bool IsOnTime, IReadOnlyList<ValueDoubt> Doubts) : IntakeDecision
    {
        /// <summary>The revision that it makes; what the sender confirms at once is doubted no longer.</summary>
        /// <param name="draft">The report.</param>
        /// <param name="former">The revision that it replaces; null for none.</param>
        /// <param name="by">The id of the caller.</param>
        /// <param name="now">The instant of storing.</param>
        public Report Revision(ReportDraft draft, Report? former, string by, DateTimeOffset now)
        {
            // Who confirmed what still stands is kept.
            var report = draft.After(former, IsOnTime, by, now) with { Doubts = Doubts, Confirmation = draft.IsWithdrawn ? null : former?.Confirmation };
            return draft.IsConfirmed ? report.ConfirmedBy(by, now) : report;
        }
    }

    /// <summary>It was stored before, as a revision; nothing changes.</summary>
    public sealed record Known(int Revision) : IntakeDecision;

    /// <summary>It was stored before with doubts, which the sender now answers.</summary>
    public sealed record Confirm : IntakeDecision;

    /// <summary>Another revision is current than the sender believed.</summary>
    public sealed record Conflict : IntakeDecision;

    /// <summary>It breaks rules.</summary>
    public sealed record Refuse(IReadOnlyList<Fault> Faults) : IntakeDecision;
}

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
