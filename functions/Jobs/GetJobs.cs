using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Jobs;

/// <summary>What every timer last did and what it cost, for administrators.</summary>
public sealed class GetJobs(JobMonitor watch)
{
    /// <summary>Start, end, outcome, rows, and cost in storage transactions of each timer's last run.</summary>
    public async Task<IResult> Handle(Call call, CancellationToken cancel) => Results.Json(
        new { nowUtc = call.Now, jobs = (await watch.AllAsync(cancel)).Select(Describe) }, WireJson.Options);

    /// <summary>The same of the timer <c>{job}</c>: what a run that was asked for does meanwhile.</summary>
    public async Task<IResult> One(Call call, CancellationToken cancel)
    {
        var name = call.RouteText("job");
        return (await watch.AllAsync(cancel)).SingleOrDefault(job => job.Timer.Name == name) is { } found
            ? Results.Json(Describe(found), WireJson.Options)
            : Problems.NotFound(call, new Text("Không có tác vụ này.", "There is no such job."));
    }

    private static object Describe(JobStatus job) => new
    {
        job = job.Timer.Name,
        job.Schedule,
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
    };
}
