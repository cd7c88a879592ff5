using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Storage;

namespace YouthFunctions.Reports.Persistence;

/// <summary>
/// The row of a partition that every write of reports changes, as it was read or written: whoever relies on what it has read of
/// the partition asks for the row's ETag in the transaction of its own write. First reports that are stored that way list their
/// units here, until a rollup takes them off, and so need no <see cref="RollupMark"/>; other writes leave the list alone.
/// </summary>
/// <param name="ETag">The version.</param>
/// <param name="LastWrite">Which write of reports was the last: a rollup changes the ETag and not this.</param>
/// <param name="Units">The codes of the units that wait for a rollup, separated by commas; empty for none.</param>
public sealed record PartitionVersion(ETag ETag, string LastWrite, string Units)
{
    /// <summary>How many characters the list may have, some 280 units; a longer one goes into a mark. Storage takes 32,768, but
    /// the list is sent with every first report.</summary>
    public const int UnitsAtMost = 2_000;

    private const string LastWriteProperty = "LastWrite";

    /// <summary>The version in its row.</summary>
    /// <exception cref="DamagedRowException">A property holds something else.</exception>
    public static PartitionVersion FromEntity(TableEntity row) => DamagedRows.Read(TableName.Reports, row, stored =>
    {
        _ = RollupMark.Waiting(stored); // nothing is added to a list that cannot be read
        return new PartitionVersion(
            stored.ETag, stored.GetString(LastWriteProperty) ?? "", stored.GetString(RollupMark.UnitsProperty) ?? "");
    });

    /// <summary>What a write of reports that has marks of its own does to the row: another version, the same list.</summary>
    public static TableTransactionAction Changed(string partition) =>
        new(TableTransactionActionType.UpsertMerge, Row(partition, NewWrite()));

    /// <summary>What first reports of some units add to their transaction so that it holds only if the partition is as known; the
    /// version's row is the last.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="known">What is known of it; null if the row did not exist.</param>
    /// <param name="units">Whose first reports are written.</param>
    /// <returns>The rows, and the version once they are stored, yet without its ETag.</returns>
    public static (IReadOnlyList<TableTransactionAction> Rows, PartitionVersion Next) After(
        string partition, PartitionVersion? known, IEnumerable<UnitCode> units)
    {
        var rows = new List<TableTransactionAction>(2);
        var list = Union(known?.Units ?? "", units.Select(unit => unit.ToString()));
        if (list.Length > UnitsAtMost)
        {
            rows.Add(new(TableTransactionActionType.UpsertReplace, RollupMark.Create(partition, RollupMark.Parse(list))));
            list = "";
        }

        var next = new PartitionVersion(default, NewWrite(), list);
        var row = Row(partition, next.LastWrite);
        row[RollupMark.UnitsProperty] = list;
        rows.Add(known is null
            ? new(TableTransactionActionType.Add, row)
            : new(TableTransactionActionType.UpdateMerge, row, known.ETag));
        return (rows, next);
    }

    /// <summary>Whether a row of a table is the version of a partition.</summary>
    public static bool IsVersionRow(TableName table, TableEntity row) => table == TableName.Reports && row.RowKey == ReportKeys.Version;

    /// <summary>Adds to a version that is about to be put in place of the stored one the units that wait there: their reports stay, and so
    /// must they wait on.</summary>
    public static async Task KeepWaitingAsync(Store store, TableEntity row, CancellationToken cancel)
    {
        var stored = await store.Table(TableName.Reports)
            .GetEntityIfExistsAsync<TableEntity>(row.PartitionKey, row.RowKey, cancellationToken: cancel);
        if (stored.HasValue && stored.Value!.GetString(RollupMark.UnitsProperty) is { Length: > 0 } waiting)
            row[RollupMark.UnitsProperty] = Union(row.GetString(RollupMark.UnitsProperty) ?? "", waiting.Split(','));
    }

    /// <summary>A list with the codes of another added that it lacks.</summary>
    public static string Union(string list, IEnumerable<string> codes)
    {
        var enclosed = $",{list},";
        var added = codes.Distinct(StringComparer.Ordinal).Where(code => !enclosed.Contains($",{code},", StringComparison.Ordinal));
        return string.Join(',', list.Length == 0 ? added : added.Prepend(list));
    }

    private static TableEntity Row(string partition, string write) => new(partition, ReportKeys.Version) { [LastWriteProperty] = write };

    private static string NewWrite() => RandomNumberGenerator.GetHexString(16);
}
