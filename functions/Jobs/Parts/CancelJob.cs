using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Jobs.Runs;

namespace YouthFunctions.Jobs.Parts;

/// <summary>Ends a run of parts on an administrator's word: no further part is begun, and what comes after them is left out.</summary>
public sealed class CancelJob(RunStore runs, JobStore jobs, FunctionList functions)
{
    private const int MaxAttempts = 20;

    /// <summary>200 with how far it came; 404 for an unknown job, 409 when it has no run that could be ended.</summary>
    [Operation(
        "Dừng lượt chạy đang dở của một tác vụ.",
        "Ends the run of a job in parts that is under way: no further part is begun, and what comes after them is left out.")]
    [Answer<CancelledRun>, Refuses(404), Refuses(409)]
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        var job = call.RouteText("job");
        if (functions.Timers.All(timer => timer.Name != job))
            return Problems.NotFound(call, new Text("Không có tác vụ này.", "There is no such job."));
        for (var left = MaxAttempts; left > 0; left--)
        {
            if (await runs.FindAsync(job, cancel) is not { IsActive: true } run)
                return Problems.Create(call, StatusCodes.Status409Conflict, "no-run", new Text(
                    "Tác vụ này không có lượt chạy nào đang dở.", "This job has no run under way."));
            if (await runs.TryChangeAsync(run with { Phase = RunPhase.Cancelled, EndUtc = call.Now, Until = null }, cancel) is null)
                continue; // a part was counted meanwhile
            await jobs.EndAsync(
                new JobRecord(
                    job, RunState.Stopped, run.StartUtc, call.Now, null, null, run.Transactions, null,
                    $"It was cancelled by {call.SignedIn.Id}."),
                cancel);
            return Results.Json(
                new CancelledRun(job, run.Id, "cancelled", run.AllParts, run.Done, run.Failed), WireJson.Options);
        }

        throw new TimeoutException($"Others kept changing the run of {job} {MaxAttempts} times meanwhile.");
    }
}
