using System.Collections.Concurrent;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Plan;
using YouthFunctions.Units;

namespace YouthFunctions.Rollups.Years;

/// <summary>Makes the basis of a year, with the reorganisation that lies within it, if one does. A basis changes nothing of itself, so
/// that one serves all who ask until the plan, the tree or the succession is another.</summary>
public sealed class YearBasisFactory(UnitRegister register, SuccessionStore successions)
{
    private readonly ConcurrentDictionary<int, (YearPlan Plan, Succession? Succession, YearBasis Basis)> _latest = new();

    /// <summary>The basis on the tree at the end of the year.</summary>
    public async Task<YearBasis> CreateAsync(YearPlan plan, CancellationToken cancel)
    {
        var after = register.TreeOf(plan.Year);
        var before = register.TreeOf(new Month(plan.Year, 1));
        var succession = before == after ? null : await successions.BetweenAsync(before, after, cancel);
        if (_latest.TryGetValue(plan.Year, out var kept) && ReferenceEquals(kept.Plan, plan)
            && ReferenceEquals(kept.Succession, succession) && kept.Basis.Tree == after)
            return kept.Basis;
        var basis = new YearBasis(plan, after, succession is null ? null : new MidYear(plan, before, after, succession));
        _latest[plan.Year] = (plan, succession, basis);
        return basis;
    }
}
