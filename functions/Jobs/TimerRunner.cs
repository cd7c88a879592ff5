using System.Diagnostics;
using YouthFunctions.Calls;
using YouthFunctions.Storage;
using YouthFunctions.Storage.Pipeline;

namespace YouthFunctions.Jobs;

/// <summary>Runs timers, for the clock, the hosts and administrators alike: one at a time over all machines, recorded.</summary>
public sealed class TimerRunner(FunctionHandlers handlers, Store store, JobStore jobs, TimeProvider clock, ILogger<TimerRunner> log)
{
    // A process that is being ended has seconds left, and recording is not worth more of them.
    private static readonly TimeSpan RecordingTimeout = TimeSpan.FromSeconds(3);

    /// <summary>Runs a timer unless it is running already. Never throws: how the run ended is in the result.</summary>
    /// <param name="function">The timer.</param>
    /// <param name="onDemand">Whether an administrator asked for it.</param>
    /// <param name="cancel">Asks the run to end; its next one goes on.</param>
    /// <param name="begun">Told once the run holds its lease and is recorded as running.</param>
    public async Task<RunResult> RunAsync(TimerFunction function, bool onDemand, CancellationToken cancel, Action? begun = null)
    {
        var started = Stopwatch.GetTimestamp();
        var run = new Run(function, clock.GetUtcNow(), StorageCallCounter.Begin());
        using var activity = Telemetry.Start(function.Name);
        var isRecorded = false;
        var result = await TryAsync(function, () => HoldAsync(), cancel);
        if (result.State == RunState.Skipped)
            return result;
        if (result.State == RunState.Failed)
            activity?.SetStatus(ActivityStatusCode.Error, result.Error);
        Telemetry.Timer(function.Name, result.State, Stopwatch.GetElapsedTime(started), run.Count.Calls);
        if (!isRecorded)
            await TryRecordAsync(run, result, run.Count.Calls + 1, cancel);
        return result;

        async Task<RunResult> HoldAsync()
        {
            await using var lease = await BlobLease.TryAcquireAsync(
                store.Container(ContainerName.Locks), JobStore.LeaseName(function.Name), cancel);
            if (lease is null)
            {
                log.TimerSkipped(function.Name);
                return new RunResult(RunState.Skipped, null, null);
            }

            var ended = await TryAsync(function, () => WorkAsync(run, onDemand, lease, begun, cancel), cancel);
            // The end of a run in parts is recorded by the last of them, and may have come already.
            // Within the lease: a run that is recorded as running and holds none is one whose process died.
            if (ended.State != RunState.InParts)
                await TryRecordAsync(run, ended, run.Count.Calls + 2, cancel);
            isRecorded = true;
            return ended;
        }
    }

    private async Task<RunResult> WorkAsync(Run run, bool onDemand, BlobLease lease, Action? begun, CancellationToken cancel)
    {
        await jobs.StartAsync(run.Function.Name, run.Start, cancel);
        begun?.Invoke();
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, lease.Lost);
        var damaged = DamagedRows.Collect();
        var outcome = (await handlers.Find(run.Function)(new TimerRun(run.Start, onDemand), both.Token))
            .WithDamagedRows(damaged.Places.Count, damaged.Places.Select(place => place.ToString()));
        foreach (var place in damaged.Places)
            log.RowDamaged(place, run.Function.Name);
        if (outcome.IsInParts)
        {
            log.TimerInParts(run.Function.Name, outcome.Summary);
            return new RunResult(RunState.InParts, outcome, null);
        }

        log.TimerSucceeded(run.Function.Name, outcome.Summary);
        return new RunResult(RunState.Succeeded, outcome, null);
    }

    private async Task<RunResult> TryAsync(TimerFunction function, Func<Task<RunResult>> work, CancellationToken cancel)
    {
        try
        {
            return await work();
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            log.TimerStopped(function.Name);
            return new RunResult(RunState.Stopped, null, "It was asked to end; its next run goes on.");
        }
        catch (Exception error)
        {
            log.TimerFailed(error, function.Name);
            return new RunResult(RunState.Failed, null, error.Message);
        }
    }

    /// <param name="run">The run.</param>
    /// <param name="result">How it ended.</param>
    /// <param name="calls">The calls of storage it cost, with those that are still to come: this record, and the lease given back.</param>
    /// <param name="cancel">Whether the process is being ended.</param>
    private async Task TryRecordAsync(Run run, RunResult result, long calls, CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(cancel.IsCancellationRequested ? RecordingTimeout : Timeout.InfiniteTimeSpan);
        try
        {
            var end = clock.GetUtcNow();
            await jobs.EndAsync(
                new JobRecord(
                    run.Function.Name, result.State, run.Start, end, result.State == RunState.Succeeded ? end : null, result.Outcome?.Rows,
                    calls, result.Outcome?.Summary, result.Error),
                patience.Token);
        }
        catch (Exception error)
        {
            log.TimerNotRecorded(error, run.Function.Name); // storage itself is away: the log is all there is
        }
    }

    private sealed record Run(TimerFunction Function, DateTimeOffset Start, StorageCallCounter Count);
}
