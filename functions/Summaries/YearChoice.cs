using System.Globalization;
using YouthFunctions.Hosting;
using YouthFunctions.Plan;

namespace YouthFunctions.Summaries;

/// <summary>The year that a reader looks at, and those that could be chosen.</summary>
/// <param name="Year">The year.</param>
/// <param name="Years">Every year with a plan, in order.</param>
public sealed record ChosenYear(int Year, IReadOnlyList<int> Years);

/// <summary>Chooses the year of a request.</summary>
public sealed class YearChoice(PlanStore plans)
{
    /// <summary>The year asked for by <c>?year=</c>; without one, this year when it has a plan, else the latest that has
    /// one. Null when the year asked for has no plan, or none has.</summary>
    public async Task<ChosenYear?> OfAsync(Call call, CancellationToken cancel)
    {
        var years = await plans.YearsAsync(cancel);
        var asked = call.QueryText("year");
        var today = ReportingCalendar.DayAt(call.Now);
        if (asked is null)
            return years.Count == 0 ? null : new ChosenYear(years.Contains(today.Year) ? today.Year : years[^1], years);
        return int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && years.Contains(year) ? new ChosenYear(year, years) : null;
    }
}
