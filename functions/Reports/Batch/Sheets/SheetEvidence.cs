using YouthFunctions.Reports.Batch.Workbooks;
using YouthFunctions.Reports.Rules;
using YouthFunctions.Reports.Wire;

namespace YouthFunctions.Reports.Batch.Sheets;

/// <summary>
/// What the cells of a sheet show together: how its numbers are written, and whether its codes came through a program that
/// drops zeros. It takes a pass over the sheet, and so is asked only when a cell needs it.
/// </summary>
/// <param name="Style">How numbers are written; both when cells say the one and the other.</param>
/// <param name="HasStrippedCodes">Whether some code has a shape that is left only when zeros are lost.</param>
public sealed record SheetEvidence(NumberStyle Style, bool HasStrippedCodes)
{
    /// <summary>Nothing is shown.</summary>
    public static SheetEvidence None { get; } = new(NumberStyle.Unknown, false);

    /// <summary>Looks through a sheet.</summary>
    public static SheetEvidence Detect(SheetTable table, SheetColumns columns)
    {
        var (style, isStripped) = (NumberStyle.Unknown, false);
        try
        {
            foreach (var line in table.Lines(new ReadLimits()))
            {
                if (line.Number <= columns.Line)
                    continue;
                foreach (var cell in line.Cells)
                {
                    if (cell.Kind != CellKind.Text)
                        continue;
                    if (cell.Column == columns.Unit)
                        isStripped |= UnitCheck.IsStripped(cell.Text.Trim());
                    else if (style != NumberStyle.Both && columns[cell.Column] is { IsNumber: true, Kind: not ColumnKind.Replaces })
                        style |= NumberText.DetectStyle(cell.Text);
                }
            }
        }
        catch (UnreadableException)
        {
            // Reading itself will come to this place and say so; until there the cells show what they show.
        }

        return new SheetEvidence(style, isStripped);
    }
}
