using System.Collections.Concurrent;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Rollups.Years;
using YouthFunctions.Units;

namespace YouthFunctions.Rollups.Views;

/// <summary>The targets of a year on any tree of the register.</summary>
public sealed class TreeTargets(PlanStore plans, SuccessionStore successions, UnitRegister register)
{
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<(int Year, Month Tree),
        (Targets Of, Succession By, IReadOnlyDictionary<(UnitCode, IndicatorCode), decimal> Moved)> _cache = new();

    /// <summary>Tells each unit's target; always null for a year without a plan.</summary>
    public async Task<Func<UnitCode, IndicatorCode, decimal?>> GetAsync(int year, UnitTree tree, CancellationToken cancel)
    {
        if (await plans.FindAsync(year, cancel) is not { } reportingYear)
            return (_, _) => null;
        var native = register.TreeOf(year);
        if (native == tree)
            return reportingYear.Targets.Find;
        var succession = await successions.BetweenAsync(native, tree, cancel);
        var moved = Moved(reportingYear, native, tree, succession);
        return (unit, indicator) => moved.TryGetValue((unit, indicator), out var target) ? target : null;
    }

    private IReadOnlyDictionary<(UnitCode, IndicatorCode), decimal> Moved(
        ReportingYear reportingYear, UnitTree native, UnitTree tree, Succession succession)
    {
        var key = (reportingYear.Plan.Year, tree.From);
        if (_cache.TryGetValue(key, out var kept) && kept.Of == reportingYear.Targets && kept.By == succession)
            return kept.Moved;
        lock (_lock) // one computation: those who wait here find it done
        {
            if (!_cache.TryGetValue(key, out kept) || kept.Of != reportingYear.Targets || kept.By != succession)
                _cache[key] = kept = (reportingYear.Targets, succession,
                    MovedTargets.Compute(reportingYear.Plan, reportingYear.Targets, native, tree, succession));
            return kept.Moved;
        }
    }
}
