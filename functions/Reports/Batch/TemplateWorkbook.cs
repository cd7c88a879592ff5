using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace YouthFunctions.Reports.Batch;

/// <summary>
/// Writes the workbook to fill in: one sheet, its head frozen, codes and months in columns of the format Text, so that what
/// is typed there keeps its zeros and does not become a date.
/// </summary>
public static class TemplateWorkbook
{
    private const uint TextStyle = 1;
    private const uint HeaderStyle = 2;
    private const double TextWidth = 14;
    private const double ValueWidth = 22;
    private const uint BuiltInText = 49; // "@", ECMA-376 part 1, 18.8.30

    /// <summary>Writes it.</summary>
    /// <param name="sheet">The sheet's name.</param>
    /// <param name="header">The headings.</param>
    /// <param name="rows">What is filled in already, from the first column on.</param>
    /// <param name="textColumns">How many columns, from the first, hold text.</param>
    public static byte[] Write(string sheet, IReadOnlyList<string> header, IEnumerable<string[]> rows, int textColumns)
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            var part = book.AddNewPart<WorksheetPart>();
            book.Workbook = new Workbook(new DocumentFormat.OpenXml.Spreadsheet.Sheets(
                new DocumentFormat.OpenXml.Spreadsheet.Sheet { Name = sheet, SheetId = 1, Id = book.GetIdOfPart(part) }));
            var data = new SheetData(Row(1, header, HeaderStyle));
            data.Append(rows.Select((row, index) => Row((uint)index + 2, row, TextStyle)));
            part.Worksheet = new Worksheet(
                new SheetViews(new SheetView(new Pane
                {
                    VerticalSplit = 1,
                    TopLeftCell = "A2",
                    ActivePane = PaneValues.BottomLeft,
                    State = PaneStateValues.Frozen,
                })
                { WorkbookViewId = 0 }),
                new Columns(
                    Column(1, textColumns, TextWidth, TextStyle),
                    Column(textColumns + 1, Math.Max(textColumns + 1, header.Count), ValueWidth, 0)),
                data);
            book.Workbook.PrependChild(new BookViews(new WorkbookView()));
        }

        return stream.ToArray();
    }

    private static DocumentFormat.OpenXml.Spreadsheet.Column Column(int first, int last, double width, uint style) =>
        new() { Min = (uint)first, Max = (uint)last, Width = width, CustomWidth = true, Style = style };

    private static Row Row(uint number, IEnumerable<string> cells, uint style) => new(cells.Select(text => new Cell(new InlineString(
        new DocumentFormat.OpenXml.Spreadsheet.Text(text) { Space = SpaceProcessingModeValues.Preserve }))
    { DataType = CellValues.InlineString, StyleIndex = style }))
    {
        RowIndex = number,
    };

    private static Stylesheet Styles() => new(
        new Fonts(new Font(), new Font(new Bold())),
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(
            new CellFormat(),
            new CellFormat { NumberFormatId = BuiltInText, ApplyNumberFormat = true },
            new CellFormat(new Alignment { WrapText = true }) { FontId = 1, ApplyFont = true, ApplyAlignment = true }),
        new CellStyles(new CellStyle { Name = "Normal", FormatId = 0, BuiltinId = 0 })); // without it openpyxl warns
}
