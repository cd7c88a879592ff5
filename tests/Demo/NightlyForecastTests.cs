using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Forecasting;
using YouthFunctions.Forecasting.Backtesting;
using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Forecasting.Training;
using YouthFunctions.Forecasts.Parts;
using YouthFunctions.Forecasts.Persistence;
using YouthFunctions.Forecasts.Projection;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Rollups.Persistence;
using YouthFunctions.Tests.House;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Demo;

/// <summary>What a night stored is what a back-test of its year says: the figures of docs/forecast-accuracy.md are of the product's own
/// path.</summary>
[Collection(DemoCollection.Name)]
[Trait("Category", "siege")]
public sealed class NightlyForecastTests(DemoFixture demo)
{
    private const int Year = 2024;

    [Fact]
    public async Task A_night_forecasts_what_a_back_test_of_the_year_does()
    {
        var services = demo.Played.App.Services;
        var register = services.GetRequiredService<UnitRegister>();
        var (tree, plan) = (register.TreeOf(Year), (await services.GetRequiredService<PlanStore>().FindAsync(Year, default))!.Plan);
        var rollups = services.GetRequiredService<RollupStore>();
        var history = await ForecastHistory.ReadAsync(
            plan, Enumerable.Range(Year - ForecastSteps.YearsBefore, ForecastSteps.YearsBefore + 1)
                .Select(past => rollups.AllAsync(tree, past, default)), MovedActivities.None, default);
        var parents = history.Parents(tree);
        var panel = new ForecastPanel(history.ToSeries(plan, tree, parents));
        var night = await services.GetRequiredService<ForecastStore>().AllAsync(tree, Year, default).ToListAsync();
        var k = night[0].MonthsKnown;
        var training = new ForecastOptions(ForecastSteps.Seed) { Months = YearEndForecaster.MonthsToTrain(panel, k) };
        var tested = new BacktestYear(new TrainingRun(new RowSource(panel, null), training), Year, 1.05, default).Month(k)
            .Where(row => row.IsLeaf).ToDictionary(row => (row.Node, row.Indicator), row => row.Forecast);

        var compared = 0;
        foreach (var unit in night.Where(unit => !parents.Contains(unit.Unit)))
            foreach (var forecast in unit.Indicators)
            {
                if (forecast.Projection is not { Point: > 0 } stored // a series of zeros only is told by a rule of its own
                    || !tested.TryGetValue((unit.Unit.ToString(), forecast.Indicator.ToString()), out var expected))
                    continue;
                // What came after the last month due raises a forecast, what is doubted or missing widens it: the rest is the same.
                var reported = history.Current[unit.Unit][forecast.Indicator];
                if (reported.Months.Skip(k).Any(month => month.Reported > 0) || reported.Completeness(k) < 1)
                    continue;
                AssertEach.All(
                    [
                        (expected.Point, stored.Point), (expected.Q10, stored.Interval80!.Low), (expected.Q90, stored.Interval80.High),
                        (expected.Q025, stored.Interval95!.Low), (expected.Q975, stored.Interval95.High),
                    ],
                    pair => Assert.True(
                        Math.Abs(pair.Item1 - pair.Item2) <= 1e-9 * Math.Max(1, pair.Item1), $"{unit.Unit} {forecast.Indicator}: {pair}"));
                compared++;
            }

        Assert.True(compared > 1000, $"{compared} of {tested.Count} compared");
    }
}
