using Azure.Data.Tables;
using YouthFunctions.Storage;

namespace YouthFunctions.Tests.Hosting.Heads;

/// <summary>What the steps left in storage: every row and every blob by name, and the figures of rows that are sums.</summary>
internal static class StorageDigest
{
    // Their rows are the product's results; others hold instants, hashes of keys and names by chance.
    private static readonly HashSet<TableName> WithValues = [TableName.Rollups];
    private static readonly HashSet<string> NotCompared = ["odata.etag", "Timestamp", "PartitionKey", "RowKey", "ReflectsUtc"];

    /// <summary>Reads it, a line a row or blob, in order.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(Store store)
    {
        var lines = new List<string>();
        foreach (var table in Enum.GetValues<TableName>())
            await foreach (var row in store.Table(table).QueryAsync<TableEntity>())
                lines.Add(Normalisation.Apply($"{table} {row.PartitionKey} {row.RowKey} {Values(table, row)}"));
        foreach (var container in Enum.GetValues<ContainerName>())
            await foreach (var blob in store.Container(container).GetBlobsAsync())
                lines.Add(Normalisation.Apply($"{container} {blob.Name}"));
        return [.. lines.Order(StringComparer.Ordinal)];
    }

    private static string Values(TableName table, TableEntity row) => !WithValues.Contains(table)
        ? ""
        : string.Join(' ', row.Where(cell => !NotCompared.Contains(cell.Key))
            .OrderBy(cell => cell.Key, StringComparer.Ordinal)
            .Select(cell => $"{cell.Key}={(cell.Value is byte[] bytes ? Convert.ToHexString(bytes) : cell.Value)}"));
}
