using YouthFunctions.Pages;
using YouthFunctions.Plan;
using YouthFunctions.Summaries.Standings;

namespace YouthFunctions.Summaries.Parts;

/// <summary>A list of large activities under a title.</summary>
public sealed record ActivityListView(string Title, IReadOnlyList<Activity> Activities, YearPlan Plan, Localizer Localizer)
{
    /// <summary>What goes on or begins in the weeks after a day.</summary>
    public static ActivityListView Upcoming(Summary summary, DateOnly today, Localizer localizer) => new(
        localizer.Localize("Hoạt động lớn các tuần tới", "Large activities of the coming weeks"), [.. summary.Upcoming(today)],
        summary.Plan, localizer);

    /// <summary>What moves one indicator in the year.</summary>
    public static ActivityListView ForIndicator(IReadOnlyList<Activity> activities, YearPlan plan, Localizer localizer) => new(
        localizer.Localize("Hoạt động lớn tác động đến chỉ tiêu này", "Large activities that move this indicator"), activities, plan,
        localizer);

    /// <summary>The names of what an activity moves; empty for nothing. An indicator that the plan no longer has goes unsaid.</summary>
    public string IndicatorsOf(Activity activity) => string.Join(
        ", ", activity.Indicators.Select(Plan.Find).OfType<Indicator>().Select(indicator => Localizer.Localize(indicator.Name)));
}
