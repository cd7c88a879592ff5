using System.Globalization;
using System.Text;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Reports.Batch.NumberFormats;

/// <summary>
/// How a section of a number format shows a value, as far as it matters to what people believe to be in the cell
/// (ECMA-376 part 1, 18.8.31): as a day, as a percentage, in thousands, with words or digits beside it, with zeros before.
/// </summary>
public sealed class FormatSection
{
    // Units and currencies beside a number do not change it; "nghìn" does, and what is not known may.
    private static readonly HashSet<string> PlainWords =
        ["d", "vnd", "dong", "usd", "nguoi", "cay", "luot", "du", "an", "y", "tuong", "thieu", "nhi", "thon", "ban", "doan", "vien"];

    private readonly StringBuilder _words = new();
    private readonly StringBuilder _mask = new();
    private bool _hasMask = true;

    private FormatSection(string code) => Scan(code);

    /// <summary>A section without any format.</summary>
    public static FormatSection General { get; } = new("");

    /// <summary>Whether it shows a day or month, whatever else.</summary>
    public bool IsDate { get; private set; }

    /// <summary>Whether it shows a time of day or a duration only.</summary>
    public bool IsTime { get; private set; }

    /// <summary>Whether the month can be seen.</summary>
    public bool ShowsMonth { get; private set; }

    /// <summary>Whether the day within the month can be seen.</summary>
    public bool ShowsDay { get; private set; }

    /// <summary>Whether the value is shown times 100.</summary>
    public bool IsPercent { get; private set; }

    /// <summary>How often the value is shown divided by 1000.</summary>
    public int Thousands { get; private set; }

    /// <summary>Whether words or digits stand beside the number that may change what it says: "50 nghìn".</summary>
    public bool HasWords { get; private set; }

    /// <summary>Reads a section, that is a format without its semicolons.</summary>
    public static FormatSection Parse(string code) => new(code);

    /// <summary>The value as shown, roughly; null when it is shown as it is.</summary>
    public string? Display(double value)
    {
        if (value == 0 && !HasWords)
            return null;
        if (!IsPercent && Thousands == 0 && !HasWords)
            return null;
        var scaled = (IsPercent ? value * 100 : value) / Math.Pow(1000, Thousands);
        return scaled.ToString("0.####", CultureInfo.InvariantCulture) + (IsPercent ? " %" : "")
            + (HasWords ? " " + _words.ToString().Trim() : "");
    }

    /// <summary>A whole number with the zeros and dashes that the section puts into it, such as <c>00-000</c>; null when it
    /// puts none.</summary>
    public string? Padded(double value)
    {
        if (!_hasMask || value < 0 || value != Math.Floor(value) || value >= 1e15)
            return null;
        var digits = value.ToString("0", CultureInfo.InvariantCulture);
        if (_mask.ToString().AsSpan().Count('0') < 2)
            return null;
        var (shown, left) = (new StringBuilder(), digits.Length);
        for (var index = _mask.Length - 1; index >= 0; index--)
        {
            if (_mask[index] is not ('0' or '#'))
                shown.Insert(0, _mask[index]);
            else if (left > 0)
                shown.Insert(0, digits[--left]);
            else if (_mask[index] == '0')
                shown.Insert(0, '0');
        }

        return left == 0 ? shown.ToString() : null;
    }

    private void Scan(string code)
    {
        var (hasHour, hasDigit, commas) = (false, false, 0);
        var months = new List<(bool AfterHour, int At)>();
        for (var index = 0; index < code.Length; index++)
        {
            var letter = code[index];
            if (letter != ',' && commas > 0)
            {
                Thousands += letter is '0' or '#' or '?' ? 0 : commas;
                commas = 0;
            }

            switch (char.ToLowerInvariant(letter))
            {
                case '"':
                    var end = code.IndexOf('"', index + 1);
                    end = end < 0 ? code.Length : end;
                    Literal(code[(index + 1)..end]);
                    index = end;
                    break;
                case '\\' or '!' when index + 1 < code.Length:
                    Literal(code[++index].ToString());
                    break;
                case '_' or '*' when index + 1 < code.Length:
                    index++;
                    _hasMask = false;
                    break;
                case '[':
                    var close = code.IndexOf(']', index);
                    close = close < 0 ? code.Length : close;
                    hasHour |= Bracket(code[(index + 1)..close]);
                    index = close;
                    break;
                case 'g' when code.AsSpan(index).StartsWith("General", StringComparison.OrdinalIgnoreCase):
                    index += "General".Length - 1;
                    _hasMask = false;
                    hasDigit = true;
                    break;
                case 'a' when code.AsSpan(index).StartsWith("AM/PM", StringComparison.OrdinalIgnoreCase):
                    index += "AM/PM".Length - 1;
                    IsTime = hasHour = true;
                    break;
                case 'a' when code.AsSpan(index).StartsWith("A/P", StringComparison.OrdinalIgnoreCase):
                    index += "A/P".Length - 1;
                    IsTime = hasHour = true;
                    break;
                case 'e' when index + 1 < code.Length && code[index + 1] is '+' or '-':
                    index++;
                    _hasMask = false;
                    break;
                case 'y' or 'e' or 'g' or 'b':
                    IsDate = true;
                    hasHour = false;
                    break;
                case 'd':
                    IsDate = ShowsDay = true;
                    hasHour = false;
                    break;
                case 'h':
                    IsTime = hasHour = true;
                    break;
                case 's':
                    IsTime = true;
                    if (months.Count > 0 && index - months[^1].At <= 4)
                        months[^1] = (true, index);
                    break;
                case 'm':
                    var first = index;
                    while (index + 1 < code.Length && code[index + 1] is 'm' or 'M')
                        index++;
                    months.Add((hasHour && index - first < 2, index));
                    hasHour = false;
                    break;
                case '%':
                    IsPercent = true;
                    _hasMask = false;
                    break;
                case ',':
                    commas += hasDigit ? 1 : 0;
                    _hasMask = false;
                    break;
                case '0' or '#' or '?':
                    hasDigit = true;
                    _mask.Append(letter == '0' ? '0' : '#');
                    break;
                case '.' or '/' or '@':
                    _hasMask = false;
                    break;
                default:
                    Literal(letter.ToString());
                    break;
            }
        }

        Thousands += commas;
        ShowsMonth = months.Exists(month => !month.AfterHour);
        IsTime |= months.Count > 0 && !ShowsMonth;
        IsDate |= ShowsMonth;
        IsTime &= !IsDate;
        HasWords = !IsDate && !IsTime && Words().Any(word => word.Any(char.IsAsciiDigit) || !PlainWords.Contains(word));
    }

    private IEnumerable<string> Words() => FoldedText.Fold(_words.ToString()).Split(' ', '/', '.', ',', '(', ')', '-', '+', ':', '\'')
        .Where(word => word.Any(char.IsLetterOrDigit));

    private void Literal(string text)
    {
        _words.Append(text);
        _hasMask &= !text.Contains('0') && !text.Contains('#');
        _mask.Append(text);
    }

    // [$₫-42A] is a currency, [h] a duration, [Red] and [>=100] are no part of what is shown.
    private bool Bracket(string text)
    {
        if (text.StartsWith('$'))
        {
            var dash = text.IndexOf('-', StringComparison.Ordinal);
            Literal(dash < 0 ? text[1..] : text[1..dash]);
            return false;
        }

        var isDuration = text.Length > 0 && text.All(letter => letter is 'h' or 'H' or 'm' or 'M' or 's' or 'S');
        IsTime |= isDuration;
        return isDuration;
    }
}
