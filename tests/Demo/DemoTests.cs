using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Analytics.Forecasting;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Demo;
using YouthFunctions.Forecasts;
using YouthFunctions.Hosting;
using YouthFunctions.Local;
using YouthFunctions.Plan;
using YouthFunctions.Storage;

namespace YouthFunctions.Tests.Demo;

/// <summary>The road from end to end: a year of reports over HTTP goes in, flags come out, and it can be taken away again.</summary>
public sealed class DemoTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("youthfunctions-demo").FullName;

    [Fact]
    public async Task The_demo_flags_exactly_the_units_that_its_scenario_made_fall_behind_and_can_be_removed()
    {
        Assert.Equal(0, await DemoRun.PlayAsync(new DateOnly(2024, 9, 15), CancellationToken.None, _folder));
        var scenario = Scenario.Shipped();
        await using (var played = await StartAsync())
        {
            var expected = scenario.Behind(played.App.Services.GetRequiredService<UnitRegister>().TreeOf(scenario.Year));
            var flagged = new HashSet<(UnitCode, IndicatorCode)>();
            await foreach (var unit in played.App.Services.GetRequiredService<ForecastStore>().AllAsync(scenario.Year, CancellationToken.None))
                flagged.UnionWith(unit.Indicators.Where(one => one.Status == TargetStatus.Lagging).Select(one => (unit.Unit, one.Indicator)));
            Assert.Empty(expected.Except(flagged));
            Assert.Empty(flagged.Except(expected));
            Assert.True(await HasSimulatedAsync(played.Store));
        }

        Assert.Equal(0, await DemoRun.RemoveAsync(CancellationToken.None, _folder));
        await using var removed = await StartAsync();
        Assert.False(await HasSimulatedAsync(removed.Store));
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<LocalRun> StartAsync() =>
        LocalRun.StartAsync(0, new ProductClock(), withTimers: false, new Progress<string>(), CancellationToken.None, _folder);

    private static async Task<bool> HasSimulatedAsync(Store store)
    {
        await foreach (var _ in store.Table(TableName.Reports).QueryAsync<TableEntity>("IsSimulated eq true", maxPerPage: 1))
            return true;
        return false;
    }
}
