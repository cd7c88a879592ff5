using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Storage;
using YouthFunctions.Storage.Pipeline;

namespace YouthFunctions.Jobs;

/// <summary>Runs a timer now, for an administrator, and answers when it is done; when it is done in parts, where its state
/// can be read meanwhile.</summary>
public sealed class RunJob(FunctionList functions, IServiceProvider services)
{
    /// <summary>The rollup of what was reported since the last run.</summary>
    public Task<IResult> Rollup(Call call, CancellationToken cancel) => RunAsync(call, "RollUp", cancel);

    /// <summary>The forecast of every unit.</summary>
    public Task<IResult> Forecast(Call call, CancellationToken cancel) => RunAsync(call, "Forecast", cancel);

    /// <summary>The snapshot for analysts.</summary>
    public Task<IResult> Export(Call call, CancellationToken cancel) => RunAsync(call, "Export", cancel);

    /// <summary>The copy of all tables.</summary>
    public Task<IResult> Backup(Call call, CancellationToken cancel) => RunAsync(call, "Backup", cancel);

    private async Task<IResult> RunAsync(Call call, string timer, CancellationToken cancel)
    {
        StorageTimeBudget.AllowSlowCalls();
        // The runner knows every handler, this one included: it cannot be a constructor parameter.
        var result = await services.GetRequiredService<TimerRunner>().RunAsync(functions.Timer(timer), onDemand: true, cancel);
        if (result.State == RunState.InParts)
            call.Http.Response.Headers.Location = $"/api/jobs/{timer}";
        return result switch
        {
            { State: RunState.InParts, Outcome: { } outcome } => Results.Json(
                new { job = timer, state = "running", summary = outcome.Summary }, statusCode: StatusCodes.Status202Accepted),
            { State: RunState.Succeeded, Outcome: { } outcome } =>
                Results.Json(new { job = timer, state = "succeeded", rows = outcome.Rows, summary = outcome.Summary }),
            { State: RunState.Skipped } => Problems.Create(call, StatusCodes.Status409Conflict, "job-running", new Text(
                "Tác vụ này đang chạy; xin đợi rồi thử lại.", "This job is running already; please wait and try again."),
                retryAfterSeconds: 10),
            { State: RunState.Stopped } => Problems.Create(call, StatusCodes.Status503ServiceUnavailable, "job-stopped", new Text(
                "Tác vụ bị dừng giữa chừng; lần chạy sau sẽ làm tiếp.", "The job was stopped before its end; its next run goes on."),
                retryAfterSeconds: 10),
            _ => Problems.Create(call, StatusCodes.Status500InternalServerError, "job-failed", new Text(
                $"Tác vụ {timer} không chạy được: {result.Error}", $"The job {timer} failed: {result.Error}")),
        };
    }
}
