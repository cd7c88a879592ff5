using Azure;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Organisations;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Records;
using YouthFunctions.Storage;
using YouthFunctions.Storage.Caching;
using YouthFunctions.Units;

namespace YouthFunctions.Reports.Receiving;

/// <summary>
/// What is known of units beside their reports of the year. Last year's rollups of a province are read at once and at most
/// every ten minutes, by one caller for all; where they cannot be had, doubt does without.
/// </summary>
public sealed class PlausibilityContextReader(
    PastYearQuery readYear, UnitRegister register, PlanFiles files, TimeProvider clock, ILogger<PlausibilityContextReader> log)
{
    private static readonly IReadOnlyDictionary<UnitCode, PastYear> NoUnits = new Dictionary<UnitCode, PastYear>();
    private readonly RevalidatingCache<(int Year, UnitTree Tree, UnitCode Top), IReadOnlyDictionary<UnitCode, PastYear>> _years = new(
        clock, new CacheLifetimes(TimeSpan.FromMinutes(8), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1)));

    /// <summary>What is known of a unit for reports of a month.</summary>
    public async Task<PlausibilityContext> ReadAsync(UnitCode unit, Month period, CancellationToken cancel)
    {
        var tree = register.TreeOf(period);
        var people = FindPopulation(tree, unit);
        // On another tree the same code can name another place.
        if (!tree.TryGet(unit, out var known) || known.Parent is not { } parent || register.TreeOf(period.Year - 1) != tree)
            return PlausibilityContext.None with { Population = people };
        var rows = await FindYearAsync(tree, period.Year - 1, tree.ProvinceOf(parent) ?? parent, cancel);
        if (rows.Count == 0)
            return PlausibilityContext.None with { Population = people };
        var siblings = tree.Children(parent).Where(child => child.Code != unit).Select(child => rows.GetValueOrDefault(child.Code))
            .OfType<PastYear>();
        return new PlausibilityContext(rows.GetValueOrDefault(unit), [.. siblings], people);
    }

    private async Task<IReadOnlyDictionary<UnitCode, PastYear>> FindYearAsync(
        UnitTree tree, int year, UnitCode top, CancellationToken cancel)
    {
        try
        {
            return await _years.GetAsync((year, tree, top), _ => ReadAsync(tree, year, top), cancel);
        }
        catch (Exception error) when (
            !cancel.IsCancellationRequested && error is RequestFailedException or AggregateException or OperationCanceledException)
        {
            log.DoubtWithoutHistory(error, top, year);
            return NoUnits;
        }
    }

    private async Task<IReadOnlyDictionary<UnitCode, PastYear>> ReadAsync(UnitTree tree, int year, UnitCode top)
    {
        DamagedRows.Collect(); // a unit without a past is nothing new here, and the jobs name damaged rows
        return await readYear(tree, top, year, CancellationToken.None)
            .ToDictionaryAsync(row => row.Unit, row => PastYear.From(row.Own), cancellationToken: CancellationToken.None);
    }

    // The figures are those of the provinces of one year; below a province nothing is known but its own.
    private Population? FindPopulation(UnitTree tree, UnitCode unit)
    {
        if (Organisation.Current.Population is not { } people || tree != register.TreeOf(people.Year))
            return null;
        return tree.ProvinceOf(unit) is { } province
            ? files.Provinces.GetValueOrDefault(province)
            : files.Provinces.Values.Aggregate(
                new Population(0, 0),
                (sum, population) => new Population(sum.Youth + population.Youth, sum.Children + population.Children));
    }
}
