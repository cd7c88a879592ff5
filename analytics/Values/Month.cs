using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace YouthFunctions.Analytics.Values;

/// <summary>A calendar month, written <c>2024-05</c>. Reports belong to months, not to instants.</summary>
public readonly record struct Month : IComparable<Month>, ISpanParsable<Month>
{
    private readonly int _index;

    private Month(int index) => _index = index;

    /// <param name="year">1900 to 9998.</param>
    /// <param name="number">1 (January) to 12 (December).</param>
    /// <exception cref="ArgumentOutOfRangeException">The year or the number is outside its range.</exception>
    public Month(int year, int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, 1900);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, 9998);
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 12);
        _index = (year * 12) + number - 1;
    }

    /// <summary>The calendar year.</summary>
    public int Year => _index / 12;

    /// <summary>1 for January to 12 for December.</summary>
    public int Number => (_index % 12) + 1;

    /// <summary>The first day of the month.</summary>
    public DateOnly FirstDay => new(Year, Number, 1);

    /// <summary>The month that contains <paramref name="day"/>.</summary>
    public static Month Containing(DateOnly day) => new(day.Year, day.Month);

    /// <summary>The twelve months of <paramref name="year"/>, January first.</summary>
    public static IEnumerable<Month> OfYear(int year) => Enumerable.Range(1, 12).Select(number => new Month(year, number));

    /// <summary>The month <paramref name="months"/> later (earlier when negative).</summary>
    public Month Plus(int months) => new(_index + months);

    /// <summary>How many months lie between; positive when this one is the later.</summary>
    public int MonthsSince(Month earlier) => _index - earlier._index;

    /// <inheritdoc/>
    public int CompareTo(Month other) => _index.CompareTo(other._index);

    /// <summary>Whether <paramref name="left"/> comes before <paramref name="right"/>.</summary>
    public static bool operator <(Month left, Month right) => left._index < right._index;

    /// <summary>Whether <paramref name="left"/> comes after <paramref name="right"/>.</summary>
    public static bool operator >(Month left, Month right) => left._index > right._index;

    /// <summary>Whether <paramref name="left"/> does not come after <paramref name="right"/>.</summary>
    public static bool operator <=(Month left, Month right) => left._index <= right._index;

    /// <summary>Whether <paramref name="left"/> does not come before <paramref name="right"/>.</summary>
    public static bool operator >=(Month left, Month right) => left._index >= right._index;

    /// <summary>The ISO 8601 form, <c>yyyy-MM</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Number:00}");

    /// <summary>Reads <c>yyyy-MM</c>, exactly.</summary>
    /// <exception cref="FormatException">The text is not a month.</exception>
    public static Month Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var month) ? month : throw new FormatException($"'{text}' is not a month (yyyy-MM).");

    /// <summary>Reads <c>yyyy-MM</c>, exactly; false when it is anything else.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Month result)
    {
        result = default;
        if (text.Length != 7 || text[4] != '-'
            || !int.TryParse(text[..4], NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || !int.TryParse(text[5..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || year is < 1900 or > 9998 || number is < 1 or > 12)
            return false;
        result = new Month(year, number);
        return true;
    }

    static Month IParsable<Month>.Parse(string text, IFormatProvider? provider) => Parse(text);

    static Month ISpanParsable<Month>.Parse(ReadOnlySpan<char> text, IFormatProvider? provider) => Parse(text);

    static bool IParsable<Month>.TryParse([NotNullWhen(true)] string? text, IFormatProvider? provider, out Month result) =>
        TryParse(text, out result);

    static bool ISpanParsable<Month>.TryParse(ReadOnlySpan<char> text, IFormatProvider? provider, out Month result) =>
        TryParse(text, out result);
}
