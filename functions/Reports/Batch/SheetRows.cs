using System.Globalization;
using YouthFunctions.Hosting;

namespace YouthFunctions.Reports.Batch;

/// <summary>Makes reports of the rows of a sheet. An empty cell is unknown, and never zero.</summary>
/// <param name="columns">What the columns hold.</param>
/// <param name="style">How the file writes numbers in text.</param>
public sealed class SheetRows(IReadOnlyList<Column> columns, NumberStyle style)
{
    /// <summary>The report of a row; null for an empty one.</summary>
    /// <param name="cells">Text, numbers or dates.</param>
    /// <param name="number">The row's number in the sheet.</param>
    public SentRow? Read(IReadOnlyList<object?> cells, int number)
    {
        if (cells.All(IsEmpty))
            return null;
        var faults = new List<Fault>();
        Sent<string>? unit = null, period = null, reason = null;
        Sent<int>? replaces = null;
        var values = new Dictionary<string, SentValue>();
        for (var index = 0; index < cells.Count; index++)
        {
            if (IsEmpty(cells[index]))
                continue;
            var at = SheetColumns.Cell(index, number);
            if (index >= columns.Count)
            {
                faults.Add(new Fault(at, "cell.without-column", new("Ô này không thuộc cột nào.", "This cell is under no column.")));
                continue;
            }

            var column = columns[index];
            if (column.IsNumber)
            {
                var read = Number(cells[index]!, at, faults);
                if (column.Kind != ColumnKind.Replaces)
                    values[column.Indicator] = With(values.GetValueOrDefault(column.Indicator), column, read, at);
                else if (read is not { } revision)
                    continue;
                else if (revision.Value is >= 1 and <= 9999 && decimal.IsInteger(revision.Value))
                    replaces = new((int)revision.Value, at);
                else
                    faults.Add(ReportFaults.MemberType(at, "số của một phiên bản, từ 1", "the number of a revision, from 1"));
            }
            else if (column.Kind == ColumnKind.Period)
            {
                period = new(Period(cells[index]!), at);
            }
            else if (column.Kind == ColumnKind.Unit)
            {
                unit = new(Text(cells[index]!), at);
            }
            else if (column.Kind == ColumnKind.Reason)
            {
                reason = new(Text(cells[index]!), at);
            }
        }

        return new SentRow(number, new SentReport(unit, period, [.. values.Values], reason, replaces, false, $"row {number}"), faults);
    }

    private static bool IsEmpty(object? cell) => cell is null || (cell is string text && string.IsNullOrWhiteSpace(text));

    private static SentValue With(SentValue? value, Column column, Sent<decimal>? read, string at)
    {
        var start = value ?? new SentValue(new(column.Indicator, at), null, null, null, null);
        if (read is null)
            return start with { IsBroken = true };
        return column.Kind switch
        {
            ColumnKind.YearToDate => start with { YearToDate = read },
            ColumnKind.Numerator => start with { Numerator = read },
            ColumnKind.Denominator => start with { Denominator = read },
            _ => start with { Amount = read },
        };
    }

    private Sent<decimal>? Number(object cell, string at, List<Fault> faults)
    {
        // A spreadsheet keeps 15 digits; what is beyond was lost before it came here.
        if (cell is double or int or long or decimal)
        {
            var number = Convert.ToDouble(cell, CultureInfo.InvariantCulture);
            if (Math.Abs(number) < 1e16)
                return new((decimal)number, at);
            faults.Add(ReportFaults.NumberTooLong(at));
            return null;
        }

        var (read, isAmbiguous) = cell is string text ? SheetNumber.Read(text, style) : (null, false);
        if (read is { } known)
            return new(known, at);
        faults.Add(isAmbiguous
            ? new Fault(at, "number.ambiguous", new(
                $"“{cell}” đọc được hai cách; hãy thêm tham số numbers=vi (1.234,5) hoặc numbers=en (1,234.5).",
                $"'{cell}' can be read in two ways; add the parameter numbers=vi (1.234,5) or numbers=en (1,234.5)."))
            : new Fault(at, "number.unreadable", new("Ô này phải là số; bỏ trống nếu chưa biết.", "This cell must be a number; leave it empty while unknown.")));
        return null;
    }

    // Spreadsheets turn 2024-05 into the first of May, and people here write 05/2024: both have one meaning only.
    private static string Period(object cell)
    {
        if (cell is DateTime { Day: 1 } day)
            return day.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        var text = Text(cell);
        return DateTime.TryParseExact(text, ["M/yyyy", "MM/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
            ? month.ToString("yyyy-MM", CultureInfo.InvariantCulture)
            : text;
    }

    private static string Text(object cell) => (Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "").Trim();
}
