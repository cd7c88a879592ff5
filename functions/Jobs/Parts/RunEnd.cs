using System.Globalization;
using System.Security.Cryptography;
using YouthFunctions.Calls;
using YouthFunctions.Jobs.Runs;
using YouthFunctions.Storage;

namespace YouthFunctions.Jobs.Parts;

/// <summary>Goes on with a run when the last part of a step is settled, and ends it after the last step: what comes then is claimed by one
/// instance, done, and recorded.</summary>
public sealed class RunEnd(RunStore runs, JobStore jobs, RunStarter starter, TimeProvider clock, ILogger<RunEnd> log)
{
    private const int MaxFailedNamed = 5;

    /// <summary>Does what comes after the parts, unless parts are left, or somebody is at it or has done it.</summary>
    public async Task FinishIfCountedAsync(IPartedJob job, string id, CancellationToken cancel)
    {
        var owner = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        while (true)
        {
            if (await runs.FindAsync(job.Name, cancel) is not { IsActive: true, IsCounted: true } run || run.Id != id)
                return;
            var now = clock.GetUtcNow();
            var isOurs = run.Phase == RunPhase.Finishing && run.Owner == owner;
            if (run.Phase == RunPhase.Finishing && run.Until > now && !isOurs)
                return;
            var claimed = isOurs ? run : await runs.TryChangeAsync(
                run with { Phase = RunPhase.Finishing, Owner = owner, Until = now + PartRunner.Lease, Finishes = run.Finishes + 1 },
                cancel);
            if (claimed is null)
                continue; // changed meanwhile: by whom is seen now
            await FinishAsync(job, claimed, cancel);
            return;
        }
    }

    private async Task FinishAsync(IPartedJob job, JobRun run, CancellationToken cancel)
    {
        var parts = await runs.PartsAsync(run, cancel);
        if (run.Failed > 0)
        {
            var failed = parts.Where(part => part.State == PartState.Failed).Take(MaxFailedNamed)
                .Select(part => $"{part.Part}: {part.Error}");
            await FailAsync(run, string.Create(
                CultureInfo.InvariantCulture, $"{run.Failed} of {run.Total} parts failed: {string.Join("; ", failed)}"));
            return;
        }

        if (run.Finishes > QueueFunction.MaxTries)
        {
            await FailAsync(run, $"All parts are done, but what comes after them failed {QueueFunction.MaxTries} times.");
            return;
        }

        TimerOutcome? outcome = null;
        var damaged = DamagedRows.Collect();
        try
        {
            if (await job.NextAsync(run, parts, cancel) is { Count: > 0 } next)
                await starter.ContinueAsync(run, next, cancel);
            else
                outcome = await job.FinishAsync(run, parts, cancel);
        }
        catch
        {
            // Given back, so that the message that comes again need not wait.
            await runs.TryChangeAsync(run with { Phase = RunPhase.Running, Until = null }, CancellationToken.None);
            throw;
        }

        foreach (var place in damaged.Places)
            log.RowDamaged(place, run.Job);
        if (outcome is null)
            return;
        outcome = outcome.WithDamagedRows(
            damaged.Places.Count + parts.Sum(part => part.Damaged),
            damaged.Places.Select(place => place.ToString()).Concat(parts.SelectMany(part => part.DamagedRows)).Distinct());
        await EndAsync(run, RunPhase.Succeeded, outcome, null);
        log.TimerSucceeded(run.Job, outcome.Summary);
    }

    private async Task FailAsync(JobRun run, string error)
    {
        log.TimerFailed(new InvalidOperationException(error), run.Job);
        await EndAsync(run, RunPhase.Failed, null, error);
    }

    private async Task EndAsync(JobRun run, RunPhase phase, TimerOutcome? outcome, string? error)
    {
        var end = clock.GetUtcNow();
        var hasSucceeded = phase == RunPhase.Succeeded;
        var record = new JobRecord(
            run.Job, hasSucceeded ? RunState.Succeeded : RunState.Failed, run.StartUtc, end, hasSucceeded ? end : null, outcome?.Rows,
            run.Transactions, outcome?.Summary, error);
        // Recorded before it is over: whoever dies in between is followed by another, who records the same.
        await jobs.EndAsync(record, CancellationToken.None);
        if (await runs.TryChangeAsync(run with { Phase = phase, EndUtc = end, Until = null }, CancellationToken.None) is not null)
            await jobs.EndIfInPartsAsync(record, CancellationToken.None); // the timer fired in between and took it for under way
    }
}
