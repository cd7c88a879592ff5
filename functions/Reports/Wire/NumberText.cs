using System.Globalization;
using System.Text.RegularExpressions;
using YouthFunctions.Calls.Answers;

namespace YouthFunctions.Reports.Wire;

/// <summary>
/// Reads numbers written by people. What has one reading is read so; <c>50.000</c> can be 50000 or 50 with three decimals,
/// and is a fault that shows both unless the sender states the style. Cells of the same sheet can decide such a text for
/// its thousands, but never for its decimals: three decimals that are no thousands are rare, and a factor of 1000 is dear.
/// </summary>
public static partial class NumberText
{
    private const int Digits = 28;

    /// <summary>The two readings of a text; null where the style cannot read it.</summary>
    public static (decimal? Vietnamese, decimal? English) Readings(string text)
    {
        // Nearly all numbers of a file, and read alike by all styles.
        if (text.Length is > 0 and <= Digits && !text.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            var plain = Parse(text);
            return (plain, plain);
        }

        var tidy = RemoveSpaces(text);
        return (Vietnamese(tidy), English(tidy));
    }

    /// <summary>The number, or null with a fault that shows what can be read.</summary>
    /// <param name="sent">The text, and where it stands.</param>
    /// <param name="stated">What the sender says; then nothing else is read.</param>
    /// <param name="shown">What other cells show; it decides only for thousands.</param>
    /// <param name="faults">Receives the fault.</param>
    public static Submitted<decimal>? Read(Submitted<string> sent, NumberStyle stated, NumberStyle shown, List<Fault> faults)
    {
        if (Parse(sent.Value, stated, shown) is { } number)
            return new(number, sent.Pointer);
        faults.Add(stated is NumberStyle.Unknown or NumberStyle.Both && IsAmbiguous(sent.Value)
            ? Ambiguous(sent)
            : new Fault(sent.Pointer, "number.unreadable", new(
                $"“{Truncate(sent.Value)}” không đọc được thành số; bỏ trống nếu chưa biết.",
                $"'{Truncate(sent.Value)}' cannot be read as a number; leave it empty while unknown.")));
        return null;
    }

    /// <summary>The number; null when the text is none or has two readings that nothing decides.</summary>
    public static decimal? Parse(string text, NumberStyle stated, NumberStyle shown = NumberStyle.Unknown)
    {
        var (vietnamese, english) = Readings(text);
        return (vietnamese, english, stated) switch
        {
            (_, _, NumberStyle.Vietnamese) => vietnamese,
            (_, _, NumberStyle.English) => english,
            (null, _, _) => english,
            (_, null, _) => vietnamese,
            _ when vietnamese == english => vietnamese,
            _ when shown == NumberStyle.Vietnamese && vietnamese > english => vietnamese,
            _ when shown == NumberStyle.English && english > vietnamese => english,
            _ => null,
        };
    }

    /// <summary>The number as a field shows it, whole and without separators of thousands, so that <see cref="Read"/> takes it
    /// as it stands: a fraction of three digits gets a zero, since 1.234 is read as one thousand and some, and 1.2340 is not.</summary>
    /// <param name="number">The number.</param>
    /// <param name="mark">The decimal mark, a point or a comma.</param>
    public static string Write(decimal number, char mark)
    {
        var text = number.ToString("0.############################", CultureInfo.InvariantCulture);
        var point = text.IndexOf('.', StringComparison.Ordinal);
        return (point > 0 && text.Length - point == 4 ? text + "0" : text).Replace('.', mark);
    }

    /// <summary>Whether two styles read the text as different numbers.</summary>
    public static bool IsAmbiguous(string text) => Readings(text) is ({ } vietnamese, { } english) && vietnamese != english;

    /// <summary>The style that a text shows beyond doubt: it groups thousands twice or has both marks, and is a whole number
    /// from 0, as reports count. Unknown for any other.</summary>
    public static NumberStyle DetectStyle(string text)
    {
        var marks = text.AsSpan().Count('.') + text.AsSpan().Count(',');
        if (marks < 2 || text.Length > Digits + 12)
            return NumberStyle.Unknown;
        return Readings(text) switch
        {
            ( >= 0 and var number, null) when decimal.IsInteger(number) => NumberStyle.Vietnamese,
            (null, >= 0 and var number) when decimal.IsInteger(number) => NumberStyle.English,
            _ => NumberStyle.Unknown,
        };
    }

    /// <summary>The fault of a text with two readings; it shows both.</summary>
    public static Fault Ambiguous(Submitted<string> sent)
    {
        var (vietnamese, english) = Readings(sent.Value);
        return new(sent.Pointer, "number.ambiguous", new(
            $"“{Truncate(sent.Value)}” có thể là {Format(vietnamese)} (viết kiểu 1.234,5) hoặc {Format(english)} (viết kiểu 1,234.5); "
            + "hãy viết số không có dấu phân cách, hoặc thêm tham số numbers=vi hay numbers=en.",
            $"'{Truncate(sent.Value)}' can be {Format(vietnamese)} (written like 1.234,5) or {Format(english)} (written like 1,234.5); "
            + "write the number without separators, or add the parameter numbers=vi or numbers=en."));
    }

    private static string Format(decimal? number) => number?.ToString("0.############", CultureInfo.InvariantCulture) ?? "";

    private static string Truncate(string text) => text.Length <= 40 ? text.Trim() : text[..40].Trim() + "…";

    // A space between groups of three is a separator that nobody reads otherwise.
    private static string RemoveSpaces(string text)
    {
        var trimmed = text.Trim();
        return SpacedGroups().IsMatch(trimmed)
            ? string.Concat(trimmed.Where(letter => letter is not (' ' or '\u00a0' or '\u202f' or '\u2009')))
            : trimmed;
    }

    private static decimal? Vietnamese(string text) =>
        DotGroups().IsMatch(text) ? Parse(text.Replace(".", "", StringComparison.Ordinal).Replace(',', '.')) : null;

    private static decimal? English(string text) =>
        CommaGroups().IsMatch(text) ? Parse(text.Replace(",", "", StringComparison.Ordinal)) : null;

    private static decimal? Parse(string text) => text.Length <= Digits
        && decimal.TryParse(
            text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        ? number
        : null;

    [GeneratedRegex(@"\A-?[0-9]{1,3}([ \u00a0\u202f\u2009][0-9]{3})+([.,][0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex SpacedGroups();

    [GeneratedRegex(@"\A-?([0-9]+|[1-9][0-9]{0,2}(\.[0-9]{3})+)(,[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex DotGroups();

    [GeneratedRegex(@"\A-?([0-9]+|[1-9][0-9]{0,2}(,[0-9]{3})+)(\.[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex CommaGroups();
}
