using System.Globalization;
using System.Text.Json;
using YouthFunctions.Administration.Desks;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Bodies;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Pages;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Editing;
using YouthFunctions.Plan.Persistence;

namespace YouthFunctions.Administration.Plans;

/// <summary>The large activities of a year by hand, one by one: added, changed, taken out, each after a look at what will change.</summary>
public sealed class ActivitiesDesk(EditActivities activities, YearSelector years)
{
    private static readonly Text Title = new("Hoạt động lớn trong năm", "Large activities of the year");
    private static readonly string[] Names = ["year", "tag", "step", "at", "name-vi", "name-en", "from", "to", "remove", "indicators"];

    /// <summary>The activities of the year <c>?year=</c>; with <c>?at=</c> the form holds that one, counted from 0.</summary>
    public async Task<IResult> Show(Call call, CancellationToken cancel)
    {
        if (!(await years.SelectAsync(call, withList: true, cancel)).TryGet(out var chosen, out var refusal))
            return refusal;
        var all = chosen.ReportingYear.Activities;
        return Page(call, chosen, Write(At(all, call.QueryText("at") ?? ""), call.QueryText("at") ?? ""), null);
    }

    /// <summary>Sets the activity <c>at</c>, adds one without it, or takes it out (<c>remove=true</c>): <c>step=look</c> shows what will
    /// change, <c>step=apply</c> changes it.</summary>
    public async Task<IResult> Submit(Call call, CancellationToken cancel)
    {
        if (SignIn.RefuseForm(call) is { } foreign)
            return foreign;
        var form = await RequestContent.ReadFormAsync(call, cancel);
        var typed = Names.ToDictionary(name => name, name => string.Join(',', form[name].OfType<string>()).Trim());
        if (!(await years.SelectAsync(call, YearParameter.Parse(typed["year"]), cancel)).TryGet(out var chosen, out var refusal))
            return refusal;
        var all = chosen.ReportingYear.Activities;
        var old = At(all, typed["at"]);
        if (typed["at"].Length > 0 && old is null)
            return Page(call, chosen, typed, Problems.Find(Preconditions.Changed(call)));
        Activity? now = null;
        if (typed["remove"] != "true")
        {
            var unread = new List<Fault>();
            now = Read(typed, unread);
            if (unread.Count > 0)
                return Page(call, chosen, typed, Problems.Find(Problems.Invalid(call, unread)));
        }

        Activity[] wanted = [.. all.Where(activity => activity != old), .. now is null ? [] : new[] { now }];
        if (typed["step"] == "apply")
        {
            var problem = await ApiRequest.SendAsync(
                call, activities.Put, "application/json", JsonSerializer.Serialize(new { activities = wanted }, WireJson.Options),
                new Dictionary<string, object?> { ["year"] = chosen.Year.ToString(CultureInfo.InvariantCulture) }, "", cancel,
                typed["tag"]);
            return problem is null
                ? SignIn.SeeOther(call, string.Create(CultureInfo.InvariantCulture, $"/manage/activities?year={chosen.Year}&done=1"))
                : Page(call, chosen, typed, problem);
        }

        var faults = EditActivities.Faults(wanted, chosen.ReportingYear.Plan);
        return faults.Count > 0
            ? Page(call, chosen, typed, Problems.Find(Problems.Invalid(call, faults)))
            : Confirm(call, chosen, typed, old, now);
    }

    private static Activity Read(Dictionary<string, string> typed, List<Fault> faults)
    {
        if (!TryReadDay(typed["from"], out var from) | !TryReadDay(typed["to"], out var to))
            faults.Add(new Fault("from", "activity.days", new Text(
                "Cần ngày bắt đầu và ngày kết thúc.", "The first and the last day are needed.")));
        var codes = new List<IndicatorCode>();
        foreach (var code in typed["indicators"].Split(',', StringSplitOptions.RemoveEmptyEntries))
            if (IndicatorCode.TryParse(code, out var indicator))
                codes.Add(indicator);
            else
                faults.Add(new Fault("indicators", "indicator.unknown", new Text(
                    $"Chương trình không có chỉ tiêu {code}.", $"The plan has no indicator {code}.")));
        return new Activity(new Text(typed["name-vi"], typed["name-en"]), from, to, codes);
    }

    private static PageResult Confirm(Call call, SelectedYear chosen, Dictionary<string, string> typed, Activity? old, Activity? now)
    {
        call.Audit.MarkUnchanged();
        typed.Remove("step");
        var localizer = new Localizer(call.Language);
        var plan = chosen.ReportingYear.Plan;
        string Describe(Activity? activity) => activity is null ? "–" : string.Join("; ", new[]
        {
            $"{localizer.FormatDate(activity.From)} – {localizer.FormatDate(activity.To)}",
            activity.Name.Vietnamese, activity.Name.English,
            string.Join(", ", activity.Indicators.Select(
                code => plan.Find(code) is { } known ? localizer.Localize(known.Name) : code.ToString())),
        }.Where(part => part.Length > 0));
        var lines = Describe(old) == Describe(now)
            ? Array.Empty<ConfirmLine>()
            : [new ConfirmLine(localizer.Localize((now ?? old)!.Name), Describe(old), now is null
                ? localizer.Localize("bỏ khỏi lịch", "taken out of the calendar") : Describe(now))];
        return new PageResult(call, ConfirmPage.Create(new ConfirmView(
            new PageShell(call, call.Localize(new Text("Đổi lịch hoạt động", "Change the calendar of activities")), [], null),
            string.Create(CultureInfo.InvariantCulture, $"/manage/activities?year={chosen.Year}"), "/manage/activities", lines,
            call.Localize(new Text(
                "Dự báo đêm nay tính theo lịch mới; báo cáo không đổi. Hoàn tác: nhập lại như cũ.",
                "Tonight's forecast follows the new calendar; no report changes. To undo: enter what stood before.")), typed)));
    }

    private static PageResult Page(Call call, SelectedYear chosen, IReadOnlyDictionary<string, string> typed, Problem? problem) => new(
        call,
        ActivitiesDeskPage.Create(new ActivitiesDeskView(
            new PageShell(call, call.Localize(Title), [], chosen) { HasFaults = problem is not null },
            chosen.ReportingYear.Plan, chosen.ReportingYear.Activities, typed, problem)),
        problem?.Status ?? StatusCodes.Status200OK);

    private static Activity? At(IReadOnlyList<Activity> all, string at) =>
        int.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < all.Count ? all[index] : null;

    private static Dictionary<string, string> Write(Activity? activity, string at) => activity is null ? [] : new()
    {
        ["at"] = at,
        ["name-vi"] = activity.Name.Vietnamese,
        ["name-en"] = activity.Name.English,
        ["from"] = activity.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["to"] = activity.To.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["indicators"] = string.Join(',', activity.Indicators),
    };

    private static bool TryReadDay(string typed, out DateOnly day) =>
        DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
