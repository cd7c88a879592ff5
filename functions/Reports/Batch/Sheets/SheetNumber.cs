using System.Globalization;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Reports.Batch.Workbooks;
using YouthFunctions.Reports.Wire;

namespace YouthFunctions.Reports.Batch.Sheets;

/// <summary>Reads the number of a cell; a cell that holds another number than people see in it is a fault that shows both.</summary>
public static class SheetNumber
{
    private const double Exact = 1e16;

    /// <summary>The number; null with a fault when the cell has none, or two.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="pointer">Its place.</param>
    /// <param name="stated">How numbers in text are written, if the sender says so.</param>
    /// <param name="evidence">What the sheet shows; asked only for a text with two readings.</param>
    /// <param name="faults">Receives the fault.</param>
    public static Submitted<decimal>? Read(
        SheetCell cell, string pointer, NumberStyle stated, Lazy<SheetEvidence> evidence, List<Fault> faults)
    {
        if (cell.Kind == CellKind.Text)
        {
            var shown = stated == NumberStyle.Unknown && NumberText.IsAmbiguous(cell.Text) ? evidence.Value.Style : NumberStyle.Unknown;
            return NumberText.Read(new Submitted<string>(cell.Text, pointer), stated, shown, faults);
        }

        if ((FindFault(cell, pointer) ?? FindFormatFault(cell, pointer)) is { } fault)
        {
            faults.Add(fault);
            return null;
        }

        // A spreadsheet keeps 15 digits; what is beyond was lost before it came here.
        if (Math.Abs(cell.Number) < Exact)
            return new(
                Math.Abs(cell.Number) < int.MaxValue && cell.Number == (int)cell.Number ? (int)cell.Number : (decimal)cell.Number, pointer);
        faults.Add(ReportFaults.NumberTooLong(pointer));
        return null;
    }

    /// <summary>What is wrong with a cell whatever its column; null for nothing.</summary>
    public static Fault? FindFault(SheetCell cell, string pointer) => cell.Kind switch
    {
        CellKind.Error => new(pointer, "cell.error", new(
            $"Ô này có lỗi ({cell.Text}).", $"This cell holds an error ({cell.Text}).")),
        CellKind.NoResult => new(pointer, "cell.no-result", new(
            "Công thức này chưa có kết quả trong tệp; hãy mở tệp bằng Excel, lưu lại rồi gửi.",
            "The file holds no result of this formula; open it in Excel, save it and send it again.")),
        _ => null,
    };

    private static Fault? FindFormatFault(SheetCell cell, string pointer)
    {
        if (cell.Kind == CellKind.Boolean)
            return new(
                pointer, "number.unreadable",
                new($"{cell.Text} không phải là số; bỏ trống nếu chưa biết.", $"{cell.Text} is no number; leave it empty while unknown."));
        if (cell.Kind == CellKind.Day || cell.Format.IsTime)
            return new(pointer, "number.date", new(
                "Ô này hiện ngày hoặc giờ, không phải số; hãy định dạng ô là Số (Number) và ghi lại giá trị.",
                "This cell shows a date or time, not a number; format it as Number and write the value again."));
        if (cell.Format.Display(cell.Number) is not { } shown)
            return null;
        var held = cell.Number.ToString("0.##########", CultureInfo.InvariantCulture);
        return new(pointer, "number.ambiguous", new(
            $"Ô này hiện “{shown}” nhưng giá trị lưu là {held}; hãy định dạng ô là Số (Number) và ghi lại giá trị.",
            $"This cell shows '{shown}' but holds {held}; format it as Number and write the value again."));
    }
}
