using System.Diagnostics.CodeAnalysis;

namespace YouthFunctions.Values;

/// <summary>The level of a unit in the organisation: how far it is from the top, which the shape of its code tells. How many levels
/// there are and what they are called is the organisation's.</summary>
/// <param name="Depth">0 for the top, 1 for the level below and so on.</param>
public readonly record struct UnitLevel(int Depth) : IComparable<UnitLevel>
{
    /// <summary>The top, which one unit has.</summary>
    public static UnitLevel Top => new(0);

    /// <summary>The level below the top, by whose units data is divided.</summary>
    public static UnitLevel First => new(1);

    /// <summary>All levels of the organisation, top first.</summary>
    public static IReadOnlyList<UnitLevel> All { get; } =
        [.. Enumerable.Range(0, UnitScheme.Current.Levels.Count).Select(depth => new UnitLevel(depth))];

    /// <summary>Its key and the codes of its units.</summary>
    public LevelCodes Codes => UnitScheme.Current.Levels[Depth];

    /// <summary>Its key, as JSON and files have it.</summary>
    public string Key => Codes.Key;

    /// <summary>The level of a key such as <c>province</c>, in whatever case; false when the organisation has none of this key.</summary>
    public static bool TryParse([NotNullWhen(true)] string? key, out UnitLevel level)
    {
        level = All.FirstOrDefault(
            known => string.Equals(known.Key, key, StringComparison.OrdinalIgnoreCase), new UnitLevel(-1));
        return level.Depth >= 0;
    }

    /// <inheritdoc/>
    public int CompareTo(UnitLevel other) => Depth.CompareTo(other.Depth);

    /// <summary>Top first.</summary>
    public static bool operator <(UnitLevel left, UnitLevel right) => left.Depth < right.Depth;

    /// <summary>Top first.</summary>
    public static bool operator >(UnitLevel left, UnitLevel right) => left.Depth > right.Depth;

    /// <summary>Top first.</summary>
    public static bool operator <=(UnitLevel left, UnitLevel right) => left.Depth <= right.Depth;

    /// <summary>Top first.</summary>
    public static bool operator >=(UnitLevel left, UnitLevel right) => left.Depth >= right.Depth;

    /// <summary>Its key, as JSON and files have it.</summary>
    public override string ToString() => Key;
}
