using System.Collections.Concurrent;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Plan;

namespace YouthFunctions.Rollups;

/// <summary>What the sums of a year stand on: its tree, its indicators and who is expected to report.</summary>
/// <remarks>
/// A unit that never reported has no row. Its parent adds it as expected and silent, so that the figures do not depend on
/// whether a row was ever written, and communes that are not expected cost nothing.
/// </remarks>
public sealed class YearBasis
{
    private readonly YearPlan _plan;
    private readonly Dictionary<UnitCode, int> _expected = [];
    private readonly ConcurrentDictionary<int, Rollup> _silent = new();

    /// <param name="plan">The year's plan.</param>
    /// <param name="tree">The tree that the year is summed on.</param>
    public YearBasis(YearPlan plan, UnitTree tree)
    {
        (_plan, Tree) = (plan, tree);
        foreach (var unit in tree.TopDown.Reverse())
        {
            var all = _expected.GetValueOrDefault(unit.Code) + (plan.Expects(unit.Level) ? 1 : 0);
            _expected[unit.Code] = all;
            if (unit.Parent is { } parent)
                _expected[parent] = _expected.GetValueOrDefault(parent) + all;
        }
    }

    /// <summary>The year.</summary>
    public int Year => _plan.Year;

    /// <summary>The tree of the year.</summary>
    public UnitTree Tree { get; }

    /// <summary>How each indicator adds up.</summary>
    public IReadOnlyList<IndicatorRule> Rules => _plan.Rules;

    /// <summary>What the unit's reports come to; without reports, that they are expected.</summary>
    public Rollup Own(UnitCode unit, IEnumerable<MonthReport> reports) => OwnPart.Of(Rules, _plan.Expects(unit.Level), reports);

    /// <summary>The total of a unit of whose sub-tree nothing was ever heard.</summary>
    public Rollup Silent(UnitCode unit) => _silent.GetOrAdd(_expected[unit], count => Totals.Silent(Rules, count));

    /// <summary>The total of a unit from its own part and the rows of its children, as far as there are any.</summary>
    public Rollup Total(UnitCode unit, Rollup own, IReadOnlyDictionary<UnitCode, UnitYear> children) => Totals.Of(
        Rules, own,
        [.. Tree.Children(unit).Select(child => children.TryGetValue(child.Code, out var row) ? row.Total : Silent(child.Code))]);
}
