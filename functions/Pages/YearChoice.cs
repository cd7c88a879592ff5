using System.Globalization;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Storage;

namespace YouthFunctions.Pages;

/// <summary>Chooses the year of a request.</summary>
public sealed class YearChoice(PlanStore plans, TimeProvider clock)
{
    // A plan is added once a year: that it shows a few minutes later on the pages harms nobody.
    private readonly KeptCopy<string, IReadOnlyList<int>> _kept = new(
        clock, new KeepTimes(TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(5), TimeSpan.FromHours(1)));

    /// <summary>The year asked for by <c>?year=</c>; without one, this year when it has a plan, else the latest that has
    /// one. Null when the year asked for has no plan, or none has.</summary>
    /// <param name="call">The request.</param>
    /// <param name="withList">Whether the page offers the other years, which costs a read.</param>
    /// <param name="cancel">Stops the reads.</param>
    public async Task<ChosenYear?> OfAsync(Call call, bool withList, CancellationToken cancel)
    {
        int? asked = null;
        if (call.QueryText("year") is { } text)
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) || await plans.FindAsync(year, cancel) is null)
                return null;
            asked = year;
        }

        if (asked is { } known && !withList)
            return new ChosenYear(known, [known]);
        var years = await YearsAsync(cancel);
        var today = VietNamTime.DayAt(call.Now).Year;
        return asked is { } chosen ? new ChosenYear(chosen, years)
            : years.Count == 0 ? null : new ChosenYear(years.Contains(today) ? today : years[^1], years);
    }

    private ValueTask<IReadOnlyList<int>> YearsAsync(CancellationToken cancel) =>
        _kept.GetAsync("years", _ => plans.YearsAsync(CancellationToken.None), cancel);
}
