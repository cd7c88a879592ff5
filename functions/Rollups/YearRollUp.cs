using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Rollups;

/// <summary>Brings the rollups of a year up to date: province by province, then the centre.</summary>
/// <remarks>
/// Marks are read first and cleared last, each only if it is unchanged: whatever dies in between leaves its marks to the
/// next run. A province that cannot be summed does not keep the others waiting; the run then fails when they are done.
/// </remarks>
public sealed class YearRollUp(MarkStore marks, SubTreeRollUp subTree, RollupStore rollups, ILogger<YearRollUp> log)
{
    private const int ProvincesAtOnce = 4;

    /// <summary>Re-sums the units that are marked and all above them.</summary>
    /// <param name="basis">The year.</param>
    /// <param name="now">The instant of the run, UTC.</param>
    /// <param name="cancel">Stops the run between two storage calls.</param>
    /// <returns>How many units were re-read.</returns>
    /// <exception cref="AggregateException">Some provinces could not be summed; their marks stand.</exception>
    public Task<int> RunAsync(YearBasis basis, DateTimeOffset now, CancellationToken cancel) => RunAsync(basis, now, everything: false, cancel);

    /// <summary>Re-sums every unit of the year from its reports, whether marked or not.</summary>
    /// <inheritdoc cref="RunAsync(YearBasis, DateTimeOffset, CancellationToken)"/>
    public Task<int> RecomputeAsync(YearBasis basis, DateTimeOffset now, CancellationToken cancel) => RunAsync(basis, now, everything: true, cancel);

    private async Task<int> RunAsync(YearBasis basis, DateTimeOffset now, bool everything, CancellationToken cancel)
    {
        var pending = new Dictionary<UnitCode, IReadOnlyList<Mark>>();
        var centre = basis.Tree.Root.Code;
        await Parallel.ForEachAsync(basis.Tree.Children(centre).Append(basis.Tree.Root), Within(cancel), async (top, token) =>
        {
            var found = await marks.ReadAsync(top.Code, basis.Year, token);
            lock (pending)
                pending[top.Code] = found;
        });

        foreach (var (top, found) in pending.ToArray())
            pending[top] = WithoutStrays(basis, top, found);
        var units = pending.ToDictionary(pair => pair.Key, pair => Units(basis, pair.Key, pair.Value, everything));
        var failures = new List<Exception>();
        await Parallel.ForEachAsync(units.Where(pair => pair.Key != centre && pair.Value.Count > 0), Within(cancel), async (pair, token) =>
        {
            try
            {
                await subTree.ResumAsync(basis, pair.Key, pair.Value, now, token);
            }
            catch (Exception error) when (!token.IsCancellationRequested)
            {
                log.RollupFailed(error, pair.Key, basis.Year);
                lock (failures)
                {
                    failures.Add(error);
                    pending[pair.Key] = [];
                }
            }
        });

        if (units.Values.Any(marked => marked.Count > 0))
            await subTree.ResumAsync(basis, centre, units[centre], await ReflectsAsync(basis, now, failures.Count, cancel), cancel);
        foreach (var cleared in pending.Values)
            await marks.ClearAsync(cleared, cancel);
        if (failures.Count > 0)
            throw new AggregateException($"{failures.Count} provinces of {basis.Year} could not be rolled up.", failures);
        await rollups.SaveReflectsAsync(basis.Year, now, cancel);
        return units.Values.Sum(marked => marked.Count);
    }

    // The centre's row must not claim what a failed province keeps back.
    private async Task<DateTimeOffset> ReflectsAsync(YearBasis basis, DateTimeOffset now, int failures, CancellationToken cancel) =>
        failures == 0 ? now : await rollups.ReflectsAsync(basis.Year, cancel) ?? DateTimeOffset.UnixEpoch;

    private static HashSet<UnitCode> Units(YearBasis basis, UnitCode top, IReadOnlyList<Mark> found, bool everything)
    {
        if (!everything)
            return [.. found.SelectMany(mark => mark.Units)];
        return top == basis.Tree.Root.Code ? [top] : [.. basis.Tree.SubTree(top).Select(unit => unit.Code)];
    }

    // A mark that names a unit outside its place cannot be worked off; it stays, and the log says so, until the tree has the unit.
    private List<Mark> WithoutStrays(YearBasis basis, UnitCode top, IReadOnlyList<Mark> found)
    {
        var good = new List<Mark>();
        foreach (var mark in found)
        {
            var strays = mark.Units.Where(unit => (basis.Tree.ProvinceOf(unit) ?? unit) != top).ToArray();
            foreach (var stray in strays)
                log.MarkWithoutUnit(stray, basis.Year);
            if (strays.Length == 0)
                good.Add(mark);
        }

        return good;
    }

    private static ParallelOptions Within(CancellationToken cancel) => new() { MaxDegreeOfParallelism = ProvincesAtOnce, CancellationToken = cancel };
}
