using YouthFunctions.Analytics.Values;
using YouthFunctions.Hosting;
using YouthFunctions.Plan;

namespace YouthFunctions.Reports;

/// <summary>What became of a report.</summary>
public abstract record IntakeOutcome
{
    private IntakeOutcome()
    {
    }

    /// <summary>It is a new revision.</summary>
    public sealed record Stored(Report Report) : IntakeOutcome;

    /// <summary>It was stored before, as <paramref name="Report"/>; nothing changed.</summary>
    public sealed record Known(Report Report, Report Current) : IntakeOutcome;

    /// <summary>Another revision is current than the sender believed (null: none is).</summary>
    public sealed record Conflict(Report? Current) : IntakeOutcome;

    /// <summary>It breaks rules.</summary>
    public sealed record Refused(IReadOnlyList<Fault> Faults) : IntakeOutcome;
}

/// <summary>
/// Takes one report in, so that it counts once: what was stored before is known by its content for ever, also after
/// later corrections, and a different report replaces only the revision that it names.
/// </summary>
public sealed class Intake(ReportStore reports, UnitRegister register, DoubtFacts facts, TimeProvider clock, ILogger<Intake> log)
{
    private const int Tries = 5;

    /// <summary>Stores a report, or tells why not.</summary>
    /// <param name="draft">The report; it holds against its plan.</param>
    /// <param name="expected">What the sender believes to be replacing.</param>
    /// <param name="plan">The plan of the year.</param>
    /// <param name="by">The id of the caller.</param>
    /// <param name="at">Where an indicator's value stands in what was sent; <c>period</c>'s place for null.</param>
    /// <param name="cancel">Stops the call.</param>
    /// <param name="isTrial">Whether nothing is stored; the outcome is what it would be.</param>
    /// <exception cref="TimeoutException">Others kept changing the same report.</exception>
    public async Task<IntakeOutcome> SubmitAsync(
        ReportDraft draft, Expectation expected, PlanYear plan, string by, Func<IndicatorCode?, string> at, CancellationToken cancel, bool isTrial = false)
    {
        for (var left = Tries; left > 0; left--)
        {
            var year = await reports.YearOfAsync(draft.Unit, draft.Period, cancel);
            var current = year.FirstOrDefault(stored => stored.Report.Period == draft.Period);
            if (await EarlierAsync(draft, expected, current?.Report, cancel) is { } known)
                return new IntakeOutcome.Known(await ConfirmAsync(draft, known, current!, by, isTrial, cancel), current!.Report);
            if (!expected.Holds(current?.Report))
                return new IntakeOutcome.Conflict(current?.Report);
            var now = clock.GetUtcNow();
            var state = plan.Calendar.StateOf(draft.Period, now, register.TreeOf(draft.Period).PathToRoot(draft.Unit));
            if (state == MonthState.Closed)
                return new IntakeOutcome.Refused([ReportFaults.PeriodClosed(at(null), draft.Period, plan.Calendar)]);
            var reported = YearToDateCheck.By(year.Select(stored => stored.Report));
            var faults = YearToDateCheck.Faults(draft, plan.Plan, reported, code => at(code)).ToArray();
            if (faults.Length > 0)
                return new IntakeOutcome.Refused(faults);
            var next = draft.After(current?.Report, state == MonthState.Open, by, now) with
            {
                Doubts = DoubtCheck.Find(draft, plan, reported, await facts.OfAsync(draft.Unit, draft.Period, cancel), current?.Report),
            };
            next = draft.IsConfirmed ? next.ConfirmedBy(by, now) : next;
            if (!isTrial && !await reports.SaveAsync(next, current, cancel))
                continue;
            if (!isTrial && !next.IsWithdrawn)
                IntakeMeter.Stored(log, [next], plan.Calendar);
            return new IntakeOutcome.Stored(next);
        }

        throw new TimeoutException($"Report {draft.Unit} {draft.Period} was changed by others {Tries} times meanwhile.");
    }

    // The same report, sent again as confirmed, loses its warnings; if somebody is correcting it meanwhile, they are moot.
    private async Task<Report> ConfirmAsync(ReportDraft draft, Report known, StoredReport current, string by, bool isTrial, CancellationToken cancel)
    {
        if (!draft.IsConfirmed || known.Doubts.Count == 0 || known != current.Report || isTrial)
            return known;
        var confirmed = known.ConfirmedBy(by, clock.GetUtcNow());
        return await reports.SaveReviewAsync(confirmed, current.ETag, cancel) ? confirmed : known;
    }

    // A repeated report says the same as the current revision, or as the one that it made when it first came.
    private async Task<Report?> EarlierAsync(ReportDraft draft, Expectation expected, Report? current, CancellationToken cancel)
    {
        if (current is null || current.ContentHash == draft.ContentHash)
            return current;
        var made = (expected.Revision ?? 0) + 1;
        if (expected.IsAny || made >= current.Revision)
            return null;
        var earlier = await reports.FindSupersededAsync(draft.Unit, draft.Period, made, cancel);
        return earlier?.ContentHash == draft.ContentHash
            && earlier.PreviousHash.StartsWith(expected.HashStart ?? "", StringComparison.Ordinal) ? earlier : null;
    }
}
