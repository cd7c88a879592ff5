using YouthFunctions.Calls;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Storage;

namespace YouthFunctions.Jobs;

/// <summary>What every timer last did and what it cost, for administrators.</summary>
public sealed class GetJobs(JobMonitor watch)
{
    /// <summary>Start, end, outcome, rows, and cost in storage transactions of each timer's last run.</summary>
    [Operation(
        "Lần chạy gần nhất của mỗi tác vụ định kỳ.", "What each timer last did, and what it cost in storage transactions.")]
    [Answer<JobList>]
    public async Task<IResult> Handle(Call call, CancellationToken cancel) => Results.Json(
        new JobList(call.Now, [.. (await watch.AllAsync(cancel)).Select(job => new JobListEntry(
            job.Timer.Name, job.Timer.Schedule, job.Last?.State.ToString().ToLowerInvariant() ?? "never", job.Last?.StartUtc,
            job.Last?.EndUtc, job.Last?.SucceededUtc, job.NextUtc, job.IsLate, job.Last?.Rows, job.Last?.Transactions,
            job.Last?.Summary, job.Last?.Error))]),
        Packing.Json);
}
