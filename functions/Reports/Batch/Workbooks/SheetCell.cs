using YouthFunctions.Reports.Batch.NumberFormats;

namespace YouthFunctions.Reports.Batch.Workbooks;

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
    public static SheetCell FromText(int column, string text) => new(column, CellKind.Text, text, 0, default, FormatSection.General);
}
