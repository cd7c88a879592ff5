using Azure;
using Azure.Data.Tables;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Rollups.Years;
using YouthFunctions.Storage;

namespace YouthFunctions.Rollups.Persistence;

/// <summary>Writes rollups of siblings, a hundred a transaction, each only if its row is still the one that was read.</summary>
public sealed class RollupWriter(Store store)
{
    // A transaction takes 4 MiB; the rest is left for what the protocol puts around the rows.
    private const int MaxBytes = 3 * 1024 * 1024;

    /// <summary>Removes rows of one parent's children.</summary>
    /// <exception cref="RequestFailedException">404 or 412: a row is not the one that was read.</exception>
    public async Task DeleteAsync(int year, UnitCode? parent, IEnumerable<UnitYear> siblings, CancellationToken cancel)
    {
        foreach (var batch in siblings.Chunk(100))
            await store.Table(TableName.Rollups).SubmitTransactionAsync(
                batch.Select(row => new TableTransactionAction(
                    TableTransactionActionType.Delete, new TableEntity(RollupEntity.Partition(year, parent), row.Unit.ToString()),
                    row.ETag)), cancel);
    }

    /// <summary>Puts what awaits confirmation beside the forecasts of the units below, so that a page reads both at once.</summary>
    public async Task WriteAwaitedAsync(IEnumerable<UnitYear> rows, CancellationToken cancel)
    {
        foreach (var row in rows)
            await store.Table(TableName.Forecasts).UpsertEntityAsync(AwaitedEntity.ToEntity(row), TableUpdateMode.Replace, cancel);
    }

    /// <summary>Writes the rows of one parent's children.</summary>
    /// <exception cref="RequestFailedException">409 or 412: a row is not the one that was read; nothing of its transaction was
    /// written.</exception>
    public async Task WriteAsync(UnitCode? parent, IEnumerable<UnitYear> siblings, CancellationToken cancel)
    {
        var batch = new List<TableTransactionAction>();
        var bytes = 0;
        foreach (var sibling in siblings)
        {
            var row = RollupEntity.ToEntity(sibling, parent);
            var size = row.Select(column => column.Value).OfType<byte[]>().Sum(packed => packed.Length);
            // The protocol carries binary as Base64.
            size += size / 3;
            if (batch.Count == 100 || (batch.Count > 0 && bytes + size > MaxBytes))
            {
                await store.Table(TableName.Rollups).SubmitTransactionAsync(batch, cancel);
                (batch, bytes) = ([], 0);
            }

            batch.Add(sibling.ETag == default
                ? new TableTransactionAction(TableTransactionActionType.Add, row)
                : new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, sibling.ETag));
            bytes += size;
        }

        if (batch.Count > 0)
            await store.Table(TableName.Rollups).SubmitTransactionAsync(batch, cancel);
    }
}
