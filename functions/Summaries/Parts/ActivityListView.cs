using YouthFunctions.Pages;
using YouthFunctions.Plan;
using YouthFunctions.Summaries.Standings;

namespace YouthFunctions.Summaries.Parts;

/// <summary>A list of large activities under a title.</summary>
public sealed record ActivityListView(string Title, IReadOnlyList<Activity> Activities, YearPlan Plan, Words Words)
{
    /// <summary>What goes on or begins in the weeks after a day.</summary>
    public static ActivityListView Ahead(Summary summary, DateOnly today, Words words) => new(
        words.Say("Hoạt động lớn các tuần tới", "Large activities of the coming weeks"), [.. summary.Ahead(today)], summary.Plan, words);

    /// <summary>What moves one indicator in the year.</summary>
    public static ActivityListView Moving(IReadOnlyList<Activity> activities, YearPlan plan, Words words) => new(
        words.Say("Hoạt động lớn tác động đến chỉ tiêu này", "Large activities that move this indicator"), activities, plan, words);
}
