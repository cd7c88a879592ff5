using System.Collections.Concurrent;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Plan;

namespace YouthFunctions.Reports;

/// <summary>Reads what every unit below a province (or below the centre, its provinces) brought itself in a year. Rollups come after
/// reports, so the step that keeps them hands it in.</summary>
public delegate IAsyncEnumerable<(UnitCode Unit, Rollup Own)> PastYearQuery(UnitCode top, int year, CancellationToken cancel);

/// <summary>
/// What is known of units beside their reports of the year. Last year's rollups of a province are read at once and at most
/// every ten minutes, by one caller for all; where they cannot be had, doubt does without.
/// </summary>
public sealed class DoubtFacts(PastYearQuery readYear, UnitRegister register, PlanFiles files, TimeProvider clock, ILogger<DoubtFacts> log)
{
    private static readonly TimeSpan KeepFor = TimeSpan.FromMinutes(10);
    private static readonly IReadOnlyDictionary<UnitCode, PastYear> Nothing = new Dictionary<UnitCode, PastYear>();
    private readonly ConcurrentDictionary<(int Year, UnitCode Top), Sheet> _sheets = new();

    private sealed record Sheet(long Asked, Lazy<Task<IReadOnlyDictionary<UnitCode, PastYear>>> Rows);

    /// <summary>What is known of a unit for reports of a month.</summary>
    public async Task<UnitFacts> OfAsync(UnitCode unit, Month period, CancellationToken cancel)
    {
        var tree = register.TreeOf(period);
        var people = People(tree, unit);
        // On another tree the same code can name another place.
        if (!tree.TryGet(unit, out var known) || known.Parent is not { } parent || register.TreeOf(period.Year - 1) != tree)
            return UnitFacts.None with { People = people };
        var rows = await SheetOf(period.Year - 1, tree.ProvinceOf(parent) ?? parent).WaitAsync(cancel);
        if (rows.Count == 0)
            return UnitFacts.None with { People = people };
        var siblings = tree.Children(parent).Where(one => one.Code != unit).Select(one => rows.GetValueOrDefault(one.Code)).OfType<PastYear>();
        return new UnitFacts(rows.GetValueOrDefault(unit), [.. siblings], people);
    }

    private Task<IReadOnlyDictionary<UnitCode, PastYear>> SheetOf(int year, UnitCode top)
    {
        var fresh = new Sheet(clock.GetTimestamp(), new Lazy<Task<IReadOnlyDictionary<UnitCode, PastYear>>>(() => ReadAsync(year, top)));
        return _sheets.AddOrUpdate((year, top), fresh, (_, kept) => clock.GetElapsedTime(kept.Asked) < KeepFor ? kept : fresh).Rows.Value;
    }

    // Shared by all who wait for it: one caller's leaving does not stop it.
    private async Task<IReadOnlyDictionary<UnitCode, PastYear>> ReadAsync(int year, UnitCode top)
    {
        try
        {
            return await readYear(top, year, CancellationToken.None)
                .ToDictionaryAsync(row => row.Unit, row => PastYear.Of(row.Own), cancellationToken: CancellationToken.None);
        }
        catch (Exception error) // whatever it is: a task that failed would be kept and refuse every report of the province
        {
            log.DoubtWithoutHistory(error, top, year);
            return Nothing;
        }
    }

    // The figures are those of the provinces of 2024; below a province nothing is known but its own.
    private Population? People(UnitTree tree, UnitCode unit)
    {
        if (tree != register.TreeOf(Population.Year))
            return null;
        return tree.ProvinceOf(unit) is { } province
            ? files.Provinces.GetValueOrDefault(province)
            : files.Provinces.Values.Aggregate(new Population(0, 0), (sum, one) => new Population(sum.Youth + one.Youth, sum.Children + one.Children));
    }
}

/// <summary>What the doubts say in the log.</summary>
internal static partial class DoubtLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Values below {Top} are doubted without the history of {Year}: it could not be read")]
    internal static partial void DoubtWithoutHistory(this ILogger log, Exception error, UnitCode top, int year);
}
