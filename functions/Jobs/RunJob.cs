using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Jobs.Runs;
using YouthFunctions.Storage;
using YouthFunctions.Storage.Pipeline;

namespace YouthFunctions.Jobs;

/// <summary>Begins a timer's run now, for an administrator, and answers 202 with the place where its state can be read
/// (<see cref="GetJobs"/>): a run can take longer than any platform lets a request.</summary>
public sealed class RunJob(FunctionList functions, RunStore runs, IServiceProvider services)
{
    /// <summary>The rollup of what was reported since the last run.</summary>
    [Operation("Tổng hợp ngay.", "Rolls up now what was reported since the last run.")]
    [Answer<StartedJob>(202), Refuses(409)]
    public Task<IResult> Rollup(Call call, CancellationToken cancel) => RunAsync(call, "RollUp", cancel);

    /// <summary>The forecast of every unit.</summary>
    [Operation("Dự báo ngay.", "Forecasts every unit now.")]
    [Answer<StartedJob>(202), Refuses(409)]
    public Task<IResult> Forecast(Call call, CancellationToken cancel) => RunAsync(call, "Forecast", cancel);

    /// <summary>The snapshot for analysts.</summary>
    [Operation("Xuất dữ liệu ngay.", "Publishes a snapshot now.")]
    [Answer<StartedJob>(202), Refuses(409)]
    public Task<IResult> Export(Call call, CancellationToken cancel) => RunAsync(call, "Export", cancel);

    /// <summary>The copy of all tables.</summary>
    [Operation("Sao lưu ngay mọi bảng.", "Copies all tables now.")]
    [Answer<StartedJob>(202), Refuses(409)]
    public Task<IResult> Backup(Call call, CancellationToken cancel) => RunAsync(call, "Backup", cancel);

    private async Task<IResult> RunAsync(Call call, string timer, CancellationToken cancel)
    {
        // The runner knows every handler, this one included: it cannot be a constructor parameter.
        if (await StorageTimeBudget.WaitAsync(runs.FindAsync(timer, cancel), cancel) is { IsActive: true })
            return RefuseRunning(call, timer);
        var result = await StorageTimeBudget.WaitAsync(
            services.GetRequiredService<DetachedRuns>().BeginAsync(functions.Timer(timer)), cancel);
        if (result is null)
            call.Http.Response.Headers.Location = Place(timer);
        return result switch
        {
            null => Results.Json(new StartedJob(timer, "running", call.Now), statusCode: StatusCodes.Status202Accepted),
            { State: RunState.Skipped } => RefuseRunning(call, timer),
            { State: RunState.Stopped } => Problems.Create(call, StatusCodes.Status503ServiceUnavailable, "job-stopped", new Text(
                "Hệ thống đang dừng nên tác vụ chưa chạy; xin thử lại.",
                "The product is being stopped, so the job was not begun; please try again."),
                retryAfterSeconds: 10),
            _ => Problems.Create(call, StatusCodes.Status503ServiceUnavailable, "job-not-begun", new Text(
                $"Tác vụ {timer} không bắt đầu được; xin thử lại.", $"The job {timer} could not be begun; please try again."),
                retryAfterSeconds: 10),
        };
    }

    private static IResult RefuseRunning(Call call, string timer)
    {
        call.Http.Response.Headers.Location = Place(timer);
        return Problems.Create(call, StatusCodes.Status409Conflict, "job-running", new Text(
            $"Tác vụ này đang chạy; xem tình trạng tại {Place(timer)}.",
            $"This job is running already; see how it does at {Place(timer)}."), retryAfterSeconds: 10);
    }

    private static string Place(string timer) => $"/api/jobs/{timer}";
}
