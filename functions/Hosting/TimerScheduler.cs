using YouthFunctions.Calls;
using YouthFunctions.Jobs;

namespace YouthFunctions.Hosting;

/// <summary>Fires the timers where no Functions host does it, and tries again those that failed: one loop a timer, so that a timer
/// never overlaps itself.</summary>
public sealed class TimerScheduler(TimerRunner runner, FunctionList functions, TimerSchedules schedules, TimeProvider clock)
    : BackgroundService
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(functions.Timers.Select(timer => LoopAsync(timer, stoppingToken)));

    private async Task LoopAsync(TimerFunction timer, CancellationToken cancel)
    {
        try
        {
            while (true)
            {
                await WaitUntilAsync(schedules.Next(timer, clock.GetUtcNow()), cancel);
                for (var tries = 0;
                    (await runner.RunAsync(timer, onDemand: false, cancel)).State == RunState.Failed && tries < timer.Retries;
                    tries++)
                    await Task.Delay(TimerFunction.RetryDelay, clock, cancel);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The app stops.
        }
    }

    // A delay can be of 49 days at most, and a schedule may fire once a year.
    private async Task WaitUntilAsync(DateTimeOffset instant, CancellationToken cancel)
    {
        while (instant - clock.GetUtcNow() is { Ticks: > 0 } left)
            await Task.Delay(left < LongestDelay ? left : LongestDelay, clock, cancel);
    }
}
