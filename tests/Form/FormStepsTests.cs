using System.Net;
using System.Text.RegularExpressions;
using YouthFunctions.Access;
using YouthFunctions.Access.Keys;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.Summaries;

namespace YouthFunctions.Tests.Form;

/// <summary>The steps of the form without JavaScript: months, the review, a session that ended, getting in with a code.</summary>
public sealed class FormStepsTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private static readonly IndicatorCode Trees = SampleForecasts.Trees;

    [Fact]
    public async Task What_is_doubtful_is_confirmed_value_by_value_before_it_is_stored()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        using var browser = await SignedInAsync(site, "02-026");
        (string, string)[] typed =
            [("unit", "02-026"), ("period", "2024-05"), ("n-trees-planted", "900000000"), ("n-ideas-supported", "1")];

        var (status, review) = await PostAsync(browser, [.. typed, ("step", "review")]);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("name=\"ok-trees-planted\"", review, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"ok-ideas-supported\"", review, StringComparison.Ordinal);
        Assert.Contains("900 triệu", review, StringComparison.Ordinal);
        (status, review) = await PostAsync(browser, [.. typed, ("step", "send")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("<title>Lỗi: ", review, StringComparison.Ordinal);
        // What was confirmed was another figure.
        (status, _) = await PostAsync(browser, [.. typed, ("ok-trees-planted", "800000000"), ("step", "send")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Empty(await site.RevisionsAsync("02-026", "2024-05"));

        var asked = Regex.Match(review, "name=\"ok-trees-planted\"\\s+value=\"([^\"]+)\"").Groups[1].Value;
        (status, _) = await PostAsync(browser, [.. typed, ("ok-trees-planted", asked), ("step", "send")]);
        Assert.Equal(HttpStatusCode.SeeOther, status);
        var stored = Assert.Single(await site.RevisionsAsync("02-026", "2024-05"));
        Assert.Empty(stored.Doubts);
        Assert.NotNull(stored.Confirmation);
    }

    [Fact]
    public async Task A_correction_asks_for_its_reason_and_what_was_left_blank_is_not_deleted_by_a_conflict()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        using var browser = await SignedInAsync(site, "02-026");
        await PostAsync(browser, ("unit", "02-026"), ("period", "2024-05"), ("n-trees-planted", "10"), ("n-ideas-supported", "2"));
        (string, string)[] typed = [("unit", "02-026"), ("period", "2024-05"), ("n-trees-planted", "11"), ("step", "review")];

        var (status, page) = await PostAsync(browser, typed);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("id=\"conflict\"", page, StringComparison.Ordinal);
        Assert.Matches("name=\"n-ideas-supported\"[^>]* value=\"2\"", page);
        Assert.Matches("name=\"n-trees-planted\"[^>]* value=\"11\"", page);
        (status, page) = await PostAsync(browser, [.. typed, ("replaces", "1")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("href=\"#reason\"", page, StringComparison.Ordinal);
        (status, _) = await PostAsync(browser, [.. typed, ("replaces", "1"), ("reason", "đếm lại")]);
        Assert.Equal(HttpStatusCode.OK, status);
    }

    [Fact]
    public async Task Each_figure_says_what_it_counts_and_money_is_typed_in_billions()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        using var browser = await SignedInAsync(site, "02-026");
        var (status, _) = await PostAsync(
            browser, ("unit", "02-026"), ("period", "2024-05"), ("n-trees-planted", "1.200"), ("c-trees-planted", "year-to-date"),
            ("n-loans", "1,25"), ("m-loans", "1000000000"), ("c-loans", "month"));
        Assert.Equal(HttpStatusCode.SeeOther, status);
        var stored = Assert.Single(await site.RevisionsAsync("02-026", "2024-05"));
        Assert.True(stored.Values[Trees].IsYearToDate);
        Assert.Equal((1_250_000_000m, false), (stored.Values[IndicatorCode.Parse("loans")].Measure.Numerator,
            stored.Values[IndicatorCode.Parse("loans")].IsYearToDate));
        var (_, unknown) = await PostAsync(
            browser, ("unit", "02-026"), ("period", "2024-06"), ("n-loans", "1"), ("m-loans", "1000"));
        Assert.Contains("href=\"#m-loans\"", unknown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_January_December_comes_first_until_it_closes()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        var key = (await site.KeyAsync("02-026")).Text;
        site.Clock.Advance(new DateTimeOffset(2025, 1, 10, 3, 0, 0, TimeSpan.Zero) - site.Clock.GetUtcNow());
        using var centre = await site.ClientAsync(Role.Administrator, "VN");
        var plan = System.Text.Json.Nodes.JsonNode.Parse(await centre.GetStringAsync("/api/plans/2024"))!;
        plan["year"] = 2025;
        (await centre.SendJsonAsync(HttpMethod.Put, "/api/plans/2025", plan.ToJsonString())).EnsureSuccessStatusCode();
        using var browser = await SignedInAsync(site, "02-026", key);
        var page = await browser.GetStringAsync("/report");
        Assert.Equal(["2024-12", "2025-01"], Months(page));
        Assert.Contains("name=\"period\" value=\"2024-12\"", page, StringComparison.Ordinal);
        var (status, _) = await PostAsync(browser, ("unit", "02-026"), ("period", "2024-12"), ("n-trees-planted", "7"));
        Assert.Equal(HttpStatusCode.SeeOther, status);
        site.Clock.Advance(TimeSpan.FromDays(12)); // 22 January
        using var later = await SignedInAsync(site, "02-026", key);
        Assert.Equal(["2025-01"], Months(await later.GetStringAsync("/report")));
    }

    [Fact]
    public async Task The_strip_says_how_each_month_stands()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        using var parent = await site.ClientAsync(Role.Reporter, "02");
        using var browser = await SignedInAsync(site, "02-026");
        await PostAsync(browser, ("unit", "02-026"), ("period", "2024-05"), ("n-trees-planted", "900000000"));
        Assert.Contains("<li class=\"awaitsconfirmation\">", await browser.GetStringAsync("/report"), StringComparison.Ordinal);
        (await parent.SendJsonAsync(HttpMethod.Post, "/api/reports/02-026/2024-05/return", """{"revision":1,"note":"thiếu một xã"}"""))
            .EnsureSuccessStatusCode();
        var returned = await browser.GetStringAsync("/report");
        Assert.Contains("<li class=\"returned\">", returned, StringComparison.Ordinal);
        Assert.Contains("thiếu một xã", returned, StringComparison.Ordinal);
        Assert.Contains("<li class=\"closed\">", returned, StringComparison.Ordinal);
        Assert.Contains("<li class=\"open\">", returned, StringComparison.Ordinal);
        Assert.DoesNotContain("data-month=\"2024-07\"", returned, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_sent_after_the_session_ended_comes_back_after_the_sign_in()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        var key = (await site.KeyAsync("02-026")).Text;
        using var browser = await SignedInAsync(site, "02-026", key);
        site.Clock.Advance(TimeSpan.FromDays(9));
        var (status, page) = await PostAsync(
            browser, ("unit", "02-026"), ("period", "2024-05"), ("n-trees-planted", "1<\"2"), ("step", "send"));
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        var fields = Hidden(page);
        Assert.Equal("1<\"2", fields["kept.n-trees-planted"]);
        using var signedIn = await browser.SendAsync(SampleSite.Form(
            "sign-in", [("key", key), .. fields.Select(field => (field.Key, field.Value))]));
        var goOn = await signedIn.Content.ReadAsStringAsync();
        Assert.Contains("action=\"/report", goOn, StringComparison.Ordinal);
        var (back, form) = await PostAsync(browser, [.. Hidden(goOn).Select(field => (field.Key, field.Value))]);
        Assert.Equal(HttpStatusCode.OK, back);
        Assert.Contains("value=\"1&lt;&quot;2\"", form, StringComparison.Ordinal);
        Assert.Empty(await site.RevisionsAsync("02-026", "2024-05"));
    }

    [Fact]
    public async Task An_address_that_names_another_month_than_the_form_stores_nothing()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        using var browser = await SignedInAsync(site, "02-026");
        using var answer = await browser.SendAsync(SampleSite.Form(
            "report?unit=02-026&period=2024-06", ("unit", "02-026"), ("period", "2024-05"), ("n-trees-planted", "5")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Empty(await site.RevisionsAsync("02-026", "2024-05"));
    }

    [Fact]
    public async Task A_code_lets_one_phone_in_also_when_the_answer_was_lost_and_signing_out_ends_it()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        var code = await site.CodeAsync("02-026");
        using var phone = Browser(site);
        using var other = Browser(site);
        var typed = code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, await EnterAsync(phone, typed, "first"));
        Assert.Equal(HttpStatusCode.SeeOther, await EnterAsync(phone, code, "first"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await EnterAsync(other, code, "second"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await EnterAsync(other, "AAAA-BBBB-CCCC", "second"));
        Assert.Equal(HttpStatusCode.OK, (await phone.GetAsync("/report")).StatusCode);
        site.Clock.Advance(TimeSpan.FromDays(60));
        using var renewed = await phone.GetAsync("/report");
        Assert.Equal(HttpStatusCode.OK, renewed.StatusCode);
        Assert.Contains(renewed.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith(SessionCookie.Name, StringComparison.Ordinal));
        using var left = await phone.SendAsync(SampleSite.Form("sign-out"));
        Assert.False(await site.Get<KeyStore>().AllAsync(default).AnyAsync(key => key is { IsPhone: true, IsValid: true }));
    }

    [Fact]
    public async Task A_unit_makes_sheets_for_those_below_and_signs_their_phones_out()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        using var province = await SignedInAsync(site, "02");
        using var sheets = await province.SendAsync(SampleSite.Form(
            "invitations", ("unit", "02"), ("below", "true"), ("until", "2024-06-30"), ("once", "false")));
        var html = await sheets.Content.ReadAsStringAsync();
        var codes = Regex.Matches(html, "<strong class=\"code\">([^<]+)</strong>").Select(match => match.Groups[1].Value).ToArray();
        Assert.Equal(11, codes.Distinct().Count());
        Assert.Equal(11, Regex.Count(html, "<svg class=\"qr\""));
        using var own = await province.SendAsync(SampleSite.Form(
            "invitations", ("unit", "02"), ("until", "2024-06-30"), ("once", "true")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, own.StatusCode);
        using var foreign = await province.SendAsync(SampleSite.Form(
            "invitations", ("unit", "01-001"), ("until", "2024-06-30"), ("once", "true")));
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);

        using var phone = Browser(site);
        Assert.Equal(HttpStatusCode.SeeOther, await EnterAsync(phone, codes[0], "x"));
        var id = Hidden(await province.GetStringAsync("/invitations"))["key"];
        using var ended = await province.SendAsync(SampleSite.Form("invitations/sign-out", ("key", id)));
        Assert.Equal(HttpStatusCode.SeeOther, ended.StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await phone.GetAsync("/report")).StatusCode);
        site.Clock.Advance(TimeSpan.FromDays(40));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await EnterAsync(phone, codes[1], "y"));
    }

    [Fact]
    public async Task A_request_meant_for_another_key_is_not_answered_and_a_trial_stores_nothing()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        using var browser = await SignedInAsync(site, "02-026");
        const string Report = """{"unit":"02-026","period":"2024-05","values":{"trees-planted":{"amount":900000000}}}""";
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        using var trial = await browser.SendJsonAsync(HttpMethod.Post, "/api/reports?dryRun=true", Report);
        using var other = await browser.SendJsonAsync(HttpMethod.Post, "/api/reports", Report, (SessionCookie.KeyIdHeader, "0123456789ab"));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (trial.StatusCode, other.StatusCode));
        var receipt = await trial.JsonAsync();
        Assert.Equal("valid", receipt.GetProperty("status").GetString());
        Assert.Equal("/values/trees-planted", receipt.GetProperty("warnings")[0].GetProperty("pointer").GetString());
        Assert.Empty(await site.RevisionsAsync("02-026", "2024-05"));
    }

    [Fact]
    public async Task Due_days_are_a_calendar_and_the_receipt_a_text()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        using var browser = await SignedInAsync(site, "02-026");
        await PostAsync(browser, ("unit", "02-026"), ("period", "2024-05"), ("n-trees-planted", "10"));
        var calendar = await browser.GetStringAsync("/report/calendar?unit=02-026");
        Assert.Contains("DTSTART;VALUE=DATE:20240605\r\n", calendar, StringComparison.Ordinal);
        Assert.All(calendar.Split("\r\n"), line => Assert.True(System.Text.Encoding.UTF8.GetByteCount(line) <= 75, line));
        Assert.Equal(Regex.Count(calendar, "BEGIN:VEVENT"), Regex.Count(calendar, "END:VEVENT"));
        Assert.Contains("1 chỉ tiêu, còn thiếu 18", await browser.GetStringAsync("/report/receipt?unit=02-026&period=2024-05"),
            StringComparison.Ordinal);
    }

    private static HttpClient Browser(PhoneSite site) => new(new HttpClientHandler
    {
        CookieContainer = new CookieContainer(),
        AllowAutoRedirect = false,
    })
    { BaseAddress = new Uri($"http://localhost:{site.Port}") };

    private static async Task<HttpClient> SignedInAsync(PhoneSite site, string unit, string? key = null)
    {
        var browser = Browser(site);
        using var answer = await browser.SendAsync(SampleSite.Form("sign-in", ("key", key ?? (await site.KeyAsync(unit)).Text)));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return browser;
    }

    private static async Task<HttpStatusCode> EnterAsync(HttpClient browser, string code, string attempt)
    {
        using var answer = await browser.SendAsync(SampleSite.Form("enter", ("code", code), ("attempt", attempt)));
        return answer.StatusCode;
    }

    private static async Task<(HttpStatusCode Status, string Page)> PostAsync(
        HttpClient browser, params (string Name, string Value)[] fields)
    {
        using var answer = await browser.SendAsync(SampleSite.Form("report", fields));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static string[] Months(string page) =>
        [.. Regex.Matches(page, "data-month=\"([^\"]+)\"").Select(match => match.Groups[1].Value)];

    private static Dictionary<string, string> Hidden(string page) =>
        Regex.Matches(page, "<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">")
            .ToDictionary(match => WebUtility.HtmlDecode(match.Groups[1].Value), match => WebUtility.HtmlDecode(match.Groups[2].Value));
}
