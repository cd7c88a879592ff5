using System.Globalization;
using MiniExcelLibs;
using MiniExcelLibs.Attributes;
using MiniExcelLibs.OpenXml;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Exports.Datasets;

namespace YouthFunctions.Exports.Formats;

/// <summary>Writes a workbook: a contents sheet, then a sheet a table; Vietnamese headings, a frozen header, numbers as
/// numbers and days as days.</summary>
public static class Workbook
{
    /// <summary>How many rows a sheet takes below its header.</summary>
    public const int RowLimit = 1_048_575;

    /// <summary>Writes it; sheets are streamed one after the other.</summary>
    public static async Task WriteAsync(
        string path, UnitCode unit, int year, DateTimeOffset instant, IReadOnlyList<Sheet> sheets, CancellationToken cancel)
    {
        var configuration = new OpenXmlConfiguration
        {
            FreezeRowCount = 1,
            TableStyles = TableStyles.None,
            FastMode = false, // it keeps whole sheets in memory
            DynamicColumns = [.. sheets.SelectMany(sheet => sheet.Dataset.Columns).DistinctBy(column => column.Heading.Vietnamese)
                .SelectMany(Format)],
        };
        var contents = sheets.Select(sheet => new Dictionary<string, object>
        {
            ["Trang tính"] = sheet.Dataset.Title.Vietnamese,
            ["Nội dung"] = sheet.Dataset.Description.Vietnamese,
            ["Contents"] = sheet.Dataset.Description.English,
            ["Ghi chú"] = sheet.Note,
            ["Đơn vị"] = unit.ToString(),
            ["Năm"] = year,
            ["Thời điểm (UTC)"] = instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        });
        var book = new Dictionary<string, object> { ["Mục lục"] = contents };
        foreach (var sheet in sheets)
            book[sheet.Dataset.Title.Vietnamese] = new RowReader<Cell[]>(
                sheet.Dataset.Read, [.. sheet.Dataset.Columns.Select(column => column.Heading.Vietnamese)], sheet.Rows.Take(RowLimit),
                CellTexts.Workbook);
        await MiniExcel.SaveAsAsync(
            path, book, excelType: ExcelType.XLSX, configuration: configuration, overwriteFile: true, cancellationToken: cancel);
    }

    private static IEnumerable<DynamicExcelColumn> Format(ColumnInfo column) => column.Type switch
    {
        Datasets.ColumnType.Date => [new DynamicExcelColumn(column.Heading.Vietnamese) { Format = "yyyy-mm-dd", Width = 12 }],
        Datasets.ColumnType.Instant => [new DynamicExcelColumn(column.Heading.Vietnamese) { Format = "yyyy-mm-dd hh:mm:ss", Width = 20 }],
        Datasets.ColumnType.Text => [new DynamicExcelColumn(column.Heading.Vietnamese) { Width = 32 }],
        _ => [],
    };
}
