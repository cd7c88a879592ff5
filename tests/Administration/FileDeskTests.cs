using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using YouthFunctions.Calls;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.Reports.Batch.Sheets;
using YouthFunctions.Tests.Summaries;

namespace YouthFunctions.Tests.Administration;

/// <summary>Activities, earlier years and reorganisations by the forms of administrators, without a browser.</summary>
public sealed class FileDeskTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Fact]
    public async Task An_activity_is_added_changed_and_taken_out_and_the_others_stay()
    {
        await using var app = await TestApp.StartAsync(storage);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        var before = await ActivitiesAsync(centre);
        var (status, html) = await PostAsync(
            centre, "/manage/activities", ("year", "2024"), ("name-vi", "Mùa hè xanh"), ("name-en", "Green summer"),
            ("from", "2024-06-15"), ("to", "2024-08-15"), ("indicators", "trees-planted"), ("indicators", "volunteer-turns"),
            ("step", "look"));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("Mùa hè xanh", html, StringComparison.Ordinal);
        Assert.Equal(before.Count, (await ActivitiesAsync(centre)).Count);
        Assert.Equal(HttpStatusCode.OK, await ApplyAsync(centre, "/manage/activities", html));
        var after = await ActivitiesAsync(centre);
        Assert.Equal(before.Count + 1, after.Count);
        var at = after.Select((item, index) => (item, index)).Single(pair => Name(pair.item) == "Green summer").index;
        Assert.Equal(["trees-planted", "volunteer-turns"], after[at]!["indicators"]!.AsArray().Select(code => code!.GetValue<string>()));

        var typed = FormFields.Read(await centre.GetStringAsync($"/manage/activities?year=2024&at={at}"));
        Assert.Equal("Mùa hè xanh", typed["name-vi"]);
        (status, html) = await PostAsync(
            centre, "/manage/activities", [.. typed.Select(field => (field.Key, field.Value)), ("remove", "true"), ("step", "look")]);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(HttpStatusCode.OK, await ApplyAsync(centre, "/manage/activities", html));
        Assert.True(JsonNode.DeepEquals(before, await ActivitiesAsync(centre)));
    }

    [Fact]
    public async Task An_activity_that_breaks_rules_or_was_changed_meanwhile_is_refused_and_changes_nothing()
    {
        await using var app = await TestApp.StartAsync(storage);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        var before = await ActivitiesAsync(centre);
        (string, string)[] wrong = [("year", "2024"), ("name-vi", "x"), ("name-en", "y"), ("from", "2024-06-15"), ("to", "2024-05-15")];
        var (status, html) = await PostAsync(centre, "/manage/activities", [.. wrong, ("step", "look")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("value=\"2024-05-15\"", html, StringComparison.Ordinal); // what was typed stays
        Assert.Equal(
            HttpStatusCode.UnprocessableEntity, (await PostAsync(centre, "/manage/activities", [.. wrong, ("step", "apply")])).Status);
        (string, string)[] old =
        [
            ("year", "2024"), ("tag", "\"of-another-calendar\""), ("name-vi", "x"), ("name-en", "y"), ("from", "2024-06-15"),
            ("to", "2024-06-16"), ("step", "apply"),
        ];
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await PostAsync(centre, "/manage/activities", old)).Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await PostAsync(
            centre, "/manage/activities", ("year", "2024"), ("at", "250"), ("remove", "true"), ("step", "apply"))).Status);
        Assert.True(JsonNode.DeepEquals(before, await ActivitiesAsync(centre)));
    }

    [Fact]
    public async Task A_year_before_the_plan_is_loaded_from_a_file_after_a_look_and_taken_out_again()
    {
        await using var app = await TestApp.StartAsync(storage);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        async Task<decimal?> TreesAsync() => JsonNode.Parse(await centre.GetStringAsync("/api/rollups/01-001?year=2023"))!["unit"]!
            ["indicators"]!.AsArray().FirstOrDefault(item => item!["indicator"]!.GetValue<string>() == "trees-planted")
            ?["yearToDate"]?["value"]?.GetValue<decimal>();
        using var upload = File(
            "/manage/history", "unit,indicator,year,month,amount\n01-001,trees-planted,2023,5,1100\n", ("step", "look"));
        using var looked = await centre.SendAsync(upload);
        var html = await looked.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, looked.StatusCode);
        Assert.Contains("2023", html, StringComparison.Ordinal);
        Assert.Null(await TreesAsync());
        Assert.Equal(HttpStatusCode.OK, await ApplyAsync(centre, "/manage/history", html));
        Assert.Equal(1100, await TreesAsync());

        (_, html) = await PostAsync(centre, "/manage/history/remove", ("year", "2023"), ("step", "look"));
        Assert.Equal(HttpStatusCode.OK, await ApplyAsync(centre, "/manage/history/remove", html));
        Assert.Null(await TreesAsync());
    }

    [Fact]
    public async Task A_history_file_with_wrong_columns_or_without_any_is_told_by_its_names_and_stores_nothing()
    {
        await using var app = await TestApp.StartAsync(storage);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        async Task<(HttpStatusCode Status, string Html)> LookAsync(string text)
        {
            using var request = File("/manage/history", text, ("step", "look"));
            using var answer = await centre.SendAsync(request);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }

        var (status, html) = await LookAsync("donvi,indicator,year,month,amount\n01,trees-planted,2023,5,1\n");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("Dòng đầu thiếu cột unit; các cột không hiểu được: donvi", html, StringComparison.Ordinal);
        (status, html) = await LookAsync("unit,indicator,year,month,amount\n99,trees-planted,2023,5,1\n");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("không có đơn vị 99", html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await LookAsync("")).Status);
        using var province = await app.SignInAsync(Role.Administrator, "02");
        foreach (var step in new[] { "look", "apply" })
        {
            using var foreign = File("/manage/history", "unit,indicator,year,month,amount\n01,trees-planted,2023,5,1\n", ("step", step));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await province.SendAsync(foreign)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PostAsync(centre, "/manage/history", ("content", "%%%"))).Status);
    }

    [Fact]
    public async Task History_comes_as_a_workbook_too_and_what_is_wrong_in_it_is_told_by_its_place()
    {
        await using var app = await TestApp.StartAsync(storage);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        async Task<(HttpStatusCode Status, string Html)> LookAsync(params object?[][] rows)
        {
            object?[] title = ["Số liệu các năm"], head = ["Unit", "indicator", "year", "month", "amount", "numerator", "denominator"];
            return await LookAtAsync(WorkbookMaker.Make(
                [("Cũ", "hidden", WorkbookMaker.Rows(["x"])), ("Lịch sử", "", WorkbookMaker.Rows([title, head, .. rows]))]));
        }

        async Task<(HttpStatusCode Status, string Html)> LookAtAsync(byte[] content)
        {
            using var request = File("/manage/history", content, ("step", "look"));
            using var answer = await centre.SendAsync(request);
            return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
        }

        var (status, html) = await LookAsync(
            ["01-001", "trees-planted", 2022, 5, 1100], ["01-001", "youth-gathered", 2022, "12", null, 12, "20"]);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(HttpStatusCode.OK, await ApplyAsync(centre, "/manage/history", html));
        var indicators = JsonNode.Parse(await centre.GetStringAsync("/api/rollups/01-001?year=2022"))!["unit"]!["indicators"]!.AsArray();
        decimal? YearToDate(string code, string part) => indicators.First(item => item!["indicator"]!.GetValue<string>() == code)!
            ["yearToDate"]![part]!.GetValue<decimal>();
        Assert.Equal((1100, 12, 20), (YearToDate("trees-planted", "value"), YearToDate("youth-gathered", "numerator"),
            YearToDate("youth-gathered", "denominator")));

        (status, html) = await LookAsync(
            ["01-001", "trees-planted", 2021, 5, "nhiều"], ["99", "trees-planted", 2021, 5, 1], [79, "trees-planted", 2021, 5, 1]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("'Lịch sử'!E3: ", html, StringComparison.Ordinal);
        Assert.Contains("'Lịch sử'!4:4: Năm 2021 không có đơn vị 99", html, StringComparison.Ordinal);
        Assert.DoesNotContain("!3:3", html, StringComparison.Ordinal); // told of its cell already
        Assert.Contains("'Lịch sử'!A5: mã phải là chữ", html, StringComparison.Ordinal);
        // Whoever does not look first is told of the cell too, though the rest of its row could be loaded.
        using var unseen = File(
            "/manage/history",
            WorkbookMaker.Make([("s", "", WorkbookMaker.Rows(
                ["unit", "indicator", "year", "month", "amount", "numerator"], ["01-001", "trees-planted", 2021, 5, 1, "x"]))]),
            ("step", "apply"));
        using var refused = await centre.SendAsync(unseen);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        (status, html) = await LookAtAsync(WorkbookMaker.Make([("s", "", WorkbookMaker.Rows(["donvi", "nam"], ["79", 2021]))]));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("các cột không hiểu được: donvi, nam", html, StringComparison.Ordinal);
        // As Excel saves "Unicode text", but for its tabs.
        var unicode = Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(
            "unit,indicator,year,month,amount\n01-001,trees-planted,2021,5,1\n")).ToArray();
        Assert.Equal(HttpStatusCode.OK, (await LookAtAsync(unicode)).Status);
        foreach (var broken in new[] { "PK\u0003\u0004 no zip", "<html>", "%PDF-1.4" })
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await LookAtAsync(Encoding.UTF8.GetBytes(broken))).Status);
    }

    [Fact]
    public async Task A_reorganisation_is_tried_shown_stored_and_taken_back()
    {
        await using var app = await TestApp.StartAsync(storage);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        async Task<int> LinesAsync() => FormLines(await centre.GetStringAsync("/manage/reorganisations?lang=en"));
        var shipped = await LinesAsync();
        using var upload = File("/manage/reorganisations", "old_code,new_code\n01,01\n", ("date", "2025-07-01"), ("step", "look"));
        using var looked = await centre.SendAsync(upload);
        var html = await looked.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, looked.StatusCode);
        Assert.Contains("Old units that nobody takes over", html, StringComparison.Ordinal);
        Assert.Equal(shipped, await LinesAsync());
        Assert.Equal(HttpStatusCode.OK, await ApplyAsync(centre, "/manage/reorganisations", html));
        Assert.Equal(1, await LinesAsync());

        (_, html) = await PostAsync(centre, "/manage/reorganisations/remove", ("date", "2025-07-01"), ("step", "look"));
        Assert.Equal(HttpStatusCode.OK, await ApplyAsync(centre, "/manage/reorganisations/remove", html));
        Assert.Equal(shipped, await LinesAsync());

        using var unknown = File("/manage/reorganisations", "old_code,new_code\n01,zz\n", ("date", "2025-07-01"), ("step", "look"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await centre.SendAsync(unknown)).StatusCode);
        using var noTree = File("/manage/reorganisations", "old_code,new_code\n01,01\n", ("date", "2031-01-01"), ("step", "look"));
        Assert.Equal(HttpStatusCode.NotFound, (await centre.SendAsync(noTree)).StatusCode);
    }

    private static int FormLines(string html) => int.Parse(
        html.Split("the file in force has ")[1].Split(" lines")[0], System.Globalization.NumberStyles.AllowThousands,
        System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<JsonArray> ActivitiesAsync(HttpClient centre) =>
        JsonNode.Parse(await centre.GetStringAsync("/api/activities/2024"))!["activities"]!.AsArray();

    private static string Name(JsonNode? activity) => activity!["name"]!["english"]!.GetValue<string>();

    private static async Task<HttpStatusCode> ApplyAsync(HttpClient centre, string path, string html) =>
        (await PostAsync(centre, path, [.. FormFields.Read(html).Select(field => (field.Key, field.Value)), ("step", "apply")])).Status;

    private static async Task<(HttpStatusCode Status, string Html)> PostAsync(
        HttpClient centre, string path, params (string Name, string Value)[] fields)
    {
        using var request = SampleSite.Form(path, fields);
        using var answer = await centre.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static HttpRequestMessage File(string path, string text, params (string Name, string Value)[] fields) =>
        File(path, Encoding.UTF8.GetBytes(text), fields);

    private static HttpRequestMessage File(string path, byte[] file, params (string Name, string Value)[] fields)
    {
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            content.Add(new StringContent(value), name);
        content.Add(new ByteArrayContent(file), "file", "x");
        return new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = content,
            Headers = { { "Sec-Fetch-Site", "same-origin" }, { "Accept", "text/html" } },
        };
    }
}
