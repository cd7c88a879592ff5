using System.Globalization;
using System.Text;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Reports.Batch.Sheets;
using YouthFunctions.Reports.Batch.Workbooks;
using YouthFunctions.Reports.Wire;

namespace YouthFunctions.History;

/// <summary>Years before the plan in a workbook: the first sheet that is shown, with the columns of the CSV file in any order.</summary>
internal sealed class HistorySheet
{
    private const int MaxFaults = 100;
    private const string Line = "line ";

    private readonly StringBuilder _csv = new();
    private readonly List<(int Row, string Place)> _rows = [];
    private readonly List<(int Row, Fault Fault)> _faults = [];

    private HistorySheet()
    {
    }

    /// <summary>The same lines as a CSV file.</summary>
    public string Csv => _csv.ToString();

    /// <summary>Reads a workbook.</summary>
    /// <param name="content">The workbook.</param>
    /// <param name="cancel">Stops reading.</param>
    public static HistorySheet Read(byte[] content, CancellationToken cancel)
    {
        var read = new HistorySheet();
        try
        {
            using var stream = new MemoryStream(content, writable: false);
            using var book = WorkbookFile.Open(stream, new ReadLimits(), cancel);
            if (book.Sheets.FirstOrDefault(table => !table.IsHidden) is { } sheet)
                read.Add(sheet);
        }
        catch (UnreadableException error)
        {
            read._faults.Add((error.Row, new Fault("file", error.Code, error.Text)));
        }

        return read;
    }

    /// <summary>What is wrong with the workbook: its cells, and the lines of <see cref="Csv"/>, told of the rows that they were.</summary>
    public IReadOnlyList<Fault> Faults(IReadOnlyList<Fault> ofLines)
    {
        // A line with a wrong cell lacks that cell: it is told of once.
        var told = _faults.Select(fault => fault.Row).ToHashSet();
        var faults = _faults.Select(fault => fault.Fault).ToList();
        foreach (var fault in ofLines)
        {
            if (!fault.Pointer.StartsWith(Line, StringComparison.Ordinal)
                || !int.TryParse(fault.Pointer.AsSpan(Line.Length), CultureInfo.InvariantCulture, out var line)
                || line > _rows.Count)
                faults.Add(fault);
            else if (!told.Contains(_rows[line - 1].Row))
                faults.Add(InPlace(fault with { Pointer = _rows[line - 1].Place }));
        }

        return faults;
    }

    // The page shows the sentence alone.
    private static Fault InPlace(Fault fault) => fault with
    {
        Message = new Text($"{fault.Pointer}: {fault.Message.Vietnamese}", $"{fault.Pointer}: {fault.Message.English}"),
    };

    // What stands above the line of names is a title; without such a line the first one is told what it lacks.
    private void Add(SheetTable sheet)
    {
        var place = new SheetPlace(sheet.Name);
        var lines = sheet.Lines(new ReadLimits()).ToArray();
        var head = lines.FirstOrDefault(line => line.Cells.Any(cell => ColumnOf(cell) is not null)) ?? lines.FirstOrDefault();
        if (head is null)
            return;
        AddLine(head, head.Cells.Select(cell => ColumnOf(cell)?.Name ?? cell.Text.Trim()));
        foreach (var line in lines.SkipWhile(line => line.Number <= head.Number).TakeWhile(_ => _faults.Count < MaxFaults))
            AddLine(line, head.Cells.Select(name => ColumnOf(name) is { } column && line.At(name.Column) is { } cell
                ? Field(cell, column, place.Cell(cell.Column, line.Number), line.Number)
                : ""));

        void AddLine(SheetLine line, IEnumerable<string> fields)
        {
            _rows.Add((line.Number, place.Row(line.Number)));
            _csv.AppendJoin(',', fields.Select(Quote)).Append('\n');
        }
    }

    private static string Quote(string field) => $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static CsvColumn? ColumnOf(SheetCell cell) =>
        HistoryColumns.Columns.FirstOrDefault(column => column.Name.Equals(cell.Text.Trim(), StringComparison.OrdinalIgnoreCase));

    private string Field(SheetCell cell, CsvColumn column, string place, int row)
    {
        var faults = new List<Fault>();
        var text = "";
        if (!HistoryColumns.IsCode(column))
            text = SheetNumber.Read(cell, place, NumberStyle.Unknown, new Lazy<SheetEvidence>(SheetEvidence.None), faults) is { } number
                ? NumberText.Write(number.Value, '.') : "";
        else if (cell.Kind == CellKind.Text)
            text = cell.Text.Trim();
        else
            faults.Add(new Fault(place, "history.code-is-number", new Text(
                "mã phải là chữ: số làm mất các số 0 ở đầu.", "codes are text: a number loses its leading zeros.")));
        _faults.AddRange(faults.Select(fault => (row, InPlace(fault))));
        return text;
    }
}
