using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Forecasting.Distributions;
using YouthFunctions.Forecasting.Status;
using YouthFunctions.Forecasts.Persistence;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Tests.House;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Forecasting;

/// <summary>What is certain holds: a year that is over, and what is reached; and what is doubted decides nothing.</summary>
public sealed class ForecastConstraintsTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private static readonly IndicatorCode Trees = IndicatorCode.Parse("trees-planted");
    private static readonly IndicatorCode Gathered = IndicatorCode.Parse("youth-gathered");

    [Fact]
    public void A_certain_year_has_one_value_and_no_doubt_about_the_target()
    {
        Assert.Equal((1, 0, 1), (Chance(100, 100), Chance(100, 100.5), Chance(0, 0)));
        Assert.Equal(
            (7, 7, 7, 7),
            (YearForecast.Certain(7, null).Q025, YearForecast.Certain(7, null).Q975, YearForecast.Certain(7, null).Point,
                YearForecast.Certain(7, null).Median));

        static double Chance(double value, double target) => YearForecast.Certain(value, target).ProbabilityOfMeeting!.Value;
    }

    [Fact]
    [Trait("Category", "siege")]
    public async Task After_the_last_due_day_the_result_is_known_and_a_doubted_value_awaits_confirmation()
    {
        await using var app = await StartAsync(new DateTimeOffset(2025, 1, 10, 3, 0, 0, TimeSpan.Zero));
        await SendAsync(app, month => month <= 12);
        var units = await ForecastAsync(app);

        foreach (var (unit, forecast) in units)
            foreach (var indicatorForecast in new[] { Trees, Gathered }.Select(
                code => forecast.Indicators.Single(indicator => indicator.Indicator == code)).Where(item => item.Projection is not null))
            {
                Assert.True(
                    indicatorForecast.Projection!.Probability is 0 or 1,
                    $"{unit} {indicatorForecast.Indicator}: {indicatorForecast.Projection}");
                var certain = new PredictionInterval(indicatorForecast.Projection.Point, indicatorForecast.Projection.Point);
                Assert.Equal((certain, certain), (indicatorForecast.Projection.Interval80, indicatorForecast.Projection.Interval95));
                Assert.True(
                    indicatorForecast.Status is TargetStatus.Achieved or TargetStatus.Missed or TargetStatus.AwaitsConfirmation,
                    $"{unit} {indicatorForecast.Indicator}: {indicatorForecast.Status}");
            }

        Assert.Equal((TargetStatus.Achieved, 1d), Status(units, "96-964", Gathered));
        Assert.Equal((TargetStatus.Missed, 0d), Status(units, "96-967", Gathered));
        Assert.Equal((TargetStatus.Missed, 0d), Status(units, "96-966", Trees));
        Assert.Equal((TargetStatus.AwaitsConfirmation, 0d), Status(units, "96-968", Trees));
        // in the sums as reported
        Assert.Equal(10_800_000m, units["96-968"].Indicators.Single(indicator => indicator.Indicator == Trees).YearToDate);
        Assert.NotEqual(TargetStatus.Achieved, Status(units, "VN", Trees).Status);
        Assert.Equal(TargetStatus.AwaitsConfirmation, Status(units, "96", Trees).Status);
    }

    [Fact]
    [Trait("Category", "siege")]
    public async Task On_the_last_day_no_interval_starts_below_what_is_reached()
    {
        await using var app = await StartAsync(new DateTimeOffset(2024, 12, 31, 3, 0, 0, TimeSpan.Zero));
        await SendAsync(app, month => month <= 12);
        var units = await ForecastAsync(app);
        AssertEach.All(
            units.Values.SelectMany(unit => unit.Indicators)
                .Where(forecast => forecast is { Projection: not null, YearToDate: not null } && forecast.Indicator == Trees), forecast =>
            {
                Assert.True(
                    forecast.Projection!.Interval95!.Low >= (double)(forecast.YearToDate!.Value - (forecast.Doubted ?? 0)), $"{forecast}");
                Assert.True(forecast.Projection.Point >= forecast.Projection.Interval95.Low
                    && forecast.Projection.Interval95.High >= forecast.Projection.Interval80!.High);
            });
        // Twelve months of zeros: nothing is expected.
        Assert.Equal(0, units["96-966"].Indicators.Single(forecast => forecast.Indicator == Trees).Projection!.Point);
        AssertEach.All(
            units.Values.SelectMany(unit => unit.Indicators)
                .Where(forecast => forecast is { Projection: not null, YearToDate: not null } && forecast.Indicator == Gathered),
            forecast => Assert.True(forecast.Projection!.Interval95!.Low >= (double)forecast.YearToDate!.Value - 1e-9, $"{forecast}"));
    }

    [Fact]
    [Trait("Category", "siege")]
    public async Task An_unconfirmed_value_does_not_achieve_a_target_above_and_a_confirmed_one_does()
    {
        await using var app = await StartAsync(new DateTimeOffset(2024, 6, 10, 3, 0, 0, TimeSpan.Zero));
        using var reporter = await app.SignInAsync(Role.Reporter, "96");
        using var leader = await app.SignInAsync(Role.Leader, "VN");
        for (var month = 4; month <= 5; month++) // the months that are open
            await PutAsync(reporter, "96-966", month, 100);
        await PutAsync(reporter, "32002", 5, 900_000_000);
        var units = await ForecastAsync(app);

        var country = units["VN"].Indicators.Single(forecast => forecast.Indicator == Trees);
        Assert.Equal(TargetStatus.AwaitsConfirmation, country.Status);
        Assert.NotEqual(TargetStatus.Achieved, country.StatusWithoutDoubted);
        Assert.Equal((900_000_200m, 900_000_000m), (country.YearToDate, country.Doubted));
        Assert.True(country.Projection?.Probability is null or < 0.5);
        Assert.Equal(TargetStatus.AwaitsConfirmation, Status(units, "32002", Trees).Status);
        Assert.DoesNotContain(
            units["96-966"].Indicators, forecast => forecast.Status == TargetStatus.AwaitsConfirmation || forecast.Doubted is not null);

        var summary = (await (await leader.GetAsync("/api/summary/VN?year=2024")).JsonAsync()).GetProperty("awaitsConfirmation");
        Assert.Equal(1, summary.GetProperty("count").GetInt32());
        Assert.Equal("32002", summary.GetProperty("values")[0].GetProperty("unit").GetString());
        Assert.True(summary.GetProperty("values")[0].GetProperty("effect").GetDouble() > 1);
        var alerts = await (await leader.GetAsync("/api/alerts?year=2024")).JsonAsync();
        Assert.Contains(
            alerts.GetProperty("alerts").EnumerateArray(), alert => alert.GetProperty("status").GetString() == "awaitsConfirmation");

        var confirmed = await leader.SendJsonAsync(HttpMethod.Post, "/api/reports/32002/2024-05/confirm", """{"revision":1}""");
        Assert.Equal(HttpStatusCode.OK, confirmed.StatusCode);
        units = await ForecastAsync(app);
        Assert.Equal(TargetStatus.Achieved, Status(units, "VN", Trees).Status);
        Assert.Equal(TargetStatus.Achieved, Status(units, "32002", Trees).Status);
        Assert.False((await (await leader.GetAsync("/api/summary/VN?year=2024")).JsonAsync()).TryGetProperty("awaitsConfirmation", out _));
    }

    private static async Task PutAsync(HttpClient reporter, string unit, int month, long trees)
    {
        using var answer = await reporter.SendJsonAsync(
            HttpMethod.Put, FormattableString.Invariant($"/api/reports/{unit}/2024-{month:00}"),
            "{\"values\":{\"trees-planted\":{\"amount\":" + trees.ToString(System.Globalization.CultureInfo.InvariantCulture) + "}}}");
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    private async Task<TestApp> StartAsync(DateTimeOffset now)
    {
        var app = await TestApp.StartAsync(storage, heldOpenYears: [2024]);
        app.Clock.SetUtcNow(now);
        return app;
    }

    // As case 38: shares near one and low, a steady exaggeration, and one month out of line.
    private static async Task SendAsync(TestApp app, Func<int, bool> isSent)
    {
        using var reporter = await app.SignInAsync(Role.Reporter, "96");
        var csv = new StringBuilder("unit,period,trees-planted,youth-gathered:numerator,youth-gathered:denominator\n");
        foreach (var month in Enumerable.Range(1, 12).Where(isSent))
            csv.Append(System.Globalization.CultureInfo.InvariantCulture, $"""
                96-964,2024-{month:00},100,10000,10000
                96-966,2024-{month:00},0,9990,10000
                96-967,2024-{month:00},0,{100 * month},10000
                96-968,2024-{month:00},900000,{100 * month},10000
                96-969,2024-{month:00},{(month == 6 ? 60_000 : 10)},{100 * month},10000

                """);
        using var content = new StringContent(csv.ToString(), Encoding.UTF8, "text/csv");
        var answer = await (await reporter.PostAsync("/api/reports/batch", content)).JsonAsync();
        Assert.Equal(answer.GetProperty("rows").GetInt32(), answer.GetProperty("stored").GetInt32());
    }

    private static async Task<Dictionary<string, UnitForecast>> ForecastAsync(TestApp app)
    {
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        foreach (var path in new[] { "/api/rollups/run", "/api/forecasts/run" })
            Assert.Equal(HttpStatusCode.OK, (await centre.RunJobAsync(path)).StatusCode);
        return await app.Services.GetRequiredService<ForecastStore>().AllAsync(
                app.Services.GetRequiredService<UnitRegister>().TreeOf(2024), 2024, CancellationToken.None)
            .ToDictionaryAsync(unit => unit.Unit.ToString());
    }

    private static (TargetStatus Status, double? Probability) Status(
        Dictionary<string, UnitForecast> units, string unit, IndicatorCode indicator)
    {
        var forecast = units[unit].Indicators.Single(indicatorForecast => indicatorForecast.Indicator == indicator);
        return (forecast.Status, forecast.Projection?.Probability);
    }

    [Fact]
    public void A_target_that_is_reached_is_met_for_certain_though_the_interval_was_above_it_already()
    {
        var forecast = new YearForecast(12, 10, 11, 12, 13, 14, 0.97, ForecastBasis.Sum, Distribution.Certain(12));
        Assert.Equal(1, forecast.AtLeast(10, 10).ProbabilityOfMeeting);
        Assert.Same(forecast, forecast.AtLeast(10, 11));
        Assert.Same(forecast, forecast.AtLeast(10, null));
    }
}
