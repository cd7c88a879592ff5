using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasts.Projection;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.Rollups;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Forecasting;

/// <summary>A year-to-date figure ("lũy kế") after silent months must not count those months twice.</summary>
public sealed class CatchUpTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Fact]
    public async Task A_year_to_date_figure_tells_the_silent_months_before_it()
    {
        var months = await OwnMonthsAsync((1, RollupTestData.Flow(10)), (4, RollupTestData.ToDate(70)), (5, RollupTestData.ToDate(90)));
        Assert.Equal([10, 20, 20, 20, 20, null], months[..6]);
    }

    [Fact]
    public async Task An_amount_after_silent_months_leaves_them_unknown()
    {
        var months = await OwnMonthsAsync((1, RollupTestData.Flow(10)), (4, RollupTestData.Flow(60)));
        Assert.Equal([10, null, null, 60, null], months[..5]);
    }

    private async Task<double?[]> OwnMonthsAsync(params (int Month, Analytics.Rollups.ReportedValue Value)[] reports)
    {
        var store = storage.NewStore();
        await store.CreateMissingAsync(CancellationToken.None);
        var world = new RollupTestData(store);
        foreach (var (month, value) in reports)
            await world.ReportAsync("01101", month, (RollupTestData.Trees, value));
        await world.RunAsync();
        var known = await ForecastHistory.ReadAsync(
            RollupTestData.Plan, [world.Rollups.AllAsync(world.Basis.Tree, 2024, CancellationToken.None)], MovedActivities.None,
            CancellationToken.None);
        var series = known.ToSeries(RollupTestData.Plan, world.Basis.Tree, known.Parents(world.Basis.Tree)).Single();
        return [.. Month.OfYear(2024).Select(month => series.Values[month])];
    }
}
