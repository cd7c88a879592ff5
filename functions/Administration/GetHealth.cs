using Azure;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Jobs;
using YouthFunctions.Rollups.Summing;
using YouthFunctions.Storage;

namespace YouthFunctions.Administration;

/// <summary>Whether the product is up (it answers) and ready (storage answers too); for an administrator of the centre also which
/// version it is, when each timer last ran, and whether the rollups keep up.</summary>
public sealed class GetHealth(JobStore runs, RollupFreshness freshness, Store store, TimeProvider clock)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    /// <summary>200 when ready; 503 when storage does not answer in time, or its disk takes nothing more.</summary>
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        var isTrusted = call.Caller is { Role: Role.Administrator, IsAtCentre: true };
        if (store.WriteBlockReason is { } reason)
            return Problems.Create(call, StatusCodes.Status503ServiceUnavailable, "not-ready", isTrusted
                ? new Text($"Đang chạy, nhưng không lưu được: {reason}", $"Up, but nothing can be saved: {reason}")
                : new Text("Đang chạy, nhưng không lưu được.", "Up, but nothing can be saved."), retryAfterSeconds: 30);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Timeout);
        try
        {
            var jobs = await runs.AllAsync(patience.Token)
                .Select(job => new { job = job.Name, state = job.State.ToString(), startUtc = job.StartUtc, endUtc = job.EndUtc })
                .ToListAsync(patience.Token);
            if (!isTrusted)
                return Results.Json(new { status = "ready", live = true, ready = true });
            var rollups = (await freshness.OpenYearsAsync(patience.Token))
                .Select(year => new { year = year.Key, year.Value.ReflectsUtc, year.Value.IsStale });
            return Results.Json(new
            {
                status = "ready",
                live = true,
                ready = true,
                version = ProductVersion.Current,
                nowUtc = clock.GetUtcNow(),
                isClockMoved = (clock as ProductClock)?.IsMoved ?? false,
                jobs,
                rollups,
            });
        }
        catch (Exception error)
            when (error is RequestFailedException or OperationCanceledException or AggregateException && !cancel.IsCancellationRequested)
        {
            return Problems.Create(call, StatusCodes.Status503ServiceUnavailable, "not-ready", new Text(
                "Đang chạy, nhưng kho dữ liệu không trả lời.", "Up, but storage does not answer."), retryAfterSeconds: 5);
        }
    }
}
