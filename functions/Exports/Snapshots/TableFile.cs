using YouthFunctions.Analytics.Values;
using YouthFunctions.Exports.Datasets;
using YouthFunctions.Exports.Formats;

namespace YouthFunctions.Exports.Snapshots;

/// <summary>A part of a table on its way into the snapshot, as CSV and, at the same time, as Parquet.</summary>
public sealed class TableFile<TRow> : IAsyncDisposable
{
    private readonly SnapshotFiles _files;
    private readonly SnapshotFile _template;
    private readonly string?[] _paths;
    private readonly FileStream _csvStream;
    private readonly CsvFile<TRow> _csv;
    private readonly List<(FileStream Stream, string Path)> _parquetStreams = [];
    private readonly ParquetFile<TRow>? _parquet;
    private long _rows;
    private bool _isClosed;

    /// <param name="files">The snapshot in the making.</param>
    /// <param name="dataset">The table.</param>
    /// <param name="year">The year of the rows; null for several.</param>
    /// <param name="unit">Whose rows they are; null for everybody's.</param>
    /// <param name="part">A further division of the year, such as a month; null for none.</param>
    /// <param name="rowGroup">How many rows are held in memory.</param>
    /// <param name="versions">The layouts that have the file.</param>
    public TableFile(
        SnapshotFiles files, Dataset<TRow> dataset, int? year, UnitCode? unit, string? part = null,
        int rowGroup = ParquetFile<TRow>.RowGroup, LayoutVersions versions = LayoutVersions.Both)
    {
        _files = files;
        _template = new SnapshotFile("", dataset.Name, "", year, unit, 0, 0, "");
        _paths =
        [
            versions.HasFlag(LayoutVersions.Current) ? SnapshotLayout.PathOf(dataset, year, unit, part) : null,
            versions.HasFlag(LayoutVersions.Former) ? SnapshotLayout.FormerPathOf(dataset, year, unit, part) : null,
        ];
        if (versions == LayoutVersions.Current && unit == UnitCode.Country)
            dataset = SnapshotLayout.WithCentre(dataset);
        _csvStream = File.Create(files.NewPath());
        _csv = new CsvFile<TRow>(dataset, _csvStream);
        if (dataset.IsExchange)
            return;
        var tables = new List<Dataset<TRow>>();
        var partition = SnapshotLayout.WithoutPartitions(dataset, year, unit);
        if (_paths[0] is { } current)
            Open(partition, current);
        if (_paths[1] is { } former && (partition.Columns.Count < dataset.Columns.Count || tables.Count == 0))
            Open(dataset, former);
        _parquet = new ParquetFile<TRow>(tables.Zip(_parquetStreams, (table, part) => (table, (Stream)part.Stream)), rowGroup);

        void Open(Dataset<TRow> table, string path)
        {
            tables.Add(table);
            _parquetStreams.Add((File.Create(files.NewPath()), path));
        }
    }

    /// <summary>Writes rows; they are gone through twice, for CSV and for Parquet at the same time.</summary>
    public async Task WriteAsync(IEnumerable<TRow> rows, CancellationToken cancel)
    {
        var csv = Task.Run(() => _csv.WriteAsync(rows, cancel), cancel);
        _parquet?.Write(rows);
        _rows += await csv;
    }

    /// <summary>Takes over the rows of a CSV file of the same table: its bytes are copied as they are, and at the same time its rows are
    /// read for Parquet.</summary>
    /// <param name="path">The file.</param>
    /// <param name="rows">How many rows it has.</param>
    /// <param name="read">Reads its rows; none is looked at after the next <see cref="ParquetFile{TRow}.Buffered"/>.</param>
    /// <param name="cancel">Stops the copy.</param>
    public async Task CopyAsync(string path, long rows, Func<Stream, IEnumerable<TRow>> read, CancellationToken cancel)
    {
        var csv = Task.Run(
            async () =>
            {
                await using var bytes = File.OpenRead(path);
                await _csv.CopyAsync(bytes, cancel);
            },
            cancel);
        if (_parquet is not null)
        {
            await using var content = File.OpenRead(path);
            _parquet.Write(read(content));
        }

        await csv;
        _rows += rows;
    }

    /// <summary>Ends the part and hands it to the snapshot.</summary>
    public async Task CompleteAsync(CancellationToken cancel)
    {
        await _csv.WriteAsync([], cancel); // a table without rows has its header
        _parquet?.Complete();
        await DisposeAsync();
        await AddAsync(_csvStream.Name, "csv", _paths, cancel);
        if (_parquetStreams is [var only]) // the same bytes in both layouts, where no folder says a column
            await AddAsync(only.Stream.Name, "parquet", _paths, cancel);
        else
            foreach (var (stream, path) in _parquetStreams)
                await AddAsync(stream.Name, "parquet", [path], cancel);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_isClosed)
            return;
        _isClosed = true;
        await _csv.DisposeAsync();
        await _csvStream.DisposeAsync();
        _parquet?.Dispose();
        foreach (var (stream, _) in _parquetStreams)
            await stream.DisposeAsync();
    }

    private async Task AddAsync(string temporary, string format, IEnumerable<string?> paths, CancellationToken cancel)
    {
        string[] all = [.. paths.OfType<string>().Select(path => $"{path}.{format}")];
        var file = await _files.AddAsync(temporary, _template with { Path = all[0], Format = format, Rows = _rows }, cancel);
        foreach (var path in all.Skip(1))
            _files.AddSame(file, path);
    }
}
