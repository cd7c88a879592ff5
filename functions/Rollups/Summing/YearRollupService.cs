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
        return await RunAsync(basis, now, isOfAnother, state?.Basis == RollupState.Loaded ? state.Basis : basis.Fingerprint, cancel);
    }

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
            return await RunAsync(basis, now, everything: true, basis.Fingerprint, cancel);
        var units = basis.Tree.SubTree(part).Select(unit => unit.Code).ToHashSet();
        var reflects = await rollups.ReflectsAsync(basis.Year, cancel) ?? DateTimeOffset.UnixEpoch;
        await subTree.RecomputeAsync(basis, basis.TopOf(part), units, reflects, cancel);
        await subTree.RecomputeAsync(basis, centre, new HashSet<UnitCode>(), reflects, cancel);
        return units.Count;
    }

    private async Task<int> RunAsync(
        YearBasis basis, DateTimeOffset now, bool everything, string standsOn, CancellationToken cancel)
    {
        var pending = new List<(Mark Mark, UnitCode[] Units)>();
        var centre = basis.Tree.Root.Code;
        await Parallel.ForEachAsync(basis.Partitions, ParallelOptions(cancel), async (partition, token) =>
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
                await subTree.RecomputeAsync(basis, pair.Key, pair.Value, now, token);
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
                basis, centre, units.GetValueOrDefault(centre, []), await ReflectsAsync(basis, now, failures.Count, cancel), cancel);
        var done = pending.Where(item => !item.Units.Any(unit => failed.Contains(basis.TopOf(unit)))).Select(item => item.Mark);
        foreach (var partition in done.GroupBy(mark => mark.Partition))
            await marks.ClearAsync(partition, cancel);
        if (failures.Count > 0)
            throw new AggregateException($"{failures.Count} provinces of {basis.Year} could not be rolled up.", failures);
        await rollups.SaveStateAsync(basis.Year, new RollupState(now, standsOn), cancel);
        return units.Values.Sum(top => top.Count);
    }

    // The centre's row must not claim what a failed province keeps back.
    private async Task<DateTimeOffset> ReflectsAsync(YearBasis basis, DateTimeOffset now, int failures, CancellationToken cancel) =>
        failures == 0 ? now : await rollups.ReflectsAsync(basis.Year, cancel) ?? DateTimeOffset.UnixEpoch;

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
