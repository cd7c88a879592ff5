using Azure;
using Azure.Data.Tables;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Plan;
using YouthFunctions.Storage;

namespace YouthFunctions.Reports;

/// <summary>A report and the version of its row.</summary>
public sealed record StoredReport(Report Report, ETag ETag);

/// <summary>
/// Reports in their table. A first report is one row, which is revision 1 itself; a correction copies that row to a
/// superseded one and takes its place. Each is written together with its rollup mark in one transaction.
/// </summary>
public sealed class ReportStore(Store store, UnitRegister register)
{
    private TableClient Table => store.Table(TableName.Reports);

    /// <summary>The partition of a unit's reports of a month.</summary>
    public string Partition(UnitCode unit, Month period) =>
        ReportKeys.Partition(register.TreeOf(period).ProvinceOf(unit) ?? UnitCode.Country, period.Year);

    /// <summary>The partitions of a year.</summary>
    public IReadOnlyList<string> Partitions(int year) =>
    [
        .. Month.OfYear(year).Select(register.TreeOf).Distinct()
            .SelectMany(tree => tree.Children(UnitCode.Country)).Select(province => province.Code).Append(UnitCode.Country)
            .Distinct().Order().Select(province => ReportKeys.Partition(province, year)),
    ];

    /// <summary>The current revision of a report; null when there is none.</summary>
    public async Task<StoredReport?> FindAsync(UnitCode unit, Month period, CancellationToken cancel)
    {
        var found = await Table.GetEntityIfExistsAsync<TableEntity>(
            Partition(unit, period), ReportKeys.Current(unit, period), cancellationToken: cancel);
        return found.HasValue ? Stored(found.Value!) : null;
    }

    /// <summary>The current reports of a unit's year, as far as its code names the same unit as in <paramref name="period"/>.</summary>
    public async Task<IReadOnlyList<StoredReport>> YearOfAsync(UnitCode unit, Month period, CancellationToken cancel)
    {
        var reports = new List<StoredReport>();
        await foreach (var row in RangeAsync(Partition(unit, period), ReportKeys.CurrentOf(unit), cancel))
            reports.Add(Stored(row));
        return [.. reports.Where(stored => register.TreeOf(stored.Report.Period) == register.TreeOf(period))];
    }

    /// <summary>One superseded revision; null when there is none of this number.</summary>
    public async Task<Report?> FindSupersededAsync(UnitCode unit, Month period, int revision, CancellationToken cancel)
    {
        var found = await Table.GetEntityIfExistsAsync<TableEntity>(
            Partition(unit, period), ReportKeys.Superseded(unit, period, revision), cancellationToken: cancel);
        return found.HasValue ? ReportEntity.FromEntity(found.Value!) : null;
    }

    /// <summary>Stores a revision and marks its unit; false when another revision came first.</summary>
    /// <param name="next">The revision.</param>
    /// <param name="former">The one it replaces; null for a first one.</param>
    /// <param name="record">A row of the same partition that is stored with it or not at all; null for none.</param>
    /// <param name="cancel">Stops the call.</param>
    /// <remarks>A write can be stored although an error is seen: the row is read back and known by its chain hash.</remarks>
    /// <exception cref="RequestFailedException">Storage failed and did not store it.</exception>
    public async Task<bool> SaveAsync(Report next, StoredReport? former, TableEntity? record, CancellationToken cancel)
    {
        var partition = Partition(next.Unit, next.Period);
        try
        {
            await Table.SubmitTransactionAsync(Actions(partition, next, former, record), cancel);
            return true;
        }
        catch (Exception error) when (!cancel.IsCancellationRequested && error is RequestFailedException or AggregateException or OperationCanceledException)
        {
            var now = await FindAsync(next.Unit, next.Period, cancel);
            if (now?.Report.ChainHash == next.ChainHash)
                return true;
            if (error is RequestFailedException { Status: 404 or 409 or 412 })
                return false;
            throw;
        }
    }

    /// <summary>Removes every report of a year of which all revisions are simulated, and marks their units.</summary>
    /// <returns>How many reports were removed.</returns>
    internal async Task<int> DeleteSimulatedAsync(int year, CancellationToken cancel)
    {
        var removed = 0;
        foreach (var partition in Partitions(year))
        {
            var rows = new List<TableEntity>();
            await foreach (var row in RangeAsync(partition, ReportKeys.AllCurrent, cancel))
                rows.Add(row);
            await foreach (var row in RangeAsync(partition, ReportKeys.AllSuperseded, cancel))
                rows.Add(row);
            var reports = rows.GroupBy(row => (Unit: row.GetString("Unit"), Period: row.GetString("Period")))
                .Where(report => report.All(row => row.GetBoolean("IsSimulated") ?? false)).ToArray();
            foreach (var chunk in reports.SelectMany(report => report).Chunk(99))
            {
                var mark = RollupMark.Of(partition, chunk.Select(row => UnitCode.Parse(row.GetString("Unit"))));
                await Table.SubmitTransactionAsync(
                    chunk.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, row.ETag))
                        .Append(new TableTransactionAction(TableTransactionActionType.UpsertReplace, mark)),
                    cancel);
            }

            removed += reports.Length;
        }

        return removed;
    }

    private static IEnumerable<TableTransactionAction> Actions(string partition, Report next, StoredReport? former, TableEntity? record)
    {
        var current = ReportEntity.ToEntity(next, partition, ReportKeys.Current(next.Unit, next.Period));
        if (former is null)
        {
            yield return new(TableTransactionActionType.Add, current);
        }
        else
        {
            var row = ReportKeys.Superseded(next.Unit, next.Period, former.Report.Revision);
            yield return new(TableTransactionActionType.Add, ReportEntity.ToEntity(former.Report, partition, row));
            yield return new(TableTransactionActionType.UpdateReplace, current, former.ETag);
        }

        yield return new(TableTransactionActionType.UpsertReplace, RollupMark.Of(partition, [next.Unit]));
        if (record is not null)
            yield return new(TableTransactionActionType.Add, record);
    }

    private AsyncPageable<TableEntity> RangeAsync(string partition, (string From, string To) rows, CancellationToken cancel) =>
        Table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {rows.From} and RowKey lt {rows.To}"), cancellationToken: cancel);

    private static StoredReport Stored(TableEntity row) => new(ReportEntity.FromEntity(row), row.ETag);
}
