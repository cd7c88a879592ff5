using YouthFunctions.Access;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Hosting;
using YouthFunctions.Plan;

namespace YouthFunctions.Reports.Batch;

/// <summary>
/// Takes many reports in. New ones are packed by province and year, 99 and their mark in a transaction; a correction goes
/// the way of a single report. What fails as a pack, because somebody else was faster or storage stumbled, is tried one
/// by one: intake knows what was stored by its content.
/// </summary>
public sealed class BatchImport(DraftMaker drafts, Intake intake, ReportStore reports, UnitRegister register, TimeProvider clock, ILogger<BatchImport> log)
{
    private const int PackSize = 99;

    /// <summary>Stores the rows, or only tries them.</summary>
    /// <param name="rows">In the order of the file.</param>
    /// <param name="caller">Who sends them.</param>
    /// <param name="isTrial">Whether nothing is stored.</param>
    /// <param name="cancel">Stops the import; what was stored stays, and sending the file again completes it.</param>
    /// <returns>A result a row, in the order sent.</returns>
    public async Task<IReadOnlyList<RowResult>> RunAsync(IAsyncEnumerable<SentRow> rows, Caller caller, bool isTrial, CancellationToken cancel)
    {
        var run = new Run(caller, isTrial, [], [], [], []);
        await foreach (var row in rows.WithCancellation(cancel))
        {
            run.Results.Add(new RowResult(row.Number, row.Report?.Unit?.Value, row.Report?.Period?.Value, RowStatus.Refused, null, row.Faults));
            var planned = row.Report is null ? null : await drafts.MakeAsync(row.Report, caller, clock.GetUtcNow(), row.Faults, cancel);
            if (planned is not null)
                await TakeAsync(run, new Pending(planned, row, run.Results.Count - 1), cancel);
        }

        foreach (var pack in run.Packs.Values)
            await FlushAsync(run, pack, cancel);
        return run.Results;
    }

    private async Task TakeAsync(Run run, Pending pending, CancellationToken cancel)
    {
        var draft = pending.Planned.Draft;
        if (!run.Seen.TryAdd((draft.Unit, draft.Period), pending.Row.Number))
        {
            var first = run.Seen[(draft.Unit, draft.Period)];
            run.Set(pending, RowStatus.Refused, null, [new Fault(pending.At(null), "row.duplicate", new(
                $"Đơn vị và kỳ này đã có ở dòng {first}.", $"This unit and period stand in row {first} already."))]);
            return;
        }

        var partition = reports.Partition(draft.Unit, draft.Period);
        if (!run.States.TryGetValue(partition, out var state))
            run.States[partition] = state = await reports.StateAsync(partition, pending.Planned.Plan.Plan, cancel);
        if (!run.Packs.TryGetValue(partition, out var pack))
            run.Packs[partition] = pack = [];
        if (draft.Replaces is not null || state.HashOf(draft.Unit, draft.Period) is not null)
        {
            if (pack.Any(one => one.Planned.Draft.Unit == draft.Unit))
                await FlushAsync(run, pack, cancel);
            await SubmitAsync(run, pending, ownHash: null, cancel);
            return;
        }

        if (Faults(pending, state) is { Count: > 0 } faults)
        {
            run.Set(pending, RowStatus.Refused, null, faults);
            return;
        }

        var doubts = draft.IsConfirmed ? [] : Plausibility.Doubts(draft, pending.Planned.Plan.Plan, state.Reported(draft.Unit, draft.Period));
        pending = pending with { Doubts = doubts };
        state.Set(draft.Unit, draft.Period, draft.ContentHash, draft.Values);
        run.Set(pending, RowStatus.Valid, 1, [.. doubts.Select(Plausibility.Warning)]);
        if (run.IsTrial)
            return;
        pack.Add(pending);
        if (pack.Count == PackSize)
            await FlushAsync(run, pack, cancel);
    }

    private IReadOnlyList<Fault> Faults(Pending pending, BatchState state)
    {
        var (draft, plan) = pending.Planned;
        var month = plan.Calendar.StateOf(draft.Period, clock.GetUtcNow(), register.TreeOf(draft.Period).PathToRoot(draft.Unit));
        return month == MonthState.Closed
            ? [ReportFaults.PeriodClosed(pending.At(null), draft.Period, plan.Calendar)]
            : [.. YearToDateCheck.Faults(draft, plan.Plan, state.Reported(draft.Unit, draft.Period), code => pending.At(code))];
    }

    private async Task FlushAsync(Run run, List<Pending> pack, CancellationToken cancel)
    {
        if (pack.Count == 0)
            return;
        var now = clock.GetUtcNow();
        var revisions = pack.ConvertAll(one => one.Planned.Draft.After(
            null, one.Planned.Plan.Calendar.StateOf(one.Planned.Draft.Period, now) == MonthState.Open, run.Caller.Id, now) with
        { Doubts = one.Doubts });
        var isStored = await reports.TrySaveNewAsync(revisions, cancel);
        if (isStored)
            IntakeMeter.Stored(log, revisions, pack[0].Planned.Plan.Calendar);
        for (var index = 0; index < pack.Count; index++)
        {
            if (isStored)
                run.Set(pack[index], RowStatus.Stored, 1, [.. pack[index].Doubts.Select(Plausibility.Warning)]);
            else
                await SubmitAsync(run, pack[index], revisions[index].ChainHash, cancel);
        }

        pack.Clear();
    }

    private async Task SubmitAsync(Run run, Pending pending, string? ownHash, CancellationToken cancel)
    {
        var (draft, plan) = pending.Planned;
        var expected = Expectation.Nothing with { Revision = draft.Replaces };
        switch (await intake.SubmitAsync(draft, expected, plan, run.Caller.Id, pending.At, cancel, run.IsTrial))
        {
            case IntakeOutcome.Stored(var report):
                run.Set(pending, run.IsTrial ? RowStatus.Valid : RowStatus.Stored, report.Revision, []);
                break;
            case IntakeOutcome.Known(var report, _):
                if (report.ChainHash == ownHash) // the pack was stored after all
                    IntakeMeter.Stored(log, [report], plan.Calendar);
                run.Set(pending, report.ChainHash == ownHash ? RowStatus.Stored : RowStatus.Unchanged, report.Revision, []);
                break;
            case IntakeOutcome.Conflict(var current):
                run.Set(pending, RowStatus.Conflict, current?.Revision, [new Fault(pending.At(null), "revision.exists", IntakeAnswers.WhyConflict(current))]);
                break;
            case IntakeOutcome.Refused(var faults):
                run.Set(pending, RowStatus.Refused, null, faults);
                break;
        }
    }

    private sealed record Pending(PlannedDraft Planned, SentRow Row, int Index)
    {
        public IReadOnlyList<IndicatorCode> Doubts { get; init; } = [];

        public string At(IndicatorCode? code) => code is { } indicator
            ? Row.Report!.Values.FirstOrDefault(value => value.Code.Value == indicator.ToString())?.Code.At ?? Row.Report.At
            : Row.Report!.Period?.At ?? Row.Report.At;
    }

    private sealed record Run(
        Caller Caller, bool IsTrial, List<RowResult> Results, Dictionary<(UnitCode, Month), int> Seen,
        Dictionary<string, BatchState> States, Dictionary<string, List<Pending>> Packs)
    {
        public void Set(Pending pending, RowStatus status, int? revision, IReadOnlyList<Fault> faults) =>
            Results[pending.Index] = Results[pending.Index] with { Status = status, Revision = revision, Faults = faults };
    }
}
