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

    /// <summary>Adds to a hash what tells whether the current reports of a province and year are the same as before; how many there
    /// are.</summary>
    public async Task<int> FingerprintAsync(UnitCode provinceOrCountry, int year, IncrementalHash hash, CancellationToken cancel)
    {
        var count = 0;
        await foreach (var row in RowsAsync(provinceOrCountry, year, ReportKeys.AllCurrent, ["RowKey", "ChainHash", "Timestamp"], cancel))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{row.RowKey} {row["ChainHash"]} {row.Timestamp:O}\n"));
            count++;
        }

        return count;
    }

    private Azure.AsyncPageable<TableEntity> RowsAsync(
        UnitCode provinceOrCountry, int year, (string From, string To) rows, string[]? select, CancellationToken cancel) =>
        store.Table(TableName.Reports).QueryRangeAsync(ReportKeys.Partition(provinceOrCountry, year), rows, cancel, select);
}
