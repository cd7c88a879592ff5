using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using YouthFunctions.Calls;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Reports.Batch;

/// <summary>The files of <c>Data/cases</c>, sent as their senders sent them, and what the answer must say of each row.</summary>
public sealed class SheetAnswerTests(StorageFixture storage) : NationalSenderTests(storage)
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(string path, string type, string query = "")
    {
        var content = new ByteArrayContent(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Reports", "Data", "cases", path)));
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        var response = await Sender.PostAsync($"/api/reports/batch{query}", content);
        return (response.StatusCode, await response.JsonAsync());
    }

    private static string[] Lines(JsonElement body) => [.. body.GetProperty("results").EnumerateArray().Select(row =>
        $"{row.GetProperty("row")} {row.GetProperty("status")}" + (row.TryGetProperty("errors", out var errors)
            ? string.Concat(errors.EnumerateArray().Select(error => $" {error.GetProperty("pointer")}:{error.GetProperty("code")}"))
            : ""))];

    private async Task<string?> ValuesAsync(string unit, string month) =>
        await Sender.GetAsync($"/api/reports/{unit}/{month}") is { StatusCode: HttpStatusCode.OK } found
            ? (await found.JsonAsync()).GetProperty("values").GetRawText()
            : null;

    [Theory]
    [InlineData("in.csv", "text/csv")]
    [InlineData("in.csv", "application/vnd.ms-excel")]
    public async Task A_ward_that_lost_its_zeros_is_no_province(string file, string type)
    {
        var (status, body) = await SendAsync($"14-excel-leading-zeros-ward-becomes-province/{file}", type);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        AssertEach.All(Lines(body), line => Assert.Contains("column 1:unit.zeros-lost", line, StringComparison.Ordinal));
        Assert.Equal((null, null), (await ValuesAsync("19", "2024-06"), await ValuesAsync("25", "2024-06")));
    }

    [Fact]
    public async Task A_code_whose_format_shows_its_zeros_is_taken_beside_its_name_and_a_bare_number_is_not()
    {
        var (_, body) = await SendAsync("14-excel-leading-zeros-ward-becomes-province/in.xlsx", Xlsx, "?dryRun=true");

        Assert.Equal(["2 refused Sheet1!A2:unit.zeros-lost", "3 valid"], Lines(body));
        Assert.Equal("01", body.GetProperty("results")[1].GetProperty("unit").GetString());
    }

    [Theory]
    [InlineData("21-xlsx-dates/in.xlsx", "52", "2024-05")]
    [InlineData("21-xlsx-dates/mac1904.xlsx", "", "2024-05")]
    public async Task A_cell_that_shows_a_month_is_that_month(string path, string refused, string month)
    {
        var (_, body) = await SendAsync(path, Xlsx, "?dryRun=true");

        AssertEach.All(body.GetProperty("results").EnumerateArray(), row =>
        {
            if (row.GetProperty("unit").GetString() == "54") // a date where a number belongs
                Assert.Equal("number.date", row.GetProperty("errors")[0].GetProperty("code").GetString());
            else if (row.GetProperty("unit").GetString() == refused) // a number without a date format
                Assert.Equal("refused", row.GetProperty("status").GetString());
            else
                Assert.Equal((month, "valid"), (row.GetProperty("period").GetString(), row.GetProperty("status").GetString()));
        });
    }

    [Fact]
    public async Task One_cell_does_not_turn_thousands_into_units()
    {
        var (status, body) = await SendAsync("28-one-cell-turns-thousands-into-units/in.csv", "text/csv");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal("2 refused line 2, column 3:number.ambiguous line 2, column 4:number.ambiguous", Lines(body)[0]);
        Assert.Null(await ValuesAsync("66", "2024-05"));
    }

    [Fact]
    public async Task Every_sheet_of_a_workbook_is_read()
    {
        var (status, body) = await SendAsync("46-xlsx-a-sheet-a-month/in.xlsx", Xlsx);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(["T4", "T5"], body.GetProperty("results").EnumerateArray().Select(row => row.GetProperty("sheet").GetString()));
        Assert.Contains("120", await ValuesAsync("60", "2024-04"), StringComparison.Ordinal);
        Assert.Contains("130", await ValuesAsync("60", "2024-05"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_workbook_is_answered_with_what_to_save_it_as()
    {
        var content = new ByteArrayContent(
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. Encoding.ASCII.GetBytes(new string(' ', 600))]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.ms-excel");
        var response = await Sender.PostAsync("/api/reports/batch", content);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Contains("File > Save As > Excel Workbook (*.xlsx)", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_abolished_unit_is_refused_with_the_name_of_its_heir()
    {
        await App.SetPlanAsync(2025);
        App.Clock.Advance(TimeSpan.FromDays(430));
        var response = await Sender.SendJsonAsync(
            HttpMethod.Post, "/api/reports", """{"unit":"00013","period":"2025-08","values":{"trees-planted":{"amount":5}}}""");

        Assert.Equal(["/unit unit.of-another-tree"], await response.FaultsAsync());
        Assert.Contains("00004 Phường Ba Đình", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
