using System.Diagnostics.CodeAnalysis;

namespace YouthFunctions.Analytics.Values;

/// <summary>The level of a unit in the organisation, top first.</summary>
public enum UnitLevel
{
    /// <summary>The centre; there is one.</summary>
    Country = 0,

    /// <summary>A province or a city under the centre.</summary>
    Province = 1,

    /// <summary>A district; none after 2025-07-01.</summary>
    District = 2,

    /// <summary>A commune, ward or township.</summary>
    Commune = 3,
}

/// <summary>
/// The code of a unit, as the General Statistics Office writes it: <c>VN</c>, a province <c>01</c>, a district
/// <c>01-001</c>, a commune <c>00004</c>. Codes of communes were given again in the reorganisation of 2025, so a code
/// names one unit only together with a month. A code that was never set names no unit: it equals none that was, has no level
/// and is written as <c>?</c>, which nothing reads back and no table takes as a key.
/// </summary>
public readonly record struct UnitCode : IComparable<UnitCode>, ISpanParsable<UnitCode>
{
    private readonly string? _text;

    private UnitCode(string text) => _text = text;

    /// <summary>The centre.</summary>
    public static UnitCode Country { get; } = new("VN");

    /// <summary>The level, which the shape of the code tells.</summary>
    /// <exception cref="InvalidOperationException">The code was never set.</exception>
    public UnitLevel Level => _text?.Length switch
    {
        2 => _text == "VN" ? UnitLevel.Country : UnitLevel.Province,
        6 => UnitLevel.District,
        5 => UnitLevel.Commune,
        _ => throw new InvalidOperationException("A unit code that was never set names no unit."),
    };

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

    /// <exception cref="FormatException">The text has none of the four shapes.</exception>
    public static UnitCode Parse(ReadOnlySpan<char> s) =>
        TryParse(s, out var code) ? code : throw new FormatException($"'{s}' is not a unit code.");

    /// <summary>Reads a code; false when the text has none of the four shapes.</summary>
    public static bool TryParse(ReadOnlySpan<char> s, out UnitCode result)
    {
        var valid = s is "VN"
            || (s.Length is 2 or 5 && IsDigits(s))
            || (s.Length == 6 && s[2] == '-' && IsDigits(s[..2]) && IsDigits(s[3..]));
        result = valid ? new UnitCode(s.ToString()) : default;
        return valid;
    }

    private static bool IsDigits(ReadOnlySpan<char> s) => !s.ContainsAnyExceptInRange('0', '9');

    static UnitCode IParsable<UnitCode>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static UnitCode ISpanParsable<UnitCode>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<UnitCode>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out UnitCode result) => TryParse(s, out result);

    static bool ISpanParsable<UnitCode>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out UnitCode result) => TryParse(s, out result);
}
