using System.Diagnostics.CodeAnalysis;

namespace YouthFunctions.Analytics.Values;

/// <summary>The code of an indicator: 2 to 60 lower-case letters, digits and single hyphens, such as <c>trees-planted</c>.</summary>
public readonly record struct IndicatorCode : IComparable<IndicatorCode>, ISpanParsable<IndicatorCode>
{
    private readonly string? _text;

    private IndicatorCode(string text) => _text = text;

    /// <inheritdoc/>
    public int CompareTo(IndicatorCode other) => string.CompareOrdinal(_text, other._text);

    /// <summary>Ordinal order of the codes.</summary>
    public static bool operator <(IndicatorCode left, IndicatorCode right) => left.CompareTo(right) < 0;

    /// <summary>Ordinal order of the codes.</summary>
    public static bool operator >(IndicatorCode left, IndicatorCode right) => left.CompareTo(right) > 0;

    /// <summary>Ordinal order of the codes.</summary>
    public static bool operator <=(IndicatorCode left, IndicatorCode right) => left.CompareTo(right) <= 0;

    /// <summary>Ordinal order of the codes.</summary>
    public static bool operator >=(IndicatorCode left, IndicatorCode right) => left.CompareTo(right) >= 0;

    /// <summary>The code as written.</summary>
    public override string ToString() => _text ?? "";

    /// <exception cref="FormatException">The text is not an indicator code.</exception>
    public static IndicatorCode Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var code) ? code : throw new FormatException($"'{text}' is not an indicator code.");

    /// <summary>Reads a code; false when the text is not one.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out IndicatorCode result)
    {
        result = default;
        if (text.Length is < 2 or > 60 || !char.IsAsciiLetterLower(text[0]) || text[^1] == '-')
            return false;
        for (var i = 0; i < text.Length; i++)
        {
            var allowed = char.IsAsciiLetterLower(text[i]) || char.IsAsciiDigit(text[i]) || (text[i] == '-' && text[i - 1] != '-');
            if (!allowed)
                return false;
        }

        result = new IndicatorCode(text.ToString());
        return true;
    }

    static IndicatorCode IParsable<IndicatorCode>.Parse(string text, IFormatProvider? provider) => Parse(text);

    static IndicatorCode ISpanParsable<IndicatorCode>.Parse(ReadOnlySpan<char> text, IFormatProvider? provider) => Parse(text);

    static bool IParsable<IndicatorCode>.TryParse([NotNullWhen(true)] string? text, IFormatProvider? provider, out IndicatorCode result) =>
        TryParse(text, out result);

    static bool ISpanParsable<IndicatorCode>.TryParse(ReadOnlySpan<char> text, IFormatProvider? provider, out IndicatorCode result) =>
        TryParse(text, out result);
}
