using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Bodies;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Plan.Persistence;

namespace YouthFunctions.Plan.Editing;

/// <summary>The calendar of the year's large activities, which the centre's administrator keeps.</summary>
public sealed class EditActivities(PlanStore plans)
{
    private const int MaxActivities = 300;
    private const int MaxNameLength = 200;

    private sealed record ActivityList(IReadOnlyList<Activity> Activities);

    /// <summary><c>GET api/activities/{year}</c>: in the order of their days.</summary>
    [Operation("Lịch các hoạt động lớn trong năm.", "The calendar of the year's large activities.")]
    [Answer<ActivityCalendar>, Refuses(404)]
    public async Task<IResult> Get(Call call, CancellationToken cancel) =>
        await plans.FindByRouteAsync(call, cancel) is { } reportingYear
            ? Answer(call, reportingYear.Plan.Year, reportingYear.Activities)
            : YearParameter.NoPlan(call);

    /// <summary><c>PUT api/activities/{year}</c> with the whole calendar, in place of the one before.</summary>
    [Operation(
        "Đặt lịch các hoạt động lớn.", "Sets the calendar of large activities, with the indicators that each moves.",
        Headers = ["If-Match"])]
    [Body<ActivityList>, Answer<ActivityCalendar>, Refuses(404, 412, 415, 422)]
    public async Task<IResult> Put(Call call, CancellationToken cancel)
    {
        if (YearParameter.Parse(call.RouteText("year")) is not { } year)
            return YearParameter.NoPlan(call);
        var sent = (await StrictJson.ReadAsync<ActivityList>(call, cancel)).Activities;
        Activity[] activities = [.. sent.Select(Normalize).OrderBy(activity => activity.From).ThenBy(activity => activity.To)];
        var first = new FirstReadVersion();
        var refusal = await plans.ChangeAsync(
            year,
            stored =>
            {
                if (stored.Plan is not { } plan)
                    return PlanChange.Refused(YearParameter.NoPlan(call));
                var tag = Preconditions.ComputeTag(stored.Activities);
                var faults = Faults(sent, plan);
                if (faults.Count > 0)
                    return PlanChange.Refused(Problems.Invalid(call, faults));
                return (Preconditions.Refusal(call, tag) ?? (first.Differs(tag) ? Preconditions.Changed(call) : null)) is { } changed
                    ? PlanChange.Refused(changed)
                    : PlanChange.Activities(activities);
            },
            cancel);
        if (refusal is not null)
            return refusal;
        call.Audit.Add("activities.set", subject: call.RouteText("year"), detail: $"{activities.Length} activities");
        return Answer(call, year, activities);
    }

    /// <summary>Every fault of a calendar of activities of a plan's year; none when it can be taken.</summary>
    public static IReadOnlyList<Fault> Faults(IReadOnlyList<Activity> sent, YearPlan plan) =>
    [
        .. sent.SelectMany((activity, index) => Faults(activity, index, plan)),
        .. sent.Count <= MaxActivities ? [] : new[]
        {
            new Fault("/activities", "activities.many", new($"Tối đa {MaxActivities} hoạt động.", $"{MaxActivities} activities at most.")),
        },
    ];

    // A name that breaks the rule of texts is refused before anything is stored.
    private static Activity Normalize(Activity activity) => activity with
    {
        Name = new(
            PrintableText.Clean(activity.Name.Vietnamese, MaxNameLength) ?? "",
            PrintableText.Clean(activity.Name.English, MaxNameLength) ?? ""),
    };

    private static IEnumerable<Fault> Faults(Activity activity, int index, YearPlan plan)
    {
        var pointer = $"/activities/{index}";
        if (PrintableText.Clean(activity.Name.Vietnamese, MaxNameLength) is null
            || PrintableText.Clean(activity.Name.English, MaxNameLength) is null)
            yield return new Fault($"{pointer}/name", "activity.name", new(
                $"Cần tên tiếng Việt và tiếng Anh gồm ký tự in được, tối đa {MaxNameLength} ký tự.",
                $"A name in Vietnamese and English is needed, of {MaxNameLength} printable characters at most."));
        // A winter's may begin the year before or end the year after; nothing can be drawn of one that ends in 9999.
        if ((activity.From.Year != plan.Year && activity.To.Year != plan.Year)
            || activity.From.Year < plan.Year - 1 || activity.To.Year > plan.Year + 1)
            yield return new Fault(
                $"{pointer}/from", "activity.year", new($"Hoạt động không thuộc năm {plan.Year}.", $"The activity is not of {plan.Year}."));
        if (activity.To < activity.From)
            yield return new Fault($"{pointer}/to", "activity.days", new("Ngày kết thúc trước ngày bắt đầu.", "It ends before it begins."));
        for (var i = 0; i < activity.Indicators.Count; i++)
            if (plan.Find(activity.Indicators[i]) is null)
                yield return new Fault(
                    $"{pointer}/indicators/{i}", "indicator.unknown",
                    new("Chương trình không có chỉ tiêu này.", "The plan has no such indicator."));
    }

    private static IResult Answer(Call call, int year, IReadOnlyList<Activity> activities)
    {
        call.Http.Response.Headers.ETag = Preconditions.ComputeTag(activities);
        return Results.Json(new ActivityCalendar(year, activities), WireJson.Options);
    }
}
