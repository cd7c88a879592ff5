using YouthFunctions.Analytics.Values;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Rollups.Persistence;
using YouthFunctions.Rollups.Summing;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;
using static YouthFunctions.Tests.Rollups.RollupTestData;

namespace YouthFunctions.Tests.Rollups;

public sealed class RollupCheckTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Fact]
    public async Task A_spoiled_figure_is_told_with_both_figures_and_stays_until_a_recompute_is_asked_for()
    {
        var store = storage.NewStore();
        await store.CreateMissingAsync(CancellationToken.None);
        var world = new RollupTestData(store);
        await world.ReportAsync("01-001", 1, (Trees, Flow(5)));
        await world.RunAsync();
        var right = await world.FindAsync("01-001");
        await new RollupWriter(store)
            .WriteAsync(Code("01"), [right with { Total = world.Basis.Own(Code("01-001"), []) }], CancellationToken.None);

        var check = new RollupCheck(world.Rollups, new OwnRollupReader(new UnitReports(store)), new MarkStore(store));
        for (var twice = 0; twice < 2; twice++)
        {
            var wrong = await check.RunAsync(world.Basis, CancellationToken.None);
            Assert.Equal(12, wrong.Count);
            Assert.Equal((Code("01-001"), Trees, 1), (wrong[0].Unit, wrong[0].Indicator, wrong[0].Month));
            Assert.Equal((Measure.Unknown, Measure.Amount(5)), (wrong[0].Stored.Amount, wrong[0].Recomputed.Amount));
        }

        await world.RollUp.RecomputeAsync(world.Basis, Start, CancellationToken.None);
        Assert.Empty(await check.RunAsync(world.Basis, CancellationToken.None));
        Assert.True((await world.FindAsync("01-001")).Total.HasSameCells(right.Total));
    }

    [Fact]
    public async Task What_waits_for_the_next_run_is_no_disagreement()
    {
        var store = storage.NewStore();
        await store.CreateMissingAsync(CancellationToken.None);
        var world = new RollupTestData(store);
        await world.ReportAsync("01-001", 1, (Trees, Flow(5)));
        Assert.Empty(await new RollupCheck(world.Rollups, new OwnRollupReader(new UnitReports(store)), new MarkStore(store))
            .RunAsync(world.Basis, CancellationToken.None));
    }
}
