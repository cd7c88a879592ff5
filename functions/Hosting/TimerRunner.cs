using System.Diagnostics;
using Azure.Data.Tables;
using YouthFunctions.Storage;

namespace YouthFunctions.Hosting;

/// <summary>How a run of a timer ended.</summary>
public enum RunState
{
    /// <summary>It did its work.</summary>
    Succeeded,

    /// <summary>Another instance is at it; nothing was done.</summary>
    Skipped,

    /// <summary>It threw; the error is in the log and in the job's row.</summary>
    Failed,
}

/// <summary>A finished run.</summary>
public sealed record RunResult(RunState State, TimerOutcome? Outcome, string? Error);

/// <summary>Runs timers, for the clock, the hosts and administrators alike: one at a time over all machines, recorded.</summary>
public sealed class TimerRunner(FunctionHandlers handlers, Store store, TimeProvider clock, ILogger<TimerRunner> log)
{
    /// <summary>The partition of the Jobs table.</summary>
    public const string JobPartition = "job";

    /// <summary>Runs a timer unless it is running already.</summary>
    public async Task<RunResult> RunAsync(TimerFunction function, bool onDemand, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        var start = clock.GetUtcNow();
        try
        {
            await using var lease = await BlobLease.TryAcquireAsync(store.Container(ContainerName.Locks), $"timers/{function.Name}", cancel);
            if (lease is null)
            {
                log.TimerSkipped(function.Name);
                return new RunResult(RunState.Skipped, null, null);
            }

            using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, lease.Lost);
            var outcome = await handlers.Of(function)(new TimerRun(start, onDemand), both.Token);
            await RecordAsync(function, start, RunState.Succeeded, outcome, null, cancel);
            log.TimerSucceeded(function.Name, outcome.Summary);
            Telemetry.Timer(function.Name, true, Stopwatch.GetElapsedTime(started));
            return new RunResult(RunState.Succeeded, outcome, null);
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            log.TimerFailed(error, function.Name);
            Telemetry.Timer(function.Name, false, Stopwatch.GetElapsedTime(started));
            await TryRecordFailureAsync(function, start, error, cancel);
            return new RunResult(RunState.Failed, null, error.Message);
        }
    }

    private async Task TryRecordFailureAsync(TimerFunction function, DateTimeOffset start, Exception error, CancellationToken cancel)
    {
        try
        {
            await RecordAsync(function, start, RunState.Failed, null, error.Message, cancel);
        }
        catch (Exception second) when (second is not OperationCanceledException)
        {
            log.TimerFailed(second, function.Name); // storage itself is away: the log is all there is
        }
    }

    private async Task RecordAsync(
        TimerFunction function, DateTimeOffset start, RunState state, TimerOutcome? outcome, string? error, CancellationToken cancel) =>
        await store.Table(TableName.Jobs).UpsertEntityAsync(
            new TableEntity(JobPartition, function.Name)
            {
                ["StartUtc"] = start,
                ["EndUtc"] = clock.GetUtcNow(),
                ["State"] = state.ToString(),
                ["Rows"] = outcome?.Rows,
                ["Summary"] = outcome?.Summary,
                ["Error"] = error,
            },
            TableUpdateMode.Replace, cancel);
}
