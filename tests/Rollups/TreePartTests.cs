using Azure.Data.Tables;
using CsCheck;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasts.Persistence;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Rollups.Persistence;
using YouthFunctions.Rollups.Years;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;
using static YouthFunctions.Tests.Rollups.RollupTestData;

namespace YouthFunctions.Tests.Rollups;

/// <summary>However a tree is divided, each unit is in one part, and each part finds the rows of its units.</summary>
public sealed class TreePartTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private const int Year = 2023;

    // Five provinces; a district and a commune have codes that begin like those of another province.
    private static readonly UnitTree Irregular = new(
        new Month(2021, 1),
        [.. Tree(5, 2, 2).TopDown, Under("04", "02-009"), Under("02-009", "02901"), Under("01", "05-009"), Under("05-009", "05901")]);

    [Fact]
    public void Each_unit_but_the_centre_is_in_one_part_and_a_part_is_no_larger_than_asked_unless_it_is_one_province() =>
        Gen.Select(Gen.Int[1, 9], Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[1, 60]).Sample((provinces, districts, communes, most) =>
        {
            var tree = Tree(provinces, districts, communes);
            var parts = TreePart.Divide(tree, most).Select(range => TreePart.Create(tree, range.From, range.To)).ToList();
            Assert.Equal(
                tree.TopDown.Skip(1).Select(unit => unit.Code).Order(), parts.SelectMany(part => part.Units).Order());
            Assert.All(parts, part => Assert.True(
                part.Units.Count <= most || part.Units.Count(unit => tree[unit].Parent == UnitCode.Country) == 1));
            Assert.Equal(parts.Count == 1, parts[0].IsAll);
        });

    [Fact]
    public async Task Every_division_reads_every_row_once()
    {
        var store = storage.NewStore();
        await store.CreateMissingAsync(default);
        foreach (var unit in Irregular.TopDown)
            await AddAsync(store, unit.Code, unit.Parent);
        var rollups = new RollupStore(store);
        foreach (var most in new[] { 1, 8, 15, 100 })
        {
            var read = new List<UnitCode>();
            foreach (var (from, to) in TreePart.Divide(Irregular, most))
            {
                var part = TreePart.Create(Irregular, from, to);
                var found = await rollups.PartAsync(part, Year, default).Select(row => row.Unit).ToListAsync();
                Assert.Equal(part.Units.Order(), found.Order());
                read.AddRange(found);
            }

            Assert.Equal(Irregular.Count - 1, read.Count);
        }

        var apart = new TreePart(Irregular, [Code("01"), Code("03"), Code("04")]); // not one after the other
        Assert.Equal(apart.Units.Order(), (await rollups.PartAsync(apart, Year, default).Select(row => row.Unit).ToListAsync()).Order());
    }

    [Fact]
    public async Task A_row_that_lies_under_a_former_parent_counts_where_it_was_loaded_and_nowhere_else()
    {
        var store = storage.NewStore();
        await store.CreateMissingAsync(default);
        var (tree, rollups) = (Tree(3, 1, 1), new RollupStore(store));
        await AddAsync(store, Code("01101"), Code("03-001"));
        await AddAsync(store, Code("02101"), Code("02-001"));
        var first = TreePart.Create(tree, null, "02");
        Assert.Empty(await rollups.PartAsync(first, Year, default).ToListAsync());
        await rollups.SaveStateAsync(Year, new RollupState(Start, RollupState.Loaded), default);
        Assert.Equal(Code("01101"), (await rollups.PartAsync(first, Year, default).SingleAsync()).Unit);
        Assert.Equal(Code("02101"), (await rollups.PartAsync(TreePart.Create(tree, "02", "03"), Year, default).SingleAsync()).Unit);
        Assert.Empty(await rollups.PartAsync(TreePart.Create(tree, "03", null), Year, default).ToListAsync());
    }

    [Fact]
    public async Task The_former_forecasts_of_a_part_are_those_of_its_units()
    {
        var store = storage.NewStore();
        await store.CreateMissingAsync(default);
        var forecasts = new ForecastStore(store);
        await forecasts.SaveAsync(
            Irregular, Irregular.TopDown.Select(unit => new UnitForecast(unit.Code, Year, new DateOnly(2023, 9, 15), 8, default, "", [])),
            default);
        foreach (var (from, to) in TreePart.Divide(Irregular, 8))
        {
            var part = TreePart.Create(Irregular, from, to);
            Assert.Equal(part.Units.Order(), (await forecasts.FormerAsync(part, Year, [], default)).Keys.Order());
        }
    }

    private static Unit Under(string parent, string code) => new(Code(code), code, Code(parent));

    private static Task AddAsync(Store store, UnitCode unit, UnitCode? parent) => store.Table(TableName.Rollups).AddEntityAsync(
        RollupEntity.ToEntity(new UnitYear(unit, Year, Rollup.Empty, Rollup.Empty, Start, default), parent));
}
