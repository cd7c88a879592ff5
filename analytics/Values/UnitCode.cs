namespace YouthFunctions.Analytics.Values;

/// <summary>
/// The code of a unit, made by the <see cref="UnitCodeScheme"/> of its organisation. Codes may be given again in a reorganisation, so a
/// code names one unit only together with a month. A code that was never set names no unit: it equals none that was, has no depth
/// and is written as <c>?</c>, which no scheme reads.
/// </summary>
public readonly record struct UnitCode : IComparable<UnitCode>
{
    private readonly string? _text;
    private readonly byte _depth;

    internal UnitCode(string text, int depth) => (_text, _depth) = (text, (byte)depth);

    /// <summary>The level that the shape of the code tells: 0 for the root, 1 for the first level of the scheme and so on.</summary>
    /// <exception cref="InvalidOperationException">The code was never set.</exception>
    public int Depth => _text is null ? throw new InvalidOperationException("A unit code that was never set names no unit.") : _depth;

    /// <inheritdoc/>
    public int CompareTo(UnitCode other) => string.CompareOrdinal(_text, other._text);

    /// <inheritdoc/>
    public bool Equals(UnitCode other) => _text == other._text;

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(_text ?? "", StringComparison.Ordinal);

    /// <summary>Ordinal order of the codes.</summary>
    public static bool operator <(UnitCode left, UnitCode right) => left.CompareTo(right) < 0;

    /// <summary>Ordinal order of the codes.</summary>
    public static bool operator >(UnitCode left, UnitCode right) => left.CompareTo(right) > 0;

    /// <summary>Ordinal order of the codes.</summary>
    public static bool operator <=(UnitCode left, UnitCode right) => left.CompareTo(right) <= 0;

    /// <summary>Ordinal order of the codes.</summary>
    public static bool operator >=(UnitCode left, UnitCode right) => left.CompareTo(right) >= 0;

    /// <summary>The code as written; <c>?</c> for one that was never set.</summary>
    public override string ToString() => _text ?? "?";
}
