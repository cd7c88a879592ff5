using YouthFunctions.Access;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Hosting;
using YouthFunctions.Plan;

namespace YouthFunctions.Reports.Batch;

/// <summary>
/// Takes many reports in, by the rules of intake. They are packed by province and year, some hundred rows and their mark in
/// a transaction, first reports and corrections alike. What fails as a pack, because somebody else was faster or storage
/// stumbled, is tried one by one: intake knows what was stored by its content.
/// </summary>
public sealed class BatchImport(
    DraftMaker drafts, Intake intake, IntakeRules rules, ReportStore reports, DoubtFacts facts, UnitRegister register, TimeProvider clock, ILogger<BatchImport> log)
{
    /// <summary>Does what the sender wishes, and counts what was refused. All or nothing is a check of every row before the first
    /// is stored: storage has transactions within a province only, so if it fails half-way, what is stored stays, the answer is
    /// 503, and the same file sent again completes it.</summary>
    /// <param name="read">Reads the rows, in the order of the file; more than once when all must hold.</param>
    /// <param name="caller">Who sends them.</param>
    /// <param name="wish">What the sender asks for.</param>
    /// <param name="cancel">Stops the import.</param>
    public async Task<BatchOutcome> RunAsync(Func<IAsyncEnumerable<SentRow>> read, Caller caller, BatchWish wish, CancellationToken cancel)
    {
        var outcome = new BatchOutcome(await RunAsync(read(), caller, wish.IsDryRun || wish.IsWhole, cancel), wish.IsDryRun, wish.IsWhole);
        if (wish is { IsWhole: true, IsDryRun: false } && !outcome.IsRefused)
            outcome = outcome with { Rows = await RunAsync(read(), caller, isTrial: false, cancel) };
        if (!wish.IsDryRun)
            IntakeMeter.Count(outcome.Rows);
        return outcome;
    }

    /// <summary>Stores the rows, or only tries them.</summary>
    /// <param name="rows">In the order of the file.</param>
    /// <param name="caller">Who sends them.</param>
    /// <param name="isTrial">Whether nothing is stored.</param>
    /// <param name="cancel">Stops the import; what was stored stays, and sending the file again completes it.</param>
    /// <returns>A result a row, in the order sent.</returns>
    private async Task<IReadOnlyList<RowResult>> RunAsync(IAsyncEnumerable<SentRow> rows, Caller caller, bool isTrial, CancellationToken cancel)
    {
        var run = new Run(caller, isTrial);
        var partials = new PartialReports(reports, register);
        await foreach (var row in rows.WithCancellation(cancel))
        {
            run.Results.Add(RowResult.Unread(row));
            if (row.Report is null || row.IsBlank)
                continue;
            // What could not be read must not look like what was left out on purpose.
            var sent = row.Report.IsPartial && row.Faults.Count == 0 ? await partials.CompleteAsync(row.Report, caller, cancel) : row.Report;
            if (await drafts.MakeAsync(sent, caller, clock.GetUtcNow(), row.Faults, cancel) is { } planned)
                await TakeAsync(run, new Pending(planned, row with { Report = sent }, run.Results.Count - 1), cancel);
        }

        foreach (var pack in run.Packs.Values)
            await FlushAsync(run, pack, cancel);
        return run.Results;
    }

    private async Task TakeAsync(Run run, Pending pending, CancellationToken cancel)
    {
        var (draft, plan) = pending.Planned;
        if (!run.Seen.TryAdd((draft.Unit, draft.Period), pending.Row))
        {
            run.Refuse(pending, [Twice(pending, run.Seen[(draft.Unit, draft.Period)])]);
            return;
        }

        if (draft.Values.Count == 0 && !draft.IsWithdrawn) // it deletes what nobody reported
        {
            run.Results[pending.Index] = run.Results[pending.Index].Known(null, null);
            return;
        }

        var partition = reports.Partition(draft.Unit, draft.Period);
        if (!run.States.TryGetValue(partition, out var state))
            run.States[partition] = state = await reports.StateAsync(partition, plan.Plan, cancel);
        var current = state.Current(draft.Unit, draft.Period);
        var earlier = IntakeRules.RevisionMadeBy(draft, pending.Expected, current) is { } made
            ? await reports.FindSupersededAsync(draft.Unit, draft.Period, made, cancel) : null;
        var now = clock.GetUtcNow();
        var known = new IntakeState(
            current, earlier, state.Reported(draft.Unit, draft.Period), await facts.OfAsync(draft.Unit, draft.Period, cancel));
        switch (rules.Decide(draft, pending.Expected, known, plan, now, pending.At))
        {
            case IntakeDecision.Known(var revision):
                run.Results[pending.Index] = run.Results[pending.Index].Known(revision, current!.Revision);
                break;
            case IntakeDecision.Confirm:
                await SubmitAsync(run, pending, ownHash: null, cancel);
                break;
            case IntakeDecision.Conflict:
                run.Conflict(pending, current);
                break;
            case IntakeDecision.Refuse(var faults):
                run.Refuse(pending, faults);
                break;
            case IntakeDecision.Take take:
                await PackAsync(run, partition, pending with { Take = take, Former = current }, cancel);
                state.Set(
                    draft.Unit, draft.Period, pending.HeadAfter(current, take), Report.Mark(draft.Values, draft.IsConfirmed ? [] : take.Doubts));
                break;
        }
    }

    private async Task PackAsync(Run run, string partition, Pending pending, CancellationToken cancel)
    {
        run.Take(pending, RowStatus.Valid);
        if (run.IsTrial)
            return;
        if (!run.Packs.TryGetValue(partition, out var pack))
            run.Packs[partition] = pack = [];
        if (pack.Sum(one => one.Rows) + pending.Rows > ReportStore.RowsAtMost)
            await FlushAsync(run, pack, cancel);
        pack.Add(pending);
    }

    private async Task FlushAsync(Run run, List<Pending> pack, CancellationToken cancel)
    {
        if (pack.Count == 0)
            return;
        var now = clock.GetUtcNow();
        var formers = await reports.FindAsync(
            reports.Partition(pack[0].Draft.Unit, pack[0].Draft.Period),
            [.. pack.Where(pending => pending.Former is not null).Select(pending => (pending.Draft.Unit, pending.Draft.Period))], cancel);
        var revisions = pack.ConvertAll(pending => (
            Next: pending.Take!.Revision(pending.Draft, formers.GetValueOrDefault((pending.Draft.Unit, pending.Draft.Period))?.Report, run.Caller.Id, now),
            Former: formers.GetValueOrDefault((pending.Draft.Unit, pending.Draft.Period))));
        // A report that changed since the file was begun must be held against the rules again, and so must what comes with it.
        var isUnchanged = pack.Zip(revisions).All(pair => pair.First.Former?.ChainHash == pair.Second.Former?.Report.ChainHash);
        var isStored = isUnchanged && await reports.TrySaveAsync(revisions, cancel);
        if (isStored)
            IntakeMeter.Stored(log, [.. revisions.Select(revision => revision.Next)], pack[0].Planned.Plan.Calendar);
        for (var index = 0; index < pack.Count; index++)
        {
            if (isStored)
                run.Take(pack[index], RowStatus.Stored);
            else
                await SubmitAsync(run, pack[index], revisions[index].Next.ChainHash, cancel);
        }

        pack.Clear();
    }

    private async Task SubmitAsync(Run run, Pending pending, string? ownHash, CancellationToken cancel)
    {
        var (draft, plan) = pending.Planned;
        switch (await intake.SubmitAsync(draft, pending.Expected, plan, run.Caller.Id, pending.At, cancel, run.IsTrial))
        {
            case IntakeOutcome.Stored(var report):
                run.Results[pending.Index] = run.Results[pending.Index].Taken(
                    run.IsTrial ? RowStatus.Valid : RowStatus.Stored, report.Revision, pending.Questions(report.Doubts));
                break;
            case IntakeOutcome.Known(var report, _) when report.ChainHash == ownHash: // the pack was stored after all
                IntakeMeter.Stored(log, [report], plan.Calendar);
                run.Results[pending.Index] = run.Results[pending.Index].Taken(RowStatus.Stored, report.Revision, pending.Questions(report.Doubts));
                break;
            case IntakeOutcome.Known(var report, var current):
                run.Results[pending.Index] = run.Results[pending.Index].Known(
                    report.Revision, current.Revision, pending.Questions(report.Doubts));
                break;
            case IntakeOutcome.Conflict(var current):
                run.Conflict(pending, current is null ? null : ReportHead.From(current));
                break;
            case IntakeOutcome.Refused(var faults):
                run.Refuse(pending, faults);
                break;
        }
    }

    private static Fault Twice(Pending pending, SentRow first)
    {
        var place = first.Sheet is { } sheet ? $"{sheet}: {first.Number}" : first.Number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new Fault(pending.At(null), "row.duplicate", new(
            $"Đơn vị và kỳ này đã có ở dòng {place}.", $"This unit and period stand in row {place} already."));
    }

    private sealed record Pending(PlannedDraft Planned, SentRow Row, int Index)
    {
        public ReportDraft Draft => Planned.Draft;

        public Expectation Expected { get; } = Expectation.Nothing with { Revision = Planned.Draft.Replaces };

        public IntakeDecision.Take? Take { get; init; }

        public ReportHead? Former { get; init; }

        public int Rows => Former is null ? 1 : 2;

        public string At(IndicatorCode? code) => code is { } indicator ? Row.Report!.PlaceOf(indicator) : Row.Report!.Period?.At ?? Row.Report.At;

        public IReadOnlyList<Fault> Questions(IReadOnlyList<ValueDoubt> doubts) =>
            [.. doubts.Select(doubt => DoubtTexts.Question(doubt, At(doubt.Indicator)))];

        // Its chain hash is known only once it is stored, and nothing in the same file asks for it: a report stands there once.
        public ReportHead HeadAfter(ReportHead? former, IntakeDecision.Take take) =>
            new((former?.Revision ?? 0) + 1, Draft.ContentHash, "", Draft.IsWithdrawn, take.Doubts.Count > 0 && !Draft.IsConfirmed);
    }

    private sealed record Run(Caller Caller, bool IsTrial)
    {
        public List<RowResult> Results { get; } = [];

        public Dictionary<(UnitCode, Month), SentRow> Seen { get; } = [];

        public Dictionary<string, BatchState> States { get; } = [];

        public Dictionary<string, List<Pending>> Packs { get; } = [];

        public void Take(Pending pending, RowStatus status) =>
            Results[pending.Index] = Results[pending.Index].Taken(
                status, (pending.Former?.Revision ?? 0) + 1, pending.Questions(pending.Draft.IsConfirmed ? [] : pending.Take!.Doubts));

        public void Refuse(Pending pending, IReadOnlyList<Fault> faults) => Results[pending.Index] = Results[pending.Index].Refusal(faults);

        public void Conflict(Pending pending, ReportHead? current) =>
            Results[pending.Index] = Results[pending.Index].Conflicting(current?.Revision, IntakeAnswers.ConflictFault(pending.At(null), current));
    }
}
