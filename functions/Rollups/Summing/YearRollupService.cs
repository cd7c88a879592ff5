using YouthFunctions.Analytics.Values;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Rollups.Persistence;
using YouthFunctions.Rollups.Years;

namespace YouthFunctions.Rollups.Summing;

/// <summary>Brings the rollups of a year up to date: province by province, then the centre.</summary>
/// <remarks>
/// Marks are read first and cleared last, each only if it is unchanged: whatever dies in between leaves its marks to the
/// next run. A province that cannot be summed does not keep the others waiting; the run then fails when they are done.
/// </remarks>
public sealed class YearRollupService(MarkStore marks, SubtreeRollupService subTree, RollupStore rollups, ILogger<YearRollupService> log)
{
    private const int MaxParallelProvinces = 4;

    /// <summary>Re-sums the units that are marked and all above them; the whole year where the stored sums stand on another plan or
    /// tree, since every one of them may then be another.</summary>
    /// <param name="basis">The year.</param>
    /// <param name="now">The instant of the run, UTC.</param>
    /// <param name="cancel">Stops the run between two storage calls.</param>
    /// <returns>How many units were re-read.</returns>
    /// <exception cref="AggregateException">Some provinces could not be summed; their marks stand.</exception>
    public async Task<int> RunAsync(YearBasis basis, DateTimeOffset now, CancellationToken cancel)
    {
        var state = await rollups.StateAsync(basis.Year, cancel);
        var isOfAnother = state?.IsOfAnother(basis.Fingerprint) is true;
        if (isOfAnother)
            log.BasisChanged(basis.Year);
        return await RunAsync(
            basis, basis.Partitions, now, isOfAnother, state?.Basis == RollupState.Loaded ? state.Basis : basis.Fingerprint, cancel);
    }

    /// <summary>Whether the whole year was last run over before an instant, or its sums stand on another plan or tree.</summary>
    public async Task<bool> IsDueAsync(YearBasis basis, DateTimeOffset before, CancellationToken cancel) =>
        await rollups.StateAsync(basis.Year, cancel) is not { } state || state.IsOfAnother(basis.Fingerprint)
        || state.ReflectsUtc <= before;

    /// <summary>Re-sums the whole year if the stored sums stand on another plan or tree.</summary>
    /// <inheritdoc cref="RunAsync(YearBasis, DateTimeOffset, CancellationToken)"/>
    public async Task ReplaceBasisAsync(YearBasis basis, DateTimeOffset now, CancellationToken cancel)
    {
        if (await StandsOnAnotherAsync(basis, cancel))
            await RunAsync(basis, now, cancel);
    }

    /// <summary>Re-sums the units that are marked in some partitions and all above them. Other partitions' marks stand, so that nothing
    /// is said of how far the year is. Sums that stand on another plan or tree are left to a run over the whole year.</summary>
    /// <param name="basis">The year.</param>
    /// <param name="partitions">Provinces, or the centre for its own reports.</param>
    /// <param name="now">The instant of the run, UTC.</param>
    /// <param name="cancel">Stops the run between two storage calls.</param>
    /// <returns>How many units were re-read.</returns>
    /// <exception cref="AggregateException">Some provinces could not be summed; their marks stand.</exception>
    public async Task<int> RunPartAsync(
        YearBasis basis, IEnumerable<UnitCode> partitions, DateTimeOffset now, CancellationToken cancel) =>
        await StandsOnAnotherAsync(basis, cancel) ? 0 : await RunAsync(basis, partitions, now, everything: false, null, cancel);

    /// <summary>Re-sums every unit of a sub-tree from its reports, whether marked or not, and all above it.</summary>
    /// <param name="basis">The year.</param>
    /// <param name="now">The instant of the run, UTC.</param>
    /// <param name="cancel">Stops the run between two storage calls.</param>
    /// <param name="top">The top of the sub-tree; null or the centre for the whole year. Marks of a part of the country stand for the
    /// next run.</param>
    /// <returns>How many units were re-read.</returns>
    /// <exception cref="AggregateException">Some provinces could not be summed; their marks stand.</exception>
    public async Task<int> RecomputeAsync(YearBasis basis, DateTimeOffset now, CancellationToken cancel, UnitCode? top = null)
    {
        var centre = basis.Tree.Root.Code;
        if (top is not { } part || part == centre)
            return await RunAsync(basis, basis.Partitions, now, everything: true, basis.Fingerprint, cancel);
        var units = basis.Tree.SubTree(part).Select(unit => unit.Code).ToHashSet();
        var reflects = await rollups.ReflectsAsync(basis.Year, cancel) ?? DateTimeOffset.UnixEpoch;
        await subTree.RecomputeAsync(basis, basis.TopOf(part), units, reflects, cancel);
        await subTree.RecomputeAsync(basis, centre, new HashSet<UnitCode>(), reflects, cancel);
        return units.Count;
    }

    private async Task<int> RunAsync(
        YearBasis basis, IEnumerable<UnitCode> partitions, DateTimeOffset now, bool everything, string? standsOn,
        CancellationToken cancel)
    {
        var chosen = partitions.ToHashSet();
        var isWhole = chosen.SetEquals(basis.Partitions);
        // In the year of a reorganisation a province also follows from partitions that were not asked.
        var reflects = isWhole || basis.MidYear is null ? now : await ReflectsAsync(basis, now, isAll: false, cancel);
        var pending = new List<(Mark Mark, UnitCode[] Units)>();
        var centre = basis.Tree.Root.Code;
        await Parallel.ForEachAsync(chosen, ParallelOptions(cancel), async (partition, token) =>
        {
            var found = WithoutOrphans(basis, partition, await marks.ReadAsync(partition, basis.Year, token));
            lock (pending)
                pending.AddRange(found);
        });

        var marked = everything ? basis.Tree.TopDown.Select(unit => unit.Code) : pending.SelectMany(item => item.Units);
        var units = marked.GroupBy(basis.TopOf).ToDictionary(top => top.Key, top => top.ToHashSet());
        var (failures, failed) = (new List<Exception>(), new HashSet<UnitCode>());
        await Parallel.ForEachAsync(units.Where(pair => pair.Key != centre), ParallelOptions(cancel), async (pair, token) =>
        {
            try
            {
                await subTree.RecomputeAsync(basis, pair.Key, pair.Value, reflects, token);
            }
            catch (Exception error) when (!token.IsCancellationRequested)
            {
                log.RollupFailed(error, pair.Key, basis.Year);
                lock (failures)
                {
                    failures.Add(error);
                    failed.Add(pair.Key);
                }
            }
        });

        if (units.Count > 0)
            await subTree.RecomputeAsync(
                basis, centre, units.GetValueOrDefault(centre, []),
                await ReflectsAsync(basis, now, isWhole && failures.Count == 0, cancel), cancel);
        var done = pending.Where(item => !item.Units.Any(unit => failed.Contains(basis.TopOf(unit)))).Select(item => item.Mark);
        foreach (var partition in done.GroupBy(mark => mark.Partition))
            await marks.ClearAsync(partition, cancel);
        if (failures.Count > 0)
            throw new AggregateException($"{failures.Count} provinces of {basis.Year} could not be rolled up.", failures);
        if (isWhole && standsOn is not null)
            await rollups.SaveStateAsync(basis.Year, new RollupState(now, standsOn), cancel);
        return units.Values.Sum(top => top.Count);
    }

    private async Task<bool> StandsOnAnotherAsync(YearBasis basis, CancellationToken cancel) =>
        (await rollups.StateAsync(basis.Year, cancel))?.IsOfAnother(basis.Fingerprint) is true;

    // The centre's row must not claim what a failed province, or one that was not asked, keeps back.
    private async Task<DateTimeOffset> ReflectsAsync(YearBasis basis, DateTimeOffset now, bool isAll, CancellationToken cancel) =>
        isAll ? now : await rollups.ReflectsAsync(basis.Year, cancel) ?? DateTimeOffset.UnixEpoch;

    // A unit outside its place cannot be worked off; it stays marked, and the log says so, until the tree has it.
    private List<(Mark Mark, UnitCode[] Units)> WithoutOrphans(YearBasis basis, UnitCode partition, IReadOnlyList<Mark> found)
    {
        var good = new List<(Mark, UnitCode[])>();
        foreach (var mark in found)
        {
            var touched = mark.Units.Select(unit => (Unit: unit, Touched: basis.AffectedUnits(partition, unit).ToArray())).ToArray();
            var strays = touched.Where(item => item.Touched.Length == 0).ToArray();
            foreach (var stray in strays)
                log.MarkWithoutUnit(stray.Unit, basis.Year);
            if (strays.Length < touched.Length)
                good.Add((
                    mark with { Left = [.. strays.Select(stray => stray.Unit)] },
                    [.. touched.SelectMany(item => item.Touched).Distinct()]));
        }

        return good;
    }

    private static ParallelOptions ParallelOptions(CancellationToken cancel) =>
        new() { MaxDegreeOfParallelism = MaxParallelProvinces, CancellationToken = cancel };
}
