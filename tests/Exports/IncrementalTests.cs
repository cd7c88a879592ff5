using YouthFunctions.Exports;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Exports;

/// <summary>The nightly cost follows the change, and what changed can be had as a list.</summary>
[Collection(StorageCollection.Name)]
public sealed class IncrementalTests(StorageFixture storage)
{
    [Fact]
    public async Task OnlyWhatChangedIsWrittenAndListed()
    {
        await using var world = await ExportWorld.CreateAsync(Store.ByConnectionString(storage.ConnectionString, storage.NewPrefix()));
        await world.ReportSomeAsync();
        await world.ExportAsync();
        var first = await world.LatestAsync();

        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.ExportAsync();
        var same = await world.LatestAsync();
        Assert.NotEqual(first.Id, same.Id);
        Assert.Equal(first.Files, same.Files);

        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.ReportAsync("01-001", 4, revision: 2, reason: "đếm lại");
        await world.ReportAsync("79-760", 4, revision: 2, isWithdrawn: true, reason: "nhầm đơn vị");
        await world.ReportAsync("92-916", 4);
        await world.ExportAsync();
        var changed = await world.LatestAsync();
        var fresh = changed.Files.Where(file => first.Files.All(old => old.Blob != file.Blob)).Select(file => file.Path).ToArray();
        Assert.Contains("reports/year=2024/01.csv", fresh);
        Assert.Contains("rollups/year=2024/VN.parquet", fresh);
        Assert.DoesNotContain(fresh, path => path.StartsWith("units/", StringComparison.Ordinal) || path.StartsWith("targets/", StringComparison.Ordinal));

        var changes = await ListAsync(world, first, changed, _ => true);
        Assert.Equal(19, changes.Count(change => change is { Change: "added" } && Unit(change) == "92-916"));
        Assert.Equal(19, changes.Count(change => change is { Change: "corrected" } && Unit(change) == "01-001"));
        Assert.Equal(19, changes.Count(change => change is { Change: "withdrawn" } && Unit(change) == "79-760"));
        Assert.Equal(57, changes.Count);
        Assert.Empty(await ListAsync(world, first, same, _ => true));
        Assert.Equal(19, (await ListAsync(world, first, changed, file => file.Unit?.ToString() == "01")).Count);
    }

    [Fact]
    public void SnapshotsAreKeptDailyForAWhileAndMonthlyForEver()
    {
        var now = new DateTimeOffset(2024, 9, 15, 20, 30, 0, TimeSpan.Zero);
        string[] ids = [.. Enumerable.Range(0, 100).Select(day => SnapshotNames.Id(now.AddDays(-day), 0))];
        var kept = Retention.Kept(ids, ids[0], new ExportOptions(), now);
        Assert.Equal(ids[..30].Append("20240731T203000Z").Append("20240630T203000Z").Append(SnapshotNames.Id(new DateTimeOffset(2024, 8, 31, 20, 30, 0, TimeSpan.Zero), 0)).Distinct().Order(), kept.Order());
        Assert.Equal([ids[0]], Retention.Kept(ids, ids[0], new ExportOptions(0, false), now));
    }

    private static async Task<List<ChangeRow>> ListAsync(ExportWorld world, Manifest from, Manifest to, Func<SnapshotFile, bool> maySee)
    {
        var changes = new List<ChangeRow>();
        await foreach (var change in world.Get<ChangeList>().BetweenAsync(from, to, maySee, default))
            changes.Add(change);
        return changes;
    }

    private static string? Unit(ChangeRow change) => change.Either("unit").Text;
}
