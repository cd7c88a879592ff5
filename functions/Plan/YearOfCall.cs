using System.Globalization;
using Microsoft.AspNetCore.Http;
using YouthFunctions.Hosting;

namespace YouthFunctions.Plan;

/// <summary>The year that a request names, and its plan.</summary>
public static class YearOfCall
{
    /// <summary>A calendar year, 1900 to 9998, so that the year after can be formed too; null for any other text.</summary>
    public static int? Parse(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1900 and <= 9998 ? year : null;

    /// <summary>The plan of the year in the route; null when there is none.</summary>
    public static async Task<PlanYear?> FindByRouteAsync(this PlanStore plans, Call call, CancellationToken cancel) =>
        Parse(call.RouteText("year")) is { } year ? await plans.ForAsync(call, year, cancel) : null;

    /// <summary>The plan of a year; an administrator, who may be about to change it, gets it as it stands just now.</summary>
    public static Task<PlanYear?> ForAsync(this PlanStore plans, Call call, int year, CancellationToken cancel) =>
        call.SignedIn.Role == Access.Role.Administrator ? plans.FindNowAsync(year, cancel) : plans.FindAsync(year, cancel);

    /// <summary>404: the year has no plan.</summary>
    public static IResult NoPlan(Call call) => Problems.NotFound(call, new Text("Năm này chưa có chương trình công tác.", "This year has no plan."));
}
