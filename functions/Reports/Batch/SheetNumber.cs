using System.Globalization;
using System.Text.RegularExpressions;

namespace YouthFunctions.Reports.Batch;

/// <summary>
/// Reads numbers written by people. What can be read in one way only is read so; <c>1.234</c> can be 1234 or 1 point 234
/// and needs the style of the file: that which its other cells show, or which the sender states.
/// </summary>
public static partial class SheetNumber
{
    private const int Digits = 28;

    /// <summary>Which style a cell shows; unknown when it can be read in both or in none.</summary>
    public static NumberStyle StyleOf(string text)
    {
        var (vietnamese, english) = (Vietnamese(Tidy(text)), English(Tidy(text)));
        return (vietnamese, english) switch
        {
            ({ }, null) => NumberStyle.Vietnamese,
            (null, { }) => NumberStyle.English,
            _ => NumberStyle.Unknown,
        };
    }

    /// <summary>The number in a cell, or whether it is ambiguous; null and false when it is no number at all.</summary>
    /// <param name="text">The cell.</param>
    /// <param name="style">The style of the file.</param>
    public static (decimal? Number, bool IsAmbiguous) Read(string text, NumberStyle style)
    {
        var tidy = Tidy(text);
        return (Vietnamese(tidy), English(tidy), style) switch
        {
            ({ } one, { } other, _) when one == other => (one, false),
            ({ } one, { }, NumberStyle.Vietnamese) => (one, false),
            ({ }, { } other, NumberStyle.English) => (other, false),
            ({ }, { }, _) => (null, true),
            ({ } one, null, _) => (one, false),
            (null, var other, _) => (other, false),
        };
    }

    // A space between groups of three is a separator that nobody reads otherwise.
    private static string Tidy(string text)
    {
        var trimmed = text.Trim();
        return SpacedGroups().IsMatch(trimmed) ? string.Concat(trimmed.Where(letter => letter is not (' ' or '\u00a0' or '\u202f'))) : trimmed;
    }

    private static decimal? Vietnamese(string text) =>
        DotGroups().IsMatch(text) ? Parse(text.Replace(".", "", StringComparison.Ordinal).Replace(',', '.')) : null;

    private static decimal? English(string text) =>
        CommaGroups().IsMatch(text) ? Parse(text.Replace(",", "", StringComparison.Ordinal)) : null;

    private static decimal? Parse(string text) => text.Length <= Digits
        && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"^-?[0-9]{1,3}([ \u00a0\u202f][0-9]{3})+([.,][0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex SpacedGroups();

    [GeneratedRegex(@"^-?([0-9]+|[1-9][0-9]{0,2}(\.[0-9]{3})+)(,[0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex DotGroups();

    [GeneratedRegex(@"^-?([0-9]+|[1-9][0-9]{0,2}(,[0-9]{3})+)(\.[0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex CommaGroups();
}
