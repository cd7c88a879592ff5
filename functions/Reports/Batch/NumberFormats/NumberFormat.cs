using System.Globalization;
using System.Text.RegularExpressions;

namespace YouthFunctions.Reports.Batch.NumberFormats;

/// <summary>A number format: up to three sections for numbers, chosen by the value, and one for text.</summary>
public sealed partial class NumberFormat
{
    private readonly (string? Compare, double Bound, FormatSection Section)[] _sections;

    private NumberFormat(string code)
    {
        var parts = Split(code);
        _sections = [.. parts.Take(3).Select(part => Condition().Match(part) is { Success: true } match
            && double.TryParse(match.Groups[2].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var bound)
            ? (match.Groups[1].Value, bound, FormatSection.Parse(part)) : ((string?)null, 0d, FormatSection.Parse(part)))];
    }

    /// <summary>Numbers as they are.</summary>
    public static NumberFormat General { get; } = new("General");

    /// <summary>A format by its code.</summary>
    public static NumberFormat Parse(string code) => new(code);

    /// <summary>A format that every workbook has without saying so (ECMA-376 part 1, 18.8.30, with those of East Asia and
    /// Thailand); a number that is not given shows numbers as they are, as in Excel.</summary>
    public static NumberFormat BuiltIn(int number) => new(number switch
    {
        1 => "0",
        2 or 4 or (>= 37 and <= 44) or 60 or 62 => "#,##0.00",
        3 or 59 or 61 => "#,##0",
        >= 5 and <= 8 => "$#,##0.00",
        9 or 10 or 67 or 68 => "0.00%",
        11 or 48 => "0.00E+00",
        12 or 13 or 69 or 70 => "# ?/?",
        14 or (>= 27 and <= 31) or 36 or (>= 50 and <= 58) or 71 or 72 or 81 => "dd/mm/yyyy",
        15 => "d-mmm-yy",
        16 or 73 => "d-mmm",
        17 or 74 => "mmm-yy",
        22 or 77 => "dd/mm/yyyy hh:mm",
        (>= 18 and <= 21) or (>= 32 and <= 35) or 45 or 46 or 47 or 75 or 76 or (>= 78 and <= 80) => "h:mm:ss",
        49 => "@",
        _ => "General",
    });

    /// <summary>The section that shows a value.</summary>
    public FormatSection For(double value)
    {
        if (_sections.Length == 1)
            return _sections[0].Section;
        foreach (var (compare, bound, section) in _sections)
        {
            if (compare is not null && compare switch
            {
                ">" => value > bound,
                ">=" => value >= bound,
                "<" => value < bound,
                "<=" => value <= bound,
                "=" => value.Equals(bound),
                _ => !value.Equals(bound),
            })
                return section;
        }

        if (_sections.Any(part => part.Compare is not null))
            return _sections.LastOrDefault(part => part.Compare is null).Section ?? FormatSection.General;
        return value < 0 ? _sections[1].Section : value > 0 || _sections.Length < 3 ? _sections[0].Section : _sections[2].Section;
    }

    private static List<string> Split(string code)
    {
        var (parts, start, isQuoted) = (new List<string>(), 0, false);
        for (var index = 0; index < code.Length; index++)
        {
            if (code[index] == '\\' && !isQuoted)
                index++;
            else if (code[index] == '"')
                isQuoted = !isQuoted;
            else if (code[index] == ';' && !isQuoted)
            {
                parts.Add(code[start..index]);
                start = index + 1;
            }
        }

        parts.Add(code[Math.Min(start, code.Length)..]);
        return parts;
    }

    [GeneratedRegex(@"\[(>=|<=|<>|>|<|=)(-?[0-9.]+)\]")]
    private static partial Regex Condition();
}
