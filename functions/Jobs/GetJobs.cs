using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Jobs.Runs;
using YouthFunctions.Queues;

namespace YouthFunctions.Jobs;

/// <summary>What every timer last did and what it cost, for administrators.</summary>
public sealed class GetJobs(JobMonitor watch, RunStore runs, QueueMonitor queues)
{
    /// <summary>Start, end, outcome, rows, and cost in storage transactions of each timer's last run; how far those in parts are; and
    /// how many messages wait or were given up.</summary>
    [Operation(
        "Lần chạy gần nhất của mỗi tác vụ định kỳ, và các hàng đợi.",
        "What each timer last did, what it cost in storage transactions, and how the queues stand.")]
    [Answer<JobList>]
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        var begun = await runs.AllAsync(cancel).ToDictionaryAsync(run => run.Job, cancellationToken: cancel);
        var entries = (await watch.AllAsync(cancel))
            .Select(job => JobListEntry.Create(job, begun.GetValueOrDefault(job.Timer.Name), null, call.Now));
        return Results.Json(
            new JobList(call.Now, [.. entries], [.. (await queues.AllAsync(cancel)).Select(JobListQueueEntry.Create)]), WireJson.Options);
    }

    /// <summary>The same of the timer <c>{job}</c>, with its parts that run or failed: what a run that was asked for does
    /// meanwhile.</summary>
    [Operation(
        "Lần chạy gần nhất của một tác vụ, và các phần của nó.",
        "What a timer last did; also while a run that was asked for goes on, and how far its parts are.")]
    [Answer<JobListEntry>, Refuses(404)]
    public async Task<IResult> HandleJob(Call call, CancellationToken cancel)
    {
        var name = call.RouteText("job");
        if ((await watch.AllAsync(cancel)).SingleOrDefault(job => job.Timer.Name == name) is not { } found)
            return Problems.NotFound(call, new Text("Không có tác vụ này.", "There is no such job."));
        var run = await runs.FindAsync(name, cancel);
        var parts = run is null ? null : await runs.PartsAsync(run, cancel);
        return Results.Json(JobListEntry.Create(found, run, parts, call.Now), WireJson.Options);
    }
}
