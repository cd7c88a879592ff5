using Azure;
using Azure.Data.Tables;

namespace YouthFunctions.Storage;

/// <summary>Queries of rows that lie together.</summary>
public static class TableRanges
{
    /// <summary>The rows of one partition, in the order of their keys.</summary>
    /// <param name="table">The table.</param>
    /// <param name="partition">The partition.</param>
    /// <param name="cancel">Stops between two pages.</param>
    /// <param name="columns">Which columns are sent; null for all.</param>
    public static AsyncPageable<TableEntity> QueryPartitionAsync(
        this TableClient table, string partition, CancellationToken cancel, string[]? columns = null) =>
        table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), select: columns, cancellationToken: cancel);

    /// <summary>The rows of one partition whose keys lie in a range, in the order of their keys.</summary>
    /// <param name="table">The table.</param>
    /// <param name="partition">The partition.</param>
    /// <param name="rows">From the first key (inclusive) to the last (exclusive), by the ordinal order of storage.</param>
    /// <param name="cancel">Stops between two pages.</param>
    /// <param name="columns">Which columns are sent; null for all.</param>
    public static AsyncPageable<TableEntity> QueryRangeAsync(
        this TableClient table, string partition, (string From, string To) rows, CancellationToken cancel, string[]? columns = null) =>
        table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {rows.From} and RowKey lt {rows.To}"),
            select: columns, cancellationToken: cancel);
}
