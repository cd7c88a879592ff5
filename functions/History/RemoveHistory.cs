using System.Globalization;
using Azure;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Plan.Persistence;

namespace YouthFunctions.History;

/// <summary>Removes a loaded year, or with <c>?simulated=true</c> only what was simulated of it.</summary>
public sealed class RemoveHistory(HistoryStore history, PlanStore plans)
{
    /// <summary>200 with how many units' parts were removed; a year with a plan has no history and is refused.</summary>
    [Operation("Xóa một năm đã nạp.", "Removes a loaded year.")]
    [Query("year", "a loaded year", Type = typeof(int), Example = "2023", IsRequired = true)]
    [Query("simulated", "true to remove only what is marked as simulated", Type = typeof(bool))]
    [Answer<RemovedHistory>, Refuses(409)]
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        if (call.RefuseUnknownQuery("year", "simulated") is { } unknown)
            return unknown;
        if (call.ReadFlag("simulated", out var onlySimulated) is { } refusal)
            return refusal;
        if (YearParameter.ReadRequired(call, out var year) is { } malformed)
            return malformed;
        var planned = await plans.YearsAsync(cancel);
        if (planned.Count == 0 || await plans.FindAsync(planned[^1], cancel) is not { } latest)
            return LoadHistory.NoPlan(call);
        if (planned.Contains(year))
            return Problems.Create(call, StatusCodes.Status409Conflict, "year-has-plan", new Text(
                $"Năm {year} có báo cáo riêng, không phải lịch sử nạp vào.",
                $"The year {year} has reports of its own and no loaded history."));
        try
        {
            var removed = await history.RemoveAsync(year, latest.Plan, onlySimulated, call.Now, cancel);
            call.Audit.Add("history.removed", subject: year.ToString(CultureInfo.InvariantCulture), detail: $"{removed} units");
            return Results.Json(new RemovedHistory(year, removed));
        }
        catch (RequestFailedException error) when (error.Status is 404 or 409 or 412)
        {
            return LoadHistory.Busy(call);
        }
    }
}
