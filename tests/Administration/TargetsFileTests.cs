using System.Net;
using System.Text.Json.Nodes;
using YouthFunctions.Calls;
using YouthFunctions.Reports.Batch;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.Summaries;

namespace YouthFunctions.Tests.Administration;

/// <summary>The targets of all units below one, as a workbook that goes and comes back.</summary>
public sealed class TargetsFileTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private const string Upload = "/manage/targets/VN/upload?year=2024";

    [Fact]
    public async Task The_workbook_sent_back_as_it_was_taken_changes_nothing_and_shows_what_is_divided()
    {
        await using var app = await TestApp.StartAsync(storage);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        using var set = await centre.SendJsonAsync(
            HttpMethod.Put, "/api/targets/02?year=2024", """{"trees-planted":150000,"youth-gathered":0.85125}""");
        Assert.Equal(HttpStatusCode.OK, set.StatusCode);
        var workbook = await centre.GetByteArrayAsync("/manage/targets/VN/workbook?year=2024");
        var (status, html) = await SendAsync(centre, workbook);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("Không có gì thay đổi", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Targets_of_two_units_are_shown_first_and_then_set_together()
    {
        await using var app = await TestApp.StartAsync(storage);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        using var before = await centre.SendJsonAsync(HttpMethod.Put, "/api/targets/02?year=2024", """{"trees-planted":150000}""");
        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        var (status, html) = await SendAsync(centre, Workbook(["01", "", "200.000", "85,5"], ["02", "", "", "70%"]));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("Tỉnh Hà Giang: Cây xanh", html, StringComparison.Ordinal);
        Assert.Contains("phân bổ từ trên", html, StringComparison.Ordinal);
        Assert.Equal(150_000, await SetAsync(centre, "02", "trees-planted")); // looking changes nothing
        Assert.Equal(HttpStatusCode.OK, await ApplyAsync(centre, html));
        Assert.Equal(
            (200_000, 0.855m, null, 0.7m),
            (await SetAsync(centre, "01", "trees-planted"), await SetAsync(centre, "01", "youth-gathered"),
                await SetAsync(centre, "02", "trees-planted"), await SetAsync(centre, "02", "youth-gathered")));
    }

    [Fact]
    public async Task What_exceeds_the_country_together_is_refused_whole_though_each_alone_would_not()
    {
        await using var app = await TestApp.StartAsync(storage);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        var (status, html) = await SendAsync(centre, Workbook(["01", "", "12.000.000", ""], ["02", "", "12.000.000", ""]));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("vượt chỉ tiêu của", html, StringComparison.Ordinal);
        Assert.Null(await SetAsync(centre, "01", "trees-planted"));
    }

    [Fact]
    public async Task Faults_of_the_workbook_are_told_by_their_cells()
    {
        await using var app = await TestApp.StartAsync(storage);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        using var province = await app.SignInAsync(Role.Administrator, "02");
        var (status, html) = await SendAsync(centre, Workbook(["99", "", "1", ""], ["02", "", "nhiều", "130"], ["02", "", "1", ""]));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        foreach (var place in new[] { "A2", "C3", "đã có ở một dòng trên" })
            Assert.Contains(place, html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(centre, "unit,x\n"u8.ToArray())).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(
            centre, TemplateWorkbook.Write("x", ["no", "head"], [["1", "2"]], 2))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(province, Workbook(["01", "", "1", ""]))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await province.GetAsync("/manage/targets/VN/workbook?year=2024")).StatusCode);
    }

    [Fact]
    public async Task A_workbook_looked_at_before_somebody_else_set_a_target_sets_nothing()
    {
        await using var app = await TestApp.StartAsync(storage);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        var (_, html) = await SendAsync(centre, Workbook(["01", "", "200.000", ""]));
        using var other = await centre.SendJsonAsync(HttpMethod.Put, "/api/targets/01?year=2024", """{"trees-planted":100000}""");
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, await ApplyAsync(centre, html));
        Assert.Equal(100_000, await SetAsync(centre, "01", "trees-planted"));
    }

    private static byte[] Workbook(params string[][] rows) => TemplateWorkbook.Write(
        "Chỉ tiêu", ["Mã [unit]", "Tên", "Cây [trees-planted]", "Tỷ lệ [youth-gathered]", "Đang áp dụng: Cây"], rows, 2);

    private static async Task<decimal?> SetAsync(HttpClient centre, string unit, string indicator) =>
        JsonNode.Parse(await centre.GetStringAsync($"/api/targets/{unit}?year=2024"))!["targets"]!.AsArray()
            .Where(item => item!["indicator"]!.GetValue<string>() == indicator && item["isSet"]!.GetValue<bool>())
            .Select(item => item!["target"]!.GetValue<decimal>()).Cast<decimal?>().SingleOrDefault();

    private static async Task<(HttpStatusCode Status, string Html)> SendAsync(HttpClient client, byte[] workbook)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Upload)
        {
            Content = new MultipartFormDataContent
            {
                { new StringContent("look"), "step" },
                { new ByteArrayContent(workbook), "file", "x.xlsx" },
            },
            Headers = { { "Sec-Fetch-Site", "same-origin" }, { "Accept", "text/html" } },
        };
        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<HttpStatusCode> ApplyAsync(HttpClient client, string html)
    {
        using var request = SampleSite.Form(
            Upload, [.. FormFields.Read(html).Select(field => (field.Key, field.Value)), ("step", "apply")]);
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }
}
