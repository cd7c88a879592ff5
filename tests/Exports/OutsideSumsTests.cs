using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Access.Keys;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Tests.Demo;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Exports;

/// <summary>The demo's figures recomputed outside of the product: what SQL makes of the exported reports is every cell of the tables of
/// sums, and what the API says.</summary>
[Collection(DemoCollection.Name)]
[Trait("Category", "siege")]
public sealed class OutsideSumsTests(DemoFixture demo) : IDisposable
{
    private static readonly string[] Tables = ["reports", "units", "indicators", "rollups", "completeness"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("outside-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Sql_over_the_reports_gives_every_cell_of_the_export_and_of_the_API()
    {
        var keys = demo.Played.App.Services.GetRequiredService<KeyStore>();
        var key = await keys.CreateAsync(Role.Analyst, UnitCode.Country, "test", default);
        using var client = new HttpClient { BaseAddress = demo.Played.Address, DefaultRequestHeaders = { { "X-Api-Key", key.Text } } };
        using var duck = new DuckDb();
        foreach (var table in Tables)
        {
            var path = Path.Combine(_folder.FullName, $"{table}.parquet");
            await File.WriteAllBytesAsync(
                path, await client.GetByteArrayAsync(new Uri($"/api/data/{table}?format=parquet", UriKind.Relative)));
            duck.Query($"CREATE TABLE {table} AS FROM read_parquet('{path}')");
        }

        var script = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Exports", "Data", "outside-sums.sql"));
        foreach (var statement in script.Split(";\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            duck.Query(statement);

        // 760 units, 19 indicators, 12 months, 4 years.
        Assert.Equal("693120", duck.Single("SELECT count(*) FROM recomputed"));
        AssertSame(duck, "recomputed", "exported");
        Assert.Equal("9120", duck.Single("SELECT count(*) FROM recomputed_completeness"));
        AssertSame(duck, "recomputed_completeness", "exported_completeness");
        await ReadApiAsync(client, duck);
        AssertSame(
            duck, "api", "(SELECT unit, m, indicator, amount, amount_denominator, year_to_date, year_to_date_denominator, expected, "
                + "reported, on_time FROM recomputed WHERE year = 2024)");
    }

    // Rows that only one of two tables has are shown, and where they stand.
    private static void AssertSame(DuckDb duck, string left, string right)
    {
        string Only(string these, string those) => string.Join(
            '\n', duck.Query($"(FROM {these}) EXCEPT ALL (FROM {those}) ORDER BY ALL LIMIT 5").Select(row => string.Join(' ', row)));
        Assert.Equal("", Only(left, right));
        Assert.Equal("", Only(right, left));
    }

    // Every unit's months as the API says them, an indicator at a time: the country, its provinces and its districts.
    private async Task ReadApiAsync(HttpClient client, DuckDb duck)
    {
        var path = Path.Combine(_folder.FullName, "api.csv");
        await using (var csv = new StreamWriter(path, false, new UTF8Encoding(false)))
            foreach (var indicator in duck.Query("SELECT indicator FROM indicators").Select(row => row[0]!))
                foreach (var level in new[] { "province", "district" })
                {
                    var answer = await client.GetAsync(
                        new Uri($"/api/rollups/VN?year=2024&indicator={indicator}&level={level}", UriKind.Relative));
                    Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                    var document = await answer.JsonAsync();
                    var children = document.GetProperty("children").EnumerateArray();
                    foreach (var unit in level == "province" ? children.Prepend(document.GetProperty("unit")) : children)
                        foreach (var month in unit.GetProperty("indicators")[0].GetProperty("months").EnumerateArray())
                        {
                            object?[] cells =
                            [
                                unit.GetProperty("unit").GetString(), month.GetProperty("month"), indicator, Parts(month, "amount"),
                                Parts(month, "yearToDate"), month.GetProperty("expected"), month.GetProperty("reported"),
                                month.GetProperty("onTime"),
                            ];
                            await csv.WriteLineAsync(string.Join(',', cells));
                        }
                }

        duck.Query(
            $"CREATE TABLE api AS FROM read_csv('{path}', header = false, columns = {{'unit': 'VARCHAR', 'm': 'BIGINT', "
            + "'indicator': 'VARCHAR', 'amount': 'DECIMAL(28, 8)', 'amount_denominator': 'DECIMAL(28, 8)', "
            + "'year_to_date': 'DECIMAL(28, 8)', 'year_to_date_denominator': 'DECIMAL(28, 8)', 'expected': 'BIGINT', "
            + "'reported': 'BIGINT', 'on_time': 'BIGINT'})");
    }

    // A ratio's two parts, or the amount and nothing.
    private static string Parts(JsonElement month, string name)
    {
        if (!month.TryGetProperty(name, out var measure))
            return ",";
        return measure.TryGetProperty("numerator", out var numerator)
            ? $"{numerator.GetRawText()},{measure.GetProperty("denominator").GetRawText()}"
            : $"{measure.GetProperty("value").GetRawText()},";
    }
}
