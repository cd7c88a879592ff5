using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;
using static YouthFunctions.Tests.Rollups.RollupTestData;

namespace YouthFunctions.Tests.Rollups;

public sealed class RollupJobTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Fact]
    public async Task A_report_is_in_every_ancestor_and_its_mark_is_gone()
    {
        var world = await WorldAsync();
        await world.ReportAsync("01101", 3, (Trees, Flow(5)), (Online, Ratio(1, 4)));
        await world.ReportAsync("01-001", 3, (Trees, Flow(7)));
        await world.ReportAsync("02-002", 4, (Online, Ratio(2, 4)));
        await world.RunAsync();

        Assert.Equal(Measure.Amount(5), (await world.FindAsync("01101")).Total[Trees, 3].Amount);
        Assert.Equal(Measure.Amount(12), (await world.FindAsync("01-001")).Total[Trees, 3].Amount);
        Assert.Equal(Measure.Amount(7), (await world.FindAsync("01-001")).Own[Trees, 3].Amount);
        var country = (await world.FindAsync("VN")).Total;
        Assert.Equal(new RollupCell(Measure.Amount(12), Measure.Amount(12), 6, 2, 2), country[Trees, 3]);
        Assert.Equal(new RollupCell(Measure.Ratio(2, 4), Measure.Ratio(3, 8), 6, 1, 0), country[Online, 4]);
        Assert.Equal(0, await world.WaitingAsync());
    }

    [Fact]
    public async Task A_unit_that_only_its_parent_ever_heard_of_has_no_row_but_is_expected()
    {
        var world = await WorldAsync();
        await world.ReportAsync("01101", 1, (Trees, Flow(1)));
        await world.RunAsync();
        var rows = await world.AllAsync();
        Assert.Equal(["01", "01-001", "01101", "VN"], rows.Keys.Select(unit => unit.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal(3, rows[Code("01")].Total[Online, 12].Expected);
        Assert.Equal(6, rows[Code("VN")].Total[Online, 12].Expected);
    }

    [Fact]
    public async Task A_withdrawn_report_leaves_the_sums()
    {
        var world = await WorldAsync();
        await world.ReportAsync("01-001", 1, (Trees, Flow(9)));
        await world.RunAsync();
        await world.ReportAsync("01-001", 1);
        await world.RunAsync();
        Assert.Equal(new RollupCell(Measure.Unknown, Measure.Unknown, 6, 0, 0), (await world.FindAsync("VN")).Total[Trees, 1]);
    }

    [Fact]
    public async Task Where_a_parents_figure_replaces_its_childrens_only_the_months_it_states_are_replaced()
    {
        var world = await WorldAsync();
        await world.ReportAsync("01-001", 1, (Loans, Flow(10)));
        await world.ReportAsync("01-001", 2, (Loans, Flow(20)));
        await world.ReportAsync("01", 1, (Loans, Flow(15)));
        await world.RunAsync();
        var province = (await world.FindAsync("01")).Total;
        Assert.Equal(Measure.Amount(15), province[Loans, 1].Amount);
        Assert.Equal(Measure.Amount(20), province[Loans, 2].Amount);
        Assert.Equal(Measure.Amount(35), province[Loans, 12].YearToDate);
        Assert.Equal(2, province[Loans, 1].Reported);
    }

    [Fact]
    public async Task A_file_of_many_units_is_one_mark()
    {
        var world = await WorldAsync();
        await world.ReportAsync("01101", 1, (Trees, Flow(1)));
        await world.ReportAsync("01202", 1, (Trees, Flow(2)));
        var table = world.Store.Table(TableName.Reports);
        await table.DeleteEntityAsync("01|2024", ReportKeys.Mark(Code("01101")));
        await table.DeleteEntityAsync("01|2024", ReportKeys.Mark(Code("01202")));
        await table.AddEntityAsync(RollupMark.Create("01|2024", [Code("01101"), Code("01202")]));
        Assert.Equal(2, await world.RunAsync());
        Assert.Equal(Measure.Amount(3), (await world.FindAsync("01")).Total[Trees, 1].Amount);
    }

    [Fact]
    public async Task The_rollups_say_which_instant_they_reflect()
    {
        var world = await WorldAsync();
        Assert.Null(await world.Rollups.ReflectsAsync(2024, CancellationToken.None));
        await world.ReportAsync("01101", 1, (Trees, Flow(1)));
        await world.RunAsync(minute: 5);
        await world.RunAsync(minute: 10);
        Assert.Equal(Start.AddMinutes(5), (await world.FindAsync("VN")).ReflectsUtc);
        Assert.Equal(Start.AddMinutes(10), await world.Rollups.ReflectsAsync(2024, CancellationToken.None));
    }

    private async Task<RollupTestData> WorldAsync()
    {
        var store = storage.NewStore();
        await store.CreateMissingAsync(CancellationToken.None);
        return new RollupTestData(store);
    }
}
