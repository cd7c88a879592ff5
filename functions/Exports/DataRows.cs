using YouthFunctions.Exports.Datasets;
using YouthFunctions.Exports.Formats;
using YouthFunctions.Exports.Snapshots;

namespace YouthFunctions.Exports;

/// <summary>Reads the rows that a query asks for out of a snapshot's files, in the order of the files and streamed.</summary>
/// <param name="snapshots">Where files are.</param>
/// <param name="dataset">The table.</param>
/// <param name="query">Which rows.</param>
/// <param name="files">The files that can hold them, in order.</param>
internal sealed class DataRows(SnapshotStore snapshots, Dataset dataset, DataQuery query, IReadOnlyList<SnapshotFile> files)
{
    /// <summary>The rows of each file, one file at a time.</summary>
    /// <param name="take">Takes the rows of a file; what it leaves is not read.</param>
    /// <param name="cancel">Stops between two files.</param>
    public async Task ReadAsync(Func<IEnumerable<Cell[]>, Task> take, CancellationToken cancel)
    {
        foreach (var file in files)
        {
            await using var content = await snapshots.Container.GetBlobClient(file.Blob).OpenReadAsync(cancellationToken: cancel);
            await take(CsvCells.Read(dataset, content).Where(query.Asks));
        }
    }

    /// <summary>A page of rows.</summary>
    /// <param name="after">The place of the last row that the caller has; null for the first page.</param>
    /// <param name="limit">How many rows it has at most.</param>
    /// <param name="cancel">Stops between two files.</param>
    /// <returns>The rows, and the place of the last one if there are more.</returns>
    public async Task<(IReadOnlyList<Cell[]> Rows, DataPlace? Next)> ReadPageAsync(DataPlace? after, int limit, CancellationToken cancel)
    {
        var page = new List<Cell[]>();
        DataPlace? last = null;
        for (var number = after?.File ?? 0; number < files.Count; number++)
        {
            await using var content = await snapshots.Container.GetBlobClient(files[number].Blob).OpenReadAsync(cancellationToken: cancel);
            var place = 0L;
            foreach (var row in CsvCells.Read(dataset, content))
            {
                place++;
                if ((number == after?.File && place <= after.Row) || !query.Asks(row))
                    continue;
                if (page.Count == limit)
                    return (page, last);
                page.Add(row);
                last = new DataPlace(number, place);
            }
        }

        return (page, null);
    }
}
