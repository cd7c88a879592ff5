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
    public static IEnumerable<Cell[]> Read(Dataset dataset, Stream file) =>
        Read(dataset, file, () => new Cell[dataset.Columns.Count]);

    /// <summary>The same for one who lets go of a row when <see cref="ParquetFile{TRow}.Buffered"/> others have come: its cells are used
    /// again then.</summary>
    /// <inheritdoc cref="Read(Dataset, Stream)"/>
    public static IEnumerable<Cell[]> ReadAgain(Dataset dataset, Stream file)
    {
        var (rows, next) = (new Cell[ParquetFile<Cell[]>.Buffered + 1][], 0);
        return Read(dataset, file, () =>
        {
            next = (next + 1) % rows.Length;
            return rows[next] ??= new Cell[dataset.Columns.Count];
        });
    }

    private static IEnumerable<Cell[]> Read(Dataset dataset, Stream file, Func<Cell[]> rowOf)
    {
        using var csv = CsvDataReader.Create(
            new StreamReader(file, Encoding.UTF8, bufferSize: 1 << 16),
            new CsvDataReaderOptions { Culture = CultureInfo.InvariantCulture });
        if (csv.FieldCount != dataset.Columns.Count
            || dataset.Columns.Where((column, ordinal) => csv.GetName(ordinal) != column.Name).Any())
            throw new FormatException($"The file has other columns than the table {dataset.Name}.");
        var (columns, texts) = (dataset.Columns.ToArray(), new RepeatedTexts());
        while (csv.Read())
        {
            var row = rowOf();
            for (var ordinal = 0; ordinal < row.Length; ordinal++)
                row[ordinal] = Parse(columns[ordinal], csv.GetFieldSpan(ordinal), texts);
            yield return row;
        }
    }

    // In a column that every row has a value in, an empty text is that value: it is all that CSV shows of it.
    private static Cell Parse(ColumnInfo column, ReadOnlySpan<char> text, RepeatedTexts texts) =>
        text.Length == 0 ? Empty(column) : column.Type switch
        {
            ColumnType.Integer => int.Parse(text, CultureInfo.InvariantCulture),
            ColumnType.Decimal => (decimal?)decimal.Parse(text, CultureInfo.InvariantCulture),
            ColumnType.Number => (double?)double.Parse(text, CultureInfo.InvariantCulture),
            ColumnType.Boolean => bool.Parse(text),
            ColumnType.Date => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            ColumnType.Instant => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture),
            ColumnType.Text => CellTexts.Unguard(texts.Get(text)),
            _ => texts.Get(text),
        };

    private static Cell Empty(ColumnInfo column) => column is { IsRequired: true, Type: ColumnType.Text or ColumnType.Code } ? "" : default;
}
