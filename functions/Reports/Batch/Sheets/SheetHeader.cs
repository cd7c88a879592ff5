using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Reports.Batch.Workbooks;
using YouthFunctions.Reports.Wire;

namespace YouthFunctions.Reports.Batch.Sheets;

/// <summary>Finds the head of a sheet: the first line within the first 20 that names the columns of unit and month.</summary>
public static class SheetHeader
{
    /// <summary>How many lines are looked at.</summary>
    public const int Depth = 20;

    /// <summary>The index of the head; else of the first line that names one of the two; -1 for none.</summary>
    public static int Find(IReadOnlyList<SheetLine> lines)
    {
        for (var index = 0; index < lines.Count; index++)
            if (SheetColumns.IsHeader(lines[index]))
                return index;
        for (var index = 0; index < lines.Count; index++)
            if (lines[index].Cells.Count > 1
                && (SheetColumns.Has(lines[index], ColumnKind.Unit) || SheetColumns.Has(lines[index], ColumnKind.Period)))
                return index;
        return -1;
    }

    /// <summary>How well a way to read a file fits: by the columns of the head that it finds.</summary>
    public static int Rank(SheetTable table, ReadLimits count)
    {
        var lines = new List<SheetLine>();
        try
        {
            foreach (var line in table.Lines(count).Take(Depth))
                lines.Add(line);
        }
        catch (UnreadableException)
        {
            // With another delimiter it may be readable, and if not, reading says so.
        }

        var index = Find(lines);
        return index < 0 ? 0 : (SheetColumns.IsHeader(lines[index]) ? 1_000 : 1) + lines[index].Cells.Count;
    }

    /// <summary>Whether a line above the head holds a report: a code under unit and a number under a value. A head in the
    /// middle of its rows, where sorting puts it, does not make titles of them.</summary>
    public static bool IsReport(SheetLine line, SheetColumns columns) =>
        line.At(columns.Unit) is { } unit && (unit.Kind == CellKind.Number || (unit.Kind == CellKind.Text && IsCode(unit.Text.Trim())))
        && line.Cells.Any(cell => columns[cell.Column] is { IsNumber: true } && IsNumber(cell));

    /// <summary>Whether a cell holds a number, or may do so.</summary>
    public static bool IsNumber(SheetCell cell) => cell.Kind switch
    {
        CellKind.Text => NumberText.Readings(cell.Text) != (null, null),
        CellKind.Boolean => false,
        _ => true,
    };

    /// <summary>The fault of a sheet in which no head is found.</summary>
    public static Fault Missing(string pointer) => new(pointer, "head.missing", new(
        $"Không thấy dòng tiêu đề trong {Depth} dòng đầu: cần một dòng có cột unit (mã đơn vị) và cột period (kỳ); hãy dùng mẫu của hệ "
            + "thống.",
        $"No head was found in the first {Depth} rows: one row must name the columns unit (mã đơn vị) and period (kỳ); use the template."));

    private static bool IsCode(string text) =>
        UnitCode.TryParse(text, out _) || (text.Length is >= 1 and <= 6 && text.All(letter => char.IsAsciiDigit(letter) || letter == '-'));
}
