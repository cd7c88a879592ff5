using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Analytics.Units;

/// <summary>One change of the organisation.</summary>
public abstract record UnitChange;

/// <summary>Several units become one; the units below them come along.</summary>
/// <param name="Sources">At least one.</param>
/// <param name="Into">The unit that they become; it may have the code of one of them.</param>
public sealed record Merge(IReadOnlyList<UnitCode> Sources, Unit Into) : UnitChange;

/// <summary>One unit without units below it becomes several.</summary>
/// <param name="Source">The unit.</param>
/// <param name="Parts">Each part with its weight: equal ones by default, or what the part has of the population.</param>
public sealed record Split(UnitCode Source, IReadOnlyList<(Unit Unit, decimal Weight)> Parts) : UnitChange
{
    /// <summary>A split in equal shares.</summary>
    public static Split Equally(UnitCode source, IEnumerable<Unit> parts) => new(source, [.. parts.Select(part => (part, 1m))]);
}

/// <summary>A unit, with all below it, comes under another parent.</summary>
public sealed record Move(UnitCode Unit, UnitCode NewParent) : UnitChange;

/// <summary>A unit gets another name.</summary>
public sealed record Rename(UnitCode Unit, string Name) : UnitChange;
