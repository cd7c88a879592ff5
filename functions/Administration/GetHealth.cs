using Azure;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Declarations;
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
    [Operation(
        "Hệ thống có chạy và sẵn sàng không.",
        "Whether the product is up and ready; with the key of an administrator of the centre also its version, jobs and rollups.")]
    [Answer<Health>, Refuses(503)]
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        var isTrusted = call.Caller is { IsAdministrator: true, IsAtCentre: true };
        if (store.WriteBlockReason is { } reason)
            return Problems.Create(call, StatusCodes.Status503ServiceUnavailable, "not-ready", isTrusted
                ? new Text($"Đang chạy, nhưng không lưu được: {reason}", $"Up, but nothing can be saved: {reason}")
                : new Text("Đang chạy, nhưng không lưu được.", "Up, but nothing can be saved."), retryAfterSeconds: 30);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Timeout);
        try
        {
            var jobs = await runs.AllAsync(patience.Token)
                .Select(job => new HealthJob(job.Name, job.State.ToString(), job.StartUtc, job.EndUtc))
                .ToListAsync(patience.Token);
            var health = new Health("ready", Live: true, Ready: true);
            if (!isTrusted)
                return Results.Json(health);
            var rollups = (await freshness.OpenYearsAsync(patience.Token))
                .Select(year => new HealthRollup(year.Key, year.Value.ReflectsUtc, year.Value.IsStale));
            return Results.Json(health with
            {
                Version = ProductVersion.Current,
                NowUtc = clock.GetUtcNow(),
                IsClockMoved = (clock as ProductClock)?.IsMoved ?? false,
                Jobs = jobs,
                Rollups = [.. rollups],
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
