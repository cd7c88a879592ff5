using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Calls;
using YouthFunctions.Catalog;
using YouthFunctions.Forecasts;
using YouthFunctions.Forecasts.Persistence;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Jobs;
using YouthFunctions.Jobs.Runs;
using YouthFunctions.Local;
using YouthFunctions.Tests.House;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Demo;

/// <summary>In however many parts a night is done, it comes to the same forecasts.</summary>
[Collection(DemoCollection.Name)]
[Trait("Category", "siege")]
public sealed class NightInPartsTests(DemoFixture demo)
{
    private const int Year = 2024;

    [Fact]
    public async Task A_country_in_many_parts_is_forecast_as_in_one()
    {
        await using var copy = await DemoFixture.StartAsync(demo.CreateCopy(), Serve.CreateClock(DemoFixture.Day));
        var services = copy.App.Services;
        var (job, store) = (services.GetRequiredService<ForecastJob>(), services.GetRequiredService<ForecastStore>());
        var tree = services.GetRequiredService<UnitRegister>().TreeOf(Year);
        var (one, oneTop) = await RunAsync(int.MaxValue);
        var (many, manyTop) = await RunAsync(1);
        Assert.Equal(one.Keys.Order(), many.Keys.Order());
        Assert.True(one.Count > 500, $"{one.Count} units");
        foreach (var (unit, expected) in one)
            AssertSame(expected, many[unit]);
        Assert.Equal(
            oneTop.ChangesBelow.Select(change => (change.Unit, change.Forecast.Indicator, change.Forecast.Status)),
            manyTop.ChangesBelow.Select(change => (change.Unit, change.Forecast.Indicator, change.Forecast.Status)));

        async Task<(Dictionary<string, UnitForecast> Units, UnitForecast Top)> RunAsync(int mostUnits)
        {
            job.MostUnitsInPart = mostUnits;
            var run = await TestApp.RunAsync(services, "Forecast");
            Assert.Equal(mostUnits == 1 ? tree.Children(tree.Root.Code).Count * 4 : 4, run.Total);
            return (await store.AllAsync(tree, Year, default).ToDictionaryAsync(forecast => forecast.Unit.ToString()),
                (await store.FindAsync(tree, tree.Root.Code, Year, default))!);
        }
    }

    private static void AssertSame(UnitForecast expected, UnitForecast actual)
    {
        Assert.Equal(
            (expected.AsOf, expected.MonthsKnown, expected.ModelHash, expected.ReflectsUtc, expected.Below, expected.IsSimulated),
            (actual.AsOf, actual.MonthsKnown, actual.ModelHash, actual.ReflectsUtc, actual.Below, actual.IsSimulated));
        foreach (var (told, found) in expected.Indicators.Zip(actual.Indicators))
        {
            Assert.Equal(
                (told.Indicator, told.Status, told.Since, told.Target), (found.Indicator, found.Status, found.Since, found.Target));
            Assert.Equal(told.Reasons, found.Reasons);
            Assert.Equal(told.Carriers?.Select(carrier => carrier.Unit), found.Carriers?.Select(carrier => carrier.Unit));
            Assert.Equal(told.Projection is null, found.Projection is null);
            if (told.Projection is not { } projection)
                continue;
            Assert.Equal(projection.Basis, found.Projection!.Basis);
            foreach (var (first, second) in new[]
            {
                (projection.Point, found.Projection.Point), (projection.Interval80!.Low, found.Projection.Interval80!.Low),
                (projection.Interval80.High, found.Projection.Interval80.High),
                (projection.Interval95!.Low, found.Projection.Interval95!.Low),
                (projection.Probability ?? 0, found.Projection.Probability ?? 0),
            })
                Assert.True(Math.Abs(first - second) <= 1e-9 * Math.Max(1, first), $"{expected.Unit} {told.Indicator}: {first} {second}");
        }
    }
}
