using NCrontab;
using YouthFunctions.Calls;

namespace YouthFunctions.Jobs;

/// <summary>Knows every timer's last run and whether it keeps its schedule; platforms stop timers without a word.</summary>
public sealed class JobWatch(JobStore jobs, FunctionList functions, TimeProvider clock)
{
    // A run is due, waits for an instance and takes its minutes: only then is it late.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    /// <summary>All timers, in the order of the table.</summary>
    public async Task<IReadOnlyList<JobStanding>> AllAsync(CancellationToken cancel)
    {
        var last = await jobs.AllAsync(cancel).ToDictionaryAsync(job => job.Name, cancellationToken: cancel);
        var now = clock.GetUtcNow();
        foreach (var job in last.Values)
            if (job.SucceededUtc is { } succeeded)
                Telemetry.TimerAge(job.Name, now - succeeded);
        return [.. functions.Timers.Select(timer => Standing(timer, last.GetValueOrDefault(timer.Name), now))];
    }

    private static JobStanding Standing(TimerFunction timer, Job? last, DateTimeOffset now)
    {
        var schedule = CrontabSchedule.Parse(timer.Schedule, new CrontabSchedule.ParseOptions { IncludingSeconds = true });
        var isLate = last is not null && Next(schedule, last.SucceededUtc ?? last.StartUtc) + Patience < now;
        return new JobStanding(timer, last, Next(schedule, now), isLate);
    }

    private static DateTimeOffset Next(CrontabSchedule schedule, DateTimeOffset after) => new(schedule.GetNextOccurrence(after.UtcDateTime), TimeSpan.Zero);
}
