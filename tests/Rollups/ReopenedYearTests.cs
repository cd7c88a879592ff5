using System.Net;
using System.Text.Json;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Catalog;
using YouthFunctions.Jobs;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Rollups.Persistence;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Rollups;

/// <summary>A year that has closed takes reports again where a month of it is reopened; the timers then work on it like on any
/// other.</summary>
public sealed class ReopenedYearTests(StorageFixture storage) : IClassFixture<StorageFixture>, IAsyncLifetime
{
    private const string March = "/api/reports/01-001/2024-03";
    private TestApp _app = null!;
    private HttpClient _reporter = null!;
    private HttpClient _administrator = null!;

    public async Task InitializeAsync()
    {
        _app = await TestApp.StartAsync(storage);
        _reporter = await _app.SignInAsync(Role.Reporter, "01-001");
        _administrator = await _app.SignInAsync(Role.Administrator, "VN");
        await SendAsync("/api/reports/01-001/2024-05", 5);
        await RunAsync("rollups");
        await RunAsync("forecasts");
        MoveTo(2025, 3, 10);
        var closed = await _reporter.SendJsonAsync(HttpMethod.Put, March, Values(1));
        Assert.Equal(["/period period.closed"], await closed.FaultsAsync());
        var reopened = await _administrator.SendJsonAsync(
            HttpMethod.Post, "/api/calendar/2024/reopenings", """{"month":"2024-03","unit":"01","until":"2025-03-12","reason":"flood"}""");
        Assert.Equal(HttpStatusCode.OK, reopened.StatusCode);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_report_into_a_reopened_month_reaches_all_units_above_by_the_next_run()
    {
        await SendAsync(March, 40);

        var summary = await RunAsync("rollups");

        Assert.Equal("1 units re-summed in 2024", summary);
        Assert.Equal([45m, 45m, 45m], await TreesAsync("01-001", "01", "VN"));
        Assert.Equal(0, await WaitingAsync());
    }

    [Fact]
    [Trait("Category", "siege")]
    public async Task The_forecast_of_a_reopened_year_is_made_again()
    {
        await SendAsync(March, 40);
        await RunAsync("rollups");

        await RunAsync("forecasts");

        Assert.Equal(45m, await ForecastToDateAsync("VN"));
    }

    [Fact]
    public async Task Health_and_freshness_look_at_a_reopened_year()
    {
        await SendAsync(March, 40);

        var health = await GetAsync("/api/health");
        var rollups = await GetAsync("/api/rollups/01?year=2024");

        Assert.Equal([2024], health.GetProperty("rollups").EnumerateArray().Select(year => year.GetProperty("year").GetInt32()));
        Assert.True(rollups.GetProperty("isStale").GetBoolean());
    }

    [Fact]
    public async Task The_form_offers_a_reopened_month_to_the_units_it_is_reopened_for()
    {
        await _app.SetPlanAsync(2025);
        using var other = await _app.SignInAsync(Role.Reporter, "79");

        var own = await _reporter.GetStringAsync("/report");
        var others = await other.GetStringAsync("/report");

        Assert.Contains("2024-03", own, StringComparison.Ordinal);
        Assert.DoesNotContain("2024-04", own, StringComparison.Ordinal);
        Assert.DoesNotContain("2024-03", others, StringComparison.Ordinal);
        Assert.All([own, others], page => Assert.Contains("2025-02", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task In_january_the_form_offers_december()
    {
        await using var app = await TestApp.StartAsync(storage);
        app.Clock.SetUtcNow(new DateTimeOffset(2025, 1, 10, 2, 0, 0, TimeSpan.Zero));
        await app.SetPlanAsync(2025);
        using var reporter = await app.SignInAsync(Role.Reporter, "01-001");

        Assert.Contains("2024-12", await reporter.GetStringAsync("/report"), StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Category", "siege")]
    [InlineData(1)] // within the days of grace
    [InlineData(40)] // long after
    public async Task What_was_still_marked_when_the_reopening_ended_is_summed_and_forecast(int daysAfter)
    {
        await SendAsync(March, 40);
        _app.Clock.SetUtcNow(new DateTimeOffset(2025, 3, 12, 2, 0, 0, TimeSpan.Zero).AddDays(daysAfter));
        var over = await _reporter.SendJsonAsync(HttpMethod.Put, March, """{"values":{"trees-planted":{"amount":9}},"replaces":1}""");

        await RunAsync("rollups");
        await RunAsync("forecasts");

        Assert.Equal(["/period period.closed"], await over.FaultsAsync());
        Assert.Equal([45m, 45m, 45m], await TreesAsync("01-001", "01", "VN"));
        Assert.Equal(0, await WaitingAsync());
        Assert.Equal(45m, await ForecastToDateAsync("VN"));
    }

    [Fact]
    public async Task A_year_that_cannot_be_summed_does_not_keep_the_others_waiting()
    {
        await _app.SetPlanAsync(2025);
        await SendAsync("/api/reports/01-001/2025-02", 7);
        await SendAsync(March, 40);
        var rollups = _app.Store.Table(TableName.Rollups);
        await foreach (var row in rollups.QueryAsync<TableEntity>("RowKey eq '01-001'"))
            await rollups.UpdateEntityAsync(
                new TableEntity(row.PartitionKey, row.RowKey) { ["Own"] = "damaged", ["Total"] = "damaged" },
                row.ETag, TableUpdateMode.Merge);

        var run = await _app.Services.GetRequiredService<TimerRunner>()
            .RunAsync(FunctionTable.Timer("RollUp"), onDemand: true, CancellationToken.None);

        Assert.Equal(RunState.Failed, run.State);
        Assert.Contains("2024", run.Error, StringComparison.Ordinal);
        var tree = _app.Services.GetRequiredService<UnitRegister>().TreeOf(2025);
        var country = await new RollupStore(_app.Store).FindAsync(tree, UnitCode.Country, 2025, CancellationToken.None);
        Assert.Equal(Measure.Amount(7), country?.Total[IndicatorCode.Parse("trees-planted"), 12].YearToDate);
    }

    private void MoveTo(int year, int month, int day) => _app.Clock.SetUtcNow(new DateTimeOffset(year, month, day, 2, 0, 0, TimeSpan.Zero));

    private static string Values(int trees) => $$$"""{"values":{"trees-planted":{"amount":{{{trees}}} } } }""";

    private async Task SendAsync(string path, int trees) =>
        Assert.True((await _reporter.SendJsonAsync(HttpMethod.Put, path, Values(trees))).IsSuccessStatusCode);

    private async Task<string?> RunAsync(string job)
    {
        using var run = await _administrator.RunJobAsync($"/api/{job}/run");
        return (await run.JsonAsync()).GetProperty("summary").GetString();
    }

    private async Task<JsonElement> GetAsync(string path) => await (await _administrator.GetAsync(path)).JsonAsync();

    private async Task<decimal[]> TreesAsync(params string[] units)
    {
        var trees = new List<decimal>();
        foreach (var unit in units)
            trees.Add(TreesOf(await GetAsync($"/api/rollups/{unit}?year=2024")));
        return [.. trees];
    }

    private static decimal TreesOf(JsonElement rollup) => rollup.GetProperty("unit").GetProperty("indicators").EnumerateArray()
        .Single(indicator => indicator.GetProperty("indicator").GetString() == "trees-planted")
        .GetProperty("yearToDate").GetProperty("value").GetDecimal();

    private async Task<decimal> ForecastToDateAsync(string unit) => (await GetAsync($"/api/forecasts/{unit}?year=2024"))
        .GetProperty("indicators").EnumerateArray()
        .Single(indicator => indicator.GetProperty("indicator").GetString() == "trees-planted").GetProperty("yearToDate").GetDecimal();

    private async Task<int> WaitingAsync() =>
        (await new MarkStore(_app.Store).ReadAsync(UnitCode.Parse("01"), 2024, CancellationToken.None)).Count;
}
