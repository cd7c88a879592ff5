using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Exports.Snapshots;
using YouthFunctions.Jobs.Runs;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.House.Faults;
using YouthFunctions.Tests.Sieges;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Exports;

/// <summary>An export that dies at any storage call leaves the last good snapshot as it was.</summary>
[Trait("Category", "siege")]
public sealed class KillTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private const int MostDeaths = 20;

    // The smallest country there is: every kind of call is made, and few of each.
    private static readonly UnitRegister OneProvince = new(
    [
        new UnitTree(new Month(2021, 1),
        [
            new Unit(UnitCode.Country, "Trung ương Đoàn", null), new Unit(UnitCode.Parse("01"), "Thành phố Hà Nội", UnitCode.Country),
        ]),
    ]);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task DyingAtAnyCallLeavesTheLastGoodSnapshot(bool lastCallArrives)
    {
        var prefix = StorageFixture.NewPrefix();
        await using var world = await ExportTestData.CreateAsync(Store.FromConnectionString(storage.ConnectionString, prefix), OneProvince);
        await world.ReportAsync("01", 1);
        await world.ExportAsync();
        var revision = 1;
        var calls = await ChangedExportAsync(int.MaxValue);
        Assert.InRange(calls, 40, 400);

        // Then call after call; of very many the one kind of death takes those that the other leaves out.
        var stride = FaultCase.AreAllTried ? 1 : (calls / MostDeaths) + 1;
        for (var call = lastCallArrives ? 1 : 1 + (stride / 2); call <= calls; call += stride)
        {
            var good = await world.LatestAsync();
            await ChangedExportAsync(call);
            var latest = await world.LatestAsync();
            if (latest.Id != good.Id)
                Assert.True(latest.InstantUtc > good.InstantUtc);
            await AssertWholeAsync(world, latest);
            // Another process goes on with the run, unless the first died before it had begun one.
            var run = (await world.DrainAsync("Export"))!;
            Assert.Equal(RunPhase.Succeeded, run.Phase);
            Assert.Equal(run.StartUtc, (await world.LatestAsync()).InstantUtc);
        }

        await ChangedExportAsync(int.MaxValue);
        Assert.Equal(world.Clock.GetUtcNow(), (await world.LatestAsync()).InstantUtc);
        foreach (var id in await world.Get<SnapshotStore>().IdsAsync(default))
            await AssertWholeAsync(world, (await world.Get<SnapshotStore>().FindAsync(id, default))!);

        async Task<int> ChangedExportAsync(int diesAt)
        {
            world.Clock.Advance(TimeSpan.FromMinutes(1));
            await world.ReportAsync("01", 1, ++revision, reason: "sửa");
            var transport = new FaultTransport(FaultPlan.At(diesAt, lastCallArrives ? FaultKind.CrashAfterwards : FaultKind.Crash));
            await using var mortal = world.Through(Store.FromConnectionString(storage.ConnectionString, prefix, transport));
            var error = await Record.ExceptionAsync(mortal.ExportAsync);
            Assert.Equal(transport.Faults.Count > 0, error is not null);
            return transport.Count;
        }
    }

    private static async Task AssertWholeAsync(ExportTestData world, Manifest manifest)
    {
        var there = new Dictionary<string, long>();
        await foreach (var blob in world.Get<SnapshotStore>().Container.GetBlobsAsync())
            there[blob.Name] = blob.Properties.ContentLength ?? -1;
        AssertEach.All(manifest.Files, file => Assert.Equal(file.Bytes, there.GetValueOrDefault(file.Blob, -1)));
    }

    [Fact]
    public async Task AnInterruptedRunIsCleanedUpAndAKeptFileIsNot()
    {
        await using var world = await ExportTestData.CreateAsync(storage.NewStore());
        await world.ReportAsync("01", 1);
        await world.ExportAsync();
        var container = world.Get<SnapshotStore>().Container;
        await container.GetBlobClient("data/00/00orphan").UploadAsync(BinaryData.FromString("left behind"));
        var before = (await world.LatestAsync()).Files.Select(file => file.Blob).Distinct().Count();

        Assert.Equal(0, await world.Get<Retention>().RunAsync((await world.LatestAsync()).Id, TimeProvider.System.GetUtcNow(), default));
        Assert.Equal(
            1, await world.Get<Retention>().RunAsync((await world.LatestAsync()).Id, TimeProvider.System.GetUtcNow().AddDays(2), default));
        var left = 0;
        await foreach (var _ in container.GetBlobsAsync(
            Azure.Storage.Blobs.Models.BlobTraits.None, Azure.Storage.Blobs.Models.BlobStates.None, "data/", default))
            left++;
        Assert.Equal(before, left);
    }
}
