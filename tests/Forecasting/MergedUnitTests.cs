using System.Globalization;
using System.Net;
using System.Text;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Forecasts.Persistence;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Forecasting;

/// <summary>After the reorganisation of 2025 a merged province is forecast from the years of the provinces that it was made of.</summary>
public sealed class MergedUnitTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Fact]
    [Trait("Category", "siege")]
    public async Task A_merged_province_has_the_history_of_its_predecessors_and_not_only_of_the_one_with_its_code()
    {
        await using var app = await TestApp.StartAsync(storage, heldOpenYears: [2026]);
        app.Clock.SetUtcNow(new DateTimeOffset(2026, 9, 15, 0, 0, 0, TimeSpan.Zero));
        var centre = await app.SignInAsync(Role.Administrator, "VN");
        await app.SetPlanAsync(2026);
        var history = new StringBuilder("unit,indicator,year,month,amount,numerator,denominator\n");
        foreach (var (unit, scale) in new[] { ("02", 100), ("08", 1), ("01", 7) }) // Hà Giang went into Tuyên Quang (08)
            foreach (var year in new[] { 2022, 2023 })
                for (var month = 1; month <= 12; month++)
                    history.Append(CultureInfo.InvariantCulture, $"{unit},trees-planted,{year},{month},{scale * month},,\n");
        var loaded = await centre.PostAsync("/api/history", new StringContent(history.ToString(), Encoding.UTF8, "text/csv"));
        var reporter = await app.SignInAsync(Role.Reporter, "VN");
        for (var month = 1; month <= 8; month++)
            Assert.Equal(HttpStatusCode.Created, (await reporter.SendJsonAsync(
                HttpMethod.Post, "/api/reports",
                $$"""{"unit":"08","period":"2026-{{month:00}}","values":{"trees-planted":{"amount":{{101 * month}}} } }""")).StatusCode);
        await centre.RunJobAsync("/api/rollups/run");
        var response = await centre.RunJobAsync("/api/forecasts/run");

        var forecast = await app.Services.GetRequiredService<ForecastStore>().FindAsync(
            app.Services.GetRequiredService<UnitRegister>().TreeOf(2026), UnitCode.Parse("08"), 2026, CancellationToken.None);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (loaded.StatusCode, response.StatusCode));
        var trees = forecast!.Indicators.Single(indicatorForecast => indicatorForecast.Indicator == IndicatorCode.Parse("trees-planted"));
        Assert.Equal([7878d, null, null], trees.PastYears); // of 2023, 2024 and 2025; 101 times 1 + 2 + … + 12
        Assert.InRange(trees.Projection!.Point, 5000, 11000);
    }

    // Its forecast is laid below its parent, and a former one below a former parent stays.
    [Fact]
    [Trait("Category", "siege")]
    public async Task A_unit_that_stood_below_another_is_forecast_all_the_same()
    {
        await using var app = await TestApp.StartAsync(storage);
        var centre = await app.SignInAsync(Role.Administrator, "VN");
        var reporter = await app.SignInAsync(Role.Reporter, "VN");
        Assert.Equal(HttpStatusCode.Created, (await reporter.SendJsonAsync(
            HttpMethod.Post, "/api/reports",
            """{"unit":"01-001","period":"2024-05","values":{"trees-planted":{"amount":7} } }""")).StatusCode);
        await centre.RunJobAsync("/api/rollups/run");
        await centre.RunJobAsync("/api/forecasts/run");
        var table = app.Services.GetRequiredService<Store>().Table(TableName.Forecasts);
        var row = (await table.GetEntityAsync<TableEntity>("2024|01", "01-001")).Value;
        row.PartitionKey = "2024|02";
        await table.AddEntityAsync(row);
        var end = await (await centre.RunJobAsync("/api/forecasts/run")).Content.ReadAsStringAsync();
        Assert.Contains("\"state\":\"succeeded\"", end, StringComparison.Ordinal);
    }
}
