using System.Globalization;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Pages;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Units;

namespace YouthFunctions.Briefs;

/// <summary>Past and present briefs: a list, and each as the page or the JSON that was kept.</summary>
public sealed class GetBrief(BriefStore briefs, YearSelector years, UnitRegister register)
{
    private const string Latest = "latest";

    /// <summary>The Mondays of a unit's briefs.</summary>
    [Operation("Các bản tin tuần đã có.", "The weeks of which there is a brief.")]
    [QueryOf<YearSelector>]
    [Answer<BriefList>]
    public async Task<IResult> List(Call call, CancellationToken cancel)
    {
        if (!(await years.SelectAsync(call, withList: false, cancel)).TryGet(out var chosen, out var refusal))
            return refusal;
        return call.UnitIn(register.TreeOf(chosen.Year)) is { Code: var unit }
            ? Results.Json(new BriefList(unit, chosen.Year, await briefs.WeeksAsync(unit, chosen.Year, cancel)), WireJson.Options)
            : YearParameter.NoUnit(call);
    }

    /// <summary>A brief as a page, in the caller's language; <c>latest</c> leads on to the latest one.</summary>
    public async Task<IResult> Page(Call call, CancellationToken cancel)
    {
        if (call.RouteText("week") == Latest)
            return await ToLatestAsync(call, cancel);
        const string Html = "text/html; charset=utf-8";
        PageResult.RememberLanguage(call);
        var page = await FileAsync(call, BriefStore.PageEnding(call.Language), Html, cancel);
        // Briefs of before there were two languages are Vietnamese.
        return call.Language == Language.English && page is IStatusCodeHttpResult { StatusCode: StatusCodes.Status404NotFound }
            ? await FileAsync(call, BriefStore.PageEnding(Language.Vietnamese), Html, cancel)
            : page;
    }

    /// <summary>A brief as JSON.</summary>
    [Operation("Bản tin của một tuần.", "The brief of a week; the week is its Monday.")]
    [QueryOf<YearSelector>]
    [Answer<BriefDocument>]
    public Task<IResult> Json(Call call, CancellationToken cancel) => FileAsync(call, "json", "application/json", cancel);

    private async Task<IResult> ToLatestAsync(Call call, CancellationToken cancel)
    {
        if (!(await years.SelectAsync(call, withList: false, cancel)).TryGet(out var chosen, out var refusal))
            return refusal;
        if (call.UnitIn(register.TreeOf(chosen.Year)) is not { Code: var unit })
            return YearParameter.NoUnit(call);
        var (top, first) = (LevelWords.Top, LevelWords.First);
        if (await briefs.WeeksAsync(unit, chosen.Year, cancel) is not [var week, ..])
            return Problems.NotFound(call, new Text(
                $"Chưa có bản tin nào: bản tin được lập mỗi thứ Hai cho {top.Vietnamese} và các {first.Vietnamese}.",
                $"There is no brief yet: one is made each Monday for the {top.English} and for every {first.English}."));
        call.Http.Response.Headers.Location =
            string.Create(CultureInfo.InvariantCulture, $"/briefs/{unit}/{week:yyyy-MM-dd}?year={chosen.Year}");
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    private async Task<IResult> FileAsync(Call call, string kind, string mediaType, CancellationToken cancel)
    {
        call.Http.Response.Headers.CacheControl = "private, no-store";
        if (!(await years.SelectAsync(call, withList: false, cancel)).TryGet(out var chosen, out var refusal))
            return refusal;
        return DateOnly.TryParseExact(call.RouteText("week"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var week)
            && call.UnitIn(register.TreeOf(chosen.Year)) is { } unit
            && await briefs.FindAsync(unit.Code, chosen.Year, week, kind, cancel) is { } content
                ? Results.Bytes(content.ToMemory(), mediaType)
                : Problems.NotFound(call, new Text("Không có bản tin của tuần này.", "There is no brief of this week."));
    }
}
