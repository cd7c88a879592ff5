using System.Globalization;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Organisations;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Exports.Datasets;
using Cell = YouthFunctions.Exports.Datasets.Cell;

namespace YouthFunctions.Exports.Formats;

/// <summary>Writes a workbook: a contents sheet, then a sheet a table; headings in the organisation's language, a frozen header, numbers as
/// numbers and days as days. A text is never run, whatever it begins with.</summary>
public static class Workbook
{
    /// <summary>How many rows a sheet takes below its header.</summary>
    public const int RowLimit = 1_048_575;

    private static readonly Text ContentsName = new("Mục lục", "Contents");
    private static readonly Text[] ContentsHeadings =
    [
        new("Trang tính", "Sheet"), new("Nội dung", "Nội dung"), new("Contents", "Contents"), new("Ghi chú", "Note"), new("Đơn vị", "Unit"),
        new("Năm", "Year"), new("Thời điểm (UTC)", "Instant (UTC)"),
    ];

    /// <summary>Writes it; sheets are streamed one after the other.</summary>
    public static async Task WriteAsync(
        string path, UnitCode unit, int year, DateTimeOffset instant, IReadOnlyList<Sheet> sheets, CancellationToken cancel)
    {
        await using var file = File.Create(path);
        await using var book = await Spreadsheet.CreateNewAsync(
            file, new SpreadCheetahOptions { WriteCellReferenceAttributes = true }, cancel); // strict readers want them
        var header = book.AddStyle(new Style { Font = { Bold = true } });
        var day = book.AddStyle(new Style { Format = NumberFormat.Custom("yyyy\\-mm\\-dd") });
        var instantStyle = book.AddStyle(new Style { Format = NumberFormat.Custom("yyyy\\-mm\\-dd hh:mm:ss") });

        await book.StartWorksheetAsync(Say(ContentsName), Options([32, 60, 60, 32, 10, 8, 20]), cancel);
        await book.AddHeaderRowAsync([.. ContentsHeadings.Select(Say)], header, cancel);
        foreach (var sheet in sheets)
            await book.AddRowAsync(
                [
                    new DataCell(Say(sheet.Dataset.Title)), new DataCell(sheet.Dataset.Description.Vietnamese),
                    new DataCell(sheet.Dataset.Description.English), new DataCell(sheet.Note), new DataCell(unit.ToString()),
                    new DataCell(year), new DataCell(instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)),
                ], cancel);
        foreach (var sheet in sheets)
        {
            var columns = sheet.Dataset.Columns;
            await book.StartWorksheetAsync(Say(sheet.Dataset.Title), Options([.. columns.Select(Width)]), cancel);
            await book.AddHeaderRowAsync([.. columns.Select(column => Say(column.Heading))], header, cancel);
            var cells = new StyledCell[columns.Count];
            foreach (var row in sheet.Rows.Take(RowLimit))
            {
                for (var i = 0; i < cells.Length; i++)
                    cells[i] = Create(row[i], columns[i].Type, day, instantStyle);
                await book.AddRowAsync(cells, cancel);
            }
        }

        await book.FinishAsync(cancel);
    }

    private static string Say(Text text) => text.In(Organisation.Current.Language);

    private static StyledCell Create(Cell cell, ColumnType type, StyleId day, StyleId instant) => !cell.IsKnown ? default : type switch
    {
        ColumnType.Integer => new StyledCell(cell.Whole, null),
        ColumnType.Decimal => new StyledCell(cell.Exact, null),
        ColumnType.Number => new StyledCell(cell.Number, null),
        ColumnType.Boolean => new StyledCell(cell.Whole != 0, null),
        ColumnType.Date => new StyledCell(cell.Date.ToDateTime(TimeOnly.MinValue), day),
        ColumnType.Instant => new StyledCell(cell.Instant, instant),
        _ => new StyledCell(cell.Text, null),
    };

    private static WorksheetOptions Options(double[] widths)
    {
        var options = new WorksheetOptions { FrozenRows = 1 };
        for (var i = 0; i < widths.Length; i++)
            options.Column(i + 1).Width = widths[i];
        return options;
    }

    private static double Width(ColumnInfo column) => column.Type switch
    {
        ColumnType.Instant => 20,
        ColumnType.Text => 32,
        _ => 14,
    };
}
