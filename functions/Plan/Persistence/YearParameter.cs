using System.Globalization;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Plan.Persistence;

/// <summary>The year that a request names, and its plan.</summary>
public static class YearParameter
{
    private const string Name = "year";

    /// <summary>A calendar year, 1910 to 9998, so that those before and after can be formed too; null for any other text.</summary>
    public static int? Parse(string? text) =>
        text?.Length == 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && IsYear(year)
            ? year
            : null;

    /// <summary>Reads <c>?year=</c>, whether the year has a plan or not.</summary>
    /// <param name="call">The request.</param>
    /// <param name="year">Null when absent.</param>
    /// <returns>The answer that refuses a text that is no year; null for none.</returns>
    public static IResult? Read(Call call, out int? year)
    {
        var text = call.QueryText(Name);
        year = Parse(text);
        return text is null || year is not null ? null : Malformed(call);
    }

    /// <summary>Reads <c>?year=</c> where it must not be absent, whether the year has a plan or not.</summary>
    /// <param name="call">The request.</param>
    /// <param name="year">The year.</param>
    /// <returns>The answer that refuses a text that is no year, or none; null for none.</returns>
    public static IResult? ReadRequired(Call call, out int year)
    {
        var parsed = Parse(call.QueryText(Name));
        year = parsed ?? 0;
        return parsed is null ? Malformed(call) : null;
    }

    /// <summary>Whether a number is a year, 1910 to 9998: of such a one months can be formed, the month after it, and the years that it
    /// is compared with.</summary>
    public static bool IsYear(int number) => number is >= 1910 and <= 9998;

    /// <summary>The plan of the year in the route; null when there is none.</summary>
    public static async Task<ReportingYear?> FindByRouteAsync(this PlanStore plans, Call call, CancellationToken cancel) =>
        Parse(call.RouteText(Name)) is { } year ? await plans.FindAsync(call, year, cancel) : null;

    /// <summary>The plan of a year; an administrator, who may be about to change it, gets it as it stands just now.</summary>
    public static Task<ReportingYear?> FindAsync(this PlanStore plans, Call call, int year, CancellationToken cancel) =>
        call.SignedIn.IsAdministrator ? plans.FindNowAsync(year, cancel) : plans.FindAsync(year, cancel);

    /// <summary>404: the year has no plan.</summary>
    public static IResult NoPlan(Call call) =>
        Problems.NotFound(call, new Text("Năm này chưa có chương trình công tác.", "This year has no plan."));

    /// <summary>404: the year's tree has no such unit within the caller's reach.</summary>
    public static IResult NoUnit(Call call) =>
        Problems.NotFound(call, new Text("Năm này không có đơn vị đó.", "There is no such unit in this year."));

    private static IResult Malformed(Call call) => Problems.Malformed(
        call, $"?{Name}", new Text("Cần một năm bốn chữ số, chẳng hạn year=2024.", "A year of four digits is needed, such as year=2024."));
}
