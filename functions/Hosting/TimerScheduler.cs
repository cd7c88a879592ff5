using NCrontab;
using YouthFunctions.Calls;
using YouthFunctions.Jobs;

namespace YouthFunctions.Hosting;

/// <summary>Fires the timers where no Functions host does it: one loop a timer, so that a timer never overlaps itself.</summary>
public sealed class TimerScheduler(TimerRunner runner, FunctionList functions, TimeProvider clock) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(functions.Timers.Select(timer => LoopAsync(timer, stoppingToken)));

    private async Task LoopAsync(TimerFunction timer, CancellationToken cancel)
    {
        var schedule = CrontabSchedule.Parse(timer.Schedule, new CrontabSchedule.ParseOptions { IncludingSeconds = true });
        try
        {
            while (true)
            {
                var now = clock.GetUtcNow().UtcDateTime;
                await Task.Delay(schedule.GetNextOccurrence(now) - now, clock, cancel);
                await runner.RunAsync(timer, onDemand: false, cancel);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The app stops.
        }
    }
}
