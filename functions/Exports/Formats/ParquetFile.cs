using ParquetSharp;
using ParquetSharp.Schema;
using YouthFunctions.Exports.Datasets;

namespace YouthFunctions.Exports.Formats;

/// <summary>Writes a table as Parquet: decimals exact, days as dates, instants in UTC, texts as dictionaries,
/// Zstandard. Only one row group is held in memory.</summary>
public sealed class ParquetFile<TRow> : IDisposable
{
    /// <summary>How many rows a row group has at most: some ten megabytes.</summary>
    public const int RowGroup = 1 << 15;

    /// <summary>How many rows are taken before the first of them is written: so many stay in the processor's cache while one column after
    /// the other reads them.</summary>
    public const int Buffered = 256;

    private readonly int _rowGroup;
    private readonly List<(ParquetFileWriter Writer, ParquetColumn<TRow>[] Columns)> _files = [];
    private readonly Dictionary<Datasets.Column<TRow>, ParquetColumn<TRow>> _columns = [];
    private readonly TRow[] _buffer;
    private bool _hasRowGroup;
    private int _buffered;
    private int _rows;

    /// <param name="dataset">The table.</param>
    /// <param name="stream">Takes the file; stays open.</param>
    /// <param name="rowGroup">How many rows a row group has at most: up to 256, or a multiple of it.</param>
    public ParquetFile(Dataset<TRow> dataset, Stream stream, int rowGroup = RowGroup)
        : this([(dataset, stream)], rowGroup)
    {
    }

    /// <summary>Writes the same rows to several files, which may have different columns; a column that they share is held once.</summary>
    /// <param name="files">The columns of each file, and what takes it and stays open.</param>
    /// <param name="rowGroup">How many rows a row group has at most: up to 256, or a multiple of it.</param>
    public ParquetFile(IEnumerable<(Dataset<TRow> Dataset, Stream Stream)> files, int rowGroup = RowGroup)
    {
        (_rowGroup, _buffer) = (rowGroup, new TRow[Math.Min(Buffered, rowGroup)]);
        foreach (var (dataset, stream) in files)
        {
            using var builder = new WriterPropertiesBuilder();
            builder.Compression(Compression.Zstd).CreatedBy("YouthFunctions");
            foreach (var figure in dataset.Read.Where(column => column.Info.Type == ColumnType.Decimal))
                builder.DisableDictionary(figure.Info.Name); // figures seldom repeat: a dictionary of them costs time and space
            using var properties = builder.Build();
            foreach (var column in dataset.Read.Where(column => !_columns.ContainsKey(column)))
                _columns.Add(column, ParquetColumn<TRow>.Create(column));
            ParquetColumn<TRow>[] columns = [.. dataset.Read.Select(column => _columns[column])];
            using var schema = new GroupNode("schema", Repetition.Required, [.. columns.Select(column => column.CreateNode())]);
            _files.Add((
                new ParquetFileWriter(
                    stream, schema, properties,
                    new Dictionary<string, string> { ["dataset"] = dataset.Name, ["schemaVersion"] = SchemaHistory.Version },
                    leaveOpen: true),
                columns));
        }
    }

    /// <summary>Writes some rows, and says how many they were.</summary>
    public long Write(IEnumerable<TRow> rows)
    {
        var count = 0L;
        foreach (var row in rows)
        {
            _buffer[_buffered++] = row;
            count++;
            if (_buffered == _buffer.Length)
                Take();
        }

        return count;
    }

    /// <summary>Ends the file; without this it has no footer and cannot be read.</summary>
    public void Complete()
    {
        Take();
        if (_rows > 0 || !_hasRowGroup)
            Flush();
        foreach (var (writer, _) in _files)
            writer.Close();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var column in _columns.Values)
            column.Dispose();
        foreach (var (writer, _) in _files)
            writer.Dispose();
    }

    // A column at a time, which is twice as fast as a row at a time.
    private void Take()
    {
        foreach (var column in _columns.Values)
            column.Add(_buffer.AsSpan(0, _buffered));
        (_rows, _buffered) = (_rows + _buffered, 0);
        if (_rows >= _rowGroup)
            Flush();
    }

    // Column after column: with all of them open at once, each would hold a compressor of a megabyte.
    private void Flush()
    {
        foreach (var (writer, columns) in _files)
        {
            using var group = writer.AppendRowGroup();
            foreach (var column in columns)
                column.Write(group);
            group.Close();
        }

        foreach (var column in _columns.Values)
            column.Clear();
        (_rows, _hasRowGroup) = (0, true);
    }
}
