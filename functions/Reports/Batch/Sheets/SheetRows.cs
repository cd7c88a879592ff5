using System.Globalization;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Reports.Batch.Workbooks;
using YouthFunctions.Reports.Rules;
using YouthFunctions.Reports.Wire;

namespace YouthFunctions.Reports.Batch.Sheets;

/// <summary>Makes reports of the lines of a sheet. An empty cell is unknown, and never zero.</summary>
/// <param name="columns">What the columns hold.</param>
/// <param name="place">Names the cells.</param>
/// <param name="sheet">The sheet's name; null for a CSV file.</param>
/// <param name="stated">How numbers in text are written, if the sender says so.</param>
/// <param name="evidence">What the sheet as a whole shows; asked only when a cell needs it.</param>
public sealed class SheetRows(SheetColumns columns, SheetPlace place, string? sheet, NumberStyle stated, Lazy<SheetEvidence> evidence)
{
    /// <summary>The report of a line.</summary>
    public SubmittedRow Read(SheetLine line)
    {
        var faults = new List<Fault>();
        var (unit, mayLackZeros) = Unit(line, faults);
        Submitted<string>? name = null, period = null, reason = null;
        Submitted<int>? replaces = null;
        var values = new List<SubmittedValue>(line.Cells.Count);
        var isBlank = true;
        foreach (var cell in line.Cells)
        {
            var column = columns[cell.Column];
            var pointer = place.Cell(cell.Column, line.Number);
            isBlank &= column?.Kind is ColumnKind.Unit or ColumnKind.Name or ColumnKind.Period or ColumnKind.Ignored;
            switch (column?.Kind)
            {
                case ColumnKind.Unit or ColumnKind.Ignored:
                    break;
                case null:
                    faults.Add(new Fault(
                        pointer, "cell.without-column", new("Ô này không thuộc cột nào có tên.", "This cell is under no heading.")));
                    break;
                case ColumnKind.Name:
                    name = Text(cell, pointer, faults);
                    break;
                case ColumnKind.Period:
                    period = Period(cell, pointer, faults);
                    break;
                case ColumnKind.Reason:
                    reason = Text(cell, pointer, faults);
                    break;
                case ColumnKind.Replaces:
                    replaces = Revision(cell, pointer, faults);
                    break;
                default:
                    Put(values, cell.Column, SheetNumber.Read(cell, pointer, stated, evidence, faults), pointer);
                    break;
            }
        }

        var report = new SubmittedReport(unit, period, values, reason, replaces, false, place.Row(line.Number))
        {
            UnitName = name,
            MayLackZeros = mayLackZeros,
            UnitPointer = place.Cell(columns.Unit, line.Number),
            PeriodPointer = place.Cell(columns.Period, line.Number),
            ValuesPointer = place.Row(line.Number),
        };
        return new SubmittedRow(line.Number, report, faults) { Sheet = sheet, IsBlank = isBlank && faults.Count == 0 };
    }

    private (Submitted<string>? Unit, bool MayLackZeros) Unit(SheetLine line, List<Fault> faults)
    {
        if (line.At(columns.Unit) is not { } cell)
            return (null, false);
        var pointer = place.Cell(cell.Column, line.Number);
        if (cell.Kind == CellKind.Number)
        {
            // A number has no leading zeros; a format such as 00 shows them, and then what is shown is the code.
            return cell.Format.Padded(cell.Number) is { } shown ? (new(shown, pointer), false) : (new(DisplayText(cell), pointer), true);
        }

        if (cell.Kind == CellKind.Day)
            faults.Add(new Fault(pointer, "unit.date", new(
                "Excel đã đổi mã đơn vị thành ngày; hãy định dạng cột mã là Văn bản (Text) rồi ghi lại mã.",
                "Excel has turned the unit's code into a date; format the column as Text and write the code again.")));
        var text = Text(cell, pointer, faults);
        return (text,
            UnitCheck.IsStripped(text.Value)
                || (text.Value.Length == 2 && text.Value.All(char.IsAsciiDigit) && evidence.Value.HasStrippedCodes));
    }

    private static Submitted<string> Period(SheetCell cell, string pointer, List<Fault> faults)
    {
        var text = Text(cell, pointer, faults);
        return new(MonthText.Parse(text.Value) is { Kind: MonthTextKind.Month, Month: var month } ? month.ToString() : text.Value, pointer);
    }

    private Submitted<int>? Revision(SheetCell cell, string pointer, List<Fault> faults)
    {
        var count = faults.Count;
        if (SheetNumber.Read(cell, pointer, stated, evidence, faults) is { Value: >= 1 and <= 9999 and var number }
            && decimal.IsInteger(number))
            return new((int)number, pointer);
        if (faults.Count == count)
            faults.Add(ReportFaults.MemberType(pointer, "số của một phiên bản, từ 1", "the number of a revision, from 1"));
        return null;
    }

    private void Put(List<SubmittedValue> values, int index, Submitted<decimal>? number, string pointer)
    {
        var column = columns[index]!;
        var old = columns.IsShared(index) ? values.FindIndex(value => value.Code.Value == column.Indicator) : -1;
        var value = old >= 0 ? values[old] : null;
        var read = new SubmittedValue(
            value?.Code ?? new(column.Indicator, pointer),
            column.Kind == ColumnKind.Amount ? number : value?.Amount,
            column.Kind == ColumnKind.YearToDate ? number : value?.YearToDate,
            column.Kind == ColumnKind.Numerator ? number : value?.Numerator,
            column.Kind == ColumnKind.Denominator ? number : value?.Denominator,
            number is null || value is { IsBroken: true });
        if (old >= 0)
            values[old] = read;
        else
            values.Add(read);
    }

    private static Submitted<string> Text(SheetCell cell, string pointer, List<Fault> faults)
    {
        if (SheetNumber.FindFault(cell, pointer) is { } fault)
            faults.Add(fault);
        return new(DisplayText(cell), pointer);
    }

    // A day cell says as much as it shows: a month, a day, or a moment.
    private static string DisplayText(SheetCell cell) => cell.Kind switch
    {
        CellKind.Number => ((decimal)Math.Clamp(cell.Number, -1e15, 1e15)).ToString("0.##########", CultureInfo.InvariantCulture),
        CellKind.Day when !cell.Format.ShowsMonth => cell.Day.ToString("yyyy", CultureInfo.InvariantCulture),
        CellKind.Day when !cell.Format.ShowsDay => cell.Day.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        CellKind.Day =>
            cell.Day.ToString(cell.Day.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
        _ => cell.Text.Trim(),
    };
}
