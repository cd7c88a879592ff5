using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Calls;
using YouthFunctions.Exports.Publishing;
using YouthFunctions.Exports.Snapshots;
using YouthFunctions.Exports.Tables;
using YouthFunctions.Storage.Pipeline;
using YouthFunctions.Tests.Demo;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Exports;

/// <summary>What a night costs for the whole country.</summary>
[Collection(DemoCollection.Name)]
[Trait("Category", "siege")]
public sealed class NationalExportTests(DemoFixture demo)
{
    [Fact]
    public async Task A_night_without_a_change_takes_fewer_than_20_storage_calls_a_table()
    {
        var services = demo.Played.App.Services;
        var snapshots = services.GetRequiredService<SnapshotStore>();
        var former = await ReadLatestAsync(snapshots);
        var run = await TestApp.RunAsync(services, "Export");

        Assert.True(run.Transactions < 20 * AllTables.All.Count, $"{run.Transactions} storage calls of {run.Total} parts");
        var latest = await ReadLatestAsync(snapshots);
        Assert.NotEqual(former.Id, latest.Id);
        Assert.Equal(former.Files, latest.Files);
    }

    private static async Task<Manifest> ReadLatestAsync(SnapshotStore snapshots) =>
        (await snapshots.FindAsync((await snapshots.LatestAsync(default))!.Value.Latest.Id, default))!;
}
