using System.Collections.Concurrent;
using Azure;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Plan;
using YouthFunctions.Rollups;

namespace YouthFunctions.Reports;

/// <summary>
/// What is known of units beside their reports of the year. A parent's page of last year's rollups is read once in ten
/// minutes, by one caller for all; where it cannot be had, doubt does without.
/// </summary>
public sealed class DoubtFacts(RollupStore rollups, UnitRegister register, PlanFiles files, TimeProvider clock, ILogger<DoubtFacts> log)
{
    // A page of a district holds some twenty communes: a few megabytes for a whole country's file.
    private const int PagesAtMost = 1000;
    private static readonly TimeSpan KeepFor = TimeSpan.FromMinutes(10);
    private static readonly IReadOnlyDictionary<UnitCode, Rollup> Nothing = new Dictionary<UnitCode, Rollup>();
    private readonly ConcurrentDictionary<(int Year, UnitCode Parent), Page> _pages = new();

    private sealed record Page(long Asked, Lazy<Task<IReadOnlyDictionary<UnitCode, Rollup>>> Rows);

    /// <summary>What is known of a unit for reports of a month.</summary>
    public async Task<UnitFacts> OfAsync(UnitCode unit, Month period, CancellationToken cancel)
    {
        var tree = register.TreeOf(period);
        var people = People(tree, unit);
        // On another tree the same code can name another place.
        if (!tree.TryGet(unit, out var known) || known.Parent is not { } parent || register.TreeOf(period.Year - 1) != tree)
            return UnitFacts.None with { People = people };
        var rows = await PageOf(period.Year - 1, parent).WaitAsync(cancel);
        return new UnitFacts(rows.GetValueOrDefault(unit), [.. rows.Where(row => row.Key != unit).Select(row => row.Value)], people);
    }

    private Task<IReadOnlyDictionary<UnitCode, Rollup>> PageOf(int year, UnitCode parent)
    {
        if (_pages.TryGetValue((year, parent), out var kept) && clock.GetElapsedTime(kept.Asked) < KeepFor)
            return kept.Rows.Value;
        if (_pages.Count >= PagesAtMost)
            _pages.Clear();
        var fresh = new Page(clock.GetTimestamp(), new Lazy<Task<IReadOnlyDictionary<UnitCode, Rollup>>>(() => ReadAsync(year, parent)));
        var page = _pages.AddOrUpdate((year, parent), fresh, (_, other) => clock.GetElapsedTime(other.Asked) < KeepFor ? other : fresh);
        return page.Rows.Value;
    }

    // Shared by all who wait for it: one caller's leaving does not stop it.
    private async Task<IReadOnlyDictionary<UnitCode, Rollup>> ReadAsync(int year, UnitCode parent)
    {
        try
        {
            return (await rollups.ChildrenAsync(parent, year, CancellationToken.None)).ToDictionary(row => row.Unit, row => row.Own);
        }
        catch (Exception error) when (error is RequestFailedException or AggregateException or OperationCanceledException)
        {
            log.DoubtWithoutHistory(error, parent, year);
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
    [LoggerMessage(Level = LogLevel.Warning, Message = "Values below {Parent} are doubted without the history of {Year}: it could not be read")]
    internal static partial void DoubtWithoutHistory(this ILogger log, Exception error, UnitCode parent, int year);
}
