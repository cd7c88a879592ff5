using Azure.Data.Tables;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Storage;

namespace YouthFunctions.Reports.Persistence;

/// <summary>Reads and clears the marks that intake leaves in the transaction of a report.</summary>
public sealed class MarkStore(Store store)
{
    /// <summary>The marks of a province (or of the centre itself) in a year.</summary>
    public async Task<IReadOnlyList<Mark>> ReadAsync(UnitCode provinceOrCountry, int year, CancellationToken cancel)
    {
        var partition = ReportKeys.Partition(provinceOrCountry, year);
        var marks = new List<Mark>();
        await foreach (var row in store.Table(TableName.Reports).QueryRangeAsync(partition, ReportKeys.AllMarks, cancel))
            if (DamagedRows.TryRead(TableName.Reports, row, RollupMark.Waiting, out var units) && units.Count > 0)
                marks.Add(new Mark(partition, row.RowKey, row.ETag, units));
        return marks;
    }

    /// <summary>Clears the marks of one partition that have not changed since they were read; the others stay for the next run.</summary>
    public async Task ClearAsync(IEnumerable<Mark> marks, CancellationToken cancel)
    {
        foreach (var batch in marks.Chunk(100))
        {
            var waiting = batch.ToList();
            while (waiting.Count > 0)
            {
                try
                {
                    await store.Table(TableName.Reports).SubmitTransactionAsync(
                        waiting.Select(Clearing), cancel);
                    break;
                }
                // Marked again meanwhile, or cleared by another run: that mark is not ours to clear.
                catch (TableTransactionFailedException conflict) when (conflict.Status is 404 or 409 or 412)
                {
                    waiting.RemoveAt(conflict.FailedTransactionActionIndex ?? 0);
                }
            }
        }
    }

    // The version stays when its list is cleared: a first report then still knows that nobody wrote in between.
    private static TableTransactionAction Clearing(Mark mark) => mark.Left.Count == 0 && mark.Row != ReportKeys.Version
        ? new(TableTransactionActionType.Delete, new TableEntity(mark.Partition, mark.Row), mark.Version)
        : new(
            TableTransactionActionType.UpdateMerge,
            new TableEntity(mark.Partition, mark.Row) { [RollupMark.UnitsProperty] = string.Join(',', mark.Left) }, mark.Version);
}
