using System.Globalization;
using System.Text.RegularExpressions;

namespace YouthFunctions.Reports.Batch.Workbooks;

/// <summary>
/// Names places as the sender's own program does: <c>Sheet1!B7</c> in a workbook, with quotes where Excel puts them
/// (<c>'Báo cáo'!B7</c>), and <c>line 4, column 3</c> in a CSV file, as a text editor counts lines.
/// </summary>
public sealed partial class SheetPlace
{
    private readonly string? _prefix;

    /// <param name="sheet">The sheet's name; null for a CSV file.</param>
    public SheetPlace(string? sheet) =>
        _prefix = sheet is null
            ? null
            : (PlainSheetName().IsMatch(sheet) && !Reference().IsMatch(sheet)
                ? sheet
                : $"'{sheet.Replace("'", "''", StringComparison.Ordinal)}'") + "!";

    /// <summary>A cell.</summary>
    /// <param name="column">From 0.</param>
    /// <param name="row">From 1.</param>
    public string Cell(int column, int row)
    {
        if (_prefix is null)
            return string.Create(CultureInfo.InvariantCulture, $"line {row}, column {column + 1}");
        Span<char> cell = stackalloc char[16];
        return TryWrite(column, row, cell, out var length) ? string.Concat(_prefix, cell[..length]) : _prefix;
    }

    /// <summary>A whole row.</summary>
    /// <param name="row">From 1.</param>
    public string Row(int row) => _prefix is null
        ? string.Create(CultureInfo.InvariantCulture, $"line {row}") : string.Create(CultureInfo.InvariantCulture, $"{_prefix}{row}:{row}");

    /// <summary>Writes a reference such as <c>B7</c>; false when there is no room.</summary>
    internal static bool TryWrite(int column, int row, Span<char> text, out int length)
    {
        length = column < 26 ? 1 : column < 702 ? 2 : 3;
        if (text.Length < length)
            return false;
        for (var (rest, index) = (column, length - 1); index >= 0; rest = (rest / 26) - 1, index--)
            text[index] = (char)('A' + (rest % 26));
        var isWritten = row.TryFormat(text[length..], out var digits, provider: CultureInfo.InvariantCulture);
        length += digits;
        return isWritten;
    }

    [GeneratedRegex(@"^[\p{L}_][\p{L}\p{Nd}_.]*$")]
    private static partial Regex PlainSheetName();

    [GeneratedRegex(@"^(?:[A-Za-z]{1,3}[0-9]{1,7}|[Rr][0-9]*(?:[Cc][0-9]*)?|[Cc][0-9]*|TRUE|FALSE)$")]
    private static partial Regex Reference();
}
