namespace YouthFunctions.Reports.Batch.Workbooks;

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
