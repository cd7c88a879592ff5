using YouthFunctions.Analytics.Values;
using YouthFunctions.Plan;
using YouthFunctions.Units;

namespace YouthFunctions.Rollups.Years;

/// <summary>Makes the basis of a year, with the reorganisation that lies within it, if one does.</summary>
public sealed class YearBasisFactory(UnitRegister register, SuccessionStore successions)
{
    /// <summary>The basis on the tree at the end of the year.</summary>
    public async Task<YearBasis> CreateAsync(YearPlan plan, CancellationToken cancel)
    {
        var after = register.TreeOf(plan.Year);
        var before = register.TreeOf(new Month(plan.Year, 1));
        return new YearBasis(
            plan, after, before == after ? null : new MidYear(plan, before, after, await successions.BetweenAsync(before, after, cancel)));
    }
}
