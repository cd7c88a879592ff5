using System.Collections.Concurrent;
using YouthFunctions.Calls;

namespace YouthFunctions.Jobs;

/// <summary>Runs that go on after the request that asked for them was answered: a platform ends a request after four minutes, and its
/// client may go away at any time. They end with the process, which waits for them to be recorded as stopped.</summary>
public sealed class DetachedRuns(TimerRunner runner, IHostApplicationLifetime lifetime) : IHostedService
{
    private readonly ConcurrentDictionary<Task, byte> _running = new();

    /// <summary>Begins a run; null once it has begun, else why it has not: it was skipped or failed before its work.</summary>
    public async Task<RunResult?> BeginAsync(TimerFunction function)
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<RunResult> run;
        using (ExecutionContext.SuppressFlow()) // the request's time for storage and its trace are not the run's
            run = Task.Run(() => runner.RunAsync(function, onDemand: true, lifetime.ApplicationStopping, begun.SetResult));
        _running[run] = default;
        _ = run.ContinueWith(ended => _running.TryRemove(ended, out _), TaskScheduler.Default);
        await Task.WhenAny(begun.Task, run);
        return begun.Task.IsCompleted ? null : await run;
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(_running.Keys).WaitAsync(cancellationToken);
}
