using Parquet;
using Parquet.Schema;

namespace YouthFunctions.Exports;

/// <summary>Writes a table as Parquet: decimals exact, days as dates, instants in UTC, codes and names as dictionaries,
/// Zstandard. Only one row group is held in memory.</summary>
public sealed class ParquetFile<TRow> : IAsyncDisposable
{
    /// <summary>How many rows a row group has at most, as DuckDB writes them.</summary>
    public const int RowGroup = 122_880;

    private readonly int _rowGroup;
    private readonly ParquetWriter _writer;
    private readonly ParquetColumn<TRow>[] _columns;
    private int _rows;
    private bool _hasRowGroup;

    private ParquetFile(ParquetWriter writer, ParquetColumn<TRow>[] columns, int rowGroup) => (_writer, _columns, _rowGroup) = (writer, columns, rowGroup);

    /// <summary>Begins a file.</summary>
    public static async Task<ParquetFile<TRow>> CreateAsync(Dataset<TRow> dataset, Stream stream, int rowGroup, CancellationToken cancel)
    {
        ParquetColumn<TRow>[] columns = [.. dataset.Read.Select(ParquetColumn<TRow>.Of)];
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Zstd };
        foreach (var column in columns.Where(column => column.IsDictionary))
            options.ColumnEncodingHints[column.Field.Name] = EncodingHint.Dictionary;
        var writer = await ParquetWriter.CreateAsync(
            new ParquetSchema(columns.Select(column => column.Field)), stream, options, cancellationToken: cancel);
        writer.CustomMetadata = new Dictionary<string, string> { ["dataset"] = dataset.Name, ["schemaVersion"] = SchemaHistory.Version };
        return new ParquetFile<TRow>(writer, columns, rowGroup);
    }

    /// <summary>Writes some rows, and says how many they were.</summary>
    public async Task<long> WriteAsync(IEnumerable<TRow> rows, CancellationToken cancel)
    {
        var count = 0L;
        foreach (var row in rows)
        {
            foreach (var column in _columns)
                column.Add(row);
            count++;
            if (++_rows == _rowGroup)
                await FlushAsync(cancel);
        }

        return count;
    }

    /// <summary>Ends the file; without this it has no footer and cannot be read.</summary>
    public async Task CompleteAsync(CancellationToken cancel)
    {
        if (_rows > 0 || !_hasRowGroup)
            await FlushAsync(cancel);
        await _writer.DisposeAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _writer.DisposeAsync();

    private async Task FlushAsync(CancellationToken cancel)
    {
        using var group = _writer.CreateRowGroup();
        foreach (var column in _columns)
            await column.WriteAsync(group, cancel);
        group.CompleteValidate();
        (_rows, _hasRowGroup) = (0, true);
    }
}
