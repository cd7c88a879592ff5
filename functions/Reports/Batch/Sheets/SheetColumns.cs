using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Reports.Batch.Workbooks;

namespace YouthFunctions.Reports.Batch.Sheets;

/// <summary>
/// The head of a sheet. A column is named by <c>unit</c>, <c>name</c>, <c>period</c>, an indicator (<c>trees-planted</c>,
/// its year to date <c>trees-planted:ytd</c>, or <c>youth-gathered:numerator</c> and <c>:denominator</c>), <c>replaces</c>
/// or <c>reason</c>, in any case; a heading for people may stand before, the name then in brackets:
/// <c>Số cây trồng [trees-planted]</c>.
/// </summary>
public sealed class SheetColumns
{
    private readonly Column?[] _columns;
    private readonly bool[] _isShared;

    private SheetColumns(Column?[] columns, int line)
    {
        (_columns, Line) = (columns, line);
        _isShared = [.. columns.Select(
            column => column is { IsNumber: true } && columns.Count(other => other?.Indicator == column.Indicator) > 1)];
        (Unit, Name, Period) = (IndexOf(ColumnKind.Unit), IndexOf(ColumnKind.Name), IndexOf(ColumnKind.Period));
    }

    /// <summary>The line that it stands in.</summary>
    public int Line { get; }

    /// <summary>The column of the unit's code, from 0; -1 for none.</summary>
    public int Unit { get; }

    /// <summary>The column of the unit's name, from 0; -1 for none.</summary>
    public int Name { get; }

    /// <summary>The column of the month, from 0; -1 for none.</summary>
    public int Period { get; }

    /// <summary>The column at an index; null for one without a heading.</summary>
    public Column? this[int index] => index < _columns.Length ? _columns[index] : null;

    /// <summary>Whether the indicator of a column has other columns too, as a ratio has.</summary>
    public bool IsShared(int index) => _isShared[index];

    /// <summary>Reads a head; what cannot be read is named in <paramref name="faults"/>.</summary>
    public static SheetColumns Read(SheetLine header, SheetPlace place, List<Fault> faults)
    {
        var columns = new Column?[header.Cells.Count == 0 ? 0 : header.Cells.Max(cell => cell.Column) + 1];
        foreach (var cell in header.Cells)
        {
            columns[cell.Column] = ParseHeading(cell.Kind == CellKind.Text ? cell.Text : "");
            if (columns[cell.Column] is null)
                faults.Add(new Fault(place.Cell(cell.Column, header.Number), "column.unknown", new(
                    "Không nhận ra cột này; hãy dùng mẫu của hệ thống.", "This column is not known; use the template.")));
        }

        var read = new SheetColumns(columns, header.Number);
        foreach (var twice in columns.Select((column, index) => (column, index))
            .Where(pair => pair.column is { Kind: not ColumnKind.Ignored })
            .GroupBy(pair => pair.column).Where(group => group.Count() > 1))
            faults.Add(new Fault(
                place.Cell(twice.Last().index, header.Number), "column.duplicate",
                new("Cột này có hai lần.", "This column stands twice.")));
        if (read.Unit < 0)
            faults.Add(Missing(place.Cell(0, header.Number), "unit (mã đơn vị)", "unit"));
        if (read.Period < 0)
            faults.Add(Missing(place.Cell(0, header.Number), "period (kỳ)", "period"));
        return read;
    }

    /// <summary>Whether a line names both the unit's and the month's column.</summary>
    public static bool IsHeader(SheetLine line) => Has(line, ColumnKind.Unit) && Has(line, ColumnKind.Period);

    /// <summary>Whether a line among the rows looks like another head: it names the unit's and the month's column, or nothing but
    /// columns, two at least.</summary>
    public static bool ResemblesHeader(SheetLine line) => IsHeader(line)
        || (line.Cells.Count > 1
            && line.Cells.All(cell => cell.Kind == CellKind.Text && cell.Text.Length <= 1_000 && ParseHeading(cell.Text) is not null));

    /// <summary>Whether a line names a column of a kind.</summary>
    public static bool Has(SheetLine line, ColumnKind kind) =>
        line.Cells.Any(cell => cell.Kind == CellKind.Text && cell.Text.Length <= 1_000 && ParseHeading(cell.Text)?.Kind == kind);

    /// <summary>Whether another head says the same of each column.</summary>
    public bool IsSame(SheetColumns other) => _columns.AsSpan().SequenceEqual(other._columns);

    private static Fault Missing(string pointer, string vietnamese, string english) =>
        new(pointer, "column.missing", new($"Thiếu cột {vietnamese}.", $"The column {english} is missing."));

    /// <summary>The column that a heading names; null for none.</summary>
    public static Column? ParseHeading(string heading)
    {
        var text = heading.Normalize().Replace('\u00a0', ' ').Trim();
        var open = text.LastIndexOf('[');
        if (open >= 0 && text.EndsWith(']'))
            text = text[(open + 1)..^1].Trim();
        text = text.ToLowerInvariant();
        ColumnKind? named = text switch
        {
            "unit" or "mã đơn vị" or "đơn vị" => ColumnKind.Unit,
            "name" or "tên" or "tên đơn vị" or "unit name" => ColumnKind.Name,
            "period" or "kỳ" or "kỳ báo cáo" or "tháng" => ColumnKind.Period,
            "replaces" or "thay phiên bản" => ColumnKind.Replaces,
            "reason" or "lý do" => ColumnKind.Reason,
            "stt" or "số thứ tự" => ColumnKind.Ignored,
            _ => null,
        };
        if (named is { } kind)
            return new(kind, "");
        var parts = text.Split(':', StringSplitOptions.TrimEntries);
        ColumnKind? value = parts switch
        {
            [_] => ColumnKind.Amount,
            [_, "ytd"] => ColumnKind.YearToDate,
            [_, "numerator"] => ColumnKind.Numerator,
            [_, "denominator"] => ColumnKind.Denominator,
            _ => null,
        };
        return value is { } known && IndicatorCode.TryParse(parts[0], out _) ? new(known, parts[0]) : null;
    }

    private int IndexOf(ColumnKind kind) => Array.FindIndex(_columns, column => column?.Kind == kind);
}
