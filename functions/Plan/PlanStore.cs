using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Storage;

namespace YouthFunctions.Plan;

/// <summary>A year's plan as it stands: the indicators, when months close, every unit's target, and the large activities.</summary>
public sealed record PlanYear(YearPlan Plan, ReportingCalendar Calendar, Targets Targets, IReadOnlyList<Activity> Activities);

/// <summary>
/// Plans by year: shipped as files or stored by an administrator, with the year's settings (calendar, basis of the
/// allocation, targets set for units) in one partition that is read at once and kept for half a minute.
/// </summary>
public sealed class PlanStore(Store store, UnitRegister register, PlanFiles files, TimeProvider clock)
{
    private readonly KeptCopy<int, Version> _kept = new(clock, KeepTimes.HalfAMinute);

    /// <summary>The years that have a plan, in order.</summary>
    public async Task<IReadOnlyList<int>> YearsAsync(CancellationToken cancel)
    {
        var years = new SortedSet<int>(files.Plans.Keys);
        await foreach (var row in store.Table(TableName.Plans).QueryAsync<TableEntity>(row => row.RowKey == "plan", cancellationToken: cancel))
            years.Add(DamagedRows.Read(TableName.Plans, row, plan => int.Parse(plan.PartitionKey, CultureInfo.InvariantCulture)));
        return [.. years];
    }

    /// <summary>The plan of a year; null when there is none.</summary>
    public async Task<PlanYear?> FindAsync(int year, CancellationToken cancel) =>
        (await _kept.GetAsync(year, former => ReadAsync(year, former, CancellationToken.None), cancel)).Plan;

    /// <summary>Stores a year's plan in place of the shipped one, if any.</summary>
    public Task SavePlanAsync(YearPlan plan, CancellationToken cancel) => SaveAsync(plan.Year, "plan", plan, cancel);

    /// <summary>Stores when the months of a year are due and close.</summary>
    public Task SaveCalendarAsync(int year, ReportingCalendar calendar, CancellationToken cancel) => SaveAsync(year, "calendar", calendar, cancel);

    /// <summary>Stores the large activities of a year in place of those before.</summary>
    public Task SaveActivitiesAsync(int year, IReadOnlyList<Activity> activities, CancellationToken cancel) => SaveAsync(year, "activities", activities, cancel);

    /// <summary>Stores what shares follow from now on: a row for each parent, so that the whole country fits.</summary>
    public async Task SaveBasisAsync(int year, UnitTree tree, AllocationBasis basis, CancellationToken cancel)
    {
        await RemoveBasisAsync(year, cancel);
        var rows = tree.TopDown
            .Select(parent => (Parent: parent.Code, Basis: basis.Among([.. tree.Children(parent.Code).Select(child => child.Code)])))
            .Where(row => row.Basis.Weights.Count > 0)
            .Select(row => new TableTransactionAction(
                TableTransactionActionType.UpsertReplace, new TableEntity(Partition(year), $"basis|{row.Parent}") { ["Document"] = Packing.Pack(row.Basis) }));
        foreach (var chunk in rows.Chunk(100))
            await store.Table(TableName.Plans).SubmitTransactionAsync(chunk, cancel);
        _kept.Forget(year);
    }

    /// <summary>Goes back to the allocation by population.</summary>
    public async Task RemoveBasisAsync(int year, CancellationToken cancel)
    {
        var partition = Partition(year);
        var rows = new List<TableTransactionAction>();
        await foreach (var row in store.Table(TableName.Plans).QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge 'basis|' and RowKey lt 'basis}}'"), select: ["PartitionKey", "RowKey"], cancellationToken: cancel))
            rows.Add(new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All));
        foreach (var chunk in rows.Chunk(100))
            await store.Table(TableName.Plans).SubmitTransactionAsync(chunk, cancel);
        _kept.Forget(year);
    }

    /// <summary>Sets the targets of one unit; those of its siblings and everything below follow.</summary>
    public Task SaveTargetsAsync(int year, UnitCode unit, IReadOnlyDictionary<IndicatorCode, decimal> targets, CancellationToken cancel) =>
        SaveAsync(year, $"target|{unit}", targets, cancel);

    private async Task SaveAsync<T>(int year, string row, T document, CancellationToken cancel)
    {
        await store.Table(TableName.Plans).UpsertEntityAsync(
            new TableEntity(Partition(year), row) { ["Document"] = Packing.Pack(document) }, TableUpdateMode.Replace, cancel);
        _kept.Forget(year);
    }

    // The same object as long as nothing was stored: dividing the country's targets takes a good part of a second.
    private async Task<Version> ReadAsync(int year, Version? former, CancellationToken cancel)
    {
        var partition = Partition(year);
        var rows = await store.Table(TableName.Plans)
            .QueryAsync<TableEntity>(row => row.PartitionKey == partition, cancellationToken: cancel).ToListAsync(cancel);
        var tags = string.Join('\n', rows.Select(row => $"{row.RowKey} {row.ETag}"));
        return former?.Tags == tags ? former : new Version(tags, Read(year, rows));
    }

    private PlanYear? Read(int year, IEnumerable<TableEntity> rows)
    {
        var plan = files.Plans.GetValueOrDefault(year);
        var calendar = ReportingCalendar.Default with { HeldOpenYears = files.HeldOpenYears };
        var activities = files.Activities.GetValueOrDefault(year, []);
        AllocationBasis? basis = null;
        var set = new Dictionary<(UnitCode, IndicatorCode), decimal>();
        foreach (var row in rows)
        {
            if (row.RowKey == "plan")
                plan = Document<YearPlan>(row);
            else if (row.RowKey == "calendar")
                calendar = Document<ReportingCalendar>(row);
            else if (row.RowKey == "activities")
                activities = Document<IReadOnlyList<Activity>>(row);
            else if (row.RowKey.StartsWith("basis|", StringComparison.Ordinal))
                basis = Document<AllocationBasis>(row).And(basis);
            else if (row.RowKey.StartsWith("target|", StringComparison.Ordinal))
                foreach (var (indicator, target) in Document<Dictionary<IndicatorCode, decimal>>(row))
                    set[(DamagedRows.Read(TableName.Plans, row, target => UnitCode.Parse(target.RowKey.AsSpan(7))), indicator)] = target;
        }

        return plan is null
            ? null
            : new PlanYear(plan, calendar, new Targets(plan, register.TreeOf(year), basis ?? Population.Basis(plan, files.Provinces), set), activities);
    }

    private static T Document<T>(TableEntity row) =>
        DamagedRows.Read(TableName.Plans, row, stored => Packing.Unpack<T>(stored.GetBinary("Document")));

    private static string Partition(int year) => year.ToString(CultureInfo.InvariantCulture);

    private sealed record Version(string Tags, PlanYear? Plan);
}

/// <summary>The plans and figures that the product ships.</summary>
/// <param name="Plans">By year.</param>
/// <param name="Provinces">Population by province.</param>
/// <param name="Activities">Large activities by year.</param>
/// <param name="HeldOpenYears">Years whose months never close unless the stored calendar says otherwise; for local trials.</param>
public sealed record PlanFiles(
    IReadOnlyDictionary<int, YearPlan> Plans, IReadOnlyDictionary<UnitCode, Population> Provinces,
    IReadOnlyDictionary<int, IReadOnlyList<Activity>> Activities, IReadOnlyCollection<int> HeldOpenYears)
{
    /// <summary>Reads the shipped files from a directory.</summary>
    public static PlanFiles Read(string directory, IReadOnlyCollection<int> heldOpenYears) => new(
        Directory.EnumerateFiles(directory, "plan-*.json")
            .Select(path => JsonSerializer.Deserialize<YearPlan>(File.ReadAllBytes(path), Packing.Json)!)
            .ToDictionary(plan => plan.Year),
        Population.Read(Path.Combine(directory, "population-2024.csv")),
        Directory.EnumerateFiles(directory, "activities-*.json").ToDictionary(
            path => int.Parse(Path.GetFileNameWithoutExtension(path).AsSpan("activities-".Length), CultureInfo.InvariantCulture),
            path => JsonSerializer.Deserialize<IReadOnlyList<Activity>>(File.ReadAllBytes(path), Packing.Json)!),
        heldOpenYears);
}
