using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Exports.Publishing;
using YouthFunctions.Exports.Snapshots;
using YouthFunctions.Forecasting.Status;
using YouthFunctions.Forecasts.Persistence;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Hosting;
using YouthFunctions.Jobs.Parts;
using YouthFunctions.Jobs.Runs;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Reports.Records;
using YouthFunctions.Rollups.Summing;
using YouthFunctions.Rollups.Years;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Exports;

/// <summary>The product's services on the emulator, with reports put straight into their table.</summary>
public sealed class ExportTestData : IAsyncDisposable
{
    /// <summary>The instant at which the world begins.</summary>
    public static readonly DateTimeOffset Start = new(2024, 9, 15, 1, 0, 0, TimeSpan.Zero);

    private const int MaxDeliveries = 5000;

    private readonly ServiceProvider _services;

    private ExportTestData(Store store, UnitRegister? register)
    {
        Store = store;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddYouthFunctions(store, Clock, PlanFiles.Read(OrganisationFolder.Shipped, [2024]), register ?? SmallRegister);
        _services = services.BuildServiceProvider();
    }

    /// <summary>The storage.</summary>
    public Store Store { get; }

    /// <summary>The clock, which stands still.</summary>
    public FakeTimeProvider Clock { get; } = new(Start);

    /// <summary>The plan of 2024.</summary>
    public async Task<ReportingYear> PlanAsync() => (await Get<PlanStore>().FindAsync(2024, default))!;

    /// <summary>Three provinces, one with a unit whose name a spreadsheet would run.</summary>
    public static UnitRegister SmallRegister { get; } = new(
    [
        new UnitTree(new Month(2021, 1),
        [
            Unit("VN", "Trung ương Đoàn", null), Unit("01", "Thành phố Hà Nội", "VN"), Unit("01-001", "Quận Ba Đình", "01"),
            Unit("00001", "Phường Phúc Xá", "01-001"),
            Unit("01-002", "=HYPERLINK(\"http://x\",\"Quận\")", "01"), Unit("79", "Thành phố Hồ Chí Minh", "VN"),
            Unit("79-760", "Quận 1, \"Sài Gòn\"", "79"), Unit("92", "Thành phố Cần Thơ", "VN"), Unit("92-916", "Quận Ninh Kiều", "92"),
        ]),
    ]);

    /// <summary>A world with empty storage.</summary>
    /// <param name="store">Where it keeps its data.</param>
    /// <param name="register">Its units; the small register when null.</param>
    public static async Task<ExportTestData> CreateAsync(Store store, UnitRegister? register = null)
    {
        await store.CreateMissingAsync(default);
        return new ExportTestData(store, register);
    }

    /// <summary>A world of which some reports are exported.</summary>
    public static async Task<ExportTestData> ExportedAsync(Store store)
    {
        var world = await CreateAsync(store);
        await world.ReportSomeAsync();
        await world.ExportAsync();
        return world;
    }

    /// <summary>Four months of reports of all units but one, rolled up.</summary>
    public async Task ReportSomeAsync()
    {
        foreach (var unit in new[] { "VN", "01", "01-001", "00001", "01-002", "79", "79-760", "92" })
            for (var month = 1; month <= 4; month++)
                await ReportAsync(unit, month);
        await RollUpAsync();
    }

    /// <summary>A service of the product.</summary>
    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Publishes a snapshot of this instant.</summary>
    public Task ExportAsync() => ExportAsync(Clock.GetUtcNow());

    /// <summary>Publishes a snapshot of an instant; what was reported after it came while the export ran.</summary>
    public async Task ExportAsync(DateTimeOffset instant)
    {
        await Get<ExportJob>().Run(new TimerRun(instant, false), default);
        Assert.Equal(RunPhase.Succeeded, (await DrainAsync("Export"))!.Phase);
    }

    /// <summary>Goes on with the run of a job in parts to its end, also when it was begun by a process that died.</summary>
    /// <param name="job">The job.</param>
    /// <param name="meanwhile">Happens before each message.</param>
    /// <returns>The run; null when there never was one.</returns>
    public Task<JobRun?> DrainAsync(string job, Func<JobRun, Task>? meanwhile = null) => PartMessages.DrainAsync(
        Store, job,
        run =>
        {
            Clock.Advance(RunStarter.ResendAfter);
            return Get<RunStarter>().ResendAsync(run, default);
        },
        async (run, message) =>
        {
            if (meanwhile is not null)
                await meanwhile(run);
            await Get<PartRunner>().Handle(message.Text(), default);
        },
        MaxDeliveries);

    /// <summary>Archives a day's forecasts of one indicator.</summary>
    public Task SaveForecastsAsync(DateOnly asOf, params (string Unit, double Projected)[] forecasts) =>
        Get<ForecastArchive>().SaveAsync(2024, asOf, forecasts.Select(forecast => new UnitForecast(
            UnitCode.Parse(forecast.Unit), 2024, asOf, 8, Clock.GetUtcNow(), "0a1b",
            [
                new IndicatorForecast
                {
                    Indicator = IndicatorCode.Parse("trees-planted"),
                    Status = TargetStatus.AtRisk,
                    Since = new DateOnly(2024, 9, 1),
                    YearToDate = 120,
                    Target = 500,
                    Projection = Summaries.SampleForecasts.Projected(forecast.Projected, 1, 2, 0, 3, 0.5),
                },
            ])), [], null, default);

    /// <summary>Rolls everything up, as the timer does.</summary>
    public async Task RollUpAsync() => await Get<YearRollupService>().RecomputeAsync(
        new YearBasis((await PlanAsync()).Plan, Get<UnitRegister>().TreeOf(2024)), Clock.GetUtcNow(), default);

    /// <summary>The latest manifest.</summary>
    public async Task<Manifest> LatestAsync()
    {
        var latest = await Get<SnapshotStore>().LatestAsync(default);
        return (await Get<SnapshotStore>().FindAsync(latest!.Value.Latest.Id, default))!;
    }

    /// <summary>Downloads a file of a snapshot into a folder of the test's own.</summary>
    public async Task<string> DownloadAsync(Manifest manifest, string path, string folder)
    {
        var former = SnapshotLayout.IsFormer(path) ? path[SnapshotLayout.Former.Length..] : path;
        var target = Path.Combine(folder, former.Replace('/', '_'));
        var file = manifest.Files.SingleOrDefault(file => file.Path == path)
            ?? manifest.Files.Single(file => file.Path == SnapshotLayout.Former + path);
        await Get<SnapshotStore>().Container.GetBlobClient(file.Blob).DownloadToAsync(target);
        return target;
    }

    /// <summary>Stores a revision of a report: the first, or a correction of the one before.</summary>
    public async Task<Report> ReportAsync(
        string unit, int month, int revision = 1, bool isWithdrawn = false, string? reason = null,
        Func<Indicator, ReportedValue>? value = null)
    {
        var code = UnitCode.Parse(unit);
        var period = new Month(2024, month);
        var plan = (await PlanAsync()).Plan;
        var values = isWithdrawn
            ? []
            : plan.Indicators.ToDictionary(indicator => indicator.Code, value ?? (indicator => Made(indicator, unit, month, revision)));
        var hash = Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{unit} {month} {revision}")));
        var report = new Report(
            code, period, revision, values, isWithdrawn, IsOnTime: month % 3 != 0, IsSimulated: false, Clock.GetUtcNow(), "khóa-thử",
            reason, hash, "", hash);
        var tree = Get<UnitRegister>().TreeOf(period);
        var partition = ReportKeys.Partition(tree.ProvinceOf(code) ?? UnitCode.Country, 2024);
        var table = Store.Table(TableName.Reports);
        if (revision > 1)
        {
            var former = await table.GetEntityAsync<Azure.Data.Tables.TableEntity>(partition, ReportKeys.Current(code, period));
            await table.UpsertEntityAsync(ReportEntity.ToEntity(
                ReportEntity.FromEntity(former.Value), partition, ReportKeys.Superseded(code, period, revision - 1)));
        }

        await table.UpsertEntityAsync(
            ReportEntity.ToEntity(report, partition, ReportKeys.Current(code, period)), Azure.Data.Tables.TableUpdateMode.Replace);
        return report;
    }

    /// <summary>The same world reached through another client of its storage.</summary>
    public ExportTestData Through(Store store)
    {
        var other = new ExportTestData(store, Get<UnitRegister>());
        other.Clock.SetUtcNow(Clock.GetUtcNow());
        return other;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static Unit Unit(string code, string name, string? parent) =>
        new(UnitCode.Parse(code), name, parent is null ? null : UnitCode.Parse(parent));

    internal static ReportedValue Made(Indicator indicator, string unit, int month, int revision)
    {
        var seed = unit.Sum(letter => letter) + (month * 31) + (revision * 7);
        return indicator.Kind == IndicatorKind.Ratio
            ? new ReportedValue(Measure.Ratio(seed % 97, 100 + (seed % 13)), false)
            : new ReportedValue(Measure.Amount(indicator.IsMoney ? (seed * 1_234_567_891L) + 1 : seed), false);
    }
}
