using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Access.Keys;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Catalog;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Tests.Access;
using YouthFunctions.Tests.Form;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.Summaries;

namespace YouthFunctions.Tests.Pages;

/// <summary>A form that was sent after the session had ended: whoever signs in again is told that nothing was sent yet.</summary>
public sealed class GoOnTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private const string Form = "application/x-www-form-urlencoded";

    // Of reports, whose trail are their revisions.
    private static readonly string[] Reports =
    [
        "unit=01&period=2024-05&n-trees-planted=7&step=send", "unit=01&period=2024-05&n-trees-planted=7",
        "unit=01&period=2024-05&confirm=1",
    ];

    [Fact]
    public async Task No_form_is_carried_out_by_going_back_to_what_was_typed()
    {
        await using var app = await TestApp.StartAsync(storage, services: all =>
        {
            SmallCountry.Register(all);
            FakePushService.Register(all);
        });
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        (await centre.SendJsonAsync(HttpMethod.Post, "/api/reports",
            """{"unit":"01","period":"2024-05","values":{"trees-planted":{"amount":900000000}}}""")).EnsureSuccessStatusCode();
        // What a script sends by itself is no form, and is not kept.
        var forms = FunctionTable.Http.Where(function => function.Method == "POST" && function.Scope != AccessScope.Anonymous
            && !function.Route.StartsWith("api/", StringComparison.Ordinal) && function.Name is not ("BeginReminders" or "EndReminders"))
            .ToArray();
        var walked = 0;
        foreach (var function in forms)
            foreach (var (path, body) in RequestsOf(function))
            {
                await GoBackAsync(app, function, path, body);
                walked++;
            }

        Assert.True(walked >= forms.Length, $"{walked} requests for {forms.Length} forms");
        Assert.DoesNotContain(await EntriesAsync(centre), name => forms.Any(form => form.Name == name));
        var report = Assert.Single(
            await app.Services.GetRequiredService<ReportStore>().RevisionsAsync(UnitCode.Parse("01"), new Month(2024, 5), default));
        Assert.Null(report.Confirmation);
    }

    [Fact]
    public async Task The_form_of_a_report_is_shown_again_and_confirms_nothing()
    {
        await using var app = await TestApp.StartAsync(storage);
        using var reporter = await app.SignInAsync(Role.Reporter, "01");
        (await reporter.SendJsonAsync(HttpMethod.Post, "/api/reports",
            """{"unit":"01","period":"2024-05","values":{"trees-planted":{"amount":900000000}}}""")).EnsureSuccessStatusCode();
        using var answer = await reporter.SendAsync(SampleSite.Form(
            "report", ("unit", "01"), ("period", "2024-05"), ("confirm", "1"), ("step", "edit")));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var report = Assert.Single(
            await app.Services.GetRequiredService<ReportStore>().RevisionsAsync(UnitCode.Parse("01"), new Month(2024, 5), default));
        Assert.Null(report.Confirmation);
    }

    // As a browser does it: sent without a session, signed in on the page that answers, and back.
    private static async Task GoBackAsync(TestApp app, HttpFunction function, string path, string body)
    {
        var keys = app.Services.GetRequiredService<KeyStore>();
        var phone = await keys.CreateAsync(Role.Reporter, UnitCode.Parse("01"), "x", default, isPhone: true);
        body = body.Replace("{phone}", phone.Id, StringComparison.Ordinal);
        var key = await keys.CreateAsync(Role.Administrator | Role.Reporter, UnitCode.Country, "x", default);
        using var browser = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false })
        {
            BaseAddress = app.Address,
        };
        using var request = Requests.Of(function, path, Form, body);
        request.Headers.Add("Accept", "text/html");
        using var ended = await browser.SendAsync(request);
        Assert.Equal((function.Name, HttpStatusCode.Unauthorized), (function.Name, ended.StatusCode));
        using var signedIn = await browser.SendAsync(SampleSite.Form(
            "sign-in", [.. Hidden(await ended.Content.ReadAsStringAsync()), ("key", key.Text)]));
        if (signedIn.StatusCode == HttpStatusCode.SeeOther)
        {
            using var page = await browser.GetAsync(signedIn.Headers.Location);
            Assert.Equal((function.Name, HttpStatusCode.OK), (function.Name, page.StatusCode));
            return;
        }

        Assert.Equal((function.Name, HttpStatusCode.OK), (function.Name, signedIn.StatusCode));
        var goOn = await signedIn.Content.ReadAsStringAsync();
        Assert.Contains($"action=\"/{path.Split('?')[0]}", goOn, StringComparison.Ordinal);
        using var back = await browser.SendAsync(SampleSite.Form(path, Hidden(goOn)));
        // It is shown, or what is wrong with it; a change leads on.
        Assert.True((int)back.StatusCode is 200 or (>= 400 and < 500), $"{function.Name}: {back.StatusCode}");
    }

    private static IEnumerable<(string Path, string Body)> RequestsOf(HttpFunction function)
    {
        if (function.Name == "SubmitReportForm")
            return Reports.Select(body => ("report?unit=01&period=2024-05", body));
        var (path, _, body) = Requests.Writing[function.Name];
        return [(path, body)];
    }

    private static (string Name, string Value)[] Hidden(string page) =>
        [.. Regex.Matches(page, "<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">").Select(match =>
            (WebUtility.HtmlDecode(match.Groups[1].Value), WebUtility.HtmlDecode(match.Groups[2].Value)))];

    private static async Task<string[]> EntriesAsync(HttpClient client) =>
        [.. (await (await client.GetAsync("/api/audit")).JsonAsync()).GetProperty("entries").EnumerateArray()
            .Select(entry => entry.GetProperty("function").GetString()!)];
}
