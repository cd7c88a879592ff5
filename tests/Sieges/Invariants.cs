using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Backups;
using YouthFunctions.Briefs;
using YouthFunctions.Exports.Snapshots;
using YouthFunctions.Forecasts.Persistence;
using YouthFunctions.Jobs.Runs;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Reports.Records;
using YouthFunctions.Reports.Rules;
using YouthFunctions.Rollups.Persistence;
using YouthFunctions.Rollups.Summing;
using YouthFunctions.Rollups.Years;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Sieges;

/// <summary>What holds whatever happened to storage calls, once senders and timers had their way.</summary>
internal static class Invariants
{
    private static readonly IndicatorCode Trees = IndicatorCode.Parse("trees-planted");

    /// <summary>No accepted report is lost or doubled, no other is there, and every history is whole.</summary>
    public static async Task ReportsAsync(SiegeTestData world)
    {
        var (current, superseded) = (new Dictionary<(UnitCode, int), Report>(), new List<Report>());
        await foreach (var row in world.Store.Table(TableName.Reports).QueryAsync<TableEntity>())
        {
            if (row.RowKey.StartsWith("c|", StringComparison.Ordinal) && ReportEntity.FromEntity(row) is var report)
                current.Add((report.Unit, report.Period.Number), report);
            else if (row.RowKey.StartsWith("h|", StringComparison.Ordinal))
                superseded.Add(ReportEntity.FromEntity(row));
        }

        Assert.NotEmpty(world.Accepted);
        Assert.Equal(world.Accepted.Keys.Order(), current.Keys.Order());
        var histories = superseded.ToLookup(report => (report.Unit, report.Period.Number));
        foreach (var (place, amounts) in world.Accepted)
        {
            Report[] revisions = [.. histories[place].OrderBy(report => report.Revision), current[place]];
            Assert.Equal(Enumerable.Range(1, amounts.Count), revisions.Select(report => report.Revision));
            Assert.Equal(amounts.Select(amount => (decimal)amount), revisions.Select(report => report.Values[Trees].Measure.Numerator));
            Assert.Empty(ChainCheck.Breaks(revisions));
        }
    }

    /// <summary>The sums are those of the accepted reports, every unit's row is what its reports come to, and nothing waits.</summary>
    public static async Task RollupsAsync(SiegeTestData world)
    {
        var reportingYear = await world.Get<PlanStore>().FindAsync(SiegeTestData.Year, default);
        var basis = await world.Get<YearBasisFactory>().CreateAsync(reportingYear!.Plan, default);
        var rollups = new RollupStore(world.Store);
        var (centre, months) = (await rollups.FindAsync(basis.Tree, UnitCode.Country, SiegeTestData.Year, default), 0);
        foreach (var month in world.Accepted.GroupBy(report => report.Key.Month, report => report.Value[^1]))
        {
            Assert.Equal(month.Sum(), centre!.Total[Trees, month.Key].Amount.Numerator);
            months++;
        }

        Assert.True(months > 0);
        Assert.Empty(await world.Get<RollupCheck>().RunAsync(basis, default));
        var (from, to) = ReportKeys.AllMarks;
        Assert.Empty(await world.Store.Table(TableName.Reports)
            .QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"RowKey ge {from} and RowKey lt {to}"))
            .Where(row => RollupMark.Waiting(row).Count > 0).ToListAsync());
    }

    /// <summary>Every accepted file and confirmation stands in the audit, with the instant it was accepted at.</summary>
    public static async Task AuditAsync(SiegeTestData world)
    {
        var entries = new List<(DateTimeOffset Instant, string Function)>();
        await foreach (var row in world.Store.Table(TableName.Audit).QueryAsync<TableEntity>())
            entries.Add((row.GetDateTimeOffset("Utc")!.Value, row.GetString("Function")));
        Assert.NotEmpty(world.Audited);
        AssertEach.All(world.Audited, instant => Assert.Contains(instant, entries));
    }

    /// <summary>The last export was begun since an instant and has ended, the pointer names its snapshot, of the instant at which it
    /// began, and every file of it is there whole.</summary>
    public static async Task SnapshotAsync(SiegeTestData world, DateTimeOffset since)
    {
        var run = (await new RunStore(world.Store).FindAsync("Export", default))!;
        Assert.Equal(RunPhase.Succeeded, run.Phase);
        Assert.InRange(run.StartUtc, since, world.Now);
        var snapshots = new SnapshotStore(world.Store);
        var latest = (await snapshots.LatestAsync(default))!.Value.Latest;
        Assert.Equal(run.StartUtc, latest.InstantUtc);
        var there = await SizesAsync(snapshots.Container);
        var manifest = (await snapshots.FindAsync(latest.Id, default))!;
        Assert.NotEmpty(manifest.Files);
        AssertEach.All(manifest.Files, file => Assert.Equal(file.Bytes, there.GetValueOrDefault(file.Blob, -1)));
        Assert.Equal(latest.Id, (await snapshots.IdsAsync(default))[0]);
    }

    /// <summary>Every unit has the day's forecast, and the archive of the day says the same.</summary>
    public static async Task ForecastAsync(SiegeTestData world, DateOnly day)
    {
        var current = new List<string>();
        await foreach (var forecast in new ForecastStore(world.Store).AllAsync(
            world.Get<UnitRegister>().TreeOf(SiegeTestData.Year), SiegeTestData.Year, default))
        {
            Assert.Equal(day, forecast.AsOf);
            current.Add(JsonSerializer.Serialize(forecast, StoredJson.Options));
        }

        Assert.True(current.Count >= 5, $"{current.Count} forecasts");
        var blob = world.Store.Container(ContainerName.Forecasts).GetBlobClient(ForecastArchive.ForecastsBlob(SiegeTestData.Year, day));
        await using var content = await blob.OpenReadAsync();
        await using var plain = new GZipStream(content, CompressionMode.Decompress);
        using var lines = new StreamReader(plain, Encoding.UTF8);
        var kept = (await lines.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(current.Order(StringComparer.Ordinal), kept.Order(StringComparer.Ordinal));
    }

    /// <summary>The centre and each province have one brief of the week, as data and as a page.</summary>
    public static async Task BriefsAsync(SiegeTestData world, DateOnly week)
    {
        var briefs = new BriefStore(world.Store);
        foreach (var unit in new[] { "VN", "01", "79" }.Select(code => UnitCode.Parse(code)))
        {
            Assert.Single(await briefs.WeeksAsync(unit, SiegeTestData.Year, default), day => day == week);
            foreach (var kind in new[] { "json", "html" })
                Assert.True((await briefs.FindAsync(unit, SiegeTestData.Year, week, kind, default))!.ToMemory().Length > 100);
        }
    }

    /// <summary>A finished backup, put into an empty account, is what is stored now, whatever the line does meanwhile.</summary>
    public static async Task RestoredAsync(SiegeTestData world, Store target)
    {
        foreach (var table in new[] { TableName.Reports, TableName.Rollups, TableName.Plans, TableName.Keys, TableName.Audit })
            Assert.Equal(await RowsAsync(world.Store, table), await RowsAsync(target, table));
        Assert.NotEmpty(await RowsAsync(target, TableName.Reports));
    }

    private static async Task<string[]> RowsAsync(Store store, TableName table) =>
        await store.Table(table).QueryAsync<TableEntity>().Select(row => Encoding.UTF8.GetString(TableLine.Write(row))).ToArrayAsync();

    private static async Task<Dictionary<string, long>> SizesAsync(BlobContainerClient container)
    {
        var sizes = new Dictionary<string, long>();
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, null, default))
            sizes[blob.Name] = blob.Properties.ContentLength ?? -1;
        return sizes;
    }
}
