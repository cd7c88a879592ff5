using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Organisations;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Storage;

namespace YouthFunctions.Access.Keys;

/// <summary>Where browsers are reminded, beside the keys that they belong to.</summary>
public sealed class ReminderStore(Store store, TimeProvider clock)
{
    private const string Partition = "reminder";

    // A key on more devices than a unit has is no unit's; the oldest agreements make room.
    private const int MostOfKey = 10;

    private TableClient Table => store.Table(TableName.Keys);

    /// <summary>Keeps an address; the same one again is kept once, and what it was reminded of stays.</summary>
    public async Task SaveAsync(ReminderAddress address, CancellationToken cancel)
    {
        var row = RowKey(address.KeyId, address.Endpoint);
        var known = await RowsOf(address.KeyId, cancel).ToListAsync(cancel);
        foreach (var old in known.Where(item => item.RowKey != row).OrderByDescending(item => item.GetDateTimeOffset("CreatedUtc"))
            .Skip(MostOfKey - 1))
            await RemoveRowAsync(old.RowKey, cancel);
        await Table.UpsertEntityAsync(
            new TableEntity(Partition, row)
            {
                ["Endpoint"] = address.Endpoint.AbsoluteUri,
                ["PublicKey"] = address.PublicKey,
                ["Secret"] = address.Secret,
                ["Language"] = address.Language.Tag(),
                ["CreatedUtc"] = clock.GetUtcNow(),
            },
            TableUpdateMode.Merge, cancel);
    }

    /// <summary>Remembers of which month an address was reminded. One that was removed meanwhile does not come back.</summary>
    public async Task MarkAsync(ReminderAddress address, Month month, CancellationToken cancel)
    {
        try
        {
            await Table.UpdateEntityAsync(
                new TableEntity(Partition, RowKey(address.KeyId, address.Endpoint)) { ["Reminded"] = month.ToString() }, ETag.All,
                TableUpdateMode.Merge, cancel);
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
        }
    }

    /// <summary>Forgets an address.</summary>
    public Task RemoveAsync(string keyId, Uri endpoint, CancellationToken cancel) => RemoveRowAsync(RowKey(keyId, endpoint), cancel);

    /// <summary>Forgets all addresses of a key.</summary>
    public async Task RemoveAllAsync(string keyId, CancellationToken cancel)
    {
        await foreach (var row in RowsOf(keyId, cancel))
            await RemoveRowAsync(row.RowKey, cancel);
    }

    /// <summary>All addresses as they come.</summary>
    public IAsyncEnumerable<ReminderAddress> AllAsync(CancellationToken cancel) => DamagedRows.ReadAllAsync(
        TableName.Keys, Table.QueryPartitionAsync(Partition, cancel), Read);

    private AsyncPageable<TableEntity> RowsOf(string keyId, CancellationToken cancel) =>
        Table.QueryRangeAsync(Partition, ($"{keyId}-", $"{keyId}."), cancel); // "." comes after "-"

    private async Task RemoveRowAsync(string row, CancellationToken cancel) =>
        await Table.DeleteEntityAsync(Partition, row, ETag.All, cancel);

    private static string RowKey(string keyId, Uri endpoint) =>
        $"{keyId}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(endpoint.AbsoluteUri)))}";

    private static ReminderAddress Read(TableEntity row) => new(
        row.RowKey.Split('-')[0], new Uri(row.GetString("Endpoint")), row.GetString("PublicKey"), row.GetString("Secret"),
        Languages.Parse(row.GetString("Language")) ?? Organisation.Current.Language)
    {
        Reminded = row.GetString("Reminded") is { } month ? Month.Parse(month) : null,
    };
}
