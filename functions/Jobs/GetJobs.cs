using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;

namespace YouthFunctions.Jobs;

/// <summary>What every timer last did and what it cost, for administrators.</summary>
public sealed class GetJobs(JobMonitor watch)
{
    /// <summary>Start, end, outcome, rows, and cost in storage transactions of each timer's last run.</summary>
    public async Task<IResult> Handle(Call call, CancellationToken cancel) => Results.Json(
        new
        {
            nowUtc = call.Now,
            jobs = (await watch.AllAsync(cancel)).Select(job => new
            {
                job = job.Timer.Name,
                job.Timer.Schedule,
                State = job.Last?.State.ToString().ToLowerInvariant() ?? "never",
                job.Last?.StartUtc,
                job.Last?.EndUtc,
                job.Last?.SucceededUtc,
                job.NextUtc,
                job.IsLate,
                job.Last?.Rows,
                job.Last?.Transactions,
                job.Last?.Summary,
                job.Last?.Error,
            }),
        },
        WireJson.Options);
}
