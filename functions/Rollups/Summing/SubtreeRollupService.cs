using Azure;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Rollups.Persistence;
using YouthFunctions.Rollups.Years;

namespace YouthFunctions.Rollups.Summing;

/// <summary>Re-sums some units of a sub-tree and all that stand above them, up to the top of the sub-tree.</summary>
/// <remarks>
/// Sums are made again from current reports and children's rows, never by adding differences, so that doing it twice is
/// harmless. What keeps two runs from spoiling each other: a row is written only over the version that was read BEFORE
/// its children's page and its reports, and a child is written before its parent. Whoever writes a parent last has then
/// read its children after every earlier writer of that parent was done; whoever writes a child later will write the
/// parent after that. A run that meets a newer version starts over. Rows above a marked unit are written even when they
/// come out the same: leaving them would take that proof away.
/// </remarks>
public sealed class SubtreeRollupService(RollupStore rollups, OwnRollupReader owns, RollupWriter writer)
{
    private const int MaxAttempts = 12;

    /// <summary>Re-sums until no other run interferes.</summary>
    /// <param name="basis">The year.</param>
    /// <param name="top">The top of the sub-tree: a province, or the centre.</param>
    /// <param name="units">The units whose reports are read again; all must lie in the sub-tree and in one partition of reports.</param>
    /// <param name="reflectsUtc">An instant before the marks were read.</param>
    /// <param name="cancel">Stops the run between two storage calls.</param>
    /// <returns>How many rows were written.</returns>
    /// <exception cref="RequestFailedException">Storage failed, or other runs interfered again and again.</exception>
    public async Task<int> RecomputeAsync(
        YearBasis basis, UnitCode top, IReadOnlySet<UnitCode> units, DateTimeOffset reflectsUtc, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryRecomputeAsync(basis, top, units, reflectsUtc, cancel);
            }
            catch (RequestFailedException conflict) when (conflict.Status is 404 or 409 or 412 && attempt < MaxAttempts)
            {
                // Another run wrote meanwhile: everything is read again.
            }
        }
    }

    private async Task<int> TryRecomputeAsync(
        YearBasis basis, UnitCode top, IReadOnlySet<UnitCode> units, DateTimeOffset reflectsUtc, CancellationToken cancel)
    {
        var touched = WithAncestors(basis.Tree, top, units);
        var rows = await rollups.FindBelowAsync(basis.Tree, top, touched, basis.Year, cancel);
        var fresh = await owns.ReadAsync(basis, top, units, cancel);

        var (written, before) = (new List<Unit>(), new Dictionary<UnitCode, AwaitedValues>());
        for (var i = touched.Count - 1; i >= 0; i--)
        {
            var unit = touched[i].Code;
            var old = rows.GetValueOrDefault(unit);
            before[unit] = old?.Awaited ?? AwaitedValues.None;
            // No row means silence; where nothing below has a row either, none is needed to say so.
            if (old is null && fresh.GetValueOrDefault(unit) is not { HasReports: true }
                && !basis.Tree.Children(unit).Any(child => rows.ContainsKey(child.Code)))
                continue;
            written.Add(touched[i]);
            var own = fresh.TryGetValue(unit, out var read) ? read : old is null ? basis.SilentOwn(unit) : OwnRollup.From(old);
            rows[unit] = basis.Sum(unit, own, rows, reflectsUtc) with { ETag = old?.ETag ?? default };
        }

        // Before the rows: what dies in between finds the list to be told of again, since the row still has it.
        var told = written.Select(unit => rows[unit.Code]).Where(row => row.Awaited.Count > 0 || before[row.Unit].Count > 0);
        await writer.WriteAwaitedAsync(told, cancel);
        foreach (var level in written.GroupBy(unit => unit.Level).OrderByDescending(level => level.Key))
            foreach (var siblings in level.GroupBy(unit => unit.Parent))
                await writer.WriteAsync(siblings.Key, siblings.Select(unit => rows[unit.Code]), cancel);
        return written.Count;
    }

    // The units and all above them up to the top, parents before children.
    private static List<Unit> WithAncestors(UnitTree tree, UnitCode top, IReadOnlySet<UnitCode> units) =>
        [.. units.Append(top).SelectMany(unit => tree.PathToRoot(unit).TakeWhile(above => above.Code != tree[top].Parent))
            .DistinctBy(unit => unit.Code).OrderBy(unit => unit.Level).ThenBy(unit => unit.Code)];
}
