using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using MiniExcelLibs;
using YouthFunctions.Calls;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Reports.Batch;

public sealed class BatchTests(StorageFixture storage) : IClassFixture<StorageFixture>, IAsyncLifetime
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private TestApp _app = null!;
    private HttpClient _reporter = null!;

    public async Task InitializeAsync()
    {
        _app = await TestApp.StartAsync(storage);
        _reporter = await _app.SignInAsync(Role.Reporter, "01");
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    private async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(byte[] file, string type, string query = "")
    {
        var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        var response = await _reporter.PostAsync($"/api/reports/batch{query}", content);
        return (response.StatusCode, await response.JsonAsync());
    }

    private Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(string text, string type, string query = "") =>
        SendAsync(Encoding.UTF8.GetBytes(text), type, query);

    private static string[] Lines(JsonElement body) => [.. body.GetProperty("results").EnumerateArray().Select(row =>
        $"{row.GetProperty("row")} {row.GetProperty("status")}" + (row.TryGetProperty("errors", out var errors)
            ? string.Concat(errors.EnumerateArray().Select(error => $" {error.GetProperty("pointer")}:{error.GetProperty("code")}"))
            : ""))];

    private async Task<decimal> TreesAsync(string unit) => (await (await _reporter.GetAsync($"/api/reports/{unit}/2024-05")).JsonAsync())
        .GetProperty("values").GetProperty("trees-planted").GetProperty("amount").GetDecimal();

    [Fact]
    public async Task A_json_array_gets_a_result_a_row_in_its_order()
    {
        const string File = """
            [{"unit":"01-001","period":"2024-05","values":{"trees-planted":{"amount":1}}},
             {"unit":"79","period":"2024-05","values":{"trees-planted":{"amount":-1}}},
             {"unit":"01-001","period":"2024-05","values":{"trees-planted":{"amount":2}}},
             {"unit":"01-002","period":"2024-05","values":{"trees-planted":{"amount":2}}}]
            """;
        var (status, body) = await SendAsync(File, "application/json");
        var (_, again) = await SendAsync(
            File.Replace("\"amount\":2}}}]", "\"amount\":3}}}]", StringComparison.Ordinal), "application/json");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(
            ["1 stored", "2 refused /1/unit:unit.unknown /1/values/trees-planted/amount:value.negative",
                "3 refused /2/period:row.duplicate", "4 stored"], Lines(body));
        Assert.Equal("1 unchanged", Lines(again)[0]);
        Assert.Equal("4 conflict /3/period:revision.exists", Lines(again)[3]);
        Assert.Equal((2, 2), (body.GetProperty("stored").GetInt32(), body.GetProperty("refused").GetInt32()));
    }

    [Fact]
    public async Task Ndjson_that_breaks_off_keeps_what_came_before()
    {
        var (_, body) = await SendAsync("""
            {"unit":"01-001","period":"2024-05","values":{"trees-planted":{"amount":1}}}
            {"unit":"01-002","period":
            """, "application/x-ndjson");

        Assert.Equal(["1 stored", "2 refused /1:malformed"], Lines(body));
    }

    [Fact]
    public async Task All_or_nothing_and_dry_run_store_nothing_on_a_fault()
    {
        const string Good = "unit,period,trees-planted\n01-001,2024-05,1\n01-002,2024-05,2\n";
        var (refused, body) = await SendAsync(Good + "01-003,2024-09,3\n", "text/csv", "?mode=all-or-nothing");
        var (_, dry) = await SendAsync(Good, "text/csv", "?dryRun=true");
        var before = await _reporter.GetAsync("/api/reports/01-001/2024-05");
        var (stored, all) = await SendAsync(Good, "text/csv", "?mode=all-or-nothing");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused);
        Assert.Equal(["2 valid", "3 valid", "4 refused line 4, column 2:period.future"], Lines(body));
        Assert.Equal(["2 valid", "3 valid"], Lines(dry));
        Assert.Equal(HttpStatusCode.NotFound, before.StatusCode);
        Assert.Equal(HttpStatusCode.OK, stored);
        Assert.Equal(["2 stored", "3 stored"], Lines(all));
    }

    [Fact]
    public async Task A_vietnamese_csv_with_bom_semicolons_and_decomposed_letters_is_read_as_meant()
    {
        var head = string.Join(
            ';', "Mã đơn vị", "Tên đơn vị", "Kỳ", "Số cây trồng [trees-planted]", "Tử số [youth-gathered:numerator]",
            "[youth-gathered:denominator]", "Lý do").Normalize(NormalizationForm.FormD);
        var file = Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(
            $"{head}\r\n01-001;Quận Ba Đình;05/2024;1.234;1.000,0;12.000;\r\n01-002;Quận Hoàn "
                + "Kiếm;2024-05;0;;;\r\n;;;;;;\r\n01-003;;2024-05;1 234 567;;;\r\n")).ToArray();
        var (_, body) = await SendAsync(file, "text/csv");

        Assert.Equal(["2 stored", "3 stored", "5 stored"], Lines(body));
        Assert.Equal((1234m, 0m, 1234567m), (await TreesAsync("01-001"), await TreesAsync("01-002"), await TreesAsync("01-003")));
    }

    [Theory]
    [InlineData("1.234", "", "refused line 2, column 4:number.ambiguous")]
    [InlineData("1.234", "?numbers=vi", "stored")]
    [InlineData("1.234", "?numbers=en", "refused line 2, column 4:value.not-whole")]
    [InlineData("\"1,234\"", "?numbers=en", "stored")]
    [InlineData("abc", "", "refused line 2, column 4:number.unreadable")]
    [InlineData("1e5", "", "refused line 2, column 4:number.unreadable")]
    [InlineData("-5", "", "refused line 2, column 4:value.negative")]
    public async Task A_number_is_never_guessed(string cell, string query, string result)
    {
        var (_, body) = await SendAsync($"unit,period,name,trees-planted\n01-001,2024-05,Ba Đình,{cell}\n", "text/csv", query);

        Assert.Equal([$"2 {result}"], Lines(body));
    }

    [Theory]
    [InlineData("unit,trees-planted\n01,1\n", "1 refused line 1, column 1:column.missing")]
    [InlineData("unit,period,trees\u00e9\n01,2024-05,1\n", "1 refused line 1, column 3:column.unknown")]
    [InlineData("unit,period,trees-planted,trees-planted\n01,2024-05,1,1\n", "1 refused line 1, column 4:column.duplicate")]
    [InlineData("unit,period,trees-planted\n01,2024-05,1,7\n", "2 refused line 2, column 4:cell.without-column")]
    [InlineData("unit,period,trees-planted\n01,2024-05,\n", "2 skipped")]
    public async Task What_a_sheet_lacks_is_named_by_its_cell(string file, string result)
    {
        var (_, body) = await SendAsync(file, "text/csv");

        Assert.Equal([result], Lines(body));
    }

    [Fact]
    public async Task Latin1_bytes_and_no_zip_are_refused_and_not_guessed()
    {
        var (_, csv) = await SendAsync(
            Encoding.Latin1.GetBytes("unit,period,reason,trees-planted\n01-001,2024-05,\u00e9t\u00e9,1\n"), "text/csv");
        var (status, xlsx) = await SendAsync("PK no zip", Xlsx);

        Assert.Contains("malformed", Lines(csv)[^1], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, status);
        Assert.Contains("*.xlsx", xlsx.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_template_filled_in_is_taken()
    {
        var template = await _reporter.GetByteArrayAsync("/api/templates/reports.xlsx?unit=01&period=2024-05");
        using var stream = new MemoryStream(template);
        var rows = stream.Query(useHeaderRow: true).Cast<IDictionary<string, object?>>().Select(row => new Dictionary<string, object?>(row))
            .ToArray();
        Assert.Equal(31, rows.Length);
        Assert.Equal("01-001", rows[1]["Mã đơn vị [unit]"]);
        Assert.Equal("Quận Ba Đình", rows[1]["Tên đơn vị"]);
        var trees = rows[1].Keys.Single(key => key.EndsWith("[trees-planted]", StringComparison.Ordinal));
        rows[1][trees] = 1234;
        rows[2][trees] = "1.000";
        rows[3][trees] = "1.500,0";
        using var filled = new MemoryStream();
        await filled.SaveAsAsync(rows.Take(4));

        var (_, body) = await SendAsync(filled.ToArray(), Xlsx);

        Assert.Equal(["2 skipped", "3 stored", "4 stored", "5 stored"], Lines(body));
        Assert.Equal((1234m, 1000m, 1500m), (await TreesAsync("01-001"), await TreesAsync("01-002"), await TreesAsync("01-003")));
    }

    [Fact]
    public async Task Corrections_in_a_file_name_what_they_replace_and_year_to_date_holds_within_the_file()
    {
        await SendAsync("unit,period,trees-planted\n01-001,2024-05,1\n", "text/csv");
        var (_, body) = await SendAsync(
            "unit,period,trees-planted:ytd,replaces,reason\n01-001,2024-05,5,1,sum of two\n01-002,2024-05,90,,\n01-002,2024-06,80,,\n",
            "text/csv");

        Assert.Equal(["2 stored", "3 stored", "4 refused line 4, column 3:year-to-date.falls"], Lines(body));
    }
}
