namespace YouthFunctions.Jobs;

/// <summary>What every timer last did.</summary>
/// <param name="NowUtc">The instant by the product's clock.</param>
/// <param name="Jobs">The timers.</param>
public sealed record JobList(DateTimeOffset NowUtc, IReadOnlyList<JobListEntry> Jobs);

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
public sealed record JobListEntry(
    string Job, string Schedule, string State, DateTimeOffset? StartUtc, DateTimeOffset? EndUtc, DateTimeOffset? SucceededUtc,
    DateTimeOffset NextUtc, bool IsLate, long? Rows, long? Transactions, string? Summary, string? Error)
{
    /// <summary>The entry of a timer.</summary>
    public static JobListEntry Create(JobStatus job) => new(
        job.Timer.Name, job.Schedule, job.Last?.State.ToString().ToLowerInvariant() ?? "never", job.Last?.StartUtc, job.Last?.EndUtc,
        job.Last?.SucceededUtc, job.NextUtc, job.IsLate, job.Last?.Rows, job.Last?.Transactions, job.Last?.Summary, job.Last?.Error);
}
