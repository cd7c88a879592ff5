using System.Net;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Forecasting;
using YouthFunctions.Forecasting.Status;
using YouthFunctions.Forecasts.Persistence;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Forecasting;

/// <summary>Past forecasts are held against how their year ended.</summary>
public sealed class ScorecardTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Fact]
    public async Task Once_a_year_has_closed_its_forecasts_are_scored_and_shown()
    {
        await using var app = await TestApp.StartAsync(storage);
        var centre = await app.SignInAsync(Role.Administrator, "VN");
        var leader = await app.SignInAsync(Role.Leader, "VN");
        var reporter = await app.SignInAsync(Role.Reporter, "VN");
        await reporter.SendJsonAsync(
            HttpMethod.Post, "/api/reports", """{"unit":"01-001","period":"2024-05","values":{"trees-planted":{"amount":100}}}""");
        await centre.RunJobAsync("/api/rollups/run");
        var archive = app.Services.GetRequiredService<ForecastArchive>();
        // the same month, said better later
        await archive.SaveAsync(2024, new DateOnly(2024, 7, 6), [Forecast("01-001", 6, 300, 400, 0.1, 80)], [], null, default);
        await archive.SaveAsync(
            2024, new DateOnly(2024, 7, 20),
            [
                Forecast("01-001", 6, 90, 120, 0.9, 80), Forecast("01", 6, 200, 300, 0.95, 150, TargetStatus.Lagging),
                Forecast("79", 6, 1, 2, 0.5, 1),
            ],
            [], null,
            default);
        await archive.SaveAsync(2024, new DateOnly(2024, 10, 6), [Forecast("01-001", 9, 95, 105, 0.99, 80)], [], null, default);
        var early = await leader.GetAsync("/api/scorecard?year=2024");
        app.Clock.Advance(TimeSpan.FromDays(300));
        var run = await centre.RunJobAsync("/api/forecasts/run");
        var again = await centre.RunJobAsync("/api/forecasts/run");

        var card = await (await leader.GetAsync("/api/scorecard?year=2024")).JsonAsync();
        var page = await leader.GetStringAsync("/scorecard?year=2024&lang=en");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (early.StatusCode, run.StatusCode));
        Assert.Contains("past forecasts scored", await run.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("past forecasts scored", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var all = card.GetProperty("all");
        Assert.Equal((3, 2), (all.GetProperty("forecasts").GetInt32(), all.GetProperty("within80").GetInt32()));
        var sure = all.GetProperty("chances")[4];
        Assert.Equal(
            (3, 2, 2.84),
            (sure.GetProperty("forecasts").GetInt32(), sure.GetProperty("met").GetInt32(),
                Math.Round(sure.GetProperty("said").GetDouble(), 6)));
        Assert.Equal(["district 6", "district 9", "province 6"], card.GetProperty("lines").EnumerateArray()
            .Select(line => $"{line.GetProperty("level").GetString()} {line.GetProperty("monthsKnown").GetInt32()}")
            .Order(StringComparer.Ordinal));
        // Hà Nội was called lagging with six months known and ended with 100 of 150; its district was not and met.
        var alarms = card.GetProperty("alarms").EnumerateArray().ToArray();
        Assert.Equal([(6, 1, 1, 1, 1), (9, 0, 0, 0, 1)], alarms.Select(month => (
            month.GetProperty("monthsKnown").GetInt32(), month.GetProperty("alarms").GetInt32(), month.GetProperty("cameTrue").GetInt32(),
            month.GetProperty("missed").GetInt32(), month.GetProperty("met").GetInt32())));
        Assert.Equal(6, card.GetProperty("warnings").GetProperty("monthsEarly").GetDouble());
        Assert.Contains("Of ten alarms in July, 10 came true", page, StringComparison.Ordinal);
        Assert.True(page.IndexOf("Of ten alarms", StringComparison.Ordinal) < page.IndexOf("3 forecasts", StringComparison.Ordinal));
        Assert.Contains("3 forecasts. The result lay within the 80% interval in 66.7%", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_scorecard_reads_the_last_forecast_not_after_the_day_that_is_shown()
    {
        await using var app = await TestApp.StartAsync(storage);
        app.Clock.SetUtcNow(new DateTimeOffset(2024, 9, 15, 3, 0, 0, TimeSpan.Zero));
        var archive = app.Services.GetRequiredService<ForecastArchive>();
        var card = new ModelCard("FastTree", 2018, 2023, 1000, 1, "00", [2022, 2023], [new CalibrationMonth(8, 640, 0.074, 0.121)]);
        await archive.SaveAsync(2024, new DateOnly(2024, 9, 10), [], [], card, default);
        await archive.SaveAsync(2024, new DateOnly(2026, 11, 26), [], [], null, default);
        using var leader = await app.SignInAsync(Role.Leader, "VN");
        var page = await leader.GetStringAsync("/scorecard?year=2024&lang=en");
        Assert.Contains("2022, 2023", page, StringComparison.Ordinal);
        Assert.Contains("Latest forecast: 10 September 2024", page, StringComparison.Ordinal);
    }

    private static UnitForecast Forecast(string unit, int months, double low, double high, double probability, decimal target,
        TargetStatus status = TargetStatus.OnTrack) => new(
        UnitCode.Parse(unit), 2024, new DateOnly(2024, 7, 6), months, default, "",
        [
            new IndicatorForecast
            {
                Indicator = IndicatorCode.Parse("trees-planted"),
                Status = status,
                Since = default,
                YearToDate = 10,
                Target = target,
                Projection = new YearEndProjection((low + high) / 2, "trees")
                {
                    Interval80 = new PredictionInterval(low, high),
                    Interval95 = new PredictionInterval(low, high),
                    Probability = probability,
                },
            },
        ]);
}
