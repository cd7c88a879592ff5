using YouthFunctions.Reports.Batch.NumberFormats;

namespace YouthFunctions.Reports.Batch.Workbooks;

/// <summary>What a cell holds.</summary>
public enum CellKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A day, or a time of a day.</summary>
    Day,

    /// <summary>TRUE or FALSE.</summary>
    Boolean,

    /// <summary>An error such as <c>#REF!</c>, or something that no program should write.</summary>
    Error,

    /// <summary>A formula whose result the writing program did not store.</summary>
    NoResult,
}

/// <summary>A cell that holds something.</summary>
/// <param name="Column">From 0.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Text">The text; the word of a boolean or of an error; empty for numbers and days.</param>
/// <param name="Number">The number of a number cell.</param>
/// <param name="Day">The day of a day cell.</param>
/// <param name="Format">How the cell shows a number or a day.</param>
public readonly record struct SheetCell(int Column, CellKind Kind, string Text, double Number, DateTime Day, FormatSection Format)
{
    /// <summary>A cell of text.</summary>
    public static SheetCell OfText(int column, string text) => new(column, CellKind.Text, text, 0, default, FormatSection.General);
}

/// <summary>A line of a sheet with the cells that hold something, the leftmost first.</summary>
/// <param name="Number">The row of a workbook, or the line of a CSV file where the record begins; from 1.</param>
/// <param name="Cells">None is empty or blank.</param>
public sealed record SheetLine(int Number, IReadOnlyList<SheetCell> Cells)
{
    /// <summary>The cell of a column; null for an empty one.</summary>
    public SheetCell? At(int column)
    {
        foreach (var cell in Cells)
            if (cell.Column == column)
                return cell;
        return null;
    }
}

/// <summary>One sheet of a file.</summary>
/// <param name="Name">As the tab shows it; null for a CSV file.</param>
/// <param name="IsHidden">Whether its tab is not shown.</param>
/// <param name="Lines">Reads it from the start and counts what that costs; throws <see cref="UnreadableException"/> where it
/// cannot be read on.</param>
public sealed record SheetTable(string? Name, bool IsHidden, Func<ReadCount, IEnumerable<SheetLine>> Lines);
