using System.Net;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Calls;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Plan;

/// <summary>A year without a plan is opened with one made of the last: a draft first, which nobody but administrators sees.</summary>
public sealed class OpenYearTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private const string Open = "/api/plans/2025/open";
    private const string Wanted =
        """{"theme":{"vietnamese":"Năm thử","english":"A year of trial"},"source":"QĐ 1, 01/01/2025"}""";

    [Fact]
    public async Task A_draft_takes_no_reports_and_is_no_plan_until_it_is_published()
    {
        await using var app = await StartAsync();
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        using var reporter = await app.SignInAsync(Role.Reporter, "VN");
        using var leader = await app.SignInAsync(Role.Leader, "VN");

        using var drafted = await centre.SendJsonAsync(HttpMethod.Post, Open, Wanted);
        Assert.Equal(HttpStatusCode.Created, drafted.StatusCode);
        Assert.Equal("draft", (await drafted.JsonAsync()).GetProperty("state").GetString());
        Assert.Equal("draft", (await (await centre.GetAsync(Open)).JsonAsync()).GetProperty("state").GetString());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ReportAsync(reporter)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await leader.GetAsync("/api/plans/2025")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await leader.GetAsync(Open)).StatusCode);
        Assert.Equal([2024], await app.Services.GetRequiredService<PlanStore>().YearsAsync(default));

        using var published = await centre.SendJsonAsync(HttpMethod.Post, Open, """{"publish":true}""");
        Assert.Equal(HttpStatusCode.Created, published.StatusCode);
        Assert.Equal("/api/plans/2025", published.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.Created, (await ReportAsync(reporter)).StatusCode);
        var plan = await (await leader.GetAsync("/api/plans/2025")).JsonAsync();
        Assert.Equal("Năm thử", plan.GetProperty("theme").GetProperty("vietnamese").GetString());
        var former = await (await leader.GetAsync("/api/plans/2024")).JsonAsync();
        Assert.Equal(former.GetProperty("indicators").ToString(), plan.GetProperty("indicators").ToString());

        using var again = await centre.SendJsonAsync(HttpMethod.Post, Open, Wanted);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Equal("/api/plans/2025", again.Headers.Location?.ToString());
    }

    [Fact]
    public async Task On_another_tree_of_units_targets_are_divided_anew_and_the_answer_says_so()
    {
        await using var app = await StartAsync();
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        using var drafted = await centre.SendJsonAsync(HttpMethod.Post, Open, Wanted[..^1] + ",\"targets\":\"carried\"}");
        Assert.Equal("divided", (await drafted.JsonAsync()).GetProperty("targets").GetString());
    }

    [Theory]
    [InlineData("carried", "555000")]
    [InlineData("divided", null)]
    public async Task Targets_of_units_are_carried_or_divided_anew(string targets, string? kept)
    {
        await using var app = await StartAsync();
        await app.SetPlanAsync(2025); // of the tree of units that 2026 has, too
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        (await centre.SendJsonAsync(HttpMethod.Put, "/api/targets/01?year=2025", """{"trees-planted":555000}""")).EnsureSuccessStatusCode();
        using var opened = await centre.SendJsonAsync(
            HttpMethod.Post, "/api/plans/2026/open", Wanted[..^1] + $",\"targets\":\"{targets}\",\"publish\":true}}");
        Assert.Equal(HttpStatusCode.Created, opened.StatusCode);
        var of2026 = (await (await centre.GetAsync("/api/targets/01?year=2026")).JsonAsync()).GetProperty("targets").EnumerateArray()
            .Single(target => target.GetProperty("indicator").GetString() == "trees-planted");
        Assert.Equal(kept is not null, of2026.GetProperty("isSet").GetBoolean());
        if (kept is not null)
            Assert.Equal(kept, of2026.GetProperty("target").GetRawText());
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_named_at_once()
    {
        await using var app = await StartAsync();
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        using var empty = await centre.SendJsonAsync(HttpMethod.Post, Open, "{}");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);
        Assert.Equal(["/theme text.missing", "/source text.missing"], await empty.FaultsAsync());
        using var far = await centre.SendJsonAsync(
            HttpMethod.Post, "/api/plans/2031/open", """{"targets":"guessed","from":2040,"source":"x"}""");
        Assert.Equal(
            ["/year year.too-early", "/from year.no-plan", "/theme text.missing", "/targets targets.unknown"], await far.FaultsAsync());
        using var unknown = await centre.SendJsonAsync(HttpMethod.Post, Open, """{"topic":"x"}""");
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await centre.GetAsync("/api/plans/abc/open")).StatusCode);
    }

    [Theory]
    [InlineData("0"), InlineData("-0"), InlineData("1"), InlineData("1899"), InlineData("-2147483648"), InlineData("2023")]
    public async Task A_year_that_cannot_be_or_has_no_plan_is_nothing_to_begin_from(string from)
    {
        await using var app = await StartAsync();
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        var wanted = Wanted.Replace("{\"theme\"", "{\"from\":" + from + ",\"theme\"", StringComparison.Ordinal);
        using var answer = await centre.SendJsonAsync(HttpMethod.Post, Open, wanted);
        Assert.Equal(["/from year.no-plan"], await answer.FaultsAsync());
    }

    [Fact]
    public async Task The_administrators_page_offers_it_and_takes_it()
    {
        await using var app = await StartAsync();
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        using var province = await app.SignInAsync(Role.Administrator, "01");
        using var both = await app.SignInAsync(Role.Administrator | Role.Leader, "VN");
        Assert.Contains("Open the year 2025", await centre.GetStringAsync("/manage?lang=en"), StringComparison.Ordinal);
        Assert.DoesNotContain("Open the year", await province.GetStringAsync("/manage?lang=en"), StringComparison.Ordinal);
        Assert.Contains(
            "POST /api/plans/2025/open", await (await centre.GetAsync("/api/plans/2025")).Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
        Assert.Contains(
            "POST /api/plans/2025/open", await (await both.GetAsync("/api/plans/2025")).Content.ReadAsStringAsync(),
            StringComparison.Ordinal);

        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = app.Address };
        foreach (var header in centre.DefaultRequestHeaders)
            browser.DefaultRequestHeaders.Add(header.Key, header.Value);
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        using var wrong = await SendAsync(("theme-vietnamese", "Năm thử"), ("source", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        var shown = await wrong.Content.ReadAsStringAsync();
        Assert.Contains("Năm thử", shown, StringComparison.Ordinal); // what was typed is kept
        Assert.Contains("href=\"#source\"", shown, StringComparison.Ordinal);
        using var draft = await SendAsync(("theme-vietnamese", "Năm thử"), ("theme-english", "Trial"), ("source", "QĐ 1"));
        Assert.Equal(HttpStatusCode.SeeOther, draft.StatusCode);
        Assert.Contains("There is a draft", await centre.GetStringAsync("/manage?lang=en"), StringComparison.Ordinal);
        using var published = await SendAsync(
            ("theme-vietnamese", "Năm thử"), ("theme-english", "Trial"), ("source", "QĐ 1"), ("publish", "yes"));
        Assert.Equal("/manage?year=2025", published.Headers.Location?.ToString());
        Assert.DoesNotContain("Open the year", await centre.GetStringAsync("/manage?year=2025&lang=en"), StringComparison.Ordinal);

        Task<HttpResponseMessage> SendAsync(params (string Name, string Value)[] fields) => browser.PostAsync(
            "/manage/open-year", new FormUrlEncodedContent(
                fields.Append(("year", "2025")).Select(field => KeyValuePair.Create(field.Item1, field.Item2))));
    }

    // 3 February 2025, when January is open.
    private async Task<TestApp> StartAsync()
    {
        var app = await TestApp.StartAsync(storage);
        app.Clock.SetUtcNow(new DateTimeOffset(2025, 2, 3, 2, 0, 0, TimeSpan.Zero));
        return app;
    }

    private static Task<HttpResponseMessage> ReportAsync(HttpClient reporter) => reporter.SendJsonAsync(
        HttpMethod.Post, "/api/reports", """{"unit":"01","period":"2025-01","values":{"trees-planted":{"amount":5}}}""");
}
