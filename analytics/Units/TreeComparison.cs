using System.Collections.Frozen;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Analytics.Units;

/// <summary>Two trees side by side: what became of each unit of the earlier one, and where each unit of the later one comes from.</summary>
public sealed class TreeComparison
{
    private readonly Succession _given;
    private readonly FrozenDictionary<UnitCode, UnitFate> _before;
    private readonly FrozenDictionary<UnitCode, UnitFate> _after;

    /// <param name="before">The earlier tree.</param>
    /// <param name="after">The later tree.</param>
    /// <param name="given">Who takes over from whom as it was said, without what follows from it. The centre always takes over from the
    /// centre.</param>
    /// <exception cref="KeyNotFoundException">The succession names a unit that its tree does not have.</exception>
    public TreeComparison(UnitTree before, UnitTree after, Succession given)
    {
        (Before, After) = (before, after);
        _given = given.HeirsOf(before.Root.Code).Count > 0 ? given : given.With([(before.Root.Code, after.Root.Code, 1m)]);
        var completed = _given.Completed(before, after);
        var depths = after.TopDown.Select(unit => unit.Code.Depth).ToHashSet();
        _before = before.TopDown.ToFrozenDictionary(unit => unit.Code, unit => _given.HeirsOf(unit.Code) switch
        {
            [] => depths.Contains(unit.Code.Depth) ? UnitFate.Gone : UnitFate.Dissolved,
            [var heir] => _given.PredecessorsOf(heir.Unit).Count > 1 ? UnitFate.Merged : FateOfOne(unit, after[heir.Unit], completed),
            _ => UnitFate.Divided,
        });
        _after = after.TopDown.ToFrozenDictionary(unit => unit.Code, unit => _given.PredecessorsOf(unit.Code).ToArray() switch
        {
            [] => UnitFate.New,
            [var old] => _given.HeirsOf(old).Count > 1 ? UnitFate.Divided : FateOfOne(before[old], unit, completed),
            _ => UnitFate.Merged,
        });
    }

    /// <summary>The earlier tree.</summary>
    public UnitTree Before { get; }

    /// <summary>The later tree.</summary>
    public UnitTree After { get; }

    /// <summary>What became of a unit of the earlier tree.</summary>
    /// <exception cref="KeyNotFoundException">It has no such unit.</exception>
    public UnitFate FateOf(UnitCode old) => _before[old];

    /// <summary>Where a unit of the later tree comes from.</summary>
    /// <exception cref="KeyNotFoundException">It has no such unit.</exception>
    public UnitFate OriginOf(UnitCode later) => _after[later];

    /// <summary>The units that took over from one of the earlier tree.</summary>
    public IEnumerable<Unit> HeirsOf(UnitCode old) => _given.HeirsOf(old).Select(heir => After[heir.Unit]);

    /// <summary>The units that one of the later tree took over from.</summary>
    public IEnumerable<Unit> PredecessorsOf(UnitCode later) => _given.PredecessorsOf(later).Select(old => Before[old]);

    private UnitFate FateOfOne(Unit old, Unit later, Succession completed) => IsMoved(old, later, completed) ? UnitFate.Moved
        : old.Name != later.Name || old.Code != later.Code ? UnitFate.Renamed
        : UnitFate.Unchanged;

    // Levels may come and go: held against each other are the nearest units above on a level that both had above them.
    private bool IsMoved(Unit old, Unit later, Succession completed)
    {
        foreach (var above in After.PathToRoot(later.Code).Skip(1))
            if (Before.PathToRoot(old.Code).Skip(1).FirstOrDefault(unit => unit.Code.Depth == above.Code.Depth) is { } former)
                return !completed.HeirsOf(former.Code).Any(heir => heir.Unit == above.Code);
        return false;
    }
}
