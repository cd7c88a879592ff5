using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Jobs;

/// <summary>What every timer last did and what it cost, for administrators.</summary>
public sealed class GetJobs(JobMonitor watch)
{
    /// <summary>Start, end, outcome, rows, and cost in storage transactions of each timer's last run.</summary>
    [Operation(
        "Lần chạy gần nhất của mỗi tác vụ định kỳ.", "What each timer last did, and what it cost in storage transactions.")]
    [Answer<JobList>]
    public async Task<IResult> Handle(Call call, CancellationToken cancel) => Results.Json(
        new JobList(call.Now, [.. (await watch.AllAsync(cancel)).Select(JobListEntry.Create)]), WireJson.Options);

    /// <summary>The same of the timer <c>{job}</c>: what a run that was asked for does meanwhile.</summary>
    [Operation("Lần chạy gần nhất của một tác vụ.", "What a timer last did; also while a run that was asked for goes on.")]
    [Answer<JobListEntry>, Refuses(404)]
    public async Task<IResult> HandleJob(Call call, CancellationToken cancel)
    {
        var name = call.RouteText("job");
        return (await watch.AllAsync(cancel)).SingleOrDefault(job => job.Timer.Name == name) is { } found
            ? Results.Json(JobListEntry.Create(found), WireJson.Options)
            : Problems.NotFound(call, new Text("Không có tác vụ này.", "There is no such job."));
    }
}
