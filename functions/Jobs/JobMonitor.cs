using YouthFunctions.Calls;

namespace YouthFunctions.Jobs;

/// <summary>Knows every timer's last run and whether it keeps its schedule; platforms stop timers without a word.</summary>
public sealed class JobMonitor(JobStore jobs, FunctionList functions, TimerSchedules schedules, TimeProvider clock)
{
    // A run is due, waits for an instance and takes its minutes: only then is it late.
    private static readonly TimeSpan LateAfter = TimeSpan.FromMinutes(20);

    /// <summary>All timers, in the order of the table.</summary>
    public async Task<IReadOnlyList<JobStatus>> AllAsync(CancellationToken cancel)
    {
        var last = await jobs.AllAsync(cancel).ToDictionaryAsync(job => job.Name, cancellationToken: cancel);
        var now = clock.GetUtcNow();
        foreach (var job in last.Values)
            if (job.SucceededUtc is { } succeeded)
                Telemetry.TimerAge(job.Name, now - succeeded);
        return [.. functions.Timers.Select(timer => StatusOf(timer, last.GetValueOrDefault(timer.Name), now))];
    }

    private JobStatus StatusOf(TimerFunction timer, JobRecord? last, DateTimeOffset now)
    {
        // One that never did its work is late since its first try: the start of the last one moves on with each.
        var isLate = last is not null
            && schedules.Next(timer, last.SucceededUtc ?? last.FirstStartUtc ?? last.StartUtc) + LateAfter < now;
        return new JobStatus(timer, schedules.Text(timer), last, schedules.Next(timer, now), isLate);
    }
}
