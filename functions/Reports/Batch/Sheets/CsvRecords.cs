using System.Text;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Reports.Batch.Workbooks;

namespace YouthFunctions.Reports.Batch.Sheets;

/// <summary>One pass over the records of a CSV file.</summary>
/// <param name="text">The file from its start.</param>
/// <param name="delimiter">Between fields.</param>
internal sealed class CsvRecords(TextReader text, char delimiter)
{
    private const int End = -1;
    private const int CheckEvery = 1_000;

    private readonly List<SheetCell> _cells = [];
    private readonly StringBuilder _field = new();
    private int _line = 1;

    /// <summary>The records that hold something, each with the line on which it begins.</summary>
    public IEnumerable<SheetLine> Lines(CancellationToken cancel)
    {
        for (var count = 0; Peek() != End; count++)
        {
            if (count % CheckEvery == 0)
                cancel.ThrowIfCancellationRequested();
            var line = _line;
            ReadRecord();
            if (_cells.Count > 0)
                yield return new SheetLine(line, _cells.ToArray());
        }
    }

    /// <summary>The fault of a file in another encoding.</summary>
    public static UnreadableException NotUtf8(int line) => new("malformed", new Text(
        "Tệp không ở dạng UTF-8; trong Excel hãy chọn Tệp > Lưu Như > CSV UTF-8 (Phân tách bằng dấu phẩy) (*.csv), hoặc Sổ làm việc Excel "
            + "(*.xlsx).",
        "The file is not UTF-8; in Excel choose File > Save As > CSV UTF-8 (Comma delimited) (*.csv), or Excel Workbook (*.xlsx)."), line);

    private void ReadRecord()
    {
        _cells.Clear();
        for (var (column, isLast) = (0, false); !isLast; column++)
        {
            isLast = ReadField(column);
            if (_field.Length > 0 && Value(_field.ToString()) is { Length: > 0 } text)
                _cells.Add(SheetCell.FromText(column, text));
            if (_cells.Count > ReadLimits.ColumnLimit)
                throw UnreadableException.TooLarge(
                    $"hơn {ReadLimits.ColumnLimit} cột có dữ liệu", $"more than {ReadLimits.ColumnLimit} columns that hold something",
                    _line);
        }
    }

    // ="01" is how zeros are kept when a program opens the file.
    private static string Value(string field)
    {
        var text = field.Length > 3 && field.StartsWith("=\"", StringComparison.Ordinal) && field[^1] == '"' ? field[2..^1] : field;
        return string.IsNullOrWhiteSpace(text) ? "" : text;
    }

    // True at the end of the record.
    private bool ReadField(int column)
    {
        _field.Clear();
        var isQuoted = Peek() == '"';
        if (isQuoted)
            ReadQuoted(column);
        while (true)
        {
            var next = Next();
            if (next == delimiter)
                return false;
            if (next is End or '\n' || (next == '\r' && IsLineEnd()))
                return true;
            if (isQuoted)
                throw MalformedQuotes(_line, column);
            Append((char)next, _line, column);
        }
    }

    private void ReadQuoted(int column)
    {
        var line = _line;
        Next();
        while (true)
        {
            var next = Next();
            if (next == End)
                throw MalformedQuotes(line, column);
            if (next != '"')
                Append((char)next, line, column);
            else if (Peek() == '"')
                Append((char)Next(), line, column);
            else
                break;
        }

        while (Peek() is ' ')
            Next();
    }

    private bool IsLineEnd()
    {
        if (Peek() == '\n')
            Next();
        else
            _line++; // an old Mac ended lines with CR
        return true;
    }

    private void Append(char letter, int line, int column)
    {
        if (letter == '\0')
            throw NotUtf8(line);
        if (_field.Length >= ReadLimits.TextLimit)
            throw MalformedQuotes(line, column);
        _field.Append(letter);
    }

    private int Peek()
    {
        try
        {
            return text.Peek();
        }
        catch (DecoderFallbackException)
        {
            throw NotUtf8(_line);
        }
    }

    private int Next()
    {
        try
        {
            var next = text.Read();
            if (next == '\n')
                _line++;
            return next;
        }
        catch (DecoderFallbackException)
        {
            throw NotUtf8(_line);
        }
    }

    private static UnreadableException MalformedQuotes(int line, int column) => new("malformed", new Text(
        "Từ ô này không đọc được tệp: dấu nháy kép không được đóng, hoặc ô quá dài; ô có dấu phân cách cần đặt trong dấu nháy kép.",
        "The file cannot be read from this field on: a quote is not closed, or the field is too long; quote fields that hold the "
            + "separator."), line, column);
}
