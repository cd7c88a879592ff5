using Azure.Data.Tables;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Reports.Records;
using YouthFunctions.Storage;

namespace YouthFunctions.Reports.Persistence;

/// <summary>Whether reports are stored of a month or a later one. They lie where the tree of their month puts them, so that such a month
/// keeps its tree.</summary>
public sealed class LaterReports(Store store, ReportStore reports, TimeProvider clock)
{
    private const int MaxParallel = 8;

    /// <summary>One of them, withdrawn or not; null when there is none.</summary>
    /// <param name="from">The first month that counts.</param>
    /// <param name="cancel">Stops between two queries.</param>
    public async Task<Report?> FindAsync(Month from, CancellationToken cancel)
    {
        var lastYear = Math.Max(from.Year, LocalTime.DayAt(clock.GetUtcNow()).Year);
        var partitions = Enumerable.Range(from.Year, lastYear - from.Year + 1).SelectMany(reports.Partitions);
        Report? found = null;
        await Parallel.ForEachAsync(
            partitions, new ParallelOptions { MaxDegreeOfParallelism = MaxParallel, CancellationToken = cancel },
            async (partition, token) =>
            {
                if (found is null && await FindAsync(partition, from, token) is { } report)
                    Interlocked.CompareExchange(ref found, report, null);
            });
        return found;
    }

    private async Task<Report?> FindAsync(string partition, Month from, CancellationToken cancel)
    {
        var (first, last) = ReportKeys.AllCurrent;
        var month = from.ToString();
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey ge {first} and RowKey lt {last} and Period ge {month}");
        await foreach (var row in store.Table(TableName.Reports).QueryAsync<TableEntity>(filter, maxPerPage: 1, cancellationToken: cancel))
            return ReportEntity.FromEntity(row);
        return null;
    }
}
