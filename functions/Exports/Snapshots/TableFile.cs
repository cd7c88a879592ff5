using System.Globalization;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Exports.Datasets;
using YouthFunctions.Exports.Formats;

namespace YouthFunctions.Exports.Snapshots;

/// <summary>A part of a table on its way into the snapshot, as CSV and, at the same time, as Parquet.</summary>
public sealed class TableFile<TRow> : IAsyncDisposable
{
    private readonly SnapshotFiles _files;
    private readonly SnapshotFile _template;
    private readonly FileStream _csvStream;
    private readonly FileStream? _parquetStream;
    private readonly CsvFile<TRow> _csv;
    private readonly ParquetFile<TRow>? _parquet;
    private long _rows;
    private bool _isClosed;

    /// <param name="files">The snapshot in the making.</param>
    /// <param name="dataset">The table.</param>
    /// <param name="year">The year of the rows; null for several.</param>
    /// <param name="unit">Whose rows they are; null for everybody's.</param>
    /// <param name="part">A further division of the year, such as a month; null for none.</param>
    /// <param name="rowGroup">How many rows are held in memory.</param>
    public TableFile(
        SnapshotFiles files, Dataset<TRow> dataset, int? year, UnitCode? unit, string? part = null,
        int rowGroup = ParquetFile<TRow>.RowGroup)
    {
        _files = files;
        _template = new SnapshotFile(PathOf(dataset, year, unit, part), dataset.Name, "", year, unit, 0, 0, "");
        _csvStream = File.Create(files.NewPath());
        _csv = new CsvFile<TRow>(dataset, _csvStream);
        if (dataset.IsExchange)
            return;
        _parquetStream = File.Create(files.NewPath());
        _parquet = new ParquetFile<TRow>(dataset, _parquetStream, rowGroup);
    }

    /// <summary>Writes rows; they are gone through once for each format, at the same time.</summary>
    public async Task WriteAsync(IEnumerable<TRow> rows, CancellationToken cancel)
    {
        var csv = Task.Run(() => _csv.WriteAsync(rows, cancel), cancel);
        _parquet?.Write(rows);
        _rows += await csv;
    }

    /// <summary>Ends the part and hands it to the snapshot.</summary>
    public async Task CompleteAsync(CancellationToken cancel)
    {
        await _csv.WriteAsync([], cancel); // a table without rows has its header
        _parquet?.Complete();
        await DisposeAsync();
        await AddAsync(_csvStream.Name, "csv", cancel);
        if (_parquetStream is not null)
            await AddAsync(_parquetStream.Name, "parquet", cancel);
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
        if (_parquetStream is not null)
            await _parquetStream.DisposeAsync();
    }

    private Task<SnapshotFile> AddAsync(string path, string format, CancellationToken cancel) => _files.AddAsync(
        path, _template with { Path = $"{_template.Path}.{format}", Format = format, Rows = _rows }, cancel);

    // The folders are those that engines read as partitions: reports/year=2024/01.parquet.
    private static string PathOf(Dataset dataset, int? year, UnitCode? unit, string? part) => string.Join('/', new[]
    {
        dataset.Name,
        year is { } number ? string.Create(CultureInfo.InvariantCulture, $"year={number}") : null,
        part,
        unit?.ToString() ?? "all",
    }.OfType<string>());
}
