using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Plan;

/// <summary>
/// Every unit's target of every indicator. National flow targets are divided down the tree by largest remainder, so the
/// children's targets and what the parent does itself (by last year's results, where the basis knows them) add up to the
/// parent's exactly; a target set for a unit comes off before its siblings divide the rest. Ratio targets are the same for every unit
/// unless set.
/// </summary>
public sealed class Targets
{
    private readonly Dictionary<(UnitCode Unit, IndicatorCode Indicator), decimal> _targets = [];
    private readonly IReadOnlyDictionary<(UnitCode Unit, IndicatorCode Indicator), decimal> _set;

    /// <param name="plan">The year's plan.</param>
    /// <param name="tree">The units.</param>
    /// <param name="basis">What shares follow.</param>
    /// <param name="set">Targets set for single units, the centre included; these stand as they are.</param>
    public Targets(
        YearPlan plan, UnitTree tree, AllocationBasis basis, IReadOnlyDictionary<(UnitCode Unit, IndicatorCode Indicator), decimal> set)
    {
        Basis = basis.Name;
        _set = set;
        foreach (var indicator in plan.Indicators)
        {
            if ((set.TryGetValue((tree.Root.Code, indicator.Code), out var national) ? national : indicator.Target) is { } top)
                _targets[(tree.Root.Code, indicator.Code)] = top;
            foreach (var unit in tree.TopDown)
                Allocate(tree, indicator, basis, set, unit.Code);
        }
    }

    /// <summary>What the shares followed.</summary>
    public string Basis { get; }

    /// <summary>The unit's target: an amount, or a share 0..1; null when none is set.</summary>
    public decimal? Find(UnitCode unit, IndicatorCode indicator) =>
        _targets.TryGetValue((unit, indicator), out var target) ? target : null;

    /// <summary>The target that was set for this very unit; null where its target follows from the unit above.</summary>
    public decimal? SetFor(UnitCode unit, IndicatorCode indicator) => _set.TryGetValue((unit, indicator), out var target) ? target : null;

    private void Allocate(
        UnitTree tree, Indicator indicator, AllocationBasis basis,
        IReadOnlyDictionary<(UnitCode Unit, IndicatorCode Indicator), decimal> set, UnitCode parent)
    {
        var free = new List<UnitCode>();
        var setSum = 0m;
        foreach (var child in tree.Children(parent))
        {
            if (set.TryGetValue((child.Code, indicator.Code), out var own))
                (_targets[(child.Code, indicator.Code)], setSum) = (own, setSum + own);
            else
                free.Add(child.Code);
        }

        if (free.Count == 0 || Find(parent, indicator.Code) is not { } target)
            return;
        if (indicator.Kind == IndicatorKind.Ratio)
        {
            foreach (var child in free)
                _targets[(child, indicator.Code)] = target;
            return;
        }

        var parts = Shares.Split(Math.Max(0, target - setSum), Weights(tree, indicator.Code, basis, parent, free), indicator.Decimals);
        for (var i = 0; i < free.Count; i++)
            _targets[(free[i], indicator.Code)] = parts[i];
    }

    /// <summary>The children's weights, and last the weight of what the parent did itself, for which no child is asked.</summary>
    private static List<decimal> Weights(
        UnitTree tree, IndicatorCode indicator, AllocationBasis basis, UnitCode parent, List<UnitCode> free)
    {
        var weights = free.Select(child => basis.Weight(indicator, child)).ToList();
        if (weights.All(weight => weight is null))
            return [.. free.Select(_ => 1m)];
        var below = tree.Children(parent).Sum(child => basis.Weight(indicator, child.Code) ?? 0);
        var own = basis.Weight(indicator, parent) is { } whole ? Math.Max(0, whole - below) : 0;
        var known = weights.Select(weight => weight ?? 0).Append(own).ToList();
        return known.Sum() > 0 ? known : [.. free.Select(_ => 1m)];
    }
}
