using System.Globalization;
using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Storage;
using YouthFunctions.Storage.Caching;
using YouthFunctions.Units;

namespace YouthFunctions.Plan.Persistence;

/// <summary>
/// Plans by year: shipped as files or stored by an administrator, with the year's settings (calendar, basis of the
/// allocation, targets set for units) in one partition that is read at once and kept for half a minute.
/// </summary>
/// <remarks>
/// A change never stands on what is kept: it reads the year anew and writes its row, and one more that every change of the
/// year writes, against the versions that it read. Whoever comes second on any instance reads and decides again.
/// </remarks>
public sealed class PlanStore(Store store, UnitRegister register, PlanFiles files, TimeProvider clock) : IDisposable
{
    private const string VersionRow = "version";
    private const string BasisRow = "basis";
    private const int MaxAttempts = 50;
    private readonly SemaphoreSlim _writeLock = new(1);
    // With the tree of the year: its targets are divided down that tree, and another may be imported.
    private readonly RevalidatingCache<(int Year, UnitTree Tree), Version> _cache = new(clock, CacheLifetimes.ThirtySeconds);

    // Its rows' versions; the same object as long as nothing was stored, so that targets are divided once.
    private sealed record Version(string Tags, ReportingYear? ReportingYear, string? ChangeId);

    /// <summary>The years that have a plan, in order.</summary>
    public async Task<IReadOnlyList<int>> YearsAsync(CancellationToken cancel)
    {
        var years = new SortedSet<int>(files.Plans.Keys);
        await foreach (var row in store.Table(TableName.Plans).QueryAsync<TableEntity>("RowKey eq 'plan'", cancellationToken: cancel))
            years.Add(DamagedRows.Read(TableName.Plans, row, plan => int.Parse(plan.PartitionKey, CultureInfo.InvariantCulture)));
        return [.. years];
    }

    /// <summary>The plan of a year; null when there is none.</summary>
    public async Task<ReportingYear?> FindAsync(int year, CancellationToken cancel)
    {
        if (!YearParameter.IsYear(year))
            return null;
        var key = Key(year);
        return (await _cache.GetAsync(key, former => BuildAsync(key, former), cancel)).ReportingYear;
    }

    /// <summary>The plan of a year as storage has it now, for one who is about to change it; null when there is none. What is kept is
    /// taken while no change came after it, which one small read tells.</summary>
    public async Task<ReportingYear?> FindNowAsync(int year, CancellationToken cancel)
    {
        if (YearParameter.IsYear(year) && _cache.TryGet(Key(year), out var kept))
        {
            var last = await store.Table(TableName.Plans).GetEntityIfExistsAsync<TableEntity>(Partition(year), VersionRow,
                cancellationToken: cancel);
            if ((last.HasValue ? Document<string>(last.Value!) : null) != kept.ChangeId)
                _cache.Invalidate(Key(year));
        }

        return await FindAsync(year, cancel);
    }

    /// <summary>What storage says of a year just now, its draft with it.</summary>
    public Task<StoredYear> ReadStoredAsync(int year, CancellationToken cancel) => ReadNowAsync(year, cancel);

    /// <summary>Stores a year's plan in place of what stands; for tests and tools. The API asks first what stands.</summary>
    public Task SavePlanAsync(YearPlan plan, CancellationToken cancel) =>
        ChangeAsync(plan.Year, _ => PlanChange.Plan(plan), cancel);

    /// <summary>Changes a row of a year's settings.</summary>
    /// <param name="year">The year.</param>
    /// <param name="change">Says, of the year as storage has it now, what is to be written, or refuses. Asked again when another change
    /// came first, so it changes nothing itself.</param>
    /// <param name="cancel">Stops the call.</param>
    /// <returns>The refusal; null when the change is stored.</returns>
    public async Task<IResult?> ChangeAsync(int year, Func<StoredYear, PlanChange> change, CancellationToken cancel)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        // Within one instance changes wait for each other, so that only other instances are met with.
        await _writeLock.WaitAsync(cancel);
        try
        {
            for (var tries = 1; ; tries++)
            {
                var stored = await ReadNowAsync(year, cancel);
                if (stored.ChangeId == id)
                    return null; // storage had taken it, and only its answer was lost
                var wanted = change(stored);
                if (wanted.Rows.Count == 0)
                    return wanted.Refusal;
                try
                {
                    await store.Table(TableName.Plans).SubmitTransactionAsync(
                        [
                            .. wanted.Rows.Select(row => CreateAction(stored, year, row.Row, row.Document)),
                            CreateAction(stored, year, VersionRow, Packing.Pack(id)),
                        ],
                        cancel);
                    return null;
                }
                catch (TableTransactionFailedException conflict) when (conflict.Status is 404 or 409 or 412 && tries < MaxAttempts)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(5 * tries), cancel);
                }
            }
        }
        finally
        {
            _cache.Invalidate(Key(year));
            _writeLock.Release();
        }
    }

    /// <summary>Stores what shares follow from now on: a row for each parent, so that the whole country fits. They count all at
    /// once.</summary>
    public async Task SaveBasisAsync(int year, UnitTree tree, AllocationBasis basis, CancellationToken cancel)
    {
        var generation = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        var rows = tree.TopDown
            .Select(parent => (Parent: parent.Code, Basis: basis.Restrict([.. tree.Children(parent.Code).Select(child => child.Code)])))
            .Where(row => row.Basis.Weights.Count > 0)
            .Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace,
                new TableEntity(Partition(year), $"{SharesRow(generation)}{row.Parent}")
                {
                    ["Document"] = Packing.Pack(row.Basis),
                }))
            .ToArray();
        foreach (var chunk in rows.Chunk(100))
            await store.Table(TableName.Plans).SubmitTransactionAsync(chunk, cancel);
        await SavePointerAsync(year, new BasisPointer(generation, rows.Length), cancel);
    }

    /// <summary>Goes back to the allocation by population.</summary>
    public Task RemoveBasisAsync(int year, CancellationToken cancel) => SavePointerAsync(year, new BasisPointer(null, 0), cancel);

    private async Task SavePointerAsync(int year, BasisPointer pointer, CancellationToken cancel)
    {
        string? former = null;
        await ChangeAsync(
            year,
            stored =>
            {
                if (stored.Pointer != pointer)
                    former = stored.Pointer?.Generation;
                return PlanChange.Create(BasisRow, pointer);
            },
            cancel);
        if (former is null)
            return;
        var rows = await store.Table(TableName.Plans)
            .QueryRangeAsync(Partition(year), (SharesRow(former), $"shares|{former}}}"), cancel, ["PartitionKey", "RowKey"])
            .Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All)).ToListAsync(cancel);
        foreach (var chunk in rows.Chunk(100))
            await store.Table(TableName.Plans).SubmitTransactionAsync(chunk, cancel);
    }

    /// <inheritdoc/>
    public void Dispose() => _writeLock.Dispose();

    private static TableTransactionAction CreateAction(StoredYear stored, int year, string row, byte[] document)
    {
        var entity = new TableEntity(Partition(year), row) { ["Document"] = document };
        return stored.Versions.TryGetValue(row, out var version)
            ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, entity, version)
            : new TableTransactionAction(TableTransactionActionType.Add, entity);
    }

    private (int Year, UnitTree Tree) Key(int year) => (year, register.TreeOf(year));

    private async Task<Version> BuildAsync((int Year, UnitTree Tree) key, Version? former)
    {
        var stored = await ReadNowAsync(key.Year, CancellationToken.None);
        var tags = string.Join(
            '\n', stored.Versions.OrderBy(row => row.Key, StringComparer.Ordinal).Select(row => $"{row.Key} {row.Value}"));
        return former?.Tags == tags ? former : new Version(tags, stored.Build(key.Tree, files), stored.ChangeId);
    }

    private async Task<StoredYear> ReadNowAsync(int year, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            var (stored, isWhole) = await ReadOnceAsync(year, cancel);
            if (isWhole)
                return stored;
            if (tries == MaxAttempts)
                throw new InvalidDataException($"The basis that the targets of {year} are divided by is not whole: divide them anew.");
            await Task.Delay(TimeSpan.FromMilliseconds(5 * tries), cancel);
        }
    }

    private async Task<(StoredYear Stored, bool IsWhole)> ReadOnceAsync(int year, CancellationToken cancel)
    {
        var plan = files.Plans.GetValueOrDefault(year);
        var calendar = ReportingCalendar.Default with { HeldOpenYears = files.HeldOpenYears };
        var activities = files.Activities.GetValueOrDefault(year, []);
        BasisPointer? pointer = null;
        PlanDraft? draft = null;
        var isSimulated = false;
        string? changeId = null;
        var (formerBasis, bases) = ((AllocationBasis?)null, new List<AllocationBasis>());
        var set = new Dictionary<(UnitCode, IndicatorCode), decimal>();
        var versions = new Dictionary<string, ETag>();
        // In the order of their keys: the pointer comes before the shares that it names.
        await foreach (var row in store.Table(TableName.Plans).QueryPartitionAsync(Partition(year), cancel))
        {
            versions[row.RowKey] = row.ETag;
            if (row.RowKey == VersionRow)
                changeId = Document<string>(row);
            else if (row.RowKey == "plan")
                plan = Document<YearPlan>(row);
            else if (row.RowKey == PlanChange.DraftRow)
                draft = Document<PlanDraft>(row);
            else if (row.RowKey == PlanChange.SimulatedRow)
                isSimulated = Document<bool>(row);
            else if (row.RowKey == "calendar")
                calendar = Document<ReportingCalendar>(row);
            else if (row.RowKey == "activities")
                activities = Document<IReadOnlyList<Activity>>(row);
            else if (row.RowKey == BasisRow)
                pointer = Document<BasisPointer>(row);
            else if (row.RowKey.StartsWith("basis|", StringComparison.Ordinal)) // of before bases were kept by generation
                formerBasis = Document<AllocationBasis>(row).Combine(formerBasis);
            else if (pointer?.Generation is { } generation && row.RowKey.StartsWith(SharesRow(generation), StringComparison.Ordinal))
                bases.Add(Document<AllocationBasis>(row));
            else if (row.RowKey.StartsWith("target|", StringComparison.Ordinal))
                foreach (var (indicator, target) in Document<Dictionary<IndicatorCode, decimal>>(row))
                    set[(DamagedRows.Read(TableName.Plans, row, target => UnitCode.Parse(target.RowKey.AsSpan(7))), indicator)] = target;
        }

        var basis = pointer is null
            ? formerBasis
            : bases.Aggregate((AllocationBasis?)null, (sum, allocationBasis) => allocationBasis.Combine(sum));
        return (
            new StoredYear(plan, calendar, activities, basis, pointer, set, versions, changeId)
            {
                Draft = draft,
                IsSimulated = isSimulated,
            },
            pointer is null || bases.Count == pointer.Rows);
    }

    private static string SharesRow(string generation) => $"shares|{generation}|";

    private static T Document<T>(TableEntity row) =>
        DamagedRows.Read(TableName.Plans, row, stored => Packing.Unpack<T>(stored.GetBinary("Document")));

    private static string Partition(int year) => year.ToString(CultureInfo.InvariantCulture);
}
