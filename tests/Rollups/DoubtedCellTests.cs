using CsCheck;
using YouthFunctions.Analytics.Doubts;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasts.Persistence;
using YouthFunctions.Rollups.Persistence;
using YouthFunctions.Rollups.Years;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;
using static YouthFunctions.Tests.Rollups.RollupTestData;

namespace YouthFunctions.Tests.Rollups;

/// <summary>What of a sum awaits confirmation is kept in rows and listed.</summary>
public sealed class DoubtedCellTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Fact]
    public void A_row_keeps_it_and_a_row_without_reads_as_before() => CellLawTests.Owns.Sample(own =>
    {
        var year = new UnitYear(Code("01"), 2024, own, own, Start, default);
        var row = RollupEntity.ToEntity(year, UnitCode.Country);
        Assert.True(RollupEntity.FromEntity(row).Own.HasSameCells(own));
        var sure = OwnPart.FromReports(RollupTestData.Plan.Rules, true, []);
        AssertEach.All(
            Packing.Unpack<Dictionary<string, decimal?[][]>>(RollupEntity.ToEntity(year with { Own = sure }, null).GetBinary("Own")).Values
                .SelectMany(months => months),
            cell => Assert.True(cell.Length is 0 or 7));
    }, iter: 100);

    [Fact]
    public async Task The_list_of_a_unit_holds_the_largest_of_everything_below_and_empties_with_confirmation()
    {
        var store = storage.NewStore();
        await store.CreateMissingAsync(CancellationToken.None);
        var world = new RollupTestData(store);
        var doubt = new Doubt(DoubtReason.Target, 0, 500);
        await world.DoubtAsync("01101", 3, Trees, Flow(1000), doubt);
        await world.DoubtAsync("02201", 4, Trees, Flow(9000), doubt);
        await world.ReportAsync("01101", 4, (Trees, Flow(10)));
        await world.RunAsync();

        var country = await world.FindAsync("VN");
        Assert.Equal(["02201 9000", "01101 1000"], country.Awaited.Largest.Select(value => $"{value.Unit} {value.Amount}"));
        Assert.Equal((2, doubt), (country.Awaited.Count, country.Awaited.Largest[0].Why));
        Assert.Equal(
            (Measure.Amount(10_010), Measure.Amount(10_000)),
            (country.Total[Trees, 12].YearToDate, country.Total[Trees, 12].DoubtedToDate));
        Assert.Single((await world.FindAsync("01")).Awaited.Largest);
        Assert.Equal(2, (await new ForecastStore(store).BelowAsync(SmallTree, UnitCode.Country, 2024, default)).Awaited.Count);

        await world.ReportAsync("02201", 4, (Trees, Flow(9000)));
        await world.RunAsync();
        Assert.Equal(["01101"], (await world.FindAsync("VN")).Awaited.Largest.Select(value => value.Unit.ToString()));
        await world.ReportAsync("01101", 3, (Trees, Flow(1000)));
        await world.RunAsync();
        Assert.Equal(0, (await world.FindAsync("VN")).Awaited.Count);
        Assert.Equal(0, (await new ForecastStore(store).BelowAsync(SmallTree, UnitCode.Country, 2024, default)).Awaited.Count);
    }
}
