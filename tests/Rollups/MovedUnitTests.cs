using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasts.Persistence;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Rollups.Persistence;
using YouthFunctions.Tests.House;
using static YouthFunctions.Tests.Rollups.RollupTestData;

namespace YouthFunctions.Tests.Rollups;

/// <summary>A tree that is corrected puts a unit under another parent, or takes it away, when its year was summed already.</summary>
public sealed class MovedUnitTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Fact]
    public async Task A_unit_under_another_parent_counts_once_and_there()
    {
        var store = storage.NewStore();
        await store.CreateMissingAsync(CancellationToken.None);
        var before = new RollupTestData(store);
        foreach (var (unit, amount) in new[] { ("01101", 1), ("01102", 2), ("01201", 4), ("01202", 8), ("02101", 16), ("02201", 32) })
            await before.ReportAsync(unit, 3, (Trees, Flow(amount)));
        await before.RunAsync();

        // One to the district after its own, one to the district before it.
        var after = new RollupTestData(store, Moved(("01101", "01-002"), ("01201", "01-001")));
        await after.RunAsync(minute: 1);
        await AssertTreesAsync(after, ("01-001", 6), ("01-002", 9), ("01", 15), ("02", 48), ("VN", 63));

        await after.ReportAsync("01101", 4, (Trees, Flow(100)));
        await after.ReportAsync("01201", 4, (Trees, Flow(200)));
        await after.RunAsync(minute: 2);
        await AssertTreesAsync(after, ("01101", 101), ("01201", 204), ("01-001", 206), ("01-002", 109), ("01", 315), ("VN", 363));
    }

    [Fact]
    public async Task A_moved_units_forecast_is_its_former_one_until_it_has_another_and_is_shown_under_its_parent_only()
    {
        var store = storage.NewStore();
        await store.CreateMissingAsync(CancellationToken.None);
        var (forecasts, tree) = (new ForecastStore(store), Moved(("01201", "01-001")));
        UnitForecast Forecast(int months) => new(Code("01201"), 2024, new DateOnly(2024, 9, 15), months, default, "", []);
        await forecasts.SaveAsync(SmallTree, [Forecast(7)], default);

        Assert.Equal(7, (await FormerAsync()).MonthsKnown);
        Assert.Empty(await forecasts.AllAsync(tree, 2024, default).ToListAsync());
        await forecasts.SaveAsync(tree, [Forecast(8)], default);
        Assert.Equal(8, (await FormerAsync()).MonthsKnown);
        Assert.Equal(8, (await forecasts.AllAsync(tree, 2024, default).SingleAsync()).MonthsKnown);
        Assert.Single((await forecasts.BelowAsync(tree, Code("01-001"), 2024, default)).Children);
        Assert.Empty((await forecasts.BelowAsync(tree, Code("01-002"), 2024, default)).Children);
        Assert.Empty(await forecasts.ChildrenAsync(tree, Code("01-002"), 2024, default).ToListAsync());

        async Task<UnitForecast> FormerAsync() => (await forecasts.FormerAsync(
            TreePart.Create(tree, null, null), 2024, await forecasts.MisplacedAsync(tree, 2024, default).ToArrayAsync(), default))
            [Code("01201")].ReadForTheNext()!;
    }

    [Fact]
    public async Task A_unit_that_is_gone_has_no_row()
    {
        var store = storage.NewStore();
        await store.CreateMissingAsync(CancellationToken.None);
        var before = new RollupTestData(store);
        foreach (var (unit, amount) in new[] { ("01101", 1), ("01102", 2), ("01201", 4) })
            await before.ReportAsync(unit, 3, (Trees, Flow(amount)));
        await before.RunAsync();

        var after = new RollupTestData(store, new UnitTree(SmallTree.From, SmallTree.TopDown.Where(unit => unit.Code != Code("01102"))));
        await after.RunAsync(minute: 1);
        await AssertTreesAsync(after, ("01-001", 1), ("01", 5), ("VN", 5));
        Assert.DoesNotContain(Code("01102"), (await after.AllAsync()).Keys);
    }

    private static UnitTree Moved(params (string Unit, string Parent)[] moves)
    {
        var parents = moves.ToDictionary(move => Code(move.Unit), move => Code(move.Parent));
        return new UnitTree(SmallTree.From, SmallTree.TopDown.Select(
            unit => parents.TryGetValue(unit.Code, out var parent) ? unit with { Parent = parent } : unit));
    }

    private static async Task AssertTreesAsync(RollupTestData world, params (string Unit, decimal Amount)[] expected)
    {
        var all = await world.AllAsync(); // fails for a unit with two rows
        foreach (var (unit, amount) in expected)
        {
            Assert.Equal((unit, Measure.Amount(amount)), (unit, all[Code(unit)].Total[Trees, 12].YearToDate));
            Assert.Equal(Measure.Amount(amount), (await world.FindAsync(unit)).Total[Trees, 12].YearToDate);
        }

        // What intake holds new figures against: everything below a province once, at its present size.
        var own = await world.Rollups.OwnBelowAsync(world.Basis.Tree, Code("01"), 2024, default).ToDictionaryAsync(row => row.Unit);
        Assert.All(own, row => Assert.True(row.Value.Own.HasSameCells(all[row.Key].Own)));
        foreach (var parent in world.Basis.Tree.TopDown)
            Assert.Subset(
                world.Basis.Tree.Children(parent.Code).Select(unit => unit.Code).ToHashSet(),
                (await world.Rollups.ChildrenAsync(world.Basis.Tree, parent.Code, 2024, default)).Select(row => row.Unit).ToHashSet());
    }
}
