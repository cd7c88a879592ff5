using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Storage;

namespace YouthFunctions.Access.Audit;

/// <summary>
/// What was changed besides single reports, a partition a month, the newest entry first. Reports need none: each
/// revision says who, when and why in the very row that it is, and is sealed by the next.
/// </summary>
public sealed class AuditTrail(Store store)
{
    private const int PageSize = 100;

    /// <summary>The row of an entry that is begun: the same for the entry that completes it.</summary>
    public readonly record struct EntryKey(string Partition, string Row);

    /// <summary>Creates the table where it is missing: for the first key, which needs no other but its own.</summary>
    public Task CreateTableAsync(CancellationToken cancel) => store.Table(TableName.Audit).CreateIfNotExistsAsync(cancel);

    /// <summary>Adds an entry.</summary>
    public async Task AddAsync(AuditEntry entry, CancellationToken cancel)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture, $"{entry.By}\n{entry.Action}\n{entry.Unit}\n{entry.Subject}\n{entry.Detail}");
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
        await PutAsync(CreateKey(entry.Utc, hash), entry, cancel);
    }

    /// <summary>Adds the entry of a change that is about to be made.</summary>
    public async Task<EntryKey> BeginAsync(AuditEntry entry, CancellationToken cancel)
    {
        var key = CreateKey(entry.Utc, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)));
        await PutAsync(key, entry, cancel);
        return key;
    }

    /// <summary>Puts what was changed in place of what was begun; the first entry takes its row, the others stand behind it.</summary>
    public async Task CompleteAsync(EntryKey key, IReadOnlyList<AuditEntry> entries, CancellationToken cancel)
    {
        var rows = entries.Select((entry, index) => new TableTransactionAction(
            TableTransactionActionType.UpsertReplace, ToRow(index == 0 ? key : key with { Row = $"{key.Row}-{index:D6}" }, entry)));
        foreach (var batch in rows.Chunk(PageSize))
            await store.Table(TableName.Audit).SubmitTransactionAsync(batch, cancel);
    }

    /// <summary>Takes back what was begun: the call was refused and nothing changed.</summary>
    public Task CancelAsync(EntryKey key, CancellationToken cancel) =>
        store.Table(TableName.Audit).DeleteEntityAsync(key.Partition, key.Row, ETag.All, cancel);

    /// <summary>The entries of a month (UTC), the newest first.</summary>
    public IAsyncEnumerable<AuditEntry> ReadMonthAsync(Month month, CancellationToken cancel)
    {
        return store.Table(TableName.Audit).QueryPartitionAsync(month.ToString(), cancel)
            .Select(stored => DamagedRows.Read(TableName.Audit, stored, row => new AuditEntry(
            row.GetDateTimeOffset("Utc") ?? default, row.GetString("By"), row.GetString("Action"), UnitCode.Parse(row.GetString("Unit")),
            row.GetString("Subject"), row.GetString("Detail"))
            {
                Function = row.GetString("Function"),
                Outcome = row.GetString("Outcome") is { } outcome ? Enum.Parse<AuditOutcome>(outcome) : AuditOutcome.Done,
            }));
    }

    /// <summary>Where an entry of an instant stands. The caller of storage makes it once, so that a second try of the SDK is
    /// harmless.</summary>
    internal static EntryKey CreateKey(DateTimeOffset utc, string id) => new(
        Month.Containing(DateOnly.FromDateTime(utc.UtcDateTime)).ToString(), string.Create(CultureInfo.InvariantCulture,
            $"{long.MaxValue - utc.UtcTicks:D19}-{id}"));

    private async Task PutAsync(EntryKey key, AuditEntry entry, CancellationToken cancel) =>
        await store.Table(TableName.Audit).UpsertEntityAsync(ToRow(key, entry), TableUpdateMode.Replace, cancel);

    private static TableEntity ToRow(EntryKey key, AuditEntry entry) => new(key.Partition, key.Row)
    {
        ["Utc"] = entry.Utc,
        ["By"] = entry.By,
        ["Function"] = entry.Function,
        ["Action"] = entry.Action,
        ["Unit"] = entry.Unit.ToString(),
        ["Subject"] = entry.Subject,
        ["Detail"] = entry.Detail,
        ["Outcome"] = entry.Outcome.ToString(),
    };
}
