using System.Globalization;
using System.Net;
using System.Text.Json;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Exports;
using YouthFunctions.Exports.Datasets;
using YouthFunctions.Exports.Snapshots;
using YouthFunctions.Exports.Tables;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Exports;

/// <summary>Rows of one table over HTTP: the same rows as in the files, page after page, in every format, for those who may see the
/// files.</summary>
public sealed class DataTests(StorageFixture storage) : IClassFixture<StorageFixture>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("data-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Trait("Category", "siege")]
    [Fact]
    public async Task Rows_are_those_of_the_files_whichever_way_they_are_asked_for()
    {
        await using var app = await TestApp.StartAsync(storage, services: SmallCountry.Register, heldOpenYears: [2024]);
        using var administrator = await app.SignInAsync(Role.Administrator, "VN");
        using var reporter = await app.SignInAsync(Role.Reporter, "VN");
        foreach (var (unit, month, amount) in new[] { ("01-001", "04", 5), ("01-001", "05", 7), ("01", "05", 11), ("79", "05", 13) })
            Assert.Equal(HttpStatusCode.Created, (await reporter.SendJsonAsync(
                HttpMethod.Post, "/api/reports",
                $$"""{"unit":"{{unit}}","period":"2024-{{month}}","values":{"trees-planted":{"amount":{{amount}}} } }""")).StatusCode);
        await administrator.RunJobAsync("/api/exports/run");
        using var national = await app.SignInAsync(Role.Analyst, "VN");
        using var province = await app.SignInAsync(Role.Analyst, "01");
        using var district = await app.SignInAsync(Role.Analyst, "01-001");

        // One unit, one indicator.
        var trees = await RowsAsync(national, "/api/data/rollups?unit=01&indicator=trees-planted&from=2024-05&to=2024-05");
        Assert.Equal((1, 18m, 23m), (trees.Count, Number(trees[0], "amount"), Number(trees[0], "year_to_date")));
        // From the first month that a calendar has to its last.
        var ever = await RowsAsync(national, "/api/data/rollups?unit=01&indicator=trees-planted");
        Assert.Equal(
            ever.Count, (await RowsAsync(national, "/api/data/rollups?unit=01&indicator=trees-planted&from=0001-01&to=9999-12")).Count);
        // A level below a unit.
        var districts = await RowsAsync(national, "/api/data/completeness?unit=01&level=district&from=2024-05&to=2024-05&limit=7");
        var listed = await RowsAsync(national, "/api/data/units?unit=01&level=district&to=2021-12");
        Assert.Equal(
            listed.Select(row => row.GetProperty("unit").GetString()).Order(),
            districts.Select(row => row.GetProperty("unit").GetString()).Order());

        // Every row, in pages, as CSV and as Parquet.
        var paged = await RowsAsync(national, "/api/data/targets?limit=999");
        using var duck = new DuckDb();
        foreach (var format in new[] { "csv", "parquet" })
        {
            var path = Path.Combine(_folder.FullName, $"targets.{format}");
            await File.WriteAllBytesAsync(path, await national.GetByteArrayAsync(
                new Uri($"/api/data/targets?format={format}", UriKind.Relative)));
            var table = DuckDb.Table(path, PlanTables.Targets);
            Assert.Equal(paged.Count.ToString(CultureInfo.InvariantCulture), duck.Single($"SELECT count(*) FROM {table}"));
            Assert.Equal(
                paged.Sum(row => Number(row, "target")),
                decimal.Parse(duck.Single($"SELECT sum(target)::VARCHAR FROM {table}")!, CultureInfo.InvariantCulture));
        }

        Assert.Equal(paged.Count, paged.Select(row => (row.GetProperty("unit").GetString(), row.GetProperty("indicator").GetString()))
            .Distinct().Count());
        var file = await national.GetStringAsync(
            new Uri("/api/exports/latest/targets/year=2024/province=01/targets.csv", UriKind.Relative));
        Assert.Equal(file, await province.GetStringAsync(new Uri("/api/data/targets?format=csv", UriKind.Relative)));

        // The same rights as the files.
        Assert.All(await RowsAsync(province, "/api/data/targets?limit=10000"), row =>
            Assert.Equal("01", row.GetProperty("province").GetString()));
        Assert.Equal(HttpStatusCode.NotFound, (await province.GetAsync("/api/data/targets?unit=79")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await district.GetAsync("/api/data/targets?unit=01-001")).StatusCode);
        Assert.NotEmpty(await RowsAsync(district, "/api/data/indicators"));
        Assert.Equal(HttpStatusCode.Forbidden, (await reporter.GetAsync("/api/data/targets")).StatusCode);

        // The same again is not sent again.
        using var first = await province.GetAsync("/api/data/targets?unit=01");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/data/targets?unit=01");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await province.SendAsync(again)).StatusCode);
        foreach (var wrong in new[] { "level=town", "from=soon", "format=xml", "limit=0", "limit=100000", "after=x", "colour=red" })
            Assert.Equal(HttpStatusCode.BadRequest, (await national.GetAsync($"/api/data/rollups?{wrong}")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await national.GetAsync("/api/data/indicators?unit=01")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await national.GetAsync("/api/data/secrets")).StatusCode);
    }

    [Fact]
    public void What_was_forecast_of_a_year_after_its_end_is_found_by_its_day()
    {
        var january = new DateOnly(2025, 1, 1);
        foreach (var (table, isRead) in new (Dataset, bool)[]
            { (ForecastTables.History, true), (ForecastTables.Current, true), (RollupTables.Rollups, false) })
            Assert.Equal(isRead, new DataQuery(table, null, null, null, january, null, ExportTestData.SmallRegister).MayHold(
                new SnapshotFile($"{table.Name}.csv", table.Name, "csv", 2024, UnitCode.Country, 1, 1, "")));
    }

    private static decimal Number(JsonElement row, string column) => row.GetProperty(column).GetDecimal();

    // All pages, by the link of each to the next one.
    private static async Task<List<JsonElement>> RowsAsync(HttpClient client, string? path)
    {
        var rows = new List<JsonElement>();
        while (path is not null)
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var page = await answer.JsonAsync();
            rows.AddRange(page.GetProperty("rows").EnumerateArray());
            path = page.TryGetProperty("next", out var next) ? next.GetString() : null;
            Assert.Equal(path is not null, answer.Headers.Contains("Link"));
        }

        return rows;
    }
}
