using Microsoft.Extensions.Configuration;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Exports;
using YouthFunctions.Exports.Snapshots;
using YouthFunctions.Exports.Tables;
using YouthFunctions.Storage;
using YouthFunctions.Storage.Pipeline;
using YouthFunctions.Tests.House;
using static YouthFunctions.Tests.Rollups.RollupTestData;

namespace YouthFunctions.Tests.Exports;

/// <summary>The nightly cost follows the change, and what changed can be had as a list.</summary>
public sealed class IncrementalTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Trait("Category", "siege")]
    [Fact]
    public async Task OnlyWhatChangedIsWrittenAndListed()
    {
        await using var world = await ExportTestData.ExportedAsync(storage.NewStore());
        var first = await world.LatestAsync();

        world.Clock.Advance(TimeSpan.FromDays(1));
        var calls = StorageCallCounter.Begin();
        await world.ExportAsync();
        Assert.True(calls.Calls < 20 * AllTables.All.Count, $"{calls.Calls} storage calls");
        var same = await world.LatestAsync();
        Assert.NotEqual(first.Id, same.Id);
        Assert.Equal(first.Files, same.Files);

        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.ReportAsync("01-001", 4, revision: 2, reason: "đếm lại");
        await world.ReportAsync("01-002", 4, revision: 2, reason: "chỉ một số", value: indicator =>
            indicator.Code.ToString() == "trees-planted" ? Flow(4321) : ExportTestData.Made(indicator, "01-002", 4, 1));
        await world.ReportAsync("79-760", 4, revision: 2, isWithdrawn: true, reason: "nhầm đơn vị");
        await world.ReportAsync("92-916", 4);
        await world.ExportAsync();
        var changed = await world.LatestAsync();
        var fresh = changed.Files.Where(file => first.Files.All(old => old.Blob != file.Blob)).Select(file => file.Path).ToArray();
        Assert.Contains("v1/reports/year=2024/01.csv", fresh);
        Assert.Contains("rollups/year=2024/province=VN/rollups.parquet", fresh);
        Assert.DoesNotContain(
            fresh, path => path.StartsWith("units/", StringComparison.Ordinal) || path.StartsWith("targets/", StringComparison.Ordinal));

        var changes = await ListAsync(world, first, changed, _ => true);
        Assert.Equal(19, changes.Count(change => change is { Change: "added" } && Unit(change) == "92-916"));
        Assert.Equal(19, changes.Count(change => change is { Change: "corrected" } && Unit(change) == "01-001"));
        Assert.Equal(19, changes.Count(change => change is { Change: "withdrawn" } && Unit(change) == "79-760"));
        Assert.Equal(
            ["trees-planted"],
            changes.Where(change => Unit(change) == "01-002").Select(change => change.SharedValue("indicator").Text));
        Assert.Equal(58, changes.Count);
        Assert.Empty(await ListAsync(world, first, same, _ => true));
        Assert.Equal(20, (await ListAsync(world, first, changed, file => file.Unit?.ToString() == "01")).Count);
    }

    [Fact]
    [Trait("Category", "siege")]
    public async Task A_report_that_came_while_an_export_ran_is_in_the_next_one()
    {
        await using var world = await ExportTestData.CreateAsync(storage.NewStore());
        await world.ReportAsync("01", 1);
        var instant = world.Clock.GetUtcNow();
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.ReportAsync("01", 2);
        await world.ExportAsync(instant);
        Assert.Equal(1, await MonthsAsync());
        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.ExportAsync();
        Assert.Equal(2, await MonthsAsync());

        async Task<long> MonthsAsync() => (await world.LatestAsync()).Files.Single(file => file.Path == "v1/reports/year=2024/01.csv").Rows
            / (await world.PlanAsync()).Plan.Indicators.Count;
    }

    [Trait("Category", "siege")]
    [Fact]
    public async Task ForecastsThatChangedAreListedAsForecastAnew()
    {
        await using var world = await ExportTestData.CreateAsync(storage.NewStore());
        await world.ReportSomeAsync();
        await world.SaveForecastsAsync(new DateOnly(2024, 9, 14), ("VN", 1000), ("01", 600), ("79", 300));
        await world.ExportAsync();
        var first = await world.LatestAsync();

        // A day later: the same again for one, another figure for two, a new one, and one that is no longer forecast.
        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.SaveForecastsAsync(new DateOnly(2024, 9, 15), ("VN", 1100), ("01", 600), ("01-001", 45.5), ("92", 80));
        await world.ExportAsync();
        var changes = (await ListAsync(world, first, await world.LatestAsync(), _ => true)).Select(change => string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{change.Change} {Unit(change)} {change.OldValue("projected").Number} {change.NewValue("projected").Number} "
                + $"{change.NewValue("as_of").Date:MM-dd}")).Order();
        Assert.Equal(
            ["added 01-001 0 45.5 09-15", "added 92 0 80 09-15", "re-forecast VN 1000 1100 09-15", "withdrawn 79 300 0 01-01"], changes);
    }

    [Trait("Category", "siege")]
    [Fact]
    public async Task FilesThatOnlyOldSnapshotsHaveMoveToACheaperTier()
    {
        await using var world = await ExportTestData.CreateAsync(storage.NewStore());
        await world.ReportAsync("01", 1);
        await world.ExportAsync();
        var old = await world.LatestAsync();
        world.Clock.Advance(TimeSpan.FromDays(31));
        await world.ReportAsync("01", 2);
        await world.ExportAsync();
        var latest = await world.LatestAsync();

        Assert.Contains(old.Id, await world.Get<SnapshotStore>().IdsAsync(default)); // the last of its month
        var shared = old.Files.Select(file => file.Blob).Intersect(latest.Files.Select(file => file.Blob)).ToHashSet();
        Assert.NotEmpty(shared);
        foreach (var file in old.Files.Concat(latest.Files))
        {
            var isOld = latest.Files.All(snapshotFile => snapshotFile.Blob != file.Blob);
            var properties = await world.Get<SnapshotStore>().Container.GetBlobClient(file.Blob).GetPropertiesAsync();
            Assert.Equal(isOld ? "Cool" : "Hot", properties.Value.AccessTier);
        }

        static ExportOptions Configured(string tier) => ExportOptions.From(
            new ConfigurationBuilder().AddInMemoryCollection([new("Exports:OldTier", tier), new("Exports:DailyDays", "7")]).Build());
        Assert.Equal(new ExportOptions(7, true, "Cold"), Configured("Cold"));
        Assert.Throws<SettingException>(() => Configured("Archive"));
    }

    [Fact]
    public void SnapshotsAreKeptDailyForAWhileAndMonthlyForEver()
    {
        var now = new DateTimeOffset(2024, 9, 15, 20, 30, 0, TimeSpan.Zero);
        string[] ids = [.. Enumerable.Range(0, 100).Select(day => SnapshotNames.Id(now.AddDays(-day), 0))];
        var kept = Retention.Kept(ids, ids[0], new ExportOptions(), now);
        Assert.Equal(
            ids[..30].Append("20240731T203000Z").Append("20240630T203000Z")
                .Append(SnapshotNames.Id(new DateTimeOffset(2024, 8, 31, 20, 30, 0, TimeSpan.Zero), 0)).Distinct().Order(), kept.Order());
        Assert.Equal([ids[0]], Retention.Kept(ids, ids[0], new ExportOptions(0, false), now));
    }

    private static async Task<List<ChangeRow>> ListAsync(ExportTestData world, Manifest from, Manifest to, Func<SnapshotFile, bool> maySee)
    {
        var changes = new List<ChangeRow>();
        await foreach (var change in world.Get<ChangeList>().BetweenAsync(from, to, maySee, default))
            changes.Add(change);
        return changes;
    }

    private static string? Unit(ChangeRow change) => change.SharedValue("unit").Text;
}
