using YouthFunctions.Analytics.Values;
using YouthFunctions.Exports.Datasets;
using YouthFunctions.Exports.Formats;
using YouthFunctions.Exports.Snapshots;
using YouthFunctions.Exports.Tables;

namespace YouthFunctions.Exports.Publishing;

/// <summary>Writes the country's files of version 1, which repeat the rows of the provinces, from the CSV files of the provinces and the
/// centre: they hold the same figures by construction.</summary>
public sealed class NationalExport(SnapshotStore snapshots)
{
    // So many rows are read before they are written.
    private const int Chunk = 4096;

    /// <summary>Writes a table of a year.</summary>
    /// <param name="dataset">The name of the table.</param>
    /// <param name="year">The year.</param>
    /// <param name="stored">The files of the snapshot so far; those of the table must be stored.</param>
    /// <param name="files">Takes the country's.</param>
    /// <param name="cancel">Stops the run.</param>
    public async Task WriteAsync(
        string dataset, int year, IEnumerable<SnapshotFile> stored, SnapshotFiles files, CancellationToken cancel)
    {
        var table = CsvCells.Untyped(dataset == Sdmx.Table.Name ? Sdmx.Table : AllTables.Find(dataset)!);
        await using var national = new TableFile<Cell[]>(files, table, year, UnitCode.Country, versions: LayoutVersions.Former);
        foreach (var file in PartsOf(dataset, year, stored))
        {
            await using var content = await snapshots.Container.GetBlobClient(file.Blob).OpenReadAsync(cancellationToken: cancel);
            foreach (var rows in CsvCells.Read(table, content).Chunk(Chunk))
            {
                if (file.Unit == UnitCode.Country)
                    WithoutProvince(table, rows);
                await national.WriteAsync(rows, cancel);
            }

            HeapTrimmer.Trim();
        }

        await national.CompleteAsync(cancel);
    }

    /// <summary>The files that hold each row of a table of a year once, as CSV: the provinces' by their codes, then the centre's.</summary>
    public static IEnumerable<SnapshotFile> PartsOf(string dataset, int year, IEnumerable<SnapshotFile> stored) => stored
        .Where(file => file.Dataset == dataset && file.Year == year && file.Format == "csv" && !SnapshotLayout.IsFormer(file.Path))
        .OrderBy(file => file.Unit == UnitCode.Country).ThenBy(file => file.Unit!.Value);

    // In version 1 the centre's own rows have no province.
    private static void WithoutProvince(Dataset table, Cell[][] rows)
    {
        for (var column = 0; column < table.Columns.Count; column++)
            if (table.Columns[column].Name == ColumnFactory.FirstLevel)
                foreach (var row in rows)
                    row[column] = default;
    }
}
