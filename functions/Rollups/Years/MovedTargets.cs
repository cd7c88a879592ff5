using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Plan;

namespace YouthFunctions.Rollups.Years;

/// <summary>The targets of a year's units on another tree: they move along with the units.</summary>
/// <remarks>
/// The targets of the units at the bottom are divided among their heirs by the same shares as their figures, without a
/// remainder, and add up to those above; so the country's target is the same. A ratio's target is the mean of the
/// predecessors' targets, weighted by the shares; the country keeps its own.
/// </remarks>
public static class MovedTargets
{
    /// <summary>The targets by unit of the other tree and indicator.</summary>
    /// <param name="plan">The year's plan.</param>
    /// <param name="targets">The targets on the year's own tree.</param>
    /// <param name="before">The year's own tree.</param>
    /// <param name="after">The other tree.</param>
    /// <param name="succession">Heirs for every unit of <paramref name="before"/>.</param>
    public static IReadOnlyDictionary<(UnitCode Unit, IndicatorCode Indicator), decimal> Compute(
        YearPlan plan, Targets targets, UnitTree before, UnitTree after, Succession succession)
    {
        var moved = new Dictionary<(UnitCode, IndicatorCode), decimal>();
        var leaves = before.TopDown.Where(unit => before.Children(unit.Code).Count == 0).Select(unit => unit.Code).ToArray();
        foreach (var indicator in plan.Indicators)
        {
            var (sums, weights) = (new Dictionary<UnitCode, decimal>(), new Dictionary<UnitCode, decimal>());
            foreach (var leaf in leaves)
                if (targets.Find(leaf, indicator.Code) is { } target)
                    Divide(indicator, target, succession.HeirsOf(leaf), sums, weights);
            foreach (var unit in after.TopDown.Reverse())
            {
                if (unit.Parent is { } parent && sums.TryGetValue(unit.Code, out var sum))
                {
                    sums[parent] = sums.GetValueOrDefault(parent) + sum;
                    weights[parent] = weights.GetValueOrDefault(parent) + weights.GetValueOrDefault(unit.Code);
                }
            }

            foreach (var (unit, sum) in sums)
                moved[(unit, indicator.Code)] = indicator.Kind == IndicatorKind.Ratio ? sum / weights[unit] : sum;
            if (targets.Find(before.Root.Code, indicator.Code) is { } national)
                moved[(after.Root.Code, indicator.Code)] = national;
        }

        return moved;
    }

    private static void Divide(
        Indicator indicator, decimal target, IReadOnlyList<Heir> heirs, Dictionary<UnitCode, decimal> sums,
        Dictionary<UnitCode, decimal> weights)
    {
        var whole = heirs.Sum(heir => heir.Weight);
        var parts = indicator.Kind == IndicatorKind.Ratio
            ? [.. heirs.Select(heir => target * (heir.Weight / whole))]
            : Shares.Split(target, [.. heirs.Select(heir => heir.Weight)], Math.Max(indicator.Decimals, target.Scale));
        for (var i = 0; i < heirs.Count; i++)
        {
            sums[heirs[i].Unit] = sums.GetValueOrDefault(heirs[i].Unit) + parts[i];
            weights[heirs[i].Unit] = weights.GetValueOrDefault(heirs[i].Unit) + (heirs[i].Weight / whole);
        }
    }
}
