using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Rollups.Persistence;
using YouthFunctions.Rollups.Years;

namespace YouthFunctions.Rollups.Summing;

/// <summary>Recomputes a year from its reports alone and compares it with what is stored; it changes nothing.</summary>
/// <remarks>
/// Reports go on arriving meanwhile. So a province that disagrees is looked at again, and only what disagrees twice with
/// the same figures, and is not marked for the next run, is one. Memory holds one province at a time.
/// </remarks>
public sealed class RollupCheck(RollupStore rollups, OwnRollupReader owns, MarkStore marks)
{
    /// <summary>What disagrees, in the order of the tree.</summary>
    /// <param name="basis">The year.</param>
    /// <param name="cancel">Stops the check.</param>
    /// <param name="within">A province; null or the centre for the whole country.</param>
    public async Task<IReadOnlyList<Disagreement>> RunAsync(YearBasis basis, CancellationToken cancel, UnitCode? within = null)
    {
        var disagreements = new List<Disagreement>();
        var tops = basis.Tree.Children(basis.Tree.Root.Code).Append(basis.Tree.Root);
        foreach (var top in tops.Where(top => within is null || within == basis.Tree.Root.Code || top.Code == within))
            disagreements.AddRange(await CheckTopAsync(basis, top.Code, cancel));
        return disagreements;
    }

    /// <summary>What disagrees in one province, or in the centre's own row.</summary>
    public async Task<IReadOnlyList<Disagreement>> CheckTopAsync(YearBasis basis, UnitCode top, CancellationToken cancel)
    {
        var first = await CompareAsync(basis, top, cancel);
        return first.Count == 0 ? [] : [.. first.Intersect(await CompareAsync(basis, top, cancel))];
    }

    // A province is recomputed from reports alone. The centre is summed from the provinces' rows, which were checked before.
    private async Task<List<Disagreement>> CompareAsync(YearBasis basis, UnitCode top, CancellationToken cancel)
    {
        var isCentre = top == basis.Tree.Root.Code;
        var units = basis.UnitsOf(top);
        var pending = await PendingAsync(basis, top, cancel);
        var stored = await rollups.FindBelowAsync(basis.Tree, top, units, basis.Year, cancel);
        var own = await owns.ReadAllAsync(basis, top, cancel);
        Dictionary<UnitCode, UnitYear> recomputed = isCentre ? new(stored) : [];
        var found = new List<Disagreement>();
        foreach (var unit in units.Reverse())
        {
            var year = basis.Sum(unit.Code, own.GetValueOrDefault(unit.Code) ?? basis.SilentOwn(unit.Code), recomputed, default);
            recomputed[unit.Code] = year;
            if (!pending.Contains(unit.Code))
                Compare(unit.Code, stored.GetValueOrDefault(unit.Code)?.Total ?? basis.Silent(unit.Code), year.Total, found);
            foreach (var child in basis.Tree.Children(unit.Code))
                recomputed.Remove(child.Code);
        }

        found.Reverse();
        return found;
    }

    private async Task<HashSet<UnitCode>> PendingAsync(YearBasis basis, UnitCode top, CancellationToken cancel)
    {
        var pending = new HashSet<UnitCode>();
        foreach (var partition in basis.PartitionsOf(top))
            foreach (var mark in await marks.ReadAsync(partition, basis.Year, cancel))
                pending.UnionWith(mark.Units.SelectMany(unit => basis.AffectedUnits(partition, unit)).SelectMany(basis.Tree.PathToRoot)
                    .Select(unit => unit.Code));
        return pending;
    }

    private static void Compare(UnitCode unit, Rollup stored, Rollup recomputed, List<Disagreement> found)
    {
        // Last things first: the units come bottom-up, and the whole list is turned round at the end.
        foreach (var indicator in stored.Indicators.Union(recomputed.Indicators).OrderDescending())
            for (var month = 12; month >= 1; month--)
                if (stored[indicator, month] != recomputed[indicator, month])
                    found.Add(new Disagreement(unit, indicator, month, stored[indicator, month], recomputed[indicator, month]));
    }
}
