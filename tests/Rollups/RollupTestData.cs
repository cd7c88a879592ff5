using System.Globalization;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Plan;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Reports.Records;
using YouthFunctions.Rollups.Persistence;
using YouthFunctions.Rollups.Summing;
using YouthFunctions.Rollups.Years;
using YouthFunctions.Storage;

namespace YouthFunctions.Tests.Rollups;

/// <summary>A small organisation with tables of its own, reported to by writing rows as intake does.</summary>
internal sealed class RollupTestData
{
    public static readonly IndicatorCode Trees = IndicatorCode.Parse("trees-planted");
    public static readonly IndicatorCode Online = IndicatorCode.Parse("youth-online");
    public static readonly IndicatorCode Loans = IndicatorCode.Parse("loans");
    public static readonly DateTimeOffset Start = new(2024, 9, 15, 0, 0, 0, TimeSpan.Zero);

    public RollupTestData(Store store, UnitTree? tree = null, YearPlan? plan = null, MidYear? midYear = null)
    {
        Store = store;
        Basis = new YearBasis(plan ?? Plan, tree ?? SmallTree, midYear);
        Rollups = new RollupStore(store);
        RollUp = new YearRollupService(
            new MarkStore(store), new SubtreeRollupService(Rollups, new OwnRollupReader(new UnitReports(store)), new RollupWriter(store)),
            Rollups, NullLogger<YearRollupService>.Instance);
    }

    public static YearPlan Plan { get; } = new(
    2024, new Text("Năm thử", "A year for tests"), "test", [UnitLevel.Province, UnitLevel.District],
    [
        Indicator(Trees, IndicatorKind.Flow, OverTime.Sum, OverUnits.Sum),
        Indicator(Online, IndicatorKind.Ratio, OverTime.Latest, OverUnits.Sum),
        Indicator(Loans, IndicatorKind.Flow, OverTime.Sum, OverUnits.ParentReplaces),
    ]);

    /// <summary>Two provinces of two districts of two communes.</summary>
    public static UnitTree SmallTree { get; } = Tree(2, 2, 2);

    public Store Store { get; }

    public YearBasis Basis { get; }

    public RollupStore Rollups { get; }

    public YearRollupService RollUp { get; }

    public static UnitTree Tree(int provinces, int districts, int communes)
    {
        var units = new List<Unit> { new(UnitCode.Country, "Trung ương", null) };
        for (var p = 1; p <= provinces; p++)
        {
            units.Add(Unit($"{p:00}", "VN"));
            for (var d = 1; d <= districts; d++)
            {
                units.Add(Unit($"{p:00}-{d:000}", $"{p:00}"));
                for (var c = 1; c <= communes; c++)
                    units.Add(Unit($"{p:00}{d:0}{c:00}", $"{p:00}-{d:000}"));
            }
        }

        return new UnitTree(new Month(2021, 1), units);
    }

    public static ReportedValue Flow(decimal amount) => new(Measure.Amount(amount), false);

    public static ReportedValue ToDate(decimal amount) => new(Measure.Amount(amount), true);

    public static ReportedValue Ratio(decimal part, decimal whole) => new(Measure.Ratio(part, whole), false);

    /// <summary>A month, on time, of which one value was reported.</summary>
    public static MonthReport MonthWith(int month, IndicatorCode indicator, ReportedValue value) =>
        new(month, true, new Dictionary<IndicatorCode, ReportedValue> { [indicator] = value });

    public static UnitCode Code(string text) => UnitCode.Parse(text);

    /// <summary>Stores the current revision of a report with its mark, in one transaction as intake does; no values withdraw it.</summary>
    public Task ReportAsync(string unit, int month, params (IndicatorCode Indicator, ReportedValue Value)[] values) =>
        StoreAsync(unit, month, values, []);

    /// <summary>The same as a first report of a busy province is stored, whose unit waits in the partition's version.</summary>
    public Task ReportBusyAsync(string unit, int month, params (IndicatorCode Indicator, ReportedValue Value)[] values) =>
        StoreAsync(unit, month, values, [], isBusy: true);

    /// <summary>The same with one value that is doubted and not confirmed.</summary>
    public Task DoubtAsync(string unit, int month, IndicatorCode indicator, ReportedValue value, Analytics.Doubts.Doubt why) =>
        StoreAsync(unit, month, [(indicator, value)], [new ValueDoubt(indicator, why)]);

    private async Task StoreAsync(string unit, int month, (IndicatorCode Indicator, ReportedValue Value)[] values, ValueDoubt[] doubts,
        bool isBusy = false)
    {
        var code = UnitCode.Parse(unit);
        var partition = ReportKeys.Partition(
            Basis.MidYear is { } midYear && month < midYear.From ? midYear.PartitionOf(code) : Basis.TopOf(code), Basis.Year);
        var period = new Month(Basis.Year, month);
        var report = new Report(
            code, period, 1, values.ToDictionary(pair => pair.Indicator, pair => pair.Value), values.Length == 0, month % 2 == 1, false,
            Start, "tester", null, "", "", "")
        { Doubts = doubts };
        var table = Store.Table(TableName.Reports);
        var row = new TableTransactionAction(
            TableTransactionActionType.UpsertReplace, ReportEntity.ToEntity(report, partition, ReportKeys.Current(code, period)));
        if (!isBusy)
        {
            await table.SubmitTransactionAsync([row, new(TableTransactionActionType.UpsertReplace, RollupMark.Create(partition, [code]))]);
            return;
        }

        var stored = await table.GetEntityIfExistsAsync<TableEntity>(partition, ReportKeys.Version);
        var version = stored.HasValue ? PartitionVersion.FromEntity(stored.Value!) : null;
        await table.SubmitTransactionAsync([row, .. PartitionVersion.After(partition, version, [code]).Rows]);
    }

    public Task<int> RunAsync(int minute = 0) => RollUp.RunAsync(Basis, Start.AddMinutes(minute), CancellationToken.None);

    public async Task<UnitYear> FindAsync(string unit) =>
        await Rollups.FindAsync(Basis.Tree, UnitCode.Parse(unit), Basis.Year, CancellationToken.None)
        ?? throw new InvalidOperationException($"{unit} has no rollup.");

    /// <summary>Every row of the year by unit.</summary>
    public async Task<Dictionary<UnitCode, UnitYear>> AllAsync()
    {
        var rows = new Dictionary<UnitCode, UnitYear>();
        await foreach (var row in Rollups.AllAsync(Basis.Tree, Basis.Year, CancellationToken.None))
            rows.Add(row.Unit, row);
        return rows;
    }

    /// <summary>How many units wait for a rollup.</summary>
    public async Task<int> WaitingAsync() => await Store.Table(TableName.Reports)
        .QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"RowKey ge {"m|"} and RowKey lt {"v}"}"))
        .Select(row => RollupMark.Waiting(row).Count).SumAsync();

    private static Unit Unit(FormattableString code, string parent) =>
        new(UnitCode.Parse(code.ToString(CultureInfo.InvariantCulture)), "Đơn vị thử", UnitCode.Parse(parent));

    private static Unit Unit(FormattableString code, FormattableString parent) => Unit(code, parent.ToString(CultureInfo.InvariantCulture));

    private static Indicator Indicator(IndicatorCode code, IndicatorKind kind, OverTime overTime, OverUnits overUnits) => new(
        code, 1, new Text("Chỉ tiêu thử", "Indicator"), new Text("người", "people"), kind, overTime, overUnits, Direction.HigherIsBetter,
        false, 0, AllocationWeights.Youth, null);
}
