using YouthFunctions.Analytics.Values;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Reports.Records;
using YouthFunctions.Reports.Rules;

namespace YouthFunctions.Reports.Receiving;

/// <summary>
/// Takes one report in, so that it counts once: what was stored before is known by its content for ever, also after
/// later corrections, and a different report replaces only the revision that it names.
/// </summary>
public sealed class ReportIntake(
    FirstReportBatcher firsts, ReportStore reports, IntakeRules rules, PlausibilityContextReader facts, TimeProvider clock,
    ILogger<ReportIntake> log)
{
    private const int MaxAttempts = 5;

    /// <summary>Stores a report, or tells why not.</summary>
    /// <param name="draft">The report; it holds against its plan.</param>
    /// <param name="expected">What the sender believes to be replacing.</param>
    /// <param name="reportingYear">The plan of the year.</param>
    /// <param name="by">The id of the caller.</param>
    /// <param name="pointerTo">Where an indicator's value stands in what was sent; <c>period</c>'s place for null.</param>
    /// <param name="cancel">Stops the call.</param>
    /// <param name="isTrial">Whether nothing is stored; the outcome is what it would be.</param>
    /// <exception cref="TimeoutException">Others kept changing the same report.</exception>
    public async Task<IntakeOutcome> SubmitAsync(
        ReportDraft draft, RevisionPrecondition expected, ReportingYear reportingYear, string by, Func<IndicatorCode?, string> pointerTo,
        CancellationToken cancel, bool isTrial = false)
    {
        var first = isTrial ? default : await firsts.TryAsync(draft, expected, reportingYear, by, pointerTo, cancel);
        if (first.Stored is { } report)
            return Stored(report, reportingYear);
        for (var left = MaxAttempts; left > 0; left--)
        {
            var year = await reports.FindYearAsync(draft.Unit, draft.Period, cancel);
            var current = year.FirstOrDefault(stored => stored.Report.Period == draft.Period);
            var head = current is null ? null : ReportVersion.From(current.Report);
            var earlier = await FindEarlierAsync(draft, expected, head, cancel);
            var now = clock.GetUtcNow();
            var state = new IntakeState(
                head, earlier, YearToDateCheck.ReportedValues(year.Select(stored => stored.Report)),
                await facts.ReadAsync(draft.Unit, draft.Period, cancel));
            switch (rules.Decide(draft, expected, state, reportingYear, now, pointerTo))
            {
                case IntakeDecision.AlreadyStored when current!.Report.ChainHash == first.OwnHash: // the pack was stored after all
                    return Stored(current.Report, reportingYear);
                case IntakeDecision.AlreadyStored(var revision):
                    return new IntakeOutcome.AlreadyStored(revision == head!.Revision ? current!.Report : earlier!, current!.Report);
                case IntakeDecision.Confirm:
                    // The same report, sent again as confirmed, loses its warnings. A unit above may review it meanwhile.
                    var confirmed = current!.Report.ConfirmedBy(by, now);
                    if (!isTrial && !await reports.SaveReviewAsync(confirmed, current.ETag, cancel))
                        continue;
                    return new IntakeOutcome.AlreadyStored(confirmed, confirmed);
                case IntakeDecision.Conflict:
                    return new IntakeOutcome.Conflict(current?.Report);
                case IntakeDecision.Refuse(var faults):
                    return new IntakeOutcome.Refused(faults);
                case IntakeDecision.Accept take:
                    var next = take.CreateRevision(draft, current?.Report, by, now);
                    if (!isTrial && !await reports.SaveAsync(next, current, cancel))
                        continue;
                    return isTrial ? new IntakeOutcome.Stored(next) : Stored(next, reportingYear);
            }
        }

        throw new TimeoutException($"Report {draft.Unit} {draft.Period} was changed by others {MaxAttempts} times meanwhile.");
    }

    private async Task<Report?> FindEarlierAsync(
        ReportDraft draft, RevisionPrecondition expected, ReportVersion? current, CancellationToken cancel)
    {
        if (expected.AcceptsAny && current is { Revision: > 1 } && current.ContentHash != draft.ContentHash)
            return (await reports.SupersededAsync(draft.Unit, draft.Period, cancel))
                .LastOrDefault(superseded => IntakeRules.MayBeRetryOf(superseded, draft));
        return IntakeRules.RevisionCreatedBy(draft, expected, current) is { } made
            ? await reports.FindSupersededAsync(draft.Unit, draft.Period, made, cancel) : null;
    }

    private IntakeOutcome.Stored Stored(Report report, ReportingYear reportingYear)
    {
        IntakeMetrics.Stored(log, [report], reportingYear.Calendar);
        return new IntakeOutcome.Stored(report);
    }
}
