using System.Globalization;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Plan.Persistence;

/// <summary>The year that a request names, and its plan.</summary>
public static class YearParameter
{
    /// <summary>A calendar year, 1900 to 9998, so that the year after can be formed too; null for any other text.</summary>
    public static int? Parse(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && IsYear(year) ? year : null;

    /// <summary>Whether a number is a year, 1900 to 9998: only of such a one a month can be formed, and the month after it.</summary>
    public static bool IsYear(int number) => number is >= 1900 and <= 9998;

    /// <summary>The plan of the year in the route; null when there is none.</summary>
    public static async Task<ReportingYear?> FindByRouteAsync(this PlanStore plans, Call call, CancellationToken cancel) =>
        Parse(call.RouteText("year")) is { } year ? await plans.FindAsync(call, year, cancel) : null;

    /// <summary>The plan of a year; an administrator, who may be about to change it, gets it as it stands just now.</summary>
    public static Task<ReportingYear?> FindAsync(this PlanStore plans, Call call, int year, CancellationToken cancel) =>
        call.SignedIn.Role == Role.Administrator ? plans.FindNowAsync(year, cancel) : plans.FindAsync(year, cancel);

    /// <summary>404: the year has no plan.</summary>
    public static IResult NoPlan(Call call) =>
        Problems.NotFound(call, new Text("Năm này chưa có chương trình công tác.", "This year has no plan."));
}
