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
        Parse(call.RouteText("year")) is { } year ? await plans.FindAsync(year, cancel) : null;

    /// <summary>404: the year has no plan.</summary>
    public static IResult NoPlan(Call call) => Problems.NotFound(call, new Text("Năm này chưa có chương trình công tác.", "This year has no plan."));
}
