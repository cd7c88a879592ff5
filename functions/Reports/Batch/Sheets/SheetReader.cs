using YouthFunctions.Calls.Answers;
using YouthFunctions.Reports.Batch.Workbooks;
using YouthFunctions.Reports.Wire;

namespace YouthFunctions.Reports.Batch.Sheets;

/// <summary>Reads the reports of one sheet.</summary>
/// <param name="table">The sheet.</param>
/// <param name="stated">How it writes numbers, if the sender says so.</param>
/// <param name="count">Counts what reading costs.</param>
public sealed class SheetReader(SheetTable table, NumberStyle stated, ReadLimits count)
{
    private readonly SheetPlace _place = new(table.Name);
    private Fault? _broken;
    private int _line;

    /// <summary>The reports in order; the last row has none when the sheet cannot be read on.</summary>
    /// <param name="isRequired">Whether a sheet without a head is a fault even if it holds no number.</param>
    public IEnumerable<SubmittedRow> Rows(bool isRequired)
    {
        using var lines = Lines().GetEnumerator();
        var top = new List<SheetLine>();
        while (top.Count < SheetHeader.Depth && lines.MoveNext())
            top.Add(lines.Current);
        var head = SheetHeader.Find(top);
        if (head < 0)
        {
            if (FaultWithoutHeader(top, lines, isRequired) is { } without)
                yield return Broken(without);
            yield break;
        }

        var faults = new List<Fault>();
        var columns = SheetColumns.Read(top[head], _place, faults);
        if (table.IsHidden)
        {
            if (SheetColumns.IsHeader(top[head]) && (top.Count > head + 1 || _broken is not null))
                yield return Broken(Hidden(top[head]));
            yield break;
        }

        foreach (var above in columns.Unit < 0 ? [] : top.Take(head).Where(line => SheetHeader.IsReport(line, columns)))
            faults.Add(new Fault(_place.Row(above.Number), "row.above-head", new(
                $"Dòng này có số liệu nhưng đứng trên dòng tiêu đề (dòng {columns.Line}).",
                $"This row holds a report but stands above the head (row {columns.Line}).")));
        if (faults.Count > 0)
        {
            yield return new SubmittedRow(columns.Line, null, faults) { Sheet = table.Name };
            yield break;
        }

        var rows = new SheetRows(columns, _place, table.Name, stated, new Lazy<SheetEvidence>(() => SheetEvidence.Detect(table, columns)));
        foreach (var line in top.Skip(head + 1).Concat(Rest(lines)))
        {
            var row = rows.Read(line);
            if (!(row.Faults.Count > 0 || row.IsBlank) || !SheetColumns.ResemblesHeader(line))
            {
                yield return row;
            }
            else if (!SheetColumns.Read(line, _place, []).IsSame(columns))
            {
                yield return Broken(new Fault(_place.Row(line.Number), "head.differs", new(
                    $"Từ đây có một bảng với tiêu đề khác dòng {columns.Line}; hãy đặt mỗi bảng ở một trang tính.",
                    $"From here on stands a table with another head than row {columns.Line}; put each table on a sheet of its own.")),
                    line.Number);
                yield break;
            }
        }

        if (_broken is not null)
            yield return Broken(_broken);
    }

    /// <summary>The fault of a place where a file cannot be read on.</summary>
    public static Fault ToFault(UnreadableException error, SheetPlace place, int line) => new(
        error.Column >= 0 && error.Row > 0 ? place.Cell(error.Column, error.Row) : place.Row(error.Row > 0 ? error.Row : line), error.Code,
        error.Text);

    private Fault? FaultWithoutHeader(List<SheetLine> top, IEnumerator<SheetLine> rest, bool isRequired)
    {
        if (table.IsHidden)
            return null;
        var first = top.Count > 0 ? top[0].Number : 1;
        var isFault = isRequired || top.Concat(Rest(rest)).Any(line => line.Cells.Any(SheetHeader.IsNumber));
        return isFault && _broken is null ? SheetHeader.Missing(_place.Cell(0, first)) : _broken;
    }

    private Fault Hidden(SheetLine header) => new(_place.Cell(header.Cells[0].Column, header.Number), "sheet.hidden", new(
        $"Trang tính ẩn “{table.Name}” có bảng báo cáo nên không được đọc; hãy bỏ ẩn (bấm chuột phải vào tab > Bỏ ẩn) hoặc xóa trang tính "
            + "này.",
        $"The hidden sheet '{table.Name}' holds a table of reports and was not read; unhide it (right-click a tab > Unhide) or delete "
            + "it."));

    private SubmittedRow Broken(Fault fault, int line = 0) =>
        new(line > 0 ? line : Math.Max(1, _line), null, [fault]) { Sheet = table.Name };

    private static IEnumerable<SheetLine> Rest(IEnumerator<SheetLine> lines)
    {
        while (lines.MoveNext())
            yield return lines.Current;
    }

    // Ends where the file cannot be read on, and says why in _broken.
    private IEnumerable<SheetLine> Lines()
    {
        IEnumerator<SheetLine>? lines = null;
        try
        {
            while (Next(ref lines) is { } line)
            {
                _line = line.Number;
                yield return line;
            }
        }
        finally
        {
            lines?.Dispose();
        }
    }

    private SheetLine? Next(ref IEnumerator<SheetLine>? lines)
    {
        try
        {
            lines ??= table.Lines(count).GetEnumerator();
            return lines.MoveNext() ? lines.Current : null;
        }
        catch (UnreadableException error)
        {
            _broken = ToFault(error, _place, _line + 1);
        }

        return null;
    }
}
