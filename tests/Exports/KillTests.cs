using Azure;
using YouthFunctions.Exports;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Exports;

/// <summary>An export that dies at any storage call leaves the last good snapshot as it was.</summary>
[Collection(StorageCollection.Name)]
public sealed class KillTests(StorageFixture storage)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task DyingAtAnyCallLeavesTheLastGoodSnapshot(bool lastCallArrives)
    {
        var revision = 1;
        var prefix = storage.NewPrefix();
        await using var world = await ExportWorld.CreateAsync(Store.ByConnectionString(storage.ConnectionString, prefix));
        await world.ReportAsync("01", 1);
        await world.ExportAsync();
        var good = await world.LatestAsync();

        // Counted first, without dying.
        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.ReportAsync("01", 1, ++revision, reason: "sửa");
        var counting = new DyingTransport(int.MaxValue, lastCallArrives);
        await using (var counted = world.Through(Store.ByConnectionString(storage.ConnectionString, prefix, counting)))
            await counted.ExportAsync();
        var second = await world.LatestAsync();
        Assert.NotEqual(good.Id, second.Id);
        Assert.InRange(counting.Calls, 40, 2000);

        var died = 0;
        // Early calls read, most calls store files, the last ones publish and clean up.
        foreach (var call in Enumerable.Range(0, counting.Calls).Where(call => call % (counting.Calls / 8) == 0 || call > counting.Calls - 8))
        {
            world.Clock.Advance(TimeSpan.FromDays(1));
            await world.ReportAsync("01", 1, ++revision, reason: "sửa");
            var dying = new DyingTransport(call, lastCallArrives);
            await using (var killed = world.Through(Store.ByConnectionString(storage.ConnectionString, prefix, dying)))
                if (await Record.ExceptionAsync(killed.ExportAsync) is not null)
                    died++;
            var latest = await world.LatestAsync();
            await AssertWholeAsync(world, latest);
        }

        Assert.True(died > 8, $"{died} runs died");
        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.ExportAsync();
        await AssertWholeAsync(world, await world.LatestAsync());
        var listed = await world.Get<SnapshotStore>().IdsAsync(default);
        foreach (var id in listed)
            await AssertWholeAsync(world, (await world.Get<SnapshotStore>().FindAsync(id, default))!);
    }

    private static async Task AssertWholeAsync(ExportWorld world, Manifest manifest)
    {
        var there = new Dictionary<string, long>();
        await foreach (var blob in world.Get<SnapshotStore>().Container.GetBlobsAsync())
            there[blob.Name] = blob.Properties.ContentLength ?? -1;
        Assert.All(manifest.Files, file => Assert.Equal(file.Bytes, there.GetValueOrDefault(file.Blob, -1)));
    }

    [Fact]
    public async Task AnInterruptedRunIsCleanedUpAndAKeptFileIsNot()
    {
        await using var world = await ExportWorld.CreateAsync(Store.ByConnectionString(storage.ConnectionString, storage.NewPrefix()));
        await world.ReportAsync("01", 1);
        await world.ExportAsync();
        var container = world.Get<SnapshotStore>().Container;
        await container.GetBlobClient("data/00/00orphan").UploadAsync(BinaryData.FromString("left behind"));
        var before = (await world.LatestAsync()).Files.Select(file => file.Blob).Distinct().Count();

        Assert.Equal(0, await world.Get<Retention>().RunAsync((await world.LatestAsync()).Id, TimeProvider.System.GetUtcNow(), default));
        Assert.Equal(1, await world.Get<Retention>().RunAsync((await world.LatestAsync()).Id, TimeProvider.System.GetUtcNow().AddDays(2), default));
        var left = 0;
        await foreach (var _ in container.GetBlobsAsync(Azure.Storage.Blobs.Models.BlobTraits.None, Azure.Storage.Blobs.Models.BlobStates.None, "data/", default))
            left++;
        Assert.Equal(before, left);
    }
}
