using System.Collections.Concurrent;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Rollups.Years;
using YouthFunctions.Units;

namespace YouthFunctions.Rollups.Views;

/// <summary>The targets of a year on any tree of the register.</summary>
public sealed class TargetViews(PlanStore plans, SuccessionStore successions, UnitRegister register)
{
    private readonly Lock _moving = new();
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
        var moved = Moved(plan, native, tree, succession);
        return (unit, indicator) => moved.TryGetValue((unit, indicator), out var target) ? target : null;
    }

    private IReadOnlyDictionary<(UnitCode, IndicatorCode), decimal> Moved(
        PlanYear plan, UnitTree native, UnitTree tree, Succession succession)
    {
        var key = (plan.Plan.Year, tree.From);
        if (_kept.TryGetValue(key, out var kept) && kept.Of == plan.Targets && kept.By == succession)
            return kept.Moved;
        lock (_moving) // one computation: those who wait here find it done
        {
            if (!_kept.TryGetValue(key, out kept) || kept.Of != plan.Targets || kept.By != succession)
                _kept[key] = kept = (plan.Targets, succession, MovedTargets.Of(plan.Plan, plan.Targets, native, tree, succession));
            return kept.Moved;
        }
    }
}
