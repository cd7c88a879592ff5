using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Storage.Caching;
using YouthFunctions.Units;

namespace YouthFunctions.Plan.Persistence;

/// <summary>Chooses the year of a request, and the months that can be reported.</summary>
[Query("year", "a year; without it this year, or the latest that has a plan", Type = typeof(int))]
public sealed class YearSelector(PlanStore plans, UnitRegister register, TimeProvider clock)
{
    // A plan is added once a year: that it shows a few minutes later on the pages harms nobody.
    private readonly RevalidatingCache<string, IReadOnlyList<int>> _cache = new(
        clock, new CacheLifetimes(TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(5), TimeSpan.FromHours(1)));

    /// <summary>The year asked for by <c>?year=</c>; without it, the <see cref="FindDefaultAsync">default</see>. Refused with 400 when the
    /// text is no year, and with 404 when the year has no plan. An administrator, who may be about to change it, gets the year as it
    /// stands just now.</summary>
    /// <param name="call">The request.</param>
    /// <param name="withList">Whether the page offers the other years, which costs a read.</param>
    /// <param name="cancel">Stops the reads.</param>
    public async Task<YearSelection> SelectAsync(Call call, bool withList, CancellationToken cancel)
    {
        if (YearParameter.Read(call, out var requested) is { } malformed)
            return new YearSelection(malformed);
        if (requested is null)
            requested = (await FindDefaultAsync(cancel))?.Plan.Year;
        return requested is { } year && await plans.FindAsync(call, year, cancel) is { } reportingYear
            ? new YearSelection(new SelectedYear(reportingYear, withList ? await YearsAsync(cancel) : [year]))
            : new YearSelection(YearParameter.NoPlan(call));
    }

    /// <summary>A year that another part of the request names, such as its month; without one, that of <c>?year=</c> or the default.
    /// Refused as by <see cref="SelectAsync(Call, bool, CancellationToken)"/>.</summary>
    public async Task<YearSelection> SelectAsync(Call call, int? year, CancellationToken cancel) => year is not { } named
        ? await SelectAsync(call, withList: false, cancel)
        : await plans.FindAsync(call, named, cancel) is { } reportingYear
            ? new YearSelection(new SelectedYear(reportingYear, [named]))
            : new YearSelection(YearParameter.NoPlan(call));

    /// <summary>The year that must be asked for by <c>?year=</c>, because a whole year is changed: refused with 400 without it, and
    /// otherwise as by <see cref="SelectAsync(Call, bool, CancellationToken)"/>.</summary>
    public async Task<YearSelection> RequireAsync(Call call, CancellationToken cancel) =>
        YearParameter.ReadRequired(call, out _) is { } refusal
            ? new YearSelection(refusal)
            : await SelectAsync(call, withList: false, cancel);

    /// <summary>The year that is looked at when none is named: this year in Viet Nam when it has a plan, else the latest that has one;
    /// null when none has.</summary>
    public async Task<ReportingYear?> FindDefaultAsync(CancellationToken cancel) =>
        await plans.FindAsync(LocalTime.DayAt(clock.GetUtcNow()).Year, cancel) is { } current ? current
        : await YearsAsync(cancel) is [.., var latest] ? await plans.FindAsync(latest, cancel)
        : null;

    /// <summary>The months of all open years that take reports of a unit now, in order; a month that is reopened for the unit or for one
    /// above it is among them.</summary>
    public async Task<IReadOnlyList<Month>> OpenMonthsAsync(UnitCode unit, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var months = new List<Month>();
        foreach (var year in await YearsAsync(cancel))
            if (await plans.FindAsync(year, cancel) is { } reportingYear && reportingYear.IsOpen(now))
                months.AddRange(Month.OfYear(year).Where(month => TakesReports(reportingYear.Calendar, month)));
        return months;

        bool TakesReports(ReportingCalendar calendar, Month month) => register.TreeOf(month) is var tree
            && calendar.StateOf(month, now, tree.TryGet(unit, out _) ? tree.PathToRoot(unit) : []) is MonthState.Open or MonthState.Late;
    }

    /// <summary>Every year that has a plan, in order; a new one shows some minutes later.</summary>
    public ValueTask<IReadOnlyList<int>> YearsAsync(CancellationToken cancel) =>
        _cache.GetAsync("years", _ => plans.YearsAsync(CancellationToken.None), cancel);
}
