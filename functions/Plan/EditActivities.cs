using System.Globalization;
using Microsoft.AspNetCore.Http;
using YouthFunctions.Access;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Hosting;
using YouthFunctions.Storage;

namespace YouthFunctions.Plan;

/// <summary>The calendar of the year's large activities, which the centre's administrator keeps.</summary>
public sealed class EditActivities(PlanStore plans, AuditTrail audit)
{
    private const int ActivitiesAtMost = 300;
    private const int NameAtMost = 200;

    private sealed record Calendar(IReadOnlyList<Activity> Activities);

    /// <summary><c>GET api/activities/{year}</c>: in the order of their days.</summary>
    public async Task<IResult> Get(Call call, CancellationToken cancel) =>
        await plans.FindByRouteAsync(call, cancel) is { } found ? Answer(found) : YearOfCall.NoPlan(call);

    /// <summary><c>PUT api/activities/{year}</c> with the whole calendar, in place of the one before.</summary>
    public async Task<IResult> Put(Call call, CancellationToken cancel)
    {
        if (await plans.FindByRouteAsync(call, cancel) is not { } found)
            return YearOfCall.NoPlan(call);
        if (call.SignedIn.Unit != UnitCode.Country)
            return Problems.Of(call, StatusCodes.Status403Forbidden, "country-only", new Text(
                "Lịch hoạt động do Trung ương đặt.", "The calendar of activities is kept by the centre."));
        var sent = (await StrictJson.ReadAsync<Calendar>(call, cancel)).Activities;
        var faults = sent.SelectMany((activity, index) => Faults(activity, index, found.Plan)).ToList();
        if (sent.Count > ActivitiesAtMost)
            faults.Add(new Fault("/activities", "activities.many", new($"Tối đa {ActivitiesAtMost} hoạt động.", $"{ActivitiesAtMost} activities at most.")));
        if (faults.Count > 0)
            return Problems.Invalid(call, faults);
        Activity[] activities =
        [
            .. sent.Select(activity => activity with { Name = new(activity.Name.Vietnamese.Trim().Normalize(), activity.Name.English.Trim().Normalize()) })
                .OrderBy(activity => activity.From).ThenBy(activity => activity.To),
        ];
        await plans.SaveActivitiesAsync(found.Plan.Year, activities, cancel);
        await audit.AddAsync(
            new AuditEntry(call.Now, call.SignedIn.Id, "activities.set", UnitCode.Country, found.Plan.Year.ToString(CultureInfo.InvariantCulture), $"{activities.Length} activities"), cancel);
        return Answer(found with { Activities = activities });
    }

    private static IEnumerable<Fault> Faults(Activity activity, int index, YearPlan plan)
    {
        var at = $"/activities/{index}";
        if (string.IsNullOrWhiteSpace(activity.Name.Vietnamese) || string.IsNullOrWhiteSpace(activity.Name.English) || activity.Name.Vietnamese.Length > NameAtMost || activity.Name.English.Length > NameAtMost)
            yield return new Fault($"{at}/name", "activity.name", new($"Cần tên tiếng Việt và tiếng Anh, tối đa {NameAtMost} ký tự.", $"A name in Vietnamese and English is needed, of {NameAtMost} characters at most."));
        // A winter's may begin the year before or end the year after; nothing can be drawn of one that ends in 9999.
        if ((activity.From.Year != plan.Year && activity.To.Year != plan.Year) || activity.From.Year < plan.Year - 1 || activity.To.Year > plan.Year + 1)
            yield return new Fault($"{at}/from", "activity.year", new($"Hoạt động không thuộc năm {plan.Year}.", $"The activity is not of {plan.Year}."));
        if (activity.To < activity.From)
            yield return new Fault($"{at}/to", "activity.days", new("Ngày kết thúc trước ngày bắt đầu.", "It ends before it begins."));
        for (var i = 0; i < activity.Indicators.Count; i++)
            if (plan.Find(activity.Indicators[i]) is null)
                yield return new Fault($"{at}/indicators/{i}", "indicator.unknown", new("Chương trình không có chỉ tiêu này.", "The plan has no such indicator."));
    }

    private static IResult Answer(PlanYear found) => Results.Json(new { found.Plan.Year, found.Activities }, Packing.Json);
}
