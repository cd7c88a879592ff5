using System.Collections.Concurrent;
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
    /// <summary>The largest target of an amount; sums of it over all units, in the smallest decimals, stay exact.</summary>
    public const decimal Limit = 1_000_000_000_000_000_000m;

    private readonly UnitTree _tree;
    private readonly IReadOnlyList<Indicator> _indicators;
    private readonly AllocationBasis _basis;
    private readonly IReadOnlyDictionary<(UnitCode Unit, IndicatorCode Indicator), decimal> _set;
    private readonly Dictionary<IndicatorCode, decimal> _national = [];

    // Divided when the first of the children is asked for: the whole country takes a fifth of a second, and most calls ask for few.
    private readonly ConcurrentDictionary<UnitCode, Dictionary<(UnitCode Child, IndicatorCode Indicator), decimal>> _below = new();

    /// <param name="plan">The year's plan.</param>
    /// <param name="tree">The units.</param>
    /// <param name="basis">What shares follow.</param>
    /// <param name="set">Targets set for single units, the centre included; these stand as they are.</param>
    public Targets(
        YearPlan plan, UnitTree tree, AllocationBasis basis, IReadOnlyDictionary<(UnitCode Unit, IndicatorCode Indicator), decimal> set)
    {
        (_tree, _indicators, _basis, _set) = (tree, plan.Indicators, basis, set);
        foreach (var indicator in plan.Indicators)
            if ((set.TryGetValue((tree.Root.Code, indicator.Code), out var national) ? national : indicator.Target) is { } target)
                _national[indicator.Code] = target;
    }

    /// <summary>What the shares followed.</summary>
    public string Basis => _basis.Name;

    /// <summary>The unit's target: an amount, or a share 0..1; null when none is set.</summary>
    public decimal? Find(UnitCode unit, IndicatorCode indicator)
    {
        if (unit == _tree.Root.Code)
            return _national.TryGetValue(indicator, out var national) ? national : null;
        return _tree.TryGet(unit, out var known) && known.Parent is { } parent
            && _below.GetOrAdd(parent, Divide).TryGetValue((unit, indicator), out var target) ? target : null;
    }

    /// <summary>The target that was set for this very unit; null where its target follows from the unit above.</summary>
    public decimal? SetFor(UnitCode unit, IndicatorCode indicator) => _set.TryGetValue((unit, indicator), out var target) ? target : null;

    private Dictionary<(UnitCode Child, IndicatorCode Indicator), decimal> Divide(UnitCode parent)
    {
        var targets = new Dictionary<(UnitCode Child, IndicatorCode Indicator), decimal>();
        foreach (var indicator in _indicators)
            Divide(parent, indicator, targets);
        return targets;
    }

    private void Divide(UnitCode parent, Indicator indicator, Dictionary<(UnitCode Child, IndicatorCode Indicator), decimal> targets)
    {
        var free = new List<UnitCode>();
        var setSum = 0m;
        foreach (var child in _tree.Children(parent))
        {
            if (_set.TryGetValue((child.Code, indicator.Code), out var ownTarget))
                (targets[(child.Code, indicator.Code)], setSum) = (ownTarget, setSum + ownTarget);
            else
                free.Add(child.Code);
        }

        if (free.Count == 0 || Find(parent, indicator.Code) is not { } target)
            return;
        if (indicator.Kind == IndicatorKind.Ratio)
        {
            foreach (var child in free)
                targets[(child, indicator.Code)] = target;
            return;
        }

        var parts = Shares.Split(Math.Max(0, target - setSum), Weights(indicator.Code, parent, free), indicator.Decimals);
        for (var i = 0; i < free.Count; i++)
            targets[(free[i], indicator.Code)] = parts[i];
    }

    /// <summary>The children's weights, and last the weight of what the parent did itself, for which no child is asked.</summary>
    private List<decimal> Weights(IndicatorCode indicator, UnitCode parent, List<UnitCode> free)
    {
        var weights = free.Select(child => _basis.Weight(indicator, child)).ToList();
        if (weights.All(weight => weight is null))
            return [.. free.Select(_ => 1m)];
        var below = _tree.Children(parent).Sum(child => _basis.Weight(indicator, child.Code) ?? 0);
        var own = _basis.Weight(indicator, parent) is { } whole ? Math.Max(0, whole - below) : 0;
        var known = weights.Select(weight => weight ?? 0).Append(own).ToList();
        return known.Sum() > 0 ? known : [.. free.Select(_ => 1m)];
    }
}
