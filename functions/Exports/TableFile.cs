using System.Globalization;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Exports;

/// <summary>A part of a table on its way into the snapshot, as CSV and as Parquet at once.</summary>
public sealed class TableFile<TRow> : IAsyncDisposable
{
    private readonly SnapshotFiles _files;
    private readonly SnapshotFile _template;
    private readonly string _csvPath, _parquetPath;
    private readonly FileStream _csvStream, _parquetStream;
    private readonly CsvFile<TRow> _csv;
    private readonly ParquetFile<TRow> _parquet;
    private long _rows;
    private bool _isClosed;

    private TableFile(SnapshotFiles files, SnapshotFile template, string csvPath, string parquetPath, FileStream csv, FileStream parquet, CsvFile<TRow> csvFile, ParquetFile<TRow> parquetFile) =>
        (_files, _template, _csvPath, _parquetPath, _csvStream, _parquetStream, _csv, _parquet) = (files, template, csvPath, parquetPath, csv, parquet, csvFile, parquetFile);

    /// <summary>Begins a part.</summary>
    /// <param name="files">The snapshot in the making.</param>
    /// <param name="dataset">The table.</param>
    /// <param name="year">The year of the rows; null for several.</param>
    /// <param name="unit">Whose rows they are; null for everybody's.</param>
    /// <param name="part">A further division of the year, such as a month; null for none.</param>
    /// <param name="rowGroup">How many rows are held in memory.</param>
    /// <param name="cancel">Stops the call.</param>
    public static async Task<TableFile<TRow>> CreateAsync(
        SnapshotFiles files, Dataset<TRow> dataset, int? year, UnitCode? unit, string? part, int rowGroup, CancellationToken cancel)
    {
        var template = new SnapshotFile(PathOf(dataset, year, unit, part), dataset.Name, "", year, unit, 0, 0, "");
        var (csvPath, parquetPath) = (files.NewPath(), files.NewPath());
        var (csv, parquet) = (File.Create(csvPath), File.Create(parquetPath));
        return new TableFile<TRow>(
            files, template, csvPath, parquetPath, csv, parquet, new CsvFile<TRow>(dataset, csv),
            await ParquetFile<TRow>.CreateAsync(dataset, parquet, rowGroup, cancel));
    }

    /// <summary>Writes rows; they are gone through once for each format, at the same time.</summary>
    public async Task WriteAsync(IEnumerable<TRow> rows, CancellationToken cancel)
    {
        var csv = Task.Run(() => _csv.WriteAsync(rows, cancel), cancel);
        _rows += await _parquet.WriteAsync(rows, cancel);
        await csv;
    }

    /// <summary>Ends the part and hands it to the snapshot.</summary>
    public async Task<(SnapshotFile Csv, SnapshotFile Parquet)> CompleteAsync(CancellationToken cancel)
    {
        await _parquet.CompleteAsync(cancel);
        await DisposeAsync();
        return (await AddAsync(_csvPath, "csv", cancel), await AddAsync(_parquetPath, "parquet", cancel));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_isClosed)
            return;
        _isClosed = true;
        await _csv.DisposeAsync();
        await _csvStream.DisposeAsync();
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
