using System.Globalization;
using System.Text;
using Sylvan.Data.Csv;
using YouthFunctions.Exports.Datasets;

namespace YouthFunctions.Exports.Formats;

/// <summary>Reads back what <see cref="CsvFile{TRow}"/> wrote: other views of a table are made from its published file,
/// so that they cannot differ from it.</summary>
public static class CsvCells
{
    /// <summary>The table as rows of cells, for files of other formats.</summary>
    public static Dataset<Cell[]> Untyped(Dataset dataset) => new(
        dataset.Name, dataset.Title, dataset.Description, dataset.Key,
        [.. dataset.Columns.Select((column, ordinal) => new Column<Cell[]>(column, row => row[ordinal]))])
    {
        IsExchange = dataset.IsExchange,
    };

    /// <summary>The rows of a file, streamed.</summary>
    /// <exception cref="FormatException">The columns are not those of the table.</exception>
    public static IEnumerable<Cell[]> Read(Dataset dataset, Stream file)
    {
        using var csv = CsvDataReader.Create(
            new StreamReader(file, Encoding.UTF8), new CsvDataReaderOptions { Culture = CultureInfo.InvariantCulture });
        if (csv.FieldCount != dataset.Columns.Count
            || dataset.Columns.Where((column, ordinal) => csv.GetName(ordinal) != column.Name).Any())
            throw new FormatException($"The file has other columns than the table {dataset.Name}.");
        while (csv.Read())
        {
            var row = new Cell[csv.FieldCount];
            for (var ordinal = 0; ordinal < row.Length; ordinal++)
                row[ordinal] = Parse(dataset.Columns[ordinal], csv.GetString(ordinal));
            yield return row;
        }
    }

    // In a column that every row has a value in, an empty text is that value: it is all that CSV shows of it.
    private static Cell Parse(ColumnInfo column, string text) => text.Length == 0 ? Empty(column) : column.Type switch
    {
        ColumnType.Integer => int.Parse(text, CultureInfo.InvariantCulture),
        ColumnType.Decimal => (decimal?)decimal.Parse(text, CultureInfo.InvariantCulture),
        ColumnType.Number => (double?)double.Parse(text, CultureInfo.InvariantCulture),
        ColumnType.Boolean => bool.Parse(text),
        ColumnType.Date => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        ColumnType.Instant => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture),
        ColumnType.Text => CellTexts.Unguard(text),
        _ => text,
    };

    private static Cell Empty(ColumnInfo column) => column is { IsRequired: true, Type: ColumnType.Text or ColumnType.Code } ? "" : default;
}
