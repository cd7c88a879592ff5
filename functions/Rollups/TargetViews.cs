using System.Collections.Concurrent;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Plan;

namespace YouthFunctions.Rollups;

/// <summary>The targets of a year on any tree of the register.</summary>
public sealed class TargetViews(PlanStore plans, SuccessionStore successions, UnitRegister register)
{
    private readonly ConcurrentDictionary<(int Year, Month Tree), (Targets Of, Succession By, IReadOnlyDictionary<(UnitCode, IndicatorCode), decimal> Moved)> _kept = new();

    /// <summary>Tells each unit's target; always null for a year without a plan.</summary>
    public async Task<Func<UnitCode, IndicatorCode, decimal?>> OfAsync(int year, UnitTree tree, CancellationToken cancel)
    {
        if (await plans.FindAsync(year, cancel) is not { } plan)
            return (_, _) => null;
        var native = register.TreeOf(year);
        if (native == tree)
            return plan.Targets.Of;
        var succession = await successions.BetweenAsync(native, tree, cancel);
        if (!_kept.TryGetValue((year, tree.From), out var kept) || kept.Of != plan.Targets || kept.By != succession)
            _kept[(year, tree.From)] = kept = (plan.Targets, succession, MovedTargets.Of(plan.Plan, plan.Targets, native, tree, succession));
        return (unit, indicator) => kept.Moved.TryGetValue((unit, indicator), out var target) ? target : null;
    }
}
