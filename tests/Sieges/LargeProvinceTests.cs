using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;
using YouthFunctions.Access;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Catalog;
using YouthFunctions.Exports.Snapshots;
using YouthFunctions.Jobs;
using YouthFunctions.Jobs.Runs;
using YouthFunctions.Queues;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Reports.Receiving;
using YouthFunctions.Reports.Records;
using YouthFunctions.Rollups.Summing;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Sieges;

/// <summary>One province with a hundred times the units of today's mean province (171): what is done by province stays within an
/// instance's memory. Their reports are put into storage as intake writes them, since it is not intake that is tried here.</summary>
[Collection(AloneCollection.Name)]
[Trait("Category", "siege")]
public sealed class LargeProvinceTests(StorageFixture storage, ITestOutputHelper output) : IClassFixture<StorageFixture>
{
    private const int Districts = 90;
    private const int CommunesOfDistrict = 190;
    private const int Communes = Districts * CommunesOfDistrict;
    private const int Year = SiegeTestData.Year;

    // Half of an instance of 2 GB: the other half is the runtime's and the host's.
    private const long MemoryLimit = 1L << 30;

    private static readonly TimeSpan LookedAtEvery = TimeSpan.FromMilliseconds(250);

    private static readonly UnitCode Province = UnitCode.Parse("01");

    [Fact]
    public async Task A_hundred_times_the_units_are_summed_checked_backed_up_forecast_and_exported_in_bounded_memory()
    {
        await using var app = await TestApp.StartAsync(storage, heldOpenYears: [Year], services: all => all
            .AddSingleton(new UnitRegister([new UnitTree(new Month(2021, 1), Units())]))
            .AddSingleton(new PollerOptions(false, TimeSpan.Zero, AtOnce: 0)));
        await WriteReportsAsync(app);

        await WatchMemoryAsync("rollup by message", () => app.Services.GetRequiredService<RollUpProvince>()
            .Handle(new RollupRequest(Province, Year, app.Clock.GetUtcNow()).Write(), default));
        using var leader = await app.SignInAsync(Role.Leader, "VN");
        using var answer = JsonDocument.Parse(await leader.GetStringAsync($"/api/rollups/VN?year={Year}&indicator=trees-planted"));
        Assert.Contains((Communes * 3).ToString(CultureInfo.InvariantCulture), answer.RootElement.GetRawText(), StringComparison.Ordinal);

        await WatchMemoryAsync("check", async () =>
        {
            await RunAsync(app, "CheckRollups");
            var check = await new JobStore(app.Store).AllAsync(default).SingleAsync(job => job.Name == "CheckRollups");
            Assert.StartsWith($"{Communes + Districts + 4} units checked, 0 figures disagree", check.Summary, StringComparison.Ordinal);
        });
        await WatchMemoryAsync("backup", () => RunAsync(app, "Backup"));
        await WatchMemoryAsync("forecast", () => RunAsync(app, "Forecast"));
        await WatchMemoryAsync("export", () => RunAsync(app, "Export"));
        var snapshots = app.Services.GetRequiredService<SnapshotStore>();
        var snapshot = (await snapshots.FindAsync((await snapshots.LatestAsync(default))!.Value.Latest.Id, default))!;
        var forecasts = snapshot.Files.Single(file => file.Path == $"v1/forecasts/year={Year}/VN.csv");
        Assert.True(forecasts.Rows > 19 * Communes, $"{forecasts.Rows} rows of forecasts");
    }

    private static async Task RunAsync(TestApp app, string job)
    {
        var runner = app.Services.GetRequiredService<TimerRunner>();
        Assert.Equal(RunState.InParts, (await runner.RunAsync(FunctionTable.Timer(job), onDemand: false, default)).State);
        var run = await new PlayedPlatform(app.Services, app.Store, null, app.Clock).DrainAsync(job);
        Assert.Equal((RunPhase.Succeeded, 0), (run.Phase, run.Failed));
    }

    // What lives, without garbage: that is collected sooner where an instance has less room than this machine.
    private async Task WatchMemoryAsync(string what, Func<Task> work)
    {
        var (before, peak) = (GC.GetTotalMemory(forceFullCollection: true), 0L);
        using var done = new CancellationTokenSource();
        var watch = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                var begun = Stopwatch.GetTimestamp();
                GC.Collect();
                peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false));
                // Looking takes a quarter of the time at most.
                await Task.Delay(LookedAtEvery + (3 * Stopwatch.GetElapsedTime(begun)));
            }
        });
        await work();
        await done.CancelAsync();
        await watch;
        var used = peak - before;
        output.WriteLine($"{Communes} communes, {what}: heap peak +{used >> 20} MiB");
        Assert.True(used < MemoryLimit, $"{what}: the heap grew by {used} bytes.");
    }

    private static IEnumerable<Unit> Units() =>
    [
        new(UnitCode.Country, "Trung ương Đoàn", null), new(Province, "Thành phố Hà Nội", UnitCode.Country),
        new(UnitCode.Parse("79"), "Thành phố Hồ Chí Minh", UnitCode.Country), new(UnitCode.Parse("79-760"), "Quận 1", UnitCode.Parse("79")),
        .. Enumerable.Range(1, Districts).Select(number => new Unit(District(number), $"Quận {number}", Province)),
        .. Enumerable.Range(0, Communes).Select(number => new Unit(
            SiegeTestData.Commune(number + 1), $"Phường {number + 1}", District((number / CommunesOfDistrict) + 1))),
    ];

    private static UnitCode District(int number) => UnitCode.Parse(string.Create(CultureInfo.InvariantCulture, $"01-{number:000}"));

    // May of every commune, and a mark a district.
    private static async Task WriteReportsAsync(TestApp app)
    {
        var (partition, may) = (ReportKeys.Partition(Province, Year), new Month(Year, 5));
        var values = new Dictionary<IndicatorCode, ReportedValue>
        {
            [IndicatorCode.Parse("trees-planted")] = new ReportedValue(Measure.Amount(3), IsYearToDate: false),
        };
        var rows = Enumerable.Range(1, Communes).Select(SiegeTestData.Commune).Select(commune => ReportEntity.ToEntity(
            new Report(commune, may, 1, values, false, true, false, app.Clock.GetUtcNow(), "test", null, "", "", $"{commune}"),
            partition, ReportKeys.Current(commune, may)));
        var marks = Enumerable.Range(1, Communes).Chunk(CommunesOfDistrict)
            .Select(district => RollupMark.Create(partition, district.Select(SiegeTestData.Commune)));
        var table = app.Store.Table(TableName.Reports);
        await Parallel.ForEachAsync(
            rows.Concat(marks).Chunk(100), new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (chunk, cancel) => await table.SubmitTransactionAsync(
                chunk.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)), cancel));
    }
}
