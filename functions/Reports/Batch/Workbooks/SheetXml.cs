using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using YouthFunctions.Reports.Batch.NumberFormats;

namespace YouthFunctions.Reports.Batch.Workbooks;

/// <summary>
/// Reads the rows of a sheet's XML (ECMA-376 part 1, 18.3.1), one at a time. The <c>dimension</c> is not looked at: it is
/// often wrong. Cells without a value cost nothing, wherever they stand. Rows and cells must come in order, as the standard
/// says: a sheet that holds a place twice says two things.
/// </summary>
internal sealed partial class SheetXml(XmlPart part, WorkbookContext book, ReadLimits count)
{
    private const int LastRow = 1_048_576;
    private const int LastColumn = 16_384;

    private readonly List<SheetCell> _cells = [];
    private int _row;
    private int _column;
    private string _reference = "";
    private string _type = "";
    private int _style;

    /// <summary>The rows that hold something.</summary>
    public IEnumerable<SheetLine> Lines()
    {
        if (!part.Read() || !SkipDeclaration() || !part.IsElement("worksheet"))
            throw UnreadableException.Malformed();
        var hasData = false;
        while (part.Read())
        {
            count.AddElement(_row);
            if (!part.IsElement("sheetData") || part.Reader.Depth != 1)
                continue;
            if (hasData)
                throw UnreadableException.Malformed(_row);
            hasData = true;
            if (part.Reader.IsEmptyElement)
                continue;
            while (part.Read() && part.Reader.Depth > 1)
            {
                if (!IsStart())
                    continue;
                if (part.IsElement("drawing") || part.IsElement("extLst")) // MiniExcel puts drawings here
                {
                    part.SkipElement();
                    continue;
                }

                if (!part.IsElement("row"))
                    throw UnreadableException.Malformed(_row);
                ReadRow();
                if (_cells.Count == 0)
                    continue;
                if (_cells.Count > ReadLimits.ColumnLimit)
                    throw UnreadableException.TooLarge(
                        $"hơn {ReadLimits.ColumnLimit} cột có dữ liệu", $"more than {ReadLimits.ColumnLimit} columns that hold something",
                        _row);
                count.AddRow(_row, _cells.Count);
                yield return new SheetLine(_row, _cells.ToArray());
            }
        }
    }

    // Text stands in the elements of values only; beside them it would say something that nobody reads.
    private bool IsStart() =>
        part.IsText() ? throw UnreadableException.Malformed(_row, _column) : part.Reader.NodeType == XmlNodeType.Element;

    private bool SkipDeclaration()
    {
        while (part.Reader.NodeType != XmlNodeType.Element)
            if (!part.Read())
                return false;
        return true;
    }

    private void ReadRow()
    {
        _cells.Clear();
        var stated = part.Reader.GetAttribute("r");
        var row = stated is null ? _row + 1
            : int.TryParse(stated, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        if (row <= _row || row > LastRow)
            throw UnreadableException.Malformed(_row);
        (_row, _column) = (row, -1);
        if (part.Reader.IsEmptyElement)
            return;
        while (part.Read() && part.Reader.Depth > 2)
        {
            if (!IsStart())
                continue;
            if (part.IsElement("c"))
                ReadCell();
            else if (part.IsElement("extLst"))
                part.SkipElement();
            else
                throw UnreadableException.Malformed(_row);
        }
    }

    private void ReadCell()
    {
        count.AddElement(_row);
        ReadAttributes();
        var column = _reference.Length == 0 ? _column + 1 : ColumnOf(_reference);
        if (column <= _column || column >= LastColumn)
            throw UnreadableException.Malformed(_row, Math.Clamp(_column, 0, LastColumn - 1));
        _column = column;
        part.ClearText();
        if (part.Reader.IsEmptyElement)
            return;
        var (hasFormula, hasValue, isInline) = (false, false, false);
        while (part.Read() && part.Reader.Depth > 3)
        {
            if (!IsStart())
                continue;
            if (part.IsElement("v") && !hasValue && !isInline)
            {
                hasValue = true;
                ReadValue();
            }
            else if (part.IsElement("f") && !hasFormula && !hasValue)
            {
                hasFormula = true;
                part.SkipElement();
            }
            else if (part.IsElement("is") && !hasValue && !isInline)
            {
                isInline = true;
                if (!part.Reader.IsEmptyElement)
                    SharedTexts.ReadItem(part, part.Reader.Depth, _row, _column);
            }
            else if (part.IsElement("extLst"))
            {
                part.SkipElement();
            }
            else
            {
                throw UnreadableException.Malformed(_row, _column);
            }
        }

        Add(hasFormula, hasValue, isInline);
    }

    // The attributes are read in place: a sheet has millions, and each would be a string.
    private void ReadAttributes()
    {
        (_reference, _type, _style) = ("", "", 0);
        var reader = part.Reader;
        while (reader.MoveToNextAttribute())
        {
            // What belongs to another namespace has a longer name here, with its prefix.
            switch (reader.Name)
            {
                case "r": _reference = TakeReference(); break;
                case "t": _type = TakeType(); break;
                case "s":
                    _style = int.TryParse(TakeSpan(), NumberStyles.None, CultureInfo.InvariantCulture, out var style) ? style : -1;
                    break;
                default: break;
            }
        }

        reader.MoveToElement();
    }

    private string TakeType() =>
        TakeSpan() switch { "s" => "s", "n" => "n", "inlineStr" => "inlineStr", "str" => "str", var other => Short(other) };

    // A reference that is the next one to the right needs no string of its own.
    private string TakeReference()
    {
        var text = TakeSpan();
        return IsNext(text) ? "" : Short(text);
    }

    private string Short(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= 32 ? text.ToString() : throw UnreadableException.Malformed(_row, Math.Max(_column, 0));

    private bool IsNext(ReadOnlySpan<char> text)
    {
        Span<char> next = stackalloc char[12];
        return _column + 1 < LastColumn && SheetPlace.TryWrite(_column + 1, _row, next, out var length)
            && text.SequenceEqual(next[..length]);
    }

    private ReadOnlySpan<char> TakeSpan() => part.AttributeValue(_row, Math.Max(_column, 0));

    private void ReadValue()
    {
        if (part.Reader.IsEmptyElement)
            return;
        for (var depth = part.Reader.Depth; part.Read() && part.Reader.Depth > depth;)
        {
            if (!part.IsText())
                throw UnreadableException.Malformed(_row, _column);
            part.AppendText(_row, _column);
        }
    }

    private int ColumnOf(string reference)
    {
        var (column, index) = (0, 0);
        for (; index < reference.Length && index < 3 && char.IsAsciiLetterUpper(reference[index]); index++)
            column = (column * 26) + (reference[index] - 'A') + 1;
        if (index == 0 || !int.TryParse(reference.AsSpan(index), NumberStyles.None, CultureInfo.InvariantCulture, out var row)
            || row != _row)
            throw UnreadableException.Malformed(_row, Math.Max(_column, 0));
        return column - 1;
    }

    private void Add(bool hasFormula, bool hasValue, bool isInline)
    {
        var text = part.Text;
        if (isInline != (_type == "inlineStr") && (isInline || hasValue))
            Add(CellKind.Error, "?");
        else if (text.Length == 0)
            AddWithoutText(hasFormula && !(_type == "str" && hasValue));
        else if (_type is "" or "n")
            AddNumber(text);
        else if (_type is "s")
            AddShared(text);
        else if (_type is "inlineStr" or "str")
            AddText(text.ToString());
        else if (_type == "b")
            Add(text is "1" or "true" ? CellKind.Boolean : text is "0" or "false" ? CellKind.Boolean : CellKind.Error,
                text is "1" or "true" ? "TRUE" : "FALSE");
        else if (_type == "d")
            AddDay(SerialDate.Parse(text), text.ToString());
        else
            Add(CellKind.Error, text.Length <= 20 ? text.ToString() : "?");
    }

    private void AddWithoutText(bool lacksResult)
    {
        if (lacksResult)
            Add(CellKind.NoResult, "");
    }

    private void AddNumber(ReadOnlySpan<char> text)
    {
        if (!TryParse(text, out var number) || book.Styles.Find(_style) is not { } format)
        {
            Add(CellKind.Error, text.Length <= 20 ? text.ToString() : "?");
            return;
        }

        var section = format.For(number);
        if (section.IsDate)
            AddDay(SerialDate.FromSerial(number, book.Is1904), text.ToString(), section);
        else
            _cells.Add(new SheetCell(_column, CellKind.Number, "", number, default, section));
    }

    private static bool TryParse(ReadOnlySpan<char> text, out double number)
    {
        if (text.Length <= 9 && uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole))
        {
            number = whole;
            return true;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
    }

    private void AddShared(ReadOnlySpan<char> text)
    {
        if (book.Texts is { } texts && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && index < texts.Count)
            AddText(texts[index]);
        else
            Add(CellKind.Error, "?");
    }

    private void AddText(string text)
    {
        if (text.Contains("_x", StringComparison.Ordinal))
            text = Whole(Escapes().Replace(
                text,
                match =>
                    ((char)int.Parse(match.Groups[1].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)).ToString()));
        if (!string.IsNullOrWhiteSpace(text))
            Add(CellKind.Text, text);
    }

    // Half of a surrogate pair is no text: it can be neither normalized nor stored.
    private static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private void AddDay(DateTime? day, string text, FormatSection? section = null)
    {
        // Without a date format a cell of type d still is a day; then all of it shows.
        section ??= book.Styles.Find(_style)?.For(1) is { IsDate: true } own ? own : FormatSection.Parse("yyyy-mm-dd");
        if (day is { } known)
            _cells.Add(new SheetCell(_column, CellKind.Day, "", 0, known, section));
        else
            Add(CellKind.Error, text.Length <= 20 ? text : "?");
    }

    private void Add(CellKind kind, string text) => _cells.Add(new SheetCell(_column, kind, text, 0, default, FormatSection.General));

    // ECMA-376 part 1, 22.9.2.19: what XML cannot hold is written _x000D_, and an underscore that would look so _x005F_.
    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Escapes();
}
