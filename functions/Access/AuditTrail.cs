using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Storage;

namespace YouthFunctions.Access;

/// <summary>Something that somebody changed.</summary>
/// <param name="Utc">When.</param>
/// <param name="By">The id of the caller.</param>
/// <param name="Action">What, such as <c>key.created</c>.</param>
/// <param name="Unit">The unit concerned; who may not reach it does not see the entry.</param>
/// <param name="Subject">The key, month or file concerned.</param>
/// <param name="Detail">More; null for none. Never a secret.</param>
public sealed record AuditEntry(DateTimeOffset Utc, string By, string Action, UnitCode Unit, string Subject, string? Detail);

/// <summary>
/// What was changed besides single reports, a partition a month, the newest entry first. Reports need none: each
/// revision says who, when and why in the very row that it is, and is sealed by the next.
/// </summary>
public sealed class AuditTrail(Store store)
{
    /// <summary>Adds an entry.</summary>
    public async Task AddAsync(AuditEntry entry, CancellationToken cancel)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{entry.By}\n{entry.Action}\n{entry.Unit}\n{entry.Subject}\n{entry.Detail}");
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
        var row = string.Create(CultureInfo.InvariantCulture, $"{long.MaxValue - entry.Utc.UtcTicks:D19}-{hash}");
        // The row's own id makes a second try of the SDK harmless.
        await store.Table(TableName.Audit).UpsertEntityAsync(
            new TableEntity(Partition(Month.Of(DateOnly.FromDateTime(entry.Utc.UtcDateTime))), row)
            {
                ["Utc"] = entry.Utc,
                ["By"] = entry.By,
                ["Action"] = entry.Action,
                ["Unit"] = entry.Unit.ToString(),
                ["Subject"] = entry.Subject,
                ["Detail"] = entry.Detail,
            },
            TableUpdateMode.Replace, cancel);
    }

    /// <summary>The entries of a month (UTC), the newest first.</summary>
    public IAsyncEnumerable<AuditEntry> OfMonthAsync(Month month, CancellationToken cancel)
    {
        var partition = Partition(month);
        return store.Table(TableName.Audit).QueryAsync<TableEntity>(row => row.PartitionKey == partition, cancellationToken: cancel)
            .Select(row => DamagedRows.Read(TableName.Audit, row, Entry));
    }

    private static AuditEntry Entry(TableEntity row) => new(
        row.GetDateTimeOffset("Utc") ?? default, row.GetString("By"), row.GetString("Action"), UnitCode.Parse(row.GetString("Unit")),
        row.GetString("Subject"), row.GetString("Detail"));

    private static string Partition(Month month) => month.ToString();
}
