using YouthFunctions.Analytics.Values;
using YouthFunctions.Exports.Datasets;
using YouthFunctions.Exports.Formats;
using YouthFunctions.Exports.Snapshots;
using YouthFunctions.Exports.Tables;

namespace YouthFunctions.Exports.Publishing;

/// <summary>Writes the country's files of version 1, which repeat the rows of the provinces, from the CSV files of the provinces and the
/// centre: they hold the same figures by construction, since the bytes are copied.</summary>
public sealed class NationalExport(SnapshotStore snapshots)
{
    /// <summary>Writes a table of a year.</summary>
    /// <param name="dataset">The name of the table.</param>
    /// <param name="year">The year.</param>
    /// <param name="month">The month of it that the files are of; null where they are not divided by months.</param>
    /// <param name="stored">The files of the snapshot so far; those of the table must be stored.</param>
    /// <param name="files">Takes the country's.</param>
    /// <param name="cancel">Stops the run.</param>
    public async Task WriteAsync(
        string dataset, int year, string? month, IEnumerable<SnapshotFile> stored, SnapshotFiles files, CancellationToken cancel)
    {
        var table = CsvCells.Untyped(dataset == Sdmx.Table.Name ? Sdmx.Table : AllTables.Find(dataset)!);
        await using var national = new TableFile<Cell[]>(
            files, table, year, UnitCode.Country, month, versions: LayoutVersions.Former);
        foreach (var file in PartsOf(dataset, year, month, stored))
        {
            var path = files.NewPath();
            await snapshots.Container.GetBlobClient(file.Blob).DownloadToAsync(path, cancel);
            if (file.Unit == UnitCode.Country)
                await WriteCentreAsync(table, path, national, cancel);
            else
                await national.CopyAsync(path, file.Rows, stream => CsvCells.ReadAgain(table, stream), cancel);
            File.Delete(path);
            HeapTrimmer.Trim();
        }

        await national.CompleteAsync(cancel);
    }

    /// <summary>The files that hold each row of a table of a year once, as CSV: the provinces' by their codes, then the centre's.</summary>
    public static IEnumerable<SnapshotFile> PartsOf(string dataset, int year, string? month, IEnumerable<SnapshotFile> stored) => stored
        .Where(file => file.Dataset == dataset && file.Year == year && file.Format == "csv" && !SnapshotLayout.IsFormer(file.Path)
            && (month is null || SnapshotLayout.IsPart(file.Path, month)))
        .OrderBy(file => file.Unit == UnitCode.Country).ThenBy(file => file.Unit!.Value);

    // In version 1 the centre's own rows have no province; they are few.
    private static async Task WriteCentreAsync(Dataset table, string path, TableFile<Cell[]> national, CancellationToken cancel)
    {
        await using var content = File.OpenRead(path);
        var rows = CsvCells.Read(table, content).ToList();
        for (var column = 0; column < table.Columns.Count; column++)
            if (table.Columns[column].Name == ColumnFactory.FirstLevel)
                foreach (var row in rows)
                    row[column] = default;
        await national.WriteAsync(rows, cancel);
    }
}
