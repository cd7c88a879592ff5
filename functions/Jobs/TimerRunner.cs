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
    private const int MaxPlacesNamed = 10;

    /// <summary>Runs a timer unless it is running already. Never throws: how the run ended is in the result.</summary>
    public async Task<RunResult> RunAsync(TimerFunction function, bool onDemand, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        var start = clock.GetUtcNow();
        var count = StorageCallCounter.Begin();
        using var activity = Telemetry.Start(function.Name);
        var result = await TryAsync(function, start, onDemand, cancel);
        // The end of a run in parts is recorded by the last of them, and may have come already.
        if (result.State is RunState.Skipped or RunState.InParts)
            return result;
        if (result.State == RunState.Failed)
            activity?.SetStatus(ActivityStatusCode.Error, result.Error);
        Telemetry.Timer(function.Name, result.State, Stopwatch.GetElapsedTime(started), count.Calls);
        await TryRecordAsync(function, start, result, count, cancel);
        return result;
    }

    private async Task<RunResult> TryAsync(TimerFunction function, DateTimeOffset start, bool onDemand, CancellationToken cancel)
    {
        try
        {
            await using var lease = await BlobLease.TryAcquireAsync(
                store.Container(ContainerName.Locks), $"timers/{function.Name}", cancel);
            if (lease is null)
            {
                log.TimerSkipped(function.Name);
                return new RunResult(RunState.Skipped, null, null);
            }

            await jobs.StartAsync(function.Name, start, cancel);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, lease.Lost);
            var damaged = DamagedRows.Collect();
            var outcome = WithDamagedPlaces(await handlers.Find(function)(new TimerRun(start, onDemand), both.Token), damaged.Places);
            foreach (var place in damaged.Places)
                log.RowDamaged(place, function.Name);
            if (outcome.IsInParts)
            {
                log.TimerInParts(function.Name, outcome.Summary);
                return new RunResult(RunState.InParts, outcome, null);
            }

            log.TimerSucceeded(function.Name, outcome.Summary);
            return new RunResult(RunState.Succeeded, outcome, null);
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

    // One damaged row must not keep the country's figures back, and nobody may think them whole.
    private static TimerOutcome WithDamagedPlaces(TimerOutcome outcome, IReadOnlyList<StoredPlace> damaged)
    {
        if (damaged.Count == 0)
            return outcome;
        var places = string.Join("; ", damaged.Take(MaxPlacesNamed));
        return outcome with
        {
            Summary = $"{outcome.Summary}; {damaged.Count} damaged rows left out: "
                + $"{places}{(damaged.Count > MaxPlacesNamed ? "; ..." : "")}",
        };
    }

    private async Task TryRecordAsync(
        TimerFunction function, DateTimeOffset start, RunResult result, StorageCallCounter count, CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(cancel.IsCancellationRequested ? RecordingTimeout : Timeout.InfiniteTimeSpan);
        try
        {
            var end = clock.GetUtcNow();
            await jobs.EndAsync(
                new JobRecord(
                    function.Name, result.State, start, end, result.State == RunState.Succeeded ? end : null, result.Outcome?.Rows,
                    count.Calls + 1, result.Outcome?.Summary, result.Error),
                patience.Token);
        }
        catch (Exception error)
        {
            log.TimerNotRecorded(error, function.Name); // storage itself is away: the log is all there is
        }
    }
}
