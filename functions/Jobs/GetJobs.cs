using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Jobs.Runs;
using YouthFunctions.Queues;
using YouthFunctions.Storage;

namespace YouthFunctions.Jobs;

/// <summary>What every timer last did and what it cost, for administrators.</summary>
public sealed class GetJobs(JobMonitor watch, RunStore runs, QueueMonitor queues)
{
    private const int MaxFailedShown = 20;

    /// <summary>Start, end, outcome, rows, and cost in storage transactions of each timer's last run; how far those in parts are; and
    /// how many messages wait or were given up.</summary>
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        var begun = await runs.AllAsync(cancel).ToDictionaryAsync(run => run.Job, cancellationToken: cancel);
        return Results.Json(
            new
            {
                nowUtc = call.Now,
                jobs = (await watch.AllAsync(cancel))
                    .Select(job => Describe(job, Describe(begun.GetValueOrDefault(job.Timer.Name), null, call.Now))),
                queues = (await queues.AllAsync(cancel))
                    .Select(queue => new { function = queue.Function.Name, queue.Waiting, queue.Poison }),
            },
            Packing.Json);
    }

    /// <summary>The same of the timer <c>{job}</c>, with its parts that run or failed.</summary>
    public async Task<IResult> One(Call call, CancellationToken cancel)
    {
        var name = call.RouteText("job");
        if ((await watch.AllAsync(cancel)).SingleOrDefault(job => job.Timer.Name == name) is not { } found)
            return Problems.NotFound(call, new Text("Không có tác vụ này.", "There is no such job."));
        var run = await runs.FindAsync(name, cancel);
        return Results.Json(
            Describe(found, Describe(run, run is null ? null : await runs.PartsAsync(run, cancel), call.Now)), Packing.Json);
    }

    private static object Describe(JobStatus job, object? parts) => new
    {
        job = job.Timer.Name,
        job.Timer.Schedule,
        State = job.Last?.State switch
        {
            null => "never",
            RunState.InParts => "running",
            { } state => state.ToString().ToLowerInvariant(),
        },
        job.Last?.StartUtc,
        job.Last?.EndUtc,
        job.Last?.SucceededUtc,
        job.NextUtc,
        job.IsLate,
        job.Last?.Rows,
        job.Last?.Transactions,
        job.Last?.Summary,
        job.Last?.Error,
        parts,
    };

    private static object? Describe(JobRun? run, IReadOnlyList<PartRecord>? parts, DateTimeOffset now) => run is null ? null : new
    {
        run = run.Id,
        state = run.Phase.ToString().ToLowerInvariant(),
        run.StartUtc,
        run.EndUtc,
        expectedEndUtc = run.ExpectedEndUtc(now),
        run.Total,
        run.Done,
        run.Failed,
        running = parts?.Count(part => part.State == PartState.Running),
        failures = parts?.Where(part => part.Error is not null && part.State != PartState.Done).Take(MaxFailedShown)
            .Select(part => new { part = part.Part.ToString(), part.State, part.Attempts, part.Error }),
    };
}
