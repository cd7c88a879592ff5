using Azure.Data.Tables;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Reports.Records;
using YouthFunctions.Storage;

namespace YouthFunctions.Reports.Persistence;

/// <summary>Reads the current reports of a province and year, unit by unit.</summary>
public sealed class UnitReports(Store store)
{
    // Beyond this many units, one scan of the province's partition is cheaper than a range a unit.
    private const int RangesAtMost = 8;

    /// <summary>Reads what units sent, one unit at a time.</summary>
    /// <param name="year">The year.</param>
    /// <param name="partition">The province, or the centre.</param>
    /// <param name="units">Whose reports; null for everybody's.</param>
    /// <param name="months">Of which months.</param>
    /// <param name="counts">The reports that count; the others are as if not sent.</param>
    /// <param name="take">Takes a unit and its reports that count, if it ever sent any.</param>
    /// <param name="cancel">Stops between two pages.</param>
    public async Task ReadAsync(
        int year, UnitCode partition, IReadOnlySet<UnitCode>? units, Func<Month, bool> months, Func<Report, bool> counts,
        Action<UnitCode, IReadOnlyCollection<Report>> take, CancellationToken cancel)
    {
        var ranges = units is { Count: <= RangesAtMost } ? units.Select(ReportKeys.CurrentRange) : [ReportKeys.AllCurrent];
        var key = ReportKeys.Partition(partition, year);
        foreach (var rows in ranges)
        {
            // Rows come in the order of their keys, so that a unit's months come together and only one unit's reports are held.
            var (current, reports) = ((UnitCode?)null, new List<Report>());
            await foreach (var row in store.Table(TableName.Reports).QueryRangeAsync(key, rows, cancel))
            {
                if (!DamagedRows.TryRead(TableName.Reports, row, WhoAndWhen, out var about))
                    continue;
                var (unit, period) = about;
                if (!(units?.Contains(unit) ?? true) || !months(period))
                    continue;
                if (current is { } done && done != unit)
                {
                    take(done, reports);
                    reports.Clear();
                }

                current = unit;
                if (ReportEntity.TryFromEntity(row, out var report) && counts(report))
                    reports.Add(report);
            }

            if (current is { } last)
                take(last, reports);
        }
    }

    private static (UnitCode Unit, Month Period) WhoAndWhen(TableEntity row) =>
        (UnitCode.Parse(row.GetString("Unit")), Month.Parse(row.GetString("Period")));
}
