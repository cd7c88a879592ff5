using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Analytics.Rollups;

/// <summary>Reads a year that was summed on one tree on another one. Totals are the same to the last digit.</summary>
/// <param name="rules">How the indicators add up.</param>
/// <param name="succession">Heirs for every unit of the tree that the year was summed on.</param>
/// <param name="to">The tree to read on.</param>
/// <param name="from">The first month in which a parent's figure replaces its children's on that tree.</param>
/// <remarks>
/// What moves are own parts. Where a parent's figure replaced its children's, theirs do not count and do not move, and on
/// the other tree the figures add up.
/// </remarks>
public sealed class OtherTree(IReadOnlyList<IndicatorRule> rules, Succession succession, UnitTree to, int from = 1)
{
    private readonly IndicatorRule[] _sums = [.. rules.Select(rule => rule with { OverUnits = OverUnits.Sum })];
    private readonly Dictionary<UnitCode, Rollup> _own = [];

    /// <summary>Takes in a unit of the year's own tree.</summary>
    /// <param name="unit">Its code there.</param>
    /// <param name="own">Its own part.</param>
    /// <param name="above">The own parts of the units above it there.</param>
    /// <exception cref="ArgumentException">The succession has no heir for the unit.</exception>
    public void Add(UnitCode unit, Rollup own, IReadOnlyCollection<Rollup> above)
    {
        var heirs = succession.HeirsOf(unit);
        if (heirs.Count == 0)
            throw new ArgumentException($"Nobody takes over from {unit}.", nameof(unit));
        var parts = Apportionment.Divide(rules, Replaced.Without(rules, own, above, from), [.. heirs.Select(heir => heir.Weight)]);
        for (var i = 0; i < parts.Count; i++)
            _own[heirs[i].Unit] = _own.TryGetValue(heirs[i].Unit, out var known) ? Rollup.Sum([known, parts[i]]) : parts[i];
    }

    /// <summary>Own part and total of every unit of the other tree that has any.</summary>
    public IReadOnlyDictionary<UnitCode, (Rollup Own, Rollup Total)> Read()
    {
        var rows = new Dictionary<UnitCode, (Rollup Own, Rollup Total)>();
        foreach (var unit in to.TopDown.Reverse())
        {
            var children = to.Children(unit.Code).Where(child => rows.ContainsKey(child.Code));
            Rollup[] below = [.. children.Select(child => rows[child.Code].Total)];
            var own = _own.GetValueOrDefault(unit.Code, Rollup.Empty);
            if (below.Length > 0 || _own.ContainsKey(unit.Code))
                rows[unit.Code] = (own, Totals.Sum(_sums, own, below));
        }

        return rows;
    }
}
