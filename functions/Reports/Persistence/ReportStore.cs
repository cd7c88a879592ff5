using Azure;
using Azure.Data.Tables;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Plan;
using YouthFunctions.Reports.Records;
using YouthFunctions.Storage;
using YouthFunctions.Units;

namespace YouthFunctions.Reports.Persistence;

/// <summary>
/// Reports in their table. A first report is one row, which is revision 1 itself; a correction copies that row to a
/// superseded one and takes its place. Each is written together with its rollup mark and the partition's version in one
/// transaction; of first reports in a busy partition the version is the mark.
/// </summary>
public sealed class ReportStore(Store store, UnitRegister register, ILogger<ReportStore> log)
{
    /// <summary>How many rows a transaction takes beside its mark and the partition's version.</summary>
    public const int MaxRows = 98;

    /// <summary>Reports of this partition were stored and wait for a rollup. What listens must not wait nor throw.</summary>
    public event Action<string>? Marked;

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
    public async Task<IReadOnlyList<StoredReport>> FindYearAsync(UnitCode unit, Month period, CancellationToken cancel)
    {
        var reports = new List<StoredReport>();
        await foreach (var row in Table.QueryRangeAsync(Partition(unit, period), ReportKeys.CurrentRange(unit), cancel))
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

    /// <summary>All revisions of a report, the first one first; empty when there is none.</summary>
    public async Task<IReadOnlyList<Report>> RevisionsAsync(UnitCode unit, Month period, CancellationToken cancel)
    {
        // The current one first: a correction in between then shows one revision twice and never hides one.
        var revisions = new List<Report>();
        if (await FindAsync(unit, period, cancel) is { } current)
            revisions.Add(current.Report);
        revisions.AddRange(await SupersededAsync(unit, period, cancel));
        return [.. revisions.DistinctBy(report => report.Revision).OrderBy(report => report.Revision)];
    }

    /// <summary>All revisions of all reports of a partition, by report.</summary>
    public async Task<IReadOnlyList<IGrouping<(UnitCode Unit, Month Period), StoredReport>>> HistoriesAsync(
        string partition, CancellationToken cancel)
    {
        var reports = new List<StoredReport>();
        foreach (var rows in new[] { ReportKeys.AllCurrent, ReportKeys.AllSuperseded })
            await foreach (var row in Table.QueryRangeAsync(partition, rows, cancel))
                if (ReportEntity.TryFromEntity(row, out var report))
                    reports.Add(new StoredReport(report, row.ETag));
        return [.. reports.GroupBy(stored => (stored.Report.Unit, stored.Report.Period))];
    }

    /// <summary>Stores what was said of the current revision (by a unit above, or that its values are right) and marks the unit, since sums
    /// of confirmed reports change; false when the row changed meanwhile.</summary>
    public Task<bool> SaveReviewAsync(Report reviewed, ETag version, CancellationToken cancel) =>
        TrySaveReviewsAsync([(reviewed, version)], cancel);

    /// <summary>Stores what was said of current revisions of one partition, all or none; false when a row changed meanwhile.</summary>
    /// <param name="reviewed">Each with the version of its row, at most <see cref="MaxRows"/>; no report stands twice.</param>
    /// <param name="cancel">Stops the call.</param>
    public async Task<bool> TrySaveReviewsAsync(IReadOnlyList<(Report Report, ETag Version)> reviewed, CancellationToken cancel)
    {
        var partition = Partition(reviewed[0].Report.Unit, reviewed[0].Report.Period);
        try
        {
            await Table.SubmitTransactionAsync(
                reviewed.Select(item => new TableTransactionAction(
                    TableTransactionActionType.UpdateReplace,
                    ReportEntity.ToEntity(item.Report, partition, ReportKeys.Current(item.Report.Unit, item.Report.Period)), item.Version))
                    .Concat(MarkAndVersion(partition, reviewed.Select(item => item.Report.Unit))),
                cancel);
            Marked?.Invoke(partition);
            return true;
        }
        catch (TableTransactionFailedException error) when (error.Status is 404 or 412)
        {
            return false;
        }
    }

    /// <summary>The superseded revisions of a report, the first one first.</summary>
    public async Task<IReadOnlyList<Report>> SupersededAsync(UnitCode unit, Month period, CancellationToken cancel)
    {
        var revisions = new List<Report>();
        await foreach (var row in Table.QueryRangeAsync(Partition(unit, period), ReportKeys.SupersededRange(unit, period), cancel))
            revisions.Add(ReportEntity.FromEntity(row));
        return [.. revisions.OrderBy(report => report.Revision)];
    }

    /// <summary>Stores a revision and marks its unit; false when another revision came first.</summary>
    /// <param name="next">The revision.</param>
    /// <param name="former">The one it replaces; null for a first one.</param>
    /// <param name="cancel">Stops the call.</param>
    /// <remarks>A write can be stored although an error is seen: the row is read back and known by its chain hash.</remarks>
    /// <exception cref="RequestFailedException">Storage failed and did not store it.</exception>
    public async Task<bool> SaveAsync(Report next, StoredReport? former, CancellationToken cancel)
    {
        var partition = Partition(next.Unit, next.Period);
        try
        {
            await Table.SubmitTransactionAsync(Rows(partition, next, former).Concat(MarkAndVersion(partition, [next.Unit])), cancel);
            Marked?.Invoke(partition);
            return true;
        }
        catch (Exception error)
            when (!cancel.IsCancellationRequested && error is RequestFailedException or AggregateException or OperationCanceledException)
        {
            var now = await FindAsync(next.Unit, next.Period, cancel);
            if (now?.Report.ChainHash == next.ChainHash)
                return true;
            if (error is RequestFailedException { Status: 404 or 409 or 412 })
                return false;
            throw;
        }
    }

    /// <summary>Stores revisions of one partition with one mark in one transaction; false when it is not known that they are
    /// stored, and each is to be looked at by itself.</summary>
    /// <param name="revisions">Each with the revision that it replaces, null for a first one; a first one takes one row of the
    /// transaction's <see cref="MaxRows"/>, a correction two. No report stands twice.</param>
    /// <param name="cancel">Stops the call.</param>
    public async Task<bool> TrySaveAsync(IReadOnlyList<(Report Next, StoredReport? Former)> revisions, CancellationToken cancel)
    {
        var partition = Partition(revisions[0].Next.Unit, revisions[0].Next.Period);
        try
        {
            await Table.SubmitTransactionAsync(
                revisions.SelectMany(revision => Rows(partition, revision.Next, revision.Former))
                    .Concat(MarkAndVersion(partition, revisions.Select(revision => revision.Next.Unit))),
                cancel);
            Marked?.Invoke(partition);
            return true;
        }
        catch (Exception error)
            when (!cancel.IsCancellationRequested && error is RequestFailedException or AggregateException or OperationCanceledException)
        {
            log.PackLeftOpen(error, partition, revisions.Count);
            return false;
        }
    }

    /// <summary>Stores first reports of one partition in one transaction, and lists their units in its version, if nobody has
    /// written reports in it since.</summary>
    /// <param name="first">No report stands twice.</param>
    /// <param name="version">The partition's version, as <see cref="VersionedStateAsync"/> or this method gave it.</param>
    /// <param name="cancel">Stops the call.</param>
    /// <returns>The new version; null when it is not known that they are stored, and each is to be looked at by itself.</returns>
    public async Task<PartitionVersion?> TrySaveFirstAsync(IReadOnlyList<Report> first, PartitionVersion? version, CancellationToken cancel)
    {
        var partition = Partition(first[0].Unit, first[0].Period);
        try
        {
            try
            {
                return await SaveFirstAsync(partition, first, version, cancel);
            }
            catch (RequestFailedException changed) when (changed.Status == 412 && version is { LastWrite.Length: > 0 })
            {
                // A rollup that took units off the list has changed no report: what is known of the partition is still so.
                if (await VersionAsync(partition, cancel) is not { } now || now.LastWrite != version.LastWrite)
                    throw;
                return await SaveFirstAsync(partition, first, now, cancel);
            }
        }
        catch (Exception error) when (error is RequestFailedException or AggregateException or OperationCanceledException)
        {
            log.PackLeftOpen(error, partition, first.Count);
            return null;
        }
    }

    private async Task<PartitionVersion> SaveFirstAsync(
        string partition, IReadOnlyList<Report> first, PartitionVersion? version, CancellationToken cancel)
    {
        var (rows, next) = PartitionVersion.After(partition, version, first.Select(report => report.Unit));
        var answers = await Table.SubmitTransactionAsync(first.SelectMany(report => Rows(partition, report, null)).Concat(rows), cancel);
        Marked?.Invoke(partition);
        return next with { ETag = answers.Value[^1].Headers.ETag!.Value };
    }

    private async Task<PartitionVersion?> VersionAsync(string partition, CancellationToken cancel)
    {
        var row = await Table.GetEntityIfExistsAsync<TableEntity>(partition, ReportKeys.Version, cancellationToken: cancel);
        return row.HasValue ? PartitionVersion.FromEntity(row.Value!) : null;
    }

    /// <summary>What a partition holds, and the version that it had before it was read: a write that asks for this version relies
    /// on nothing that has changed since. The version is null while nothing was written that knows of it.</summary>
    public async Task<(PartitionVersion? Version, BatchState State)> VersionedStateAsync(
        string partition, YearPlan plan, CancellationToken cancel)
    {
        var version = await VersionAsync(partition, cancel);
        return (version, await StateAsync(partition, plan, cancel));
    }

    /// <summary>The current revisions of some reports of one partition; those that do not exist are left out.</summary>
    /// <remarks>One range from the first row to the last: a file mostly goes by unit, so that little else lies between.</remarks>
    public async Task<IReadOnlyDictionary<(UnitCode Unit, Month Period), StoredReport>> FindAsync(
        string partition, IReadOnlyCollection<(UnitCode Unit, Month Period)> wanted, CancellationToken cancel)
    {
        var found = new Dictionary<(UnitCode, Month), StoredReport>();
        if (wanted.Count == 0)
            return found;
        var rows = wanted.Select(report => ReportKeys.Current(report.Unit, report.Period)).ToHashSet(StringComparer.Ordinal);
        await foreach (var row in Table.QueryRangeAsync(
            partition, (rows.Min(StringComparer.Ordinal)!, rows.Max(StringComparer.Ordinal) + "|"), cancel))
            if (rows.Contains(row.RowKey) && Stored(row) is var stored)
                found[(stored.Report.Unit, stored.Report.Period)] = stored;
        return found;
    }

    /// <summary>The current reports of a month of one partition, by unit.</summary>
    public async Task<IReadOnlyDictionary<UnitCode, Report>> MonthAsync(string partition, Month period, CancellationToken cancel)
    {
        var (from, to) = ReportKeys.AllCurrent;
        var month = period.ToString();
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey ge {from} and RowKey lt {to} and Period eq {month}");
        var reports = new Dictionary<UnitCode, Report>();
        await foreach (var row in Table.QueryAsync<TableEntity>(filter, cancellationToken: cancel))
            if (ReportEntity.FromEntity(row) is var report)
                reports[report.Unit] = report;
        return reports;
    }

    /// <summary>What a partition holds, as far as an import needs it.</summary>
    public async Task<BatchState> StateAsync(string partition, YearPlan plan, CancellationToken cancel)
    {
        var state = new BatchState(plan, register);
        await foreach (var row in Table.QueryRangeAsync(partition, ReportKeys.AllCurrent, cancel))
        {
            var report = ReportEntity.FromEntity(row);
            state.Set(report.Unit, report.Period, ReportVersion.From(report), report.MarkedValues);
        }

        return state;
    }

    /// <summary>Removes every report of a year of which all revisions are simulated, and marks their units.</summary>
    /// <returns>How many reports were removed.</returns>
    internal async Task<int> DeleteSimulatedAsync(int year, CancellationToken cancel)
    {
        var removed = 0;
        foreach (var partition in Partitions(year))
        {
            var reports = (await HistoriesAsync(partition, cancel)).Where(report => report.All(stored => stored.Report.IsSimulated))
                .ToArray();
            foreach (var chunk in reports.SelectMany(Rows).Chunk(MaxRows))
                await Table.SubmitTransactionAsync(
                    chunk.Select(row =>
                        new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(partition, row.Row), row.Version))
                        .Concat(MarkAndVersion(partition, chunk.Select(row => row.Unit))),
                    cancel);

            removed += reports.Length;
        }

        return removed;
    }

    private static IEnumerable<(UnitCode Unit, string Row, ETag Version)> Rows(
        IGrouping<(UnitCode Unit, Month Period), StoredReport> history)
    {
        var (unit, period) = history.Key;
        var newest = history.Max(stored => stored.Report.Revision);
        // The current one last: a removal that breaks off leaves a report that the next one finds.
        return history.OrderBy(stored => stored.Report.Revision).Select(stored => (
            unit,
            stored.Report.Revision == newest
                ? ReportKeys.Current(unit, period)
                : ReportKeys.Superseded(unit, period, stored.Report.Revision),
            stored.ETag));
    }

    // Every write of reports changes the version, whatever it was: who relies on what it read asks for the version it read.
    private static TableTransactionAction[] MarkAndVersion(string partition, IEnumerable<UnitCode> units) =>
    [
        new(TableTransactionActionType.UpsertReplace, RollupMark.Create(partition, units)),
        PartitionVersion.Changed(partition),
    ];

    private static IEnumerable<TableTransactionAction> Rows(string partition, Report next, StoredReport? former)
    {
        var current = ReportEntity.ToEntity(next, partition, ReportKeys.Current(next.Unit, next.Period));
        if (former is null)
        {
            yield return new(TableTransactionActionType.Add, current);
            yield break;
        }

        var row = ReportKeys.Superseded(next.Unit, next.Period, former.Report.Revision);
        yield return new(TableTransactionActionType.Add, ReportEntity.ToEntity(former.Report, partition, row));
        yield return new(TableTransactionActionType.UpdateReplace, current, former.ETag);
    }

    private static StoredReport Stored(TableEntity row) => new(ReportEntity.FromEntity(row), row.ETag);
}
