using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Reports.Records;
using YouthFunctions.Storage;

namespace YouthFunctions.Reports.Persistence;

/// <summary>Reads reports as they were at an instant, whatever is written meanwhile.</summary>
public sealed class ReportHistory(Store store)
{
    /// <summary>Every revision of a province and year that was stored by an instant; by unit, month and revision.</summary>
    /// <remarks>
    /// Current rows are read before superseded ones. A correction moves a row from the former to the latter in one
    /// transaction, so that every revision is met at least once, and what came after the instant is known by its time.
    /// </remarks>
    public async Task<IReadOnlyList<Report>> ReadAsync(
        UnitCode provinceOrCountry, int year, DateTimeOffset instant, CancellationToken cancel)
    {
        var found = new Dictionary<(UnitCode, Month, int), Report>();
        foreach (var rows in new[] { ReportKeys.AllCurrent, ReportKeys.AllSuperseded })
        {
            await foreach (var row in RowsAsync(provinceOrCountry, year, rows, null, cancel))
            {
                if (ReportEntity.TryFromEntity(row, out var report) && report.ReceivedUtc <= instant)
                    found[(report.Unit, report.Period, report.Revision)] = report;
            }
        }

        return [.. found.Values.OrderBy(report => report.Unit).ThenBy(report => report.Period).ThenBy(report => report.Revision)];
    }

    /// <summary>Adds to a hash what tells whether the reports of a province and year at an instant are the same as before; how many
    /// current ones there are.</summary>
    /// <remarks>
    /// A row that came after the instant is in the hash and not in <see cref="ReadAsync"/> of that instant. The hash is then of this
    /// instant alone, so that it is not taken for that of a later one, of which the row is a part.
    /// </remarks>
    public async Task<int> FingerprintAsync(
        UnitCode provinceOrCountry, int year, DateTimeOffset instant, IncrementalHash hash, CancellationToken cancel)
    {
        var (count, isLater) = (0, false);
        string[] columns = ["RowKey", "ChainHash", "ReceivedUtc", "Timestamp"];
        await foreach (var row in RowsAsync(provinceOrCountry, year, ReportKeys.AllCurrent, columns, cancel))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{row.RowKey} {row["ChainHash"]} {row.Timestamp:O}\n"));
            isLater |= row.GetDateTimeOffset("ReceivedUtc") > instant;
            count++;
        }

        if (isLater)
            hash.AppendData(Encoding.UTF8.GetBytes($"until {instant:O}\n"));
        return count;
    }

    private Azure.AsyncPageable<TableEntity> RowsAsync(
        UnitCode provinceOrCountry, int year, (string From, string To) rows, string[]? select, CancellationToken cancel) =>
        store.Table(TableName.Reports).QueryRangeAsync(ReportKeys.Partition(provinceOrCountry, year), rows, cancel, select);
}
