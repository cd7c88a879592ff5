using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Analytics.Units;

/// <summary>The units in force during a span of months, and who is above whom. Immutable.</summary>
public sealed class UnitTree
{
    private readonly FrozenDictionary<UnitCode, Unit> _units;
    private readonly FrozenDictionary<UnitCode, Unit[]> _children;

    /// <param name="from">The first month in which the tree is in force.</param>
    /// <param name="units">Every unit once, in any order, with the root.</param>
    /// <exception cref="ArgumentException">A code stands twice, a parent is missing, or there is not exactly one root
    /// from which every unit is reached.</exception>
    public UnitTree(Month from, IEnumerable<Unit> units)
    {
        From = from;
        var all = units.ToArray();
        var duplicate = all.GroupBy(unit => unit.Code).FirstOrDefault(group => group.Count() > 1);
        if (duplicate is not null)
            throw new ArgumentException($"Unit {duplicate.Key} stands twice.", nameof(units));
        _units = all.ToFrozenDictionary(unit => unit.Code);
        var orphan = all.FirstOrDefault(unit => unit.Parent is { } parent && !_units.ContainsKey(parent));
        if (orphan is not null)
            throw new ArgumentException($"The parent {orphan.Parent} of unit {orphan.Code} is missing.", nameof(units));
        Root = all.Count(unit => unit.Parent is null) == 1
            ? all.Single(unit => unit.Parent is null)
            : throw new ArgumentException("A tree has exactly one root.", nameof(units));
        _children = all.Where(unit => unit.Parent is not null).GroupBy(unit => unit.Parent!.Value)
            .ToFrozenDictionary(group => group.Key, group => group.OrderBy(unit => unit.Code).ToArray());
        if (SubTree(Root.Code).Count() != all.Length)
            throw new ArgumentException("Some units stand in a circle and are not below the root.", nameof(units));
    }

    /// <summary>The first month in which this tree is in force.</summary>
    public Month From { get; }

    /// <summary>The unit above all others.</summary>
    public Unit Root { get; }

    /// <summary>How many units there are, the root included.</summary>
    public int Count => _units.Count;

    /// <summary>Every unit, parents before children, siblings by code.</summary>
    public IEnumerable<Unit> TopDown => SubTree(Root.Code);

    /// <summary>The unit of a code.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Unit this[UnitCode code] => _units[code];

    /// <summary>Whether the tree has this unit.</summary>
    public bool TryGet(UnitCode code, [NotNullWhen(true)] out Unit? unit) => _units.TryGetValue(code, out unit);

    /// <summary>The units directly below, by code; empty for a leaf.</summary>
    public IReadOnlyList<Unit> Children(UnitCode code) => _children.TryGetValue(code, out var children) ? children : [];

    /// <summary>The unit itself and all above it, the root last; empty for an unknown code.</summary>
    public IEnumerable<Unit> PathToRoot(UnitCode code)
    {
        for (var unit = _units.GetValueOrDefault(code); unit is not null;
            unit = unit.Parent is { } parent ? _units.GetValueOrDefault(parent) : null)
            yield return unit;
    }

    /// <summary>Whether <paramref name="code"/> is <paramref name="ancestor"/> or below it.</summary>
    public bool IsWithin(UnitCode code, UnitCode ancestor) => PathToRoot(code).Any(unit => unit.Code == ancestor);

    /// <summary>The unit and everything below it, parents before children; empty for an unknown code.</summary>
    public IEnumerable<Unit> SubTree(UnitCode code)
    {
        var waiting = new Stack<Unit>();
        if (_units.TryGetValue(code, out var top))
            waiting.Push(top);
        while (waiting.TryPop(out var unit))
        {
            yield return unit;
            foreach (var child in Children(unit.Code).Reverse())
                waiting.Push(child);
        }
    }

    /// <summary>The unit above one (or itself) that stands on a level; null where there is none.</summary>
    /// <param name="code">The unit.</param>
    /// <param name="depth">The level, 0 for the root; see <see cref="UnitCode.Depth"/>.</param>
    public UnitCode? AncestorAt(UnitCode code, int depth) => PathToRoot(code).FirstOrDefault(unit => unit.Code.Depth == depth)?.Code;
}
