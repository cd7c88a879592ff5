using System.Globalization;
using Microsoft.AspNetCore.Http;
using YouthFunctions.Hosting;
using YouthFunctions.Storage;

namespace YouthFunctions.Summaries;

/// <summary>Past and present briefs: a list, and each as the page or the JSON that was kept.</summary>
public sealed class GetBrief(BriefStore briefs, YearChoice years)
{
    /// <summary>The Mondays of a unit's briefs.</summary>
    public async Task<IResult> List(Call call, CancellationToken cancel) => await years.OfAsync(call, withList: false, cancel) is { } chosen
        ? Results.Json(new { unit = call.Unit, year = chosen.Year, weeks = await briefs.WeeksAsync(call.Unit, chosen.Year, cancel) }, Packing.Json)
        : ShowSummary.NoPlan(call);

    /// <summary>A brief as a page.</summary>
    public Task<IResult> Page(Call call, CancellationToken cancel) => FileAsync(call, "html", "text/html; charset=utf-8", cancel);

    /// <summary>A brief as JSON.</summary>
    public Task<IResult> Json(Call call, CancellationToken cancel) => FileAsync(call, "json", "application/json", cancel);

    private async Task<IResult> FileAsync(Call call, string kind, string mediaType, CancellationToken cancel)
    {
        call.Http.Response.Headers.CacheControl = "private, no-store";
        return DateOnly.TryParseExact(call.RouteText("week"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var week)
            && await years.OfAsync(call, withList: false, cancel) is { } chosen
            && await briefs.FindAsync(call.Unit, chosen.Year, week, kind, cancel) is { } content
                ? Results.Bytes(content.ToMemory(), mediaType)
                : Problems.NotFound(call, new Text("Không có bản tin của tuần này.", "There is no brief of this week."));
    }
}
