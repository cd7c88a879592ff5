using YouthFunctions.Calls;
using YouthFunctions.Jobs.Runs;
using YouthFunctions.Queues;

namespace YouthFunctions.Jobs;

/// <summary>What every timer last did, and how the queues stand.</summary>
/// <param name="NowUtc">The instant by the product's clock.</param>
/// <param name="Jobs">The timers.</param>
/// <param name="Queues">The queues.</param>
public sealed record JobList(DateTimeOffset NowUtc, IReadOnlyList<JobListEntry> Jobs, IReadOnlyList<JobListQueueEntry> Queues);

/// <summary>What one timer last did, and what it cost.</summary>
/// <param name="Job">The timer.</param>
/// <param name="Schedule">Six-field NCRONTAB in UTC.</param>
/// <param name="State"><c>never</c>, <c>running</c>, <c>succeeded</c>, <c>failed</c>, <c>stopped</c> or
/// <c>interrupted</c>.</param>
/// <param name="StartUtc">When its last run began.</param>
/// <param name="EndUtc">When that ended; absent while it runs, or when its process died.</param>
/// <param name="SucceededUtc">The end of the last run that did its work.</param>
/// <param name="NextUtc">When it is due next.</param>
/// <param name="IsLate">Whether it should have done its work since.</param>
/// <param name="Rows">How many rows it worked on.</param>
/// <param name="Transactions">Calls of storage that it made.</param>
/// <param name="Summary">One line for people.</param>
/// <param name="Error">What went wrong.</param>
/// <param name="Parts">How far its last run in parts is; absent for a job that is done in one.</param>
public sealed record JobListEntry(
    string Job, string Schedule, string State, DateTimeOffset? StartUtc, DateTimeOffset? EndUtc, DateTimeOffset? SucceededUtc,
    DateTimeOffset NextUtc, bool IsLate, long? Rows, long? Transactions, string? Summary, string? Error, JobParts? Parts)
{
    /// <summary>The entry of a timer.</summary>
    /// <param name="job">How it stands.</param>
    /// <param name="run">Its last run in parts; null when it had none.</param>
    /// <param name="parts">The parts of that; null when they were not read.</param>
    /// <param name="now">The instant by the product's clock.</param>
    public static JobListEntry Create(JobStatus job, JobRun? run, IReadOnlyList<PartRecord>? parts, DateTimeOffset now) => new(
        job.Timer.Name, job.Schedule, Word(job.Last?.State), job.Last?.StartUtc, job.Last?.EndUtc, job.Last?.SucceededUtc, job.NextUtc,
        job.IsLate, job.Last?.Rows, job.Last?.Transactions, job.Last?.Summary, job.Last?.Error, JobParts.Create(run, parts, now));

    private static string Word(RunState? state) => state switch
    {
        null => "never",
        RunState.InParts => "running",
        _ => state.Value.ToString().ToLowerInvariant(),
    };
}

/// <summary>How a queue stands.</summary>
/// <param name="Function">The function that works it off.</param>
/// <param name="Waiting">About how many messages wait or are worked on.</param>
/// <param name="Poison">About how many were given up after their last try.</param>
public sealed record JobListQueueEntry(string Function, int Waiting, int Poison)
{
    /// <summary>The entry of a queue.</summary>
    public static JobListQueueEntry Create(QueueStatus queue) => new(queue.Function.Name, queue.Waiting, queue.Poison);
}
