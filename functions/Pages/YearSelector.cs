using System.Globalization;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Storage;
using YouthFunctions.Storage.Caching;

namespace YouthFunctions.Pages;

/// <summary>Chooses the year of a request.</summary>
public sealed class YearSelector(PlanStore plans, TimeProvider clock)
{
    // A plan is added once a year: that it shows a few minutes later on the pages harms nobody.
    private readonly RevalidatingCache<string, IReadOnlyList<int>> _cache = new(
        clock, new CacheLifetimes(TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(5), TimeSpan.FromHours(1)));

    /// <summary>The year asked for by <c>?year=</c>; without one, this year when it has a plan, else the latest that has
    /// one. Null when the year asked for has no plan, or none has.</summary>
    /// <param name="call">The request.</param>
    /// <param name="withList">Whether the page offers the other years, which costs a read.</param>
    /// <param name="cancel">Stops the reads.</param>
    public async Task<SelectedYear?> SelectAsync(Call call, bool withList, CancellationToken cancel)
    {
        int? requested = null;
        if (call.QueryText("year") is { } text)
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
                || await plans.FindAsync(year, cancel) is null)
                return null;
            requested = year;
        }

        if (requested is { } known && !withList)
            return new SelectedYear(known, [known]);
        var years = await YearsAsync(cancel);
        var today = VietNamTime.DayAt(call.Now).Year;
        return requested is { } chosen ? new SelectedYear(chosen, years)
            : years.Count == 0 ? null : new SelectedYear(years.Contains(today) ? today : years[^1], years);
    }

    private ValueTask<IReadOnlyList<int>> YearsAsync(CancellationToken cancel) =>
        _cache.GetAsync("years", _ => plans.YearsAsync(CancellationToken.None), cancel);
}
