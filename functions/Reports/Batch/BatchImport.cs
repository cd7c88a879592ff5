using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Reports.Batch.Sheets;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Reports.Receiving;
using YouthFunctions.Reports.Records;
using YouthFunctions.Reports.Rules;
using YouthFunctions.Units;

namespace YouthFunctions.Reports.Batch;

/// <summary>
/// Takes many reports in, by the rules of intake. They are packed by province and year, some hundred rows and their mark in
/// a transaction, first reports and corrections alike. What fails as a pack, because somebody else was faster or storage
/// stumbled, is tried one by one: intake knows what was stored by its content.
/// </summary>
public sealed class BatchImport(
    DraftFactory drafts, ReportIntake intake, IntakeRules rules, ReportStore reports, PlausibilityContextReader facts,
    UnitRegister register, TimeProvider clock, ILogger<BatchImport> log)
{
    private const int FaultLimit = 5_000;
    private const int RowLimit = 200_000;
    private const int MaxPartialAttempts = 8;

    /// <summary>Does what the sender wishes, and counts what was refused. All or nothing is a check of every row before the first
    /// is stored: storage has transactions within a province only, so if it fails half-way, what is stored stays, the answer is
    /// 503, and the same file sent again completes it.</summary>
    /// <param name="read">Reads the rows, in the order of the file; more than once when all must hold.</param>
    /// <param name="caller">Who sends them.</param>
    /// <param name="options">What the sender asks for.</param>
    /// <param name="cancel">Stops the import.</param>
    public async Task<BatchOutcome> RunAsync(
        Func<IAsyncEnumerable<SubmittedRow>> read, Caller caller, BatchOptions options, CancellationToken cancel)
    {
        var outcome = new BatchOutcome(
            await RunAsync(read(), caller, options.IsDryRun || options.IsAllOrNothing, options.IsConfirmed, cancel), options.IsDryRun,
            options.IsAllOrNothing);
        if (options is { IsAllOrNothing: true, IsDryRun: false } && !outcome.IsRefused)
            outcome = outcome with { Rows = await RunAsync(read(), caller, isTrial: false, options.IsConfirmed, cancel) };
        if (!options.IsDryRun)
            foreach (var row in outcome.Rows.Where(row => row.Status is RowStatus.Refused or RowStatus.Conflict))
                IntakeMetrics.Refused(row.Faults);
        return outcome;
    }

    /// <summary>Stores the rows, or only tries them.</summary>
    /// <param name="rows">In the order of the file.</param>
    /// <param name="caller">Who sends them.</param>
    /// <param name="isTrial">Whether nothing is stored.</param>
    /// <param name="isConfirmed">Whether the sender says that values out of proportion are right.</param>
    /// <param name="cancel">Stops the import; what was stored stays, and sending the file again completes it.</param>
    /// <returns>A result a row, in the order sent.</returns>
    private async Task<IReadOnlyList<RowResult>> RunAsync(
        IAsyncEnumerable<SubmittedRow> rows, Caller caller, bool isTrial, bool isConfirmed, CancellationToken cancel)
    {
        var run = new ImportRun(caller, isTrial);
        var partials = new PartialReports(reports, register);
        var faults = 0;
        await foreach (var row in rows.WithCancellation(cancel))
        {
            faults += run.Results.Count > 0 ? run.Results[^1].Faults.Count : 0;
            if (TooMany(run.Results.Count, faults) is { } limit)
            {
                run.Results.Add(RowResult.Unreadable(new SubmittedRow(row.Number, null, [limit]) { Sheet = row.Sheet }));
                break;
            }

            run.Results.Add(RowResult.Unreadable(row));
            if (row.Report is null)
                continue;
            if (row.IsBlank)
            {
                if (!await drafts.IsBlankAsync(row.Report, caller, row.Faults, cancel))
                    run.Results[^1] = run.Results[^1].Refusal(row.Faults);
                continue;
            }

            // What could not be read must not look like what was left out on purpose.
            var sent = row.Report.IsPartial && row.Faults.Count == 0
                ? await partials.CompleteAsync(row.Report, caller, cancel)
                : row.Report;
            sent = sent with { IsConfirmed = sent.IsConfirmed || isConfirmed };
            if (await drafts.CreateAsync(sent, caller, clock.GetUtcNow(), row.Faults, cancel) is { } planned)
                await CheckAsync(
                    run,
                    new PendingRow(planned, row with { Report = sent }, run.Results.Count - 1) { Partial = sent.IsPartial ? row : null },
                    cancel);
        }

        foreach (var pack in run.Transactions.Values)
            await FlushAsync(run, pack, cancel);
        return run.Results;
    }

    private async Task CheckAsync(ImportRun run, PendingRow pending, CancellationToken cancel)
    {
        var (draft, reportingYear) = pending.Planned;
        if (!run.Seen.TryAdd((draft.Unit, draft.Period), pending.Row))
        {
            run.Refuse(pending, [Duplicate(pending, run.Seen[(draft.Unit, draft.Period)])]);
            return;
        }

        if (draft.Values.Count == 0 && !draft.IsWithdrawn) // it deletes what nobody reported
        {
            run.Results[pending.Index] = run.Results[pending.Index].AlreadyStored(null, null);
            return;
        }

        var partition = reports.Partition(draft.Unit, draft.Period);
        if (!run.States.TryGetValue(partition, out var state))
            run.States[partition] = state = await reports.StateAsync(partition, reportingYear.Plan, cancel);
        var current = state.Current(draft.Unit, draft.Period);
        var earlier = IntakeRules.RevisionCreatedBy(draft, pending.Expected, current) is { } made
            ? await reports.FindSupersededAsync(draft.Unit, draft.Period, made, cancel) : null;
        var now = clock.GetUtcNow();
        var known = new IntakeState(
            current, earlier, state.Reported(draft.Unit, draft.Period), await facts.ReadAsync(draft.Unit, draft.Period, cancel));
        switch (rules.Decide(draft, pending.Expected, known, reportingYear, now, pending.PointerTo))
        {
            case IntakeDecision.AlreadyStored(var revision):
                run.Results[pending.Index] = run.Results[pending.Index].AlreadyStored(
                    revision, current!.Revision, pending.DoubtFaults(revision == current.Revision ? current.Doubts : []));
                break;
            case IntakeDecision.Confirm:
                await SubmitAsync(run, pending, ownHash: null, cancel);
                run.Results[pending.Index] = run.Results[pending.Index] is { IsAccepted: true, Warnings: [] } result
                    ? result with { IsConfirmed = true } : run.Results[pending.Index]; // somebody may have corrected it meanwhile
                break;
            case IntakeDecision.Conflict when pending.Partial is { } partial: // it changed between two readings
                await CompleteAgainAsync(run, pending with { Former = current }, partial, cancel);
                break;
            case IntakeDecision.Conflict:
                run.Conflict(pending, current);
                break;
            case IntakeDecision.Refuse(var faults):
                run.Refuse(pending, faults);
                break;
            case IntakeDecision.Accept take:
                await EnqueueAsync(run, partition, pending with { Accept = take, Former = current }, cancel);
                state.Set(
                    draft.Unit, draft.Period, pending.VersionAfter(current, take),
                    Report.Mark(draft.Values, draft.IsConfirmed ? [] : take.Doubts));
                break;
        }
    }

    private async Task EnqueueAsync(ImportRun run, string partition, PendingRow pending, CancellationToken cancel)
    {
        run.Accept(pending, RowStatus.Valid);
        if (run.IsTrial)
            return;
        if (!run.Transactions.TryGetValue(partition, out var pack))
            run.Transactions[partition] = pack = [];
        if (pack.Sum(row => row.Rows) + pending.Rows > ReportStore.MaxRows)
            await FlushAsync(run, pack, cancel);
        pack.Add(pending);
    }

    private async Task FlushAsync(ImportRun run, List<PendingRow> pack, CancellationToken cancel)
    {
        if (pack.Count == 0)
            return;
        var now = clock.GetUtcNow();
        var formers = await reports.FindAsync(
            reports.Partition(pack[0].Draft.Unit, pack[0].Draft.Period),
            [.. pack.Where(pending => pending.Former is not null).Select(pending => (pending.Draft.Unit, pending.Draft.Period))], cancel);
        var revisions = pack.ConvertAll(pending => (
            Next: pending.Accept!.CreateRevision(
                pending.Draft, formers.GetValueOrDefault((pending.Draft.Unit, pending.Draft.Period))?.Report, run.Caller.Id, now),
            Former: formers.GetValueOrDefault((pending.Draft.Unit, pending.Draft.Period))));
        // A report that changed since the file was begun must be held against the rules again, and so must what comes with it.
        var isUnchanged = pack.Zip(revisions).All(pair => pair.First.Former?.ChainHash == pair.Second.Former?.Report.ChainHash);
        var isStored = isUnchanged && await reports.TrySaveAsync(revisions, cancel);
        if (isStored)
            IntakeMetrics.Stored(log, [.. revisions.Select(revision => revision.Next)], pack[0].Planned.ReportingYear.Calendar);
        for (var index = 0; index < pack.Count; index++)
        {
            if (isStored)
                run.Accept(pack[index], RowStatus.Stored);
            else
                await SubmitAsync(run, pack[index], revisions[index].Next.ChainHash, cancel);
        }

        pack.Clear();
    }

    private async Task SubmitAsync(ImportRun run, PendingRow pending, string? ownHash, CancellationToken cancel)
    {
        var (draft, reportingYear) = pending.Planned;
        switch (await intake.SubmitAsync(draft, pending.Expected, reportingYear, run.Caller.Id, pending.PointerTo, cancel, run.IsTrial))
        {
            case IntakeOutcome.Stored(var report):
                run.States[reports.Partition(draft.Unit, draft.Period)].Set(
                    draft.Unit, draft.Period, ReportVersion.From(report), report.Values);
                run.Results[pending.Index] = run.Results[pending.Index].Accepted(
                    run.IsTrial ? RowStatus.Valid : RowStatus.Stored, report.Revision, pending.DoubtFaults(report.Doubts));
                break;
            case IntakeOutcome.AlreadyStored(var report, _) when report.ChainHash == ownHash: // the pack was stored after all
                IntakeMetrics.Stored(log, [report], reportingYear.Calendar);
                run.Results[pending.Index] = run.Results[pending.Index].Accepted(
                    RowStatus.Stored, report.Revision, pending.DoubtFaults(report.Doubts));
                break;
            case IntakeOutcome.AlreadyStored(var report, var current):
                run.Results[pending.Index] = run.Results[pending.Index].AlreadyStored(
                    report.Revision, current.Revision, pending.DoubtFaults(report.Doubts));
                break;
            case IntakeOutcome.Conflict when pending is { Partial: { } partial, Attempts: < MaxPartialAttempts }:
                await CompleteAgainAsync(run, pending, partial, cancel);
                break;
            case IntakeOutcome.Conflict(var current):
                run.Conflict(pending, current is null ? null : ReportVersion.From(current));
                break;
            case IntakeOutcome.Refused(var faults):
                run.Refuse(pending, faults);
                break;
        }
    }

    // Somebody else changed the report that it was completed from: what changed is laid over what stands now.
    private async Task CompleteAgainAsync(ImportRun run, PendingRow pending, SubmittedRow partial, CancellationToken cancel)
    {
        var faults = new List<Fault>();
        var sent = await new PartialReports(reports, register).CompleteAsync(partial.Report!, run.Caller, cancel);
        sent = sent with { IsConfirmed = pending.Draft.IsConfirmed };
        if (await drafts.CreateAsync(sent, run.Caller, clock.GetUtcNow(), faults, cancel) is { Draft.Replaces: not null } planned)
            await SubmitAsync(
                run,
                new PendingRow(planned, partial with { Report = sent }, pending.Index)
                {
                    Partial = partial,
                    Attempts = pending.Attempts + 1,
                }, null, cancel);
        else if (faults.Count > 0)
            run.Refuse(pending, faults);
        else
            run.Conflict(pending, pending.Former); // a person withdrew it meanwhile
    }

    private static Fault? TooMany(int rows, int faults) =>
        faults > FaultLimit ? new Fault("", "file.too-many-faults", new(
            $"Tệp có hơn {FaultLimit} lỗi; các dòng sau chưa được đọc. Hãy sửa các lỗi trên rồi gửi lại.",
            $"The file has more than {FaultLimit} faults; what follows was not read. Correct these and send it again."))
        : rows >= RowLimit ? new Fault("", "file.too-many-rows", new(
            $"Tệp có hơn {RowLimit} dòng; các dòng sau chưa được đọc. Hãy chia tệp.",
            $"The file has more than {RowLimit} rows; what follows was not read. Divide the file."))
        : null;

    private static Fault Duplicate(PendingRow pending, SubmittedRow first)
    {
        var place = first.Sheet is { } sheet
            ? $"{sheet}: {first.Number}"
            : first.Number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new Fault(pending.PointerTo(null), "row.duplicate", new(
            $"Đơn vị và kỳ này đã có ở dòng {place}.", $"This unit and period stand in row {place} already."));
    }

    private sealed record PendingRow(PlannedDraft Planned, SubmittedRow Row, int Index)
    {
        public ReportDraft Draft => Planned.Draft;

        public RevisionPrecondition Expected { get; } = RevisionPrecondition.None with { Revision = Planned.Draft.Replaces };

        /// <summary>What was sent, where the report was completed from it; null for a whole report.</summary>
        public SubmittedRow? Partial { get; init; }

        public int Attempts { get; init; }

        public IntakeDecision.Accept? Accept { get; init; }

        public ReportVersion? Former { get; init; }

        public int Rows => Former is null ? 1 : 2;

        public string PointerTo(IndicatorCode? code) =>
            code is { } indicator ? Row.Report!.PointerTo(indicator) : Row.Report!.Period?.Pointer ?? Row.Report.Pointer;

        public IReadOnlyList<Fault> DoubtFaults(IReadOnlyList<ValueDoubt> doubts) =>
            [.. doubts.Select(doubt => DoubtTexts.ToFault(doubt, PointerTo(doubt.Indicator)))];

        // Its chain hash is known only once it is stored, and nothing in the same file asks for it: a report stands there once.
        public ReportVersion VersionAfter(ReportVersion? former, IntakeDecision.Accept take) =>
            new((former?.Revision ?? 0) + 1, Draft.ContentHash, "", Draft.IsWithdrawn, Draft.IsConfirmed ? [] : take.Doubts);
    }

    private sealed record ImportRun(Caller Caller, bool IsTrial)
    {
        public List<RowResult> Results { get; } = [];

        public Dictionary<(UnitCode, Month), SubmittedRow> Seen { get; } = [];

        public Dictionary<string, BatchState> States { get; } = [];

        public Dictionary<string, List<PendingRow>> Transactions { get; } = [];

        public void Accept(PendingRow pending, RowStatus status) =>
            Results[pending.Index] = Results[pending.Index].Accepted(
                status, (pending.Former?.Revision ?? 0) + 1, pending.DoubtFaults(pending.Draft.IsConfirmed ? [] : pending.Accept!.Doubts));

        public void Refuse(PendingRow pending, IReadOnlyList<Fault> faults) =>
            Results[pending.Index] = Results[pending.Index].Refusal(faults);

        public void Conflict(PendingRow pending, ReportVersion? current) =>
            Results[pending.Index] = Results[pending.Index].Conflicting(
                current?.Revision, IntakeAnswers.ConflictFault(pending.PointerTo(null), current));
    }
}
