using Azure.Data.Tables;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Reports;
using YouthFunctions.Storage;

namespace YouthFunctions.Rollups;

/// <summary>What a unit's current reports of a year come to.</summary>
/// <param name="Rollup">Its own part.</param>
/// <param name="IsSimulated">Whether the demo made any of the reports.</param>
/// <param name="HasReports">Whether there ever was a report, a withdrawn one too.</param>
public sealed record Own(Rollup Rollup, bool IsSimulated, bool HasReports);

/// <summary>Reads the current reports of a province and year and makes own parts of them.</summary>
public sealed class OwnReader(Store store)
{
    // Beyond this many units, one scan of the province's partition is cheaper than a range a unit.
    private const int RangesAtMost = 8;

    /// <summary>The own parts of the given units, silent ones too.</summary>
    public async Task<Dictionary<UnitCode, Own>> ReadAsync(
        YearBasis basis, UnitCode partition, IReadOnlySet<UnitCode> units, CancellationToken cancel)
    {
        var found = new Dictionary<UnitCode, Own>();
        if (units.Count <= RangesAtMost)
            foreach (var unit in units)
                await AddAsync(basis, partition, ReportKeys.CurrentOf(unit), _ => true, found, cancel);
        else
            await AddAsync(basis, partition, ReportKeys.AllCurrent, units.Contains, found, cancel);
        foreach (var unit in units.Where(unit => !found.ContainsKey(unit)))
            found[unit] = new Own(basis.Own(unit, []), false, false);
        return found;
    }

    /// <summary>The own parts of every unit of the partition that has a report.</summary>
    public Task<Dictionary<UnitCode, Own>> ReadAllAsync(YearBasis basis, UnitCode partition, CancellationToken cancel) =>
        ReadAllAsync(basis, partition, _ => true, cancel);

    /// <summary>The own parts of every unit of the partition by some of its reports; the others count as not sent.</summary>
    public async Task<Dictionary<UnitCode, Own>> ReadAllAsync(YearBasis basis, UnitCode partition, Func<Report, bool> counts, CancellationToken cancel)
    {
        var found = new Dictionary<UnitCode, Own>();
        await AddAsync(basis, partition, ReportKeys.AllCurrent, _ => true, found, cancel, counts);
        return found;
    }

    // In the year of a reorganisation the same code may name another unit in the months before: those reports are not its own.
    // Rows come in the order of their keys, so that a unit's months come together and only one unit's reports are held.
    private async Task AddAsync(
        YearBasis basis, UnitCode partition, (string From, string To) rows, Func<UnitCode, bool> wanted,
        Dictionary<UnitCode, Own> found, CancellationToken cancel, Func<Report, bool>? counts = null)
    {
        var key = ReportKeys.Partition(partition, basis.Year);
        var reports = new List<Report>();
        await foreach (var row in store.Table(TableName.Reports).QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {key} and RowKey ge {rows.From} and RowKey lt {rows.To}"), cancellationToken: cancel))
        {
            var unit = UnitCode.Parse(row.GetString("Unit"));
            if (!wanted(unit) || Month.Parse(row.GetString("Period")) < basis.Tree.From)
                continue;
            if (reports.Count > 0 && reports[0].Unit != unit)
                Finish();
            reports.Add(ReportEntity.FromEntity(row));
        }

        if (reports.Count > 0)
            Finish();

        void Finish()
        {
            var own = basis.Own(reports[0].Unit, reports.Where(report => counts?.Invoke(report) ?? true).Select(report => report.ForSums).OfType<MonthReport>());
            found[reports[0].Unit] = new Own(own, reports.Any(report => report.IsSimulated && !report.IsWithdrawn), true);
            reports.Clear();
        }
    }
}
