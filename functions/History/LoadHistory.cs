using System.Globalization;
using Azure;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Bodies;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Batch;
using YouthFunctions.Units;

namespace YouthFunctions.History;

/// <summary>Loads years before the plan from a CSV file in the body, of units within the caller's reach; with
/// <c>?simulated=true</c> they are marked as such.</summary>
public sealed class LoadHistory(HistoryStore history, PlanStore plans, UnitRegister register)
{
    /// <summary>200 with the years and how many units each got; 422 with every fault and nothing stored.</summary>
    [Operation(
        "Nạp số liệu các năm trước từ tệp CSV.", "Loads years before the plan from a CSV file, one value a line.")]
    [Query("simulated", "true to mark the years as simulated", Type = typeof(bool))]
    [Query("numbers", "vi (1.234,5) or en (1,234.5), when a text can be read in both ways", Words = ["vi", "en"])]
    [CsvBody<HistoryColumns>, Answer<LoadedHistory>, Refuses(409, 415, 422)]
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        if (call.RefuseUnknownQuery("simulated", "numbers") is { } unknown)
            return unknown;
        if (call.ReadFlag("simulated", out var simulated) is { } misread)
            return misread;
        if (NumberStyleParameter.Read(call, out var numbers) is { } unread)
            return unread;
        var planned = await plans.YearsAsync(cancel);
        if (planned.Count == 0 || await plans.FindAsync(planned[^1], cancel) is not { } latest)
            return NoPlan(call);
        var (file, refusal) = await CsvBody.ReadAsync(call, text => HistoryFile.ReadAsync(
            text, latest.Plan, register, call.SignedIn, planned, LocalTime.DayAt(call.Now).Year, numbers, cancel));
        if (file is null)
            return refusal!;
        if (file.Faults.Count > 0)
            return Problems.Invalid(call, file.Faults);
        try
        {
            foreach (var (year, reports) in file.Reports.OrderBy(pair => pair.Key))
            {
                call.Audit.Add("history.loaded", call.SignedIn.Unit, year.ToString(CultureInfo.InvariantCulture),
                    $"{reports.Count} units{(simulated ? ", simulated" : "")}");
                await history.ReplaceAsync(year, latest.Plan, reports, simulated, call.Now, cancel);
            }
        }
        catch (RequestFailedException error) when (error.Status is 404 or 409 or 412)
        {
            return Busy(call);
        }

        return Results.Json(new LoadedHistory(
            file.Lines, simulated,
            [.. file.Reports.OrderBy(pair => pair.Key).Select(pair => new LoadedHistoryYear(pair.Key, pair.Value.Count))]));
    }

    internal static IResult NoPlan(Call call) => Problems.Create(call, StatusCodes.Status409Conflict, "no-plan", new Text(
        "Cần có chương trình công tác của một năm trước đã.", "There must be a plan of some year first."));

    internal static IResult Busy(Call call) => Problems.Create(call, StatusCodes.Status409Conflict, "history-busy", new Text(
        "Một lần nạp khác đang chạy; xin gửi lại sau.", "Another load is going on; please send it again later."), retryAfterSeconds: 5);
}
