using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Access;
using YouthFunctions.Access.Sessions;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Exports.Datasets;
using YouthFunctions.Exports.Snapshots;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.Summaries;

namespace YouthFunctions.Tests.Access;

/// <summary>Requests that want more than they may: copied cookies, guessed keys, addresses of others, texts that do not show.</summary>
public sealed class HostileRequestTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Fact]
    public async Task Signing_out_ends_the_ticket_for_whoever_copied_it_and_no_other_and_costs_no_look_at_storage()
    {
        await using var site = await SampleSite.StartAsync(storage, StorageFixture.NewPrefix(), withData: false);
        var key = await site.KeyAsync(Role.Leader, "VN");
        async Task<string> SignInAsync()
        {
            using var answer = await site.Browser().SendAsync(SampleSite.Form("sign-in", ("key", key), ("next", "/")));
            return answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        }

        async Task<HttpStatusCode> StatusAsync(string cookie, string path = "/api/plans/2024", HttpMethod? method = null)
        {
            using var client = new HttpClient(new HttpClientHandler
            {
                UseCookies = false,
                AllowAutoRedirect = false
            })
            { BaseAddress = site.Address };
            using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path)
            {
                Headers = { { "Cookie", cookie },
                { "Sec-Fetch-Site", "same-origin" } }
            };
            return (await client.SendAsync(request)).StatusCode;
        }

        var (text, other) = (await SignInAsync(), await SignInAsync());
        Assert.NotEqual(text, other);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(text));
        site.Storage.Reset();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(text));
        Assert.Equal(0, site.Storage.Count);
        Assert.Equal(HttpStatusCode.SeeOther, await StatusAsync(text, "/sign-out", HttpMethod.Post));
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (await StatusAsync(text), await StatusAsync(other)));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(await SignInAsync()));
    }

    [Fact]
    public void Ended_sign_ins_are_forgotten_when_they_are_over_and_too_many_end_them_all()
    {
        var now = new DateTimeOffset(2024, 9, 15, 3, 0, 0, TimeSpan.Zero);
        SessionTicket Ticket(int number, int seconds = 0) =>
            new("0123456789ab", now + SessionTickets.Lifetime + TimeSpan.FromSeconds(seconds), $"{number:x16}");
        var text = EndedSessions.Append(null, new SessionTicket("0123456789ab", now.AddSeconds(-1), "over"), now.AddSeconds(-5));
        text = EndedSessions.Append(text, Ticket(1), now);
        Assert.DoesNotContain("over", text, StringComparison.Ordinal);
        Assert.True(EndedSessions.Contains(text, Ticket(1)));
        Assert.False(EndedSessions.Contains(text, Ticket(2)));
        for (var number = 2; number <= 201; number++)
            text = EndedSessions.Append(text, Ticket(number), now);
        Assert.True(EndedSessions.Contains(text, Ticket(999)));
        Assert.False(EndedSessions.Contains(text, Ticket(999, seconds: 1)));
        Assert.True(text.Length < 1000);
    }

    [Theory]
    [InlineData("/\t/elsewhere.example")]
    [InlineData("/\n/elsewhere.example")]
    [InlineData("/\r\n/elsewhere.example")]
    [InlineData("/units\r\nSet-Cookie: a=b")]
    [InlineData("\t//elsewhere.example")]
    [InlineData("/.//elsewhere.example")]
    [InlineData("/a/..//elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("/a\\..\\\\elsewhere.example")]
    [InlineData("///elsewhere.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("http:elsewhere.example")]
    [InlineData("/\u0085/elsewhere.example")]
    [InlineData("/\u202e/elsewhere.example")]
    [InlineData("")]
    public void Only_a_path_of_our_own_is_led_on_to(string address) => Assert.Null(LocalPath.Normalize(address));

    [Theory]
    [InlineData("/units/02?year=2024", "/units/02?year=2024")]
    [InlineData("/briefs/VN/2024-09-02?year=2024#a", "/briefs/VN/2024-09-02?year=2024#a")]
    [InlineData("/tìm?q=Hà Nội", "/t%C3%ACm?q=H%C3%A0%20N%E1%BB%99i")]
    public void A_path_of_our_own_is_kept_as_it_can_stand_in_a_header(string address, string kept) => Assert.Equal(kept,
        LocalPath.Normalize(address));

    [Fact]
    public async Task Wrong_keys_are_counted_before_storage_is_asked_and_right_ones_are_served()
    {
        var line = new CountingTransport();
        await using var app = await TestApp.StartAsync(
            storage, line, services: services => services.AddSingleton(provider => new FailedKeyLimiter(
                new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string,
                    string?>
                { ["RateLimit:WrongKeysPerMinute"] = "5" }).Build(),
                provider.GetRequiredService<TimeProvider>())));
        using var known = await app.SignInAsync(Role.Leader, "VN");
        Assert.Equal(HttpStatusCode.OK, (await known.GetAsync("/api/plans/2024")).StatusCode);
        line.Reset();
        var statuses = new List<HttpStatusCode>();
        for (var guess = 0; guess < 20; guess++)
        {
            using var client = new HttpClient { BaseAddress = app.Address };
            client.DefaultRequestHeaders.Add(Authenticator.KeyHeader, $"yf-{guess:x12}-{new string('0', 64)}");
            using var answer = await client.GetAsync("/api/plans/2024");
            statuses.Add(answer.StatusCode);
            Assert.True(answer.StatusCode != HttpStatusCode.TooManyRequests || answer.Headers.RetryAfter is not null);
        }

        Assert.Equal(Enumerable.Repeat(HttpStatusCode.Unauthorized, 5).Concat(Enumerable.Repeat(HttpStatusCode.TooManyRequests, 15)),
            statuses);
        Assert.Equal(5, line.Count);
        using var page = await new HttpClient { BaseAddress = app.Address }.SendAsync(SampleSite.Form("sign-in", ("key",
            $"yf-{99:x12}-{new string('0', 64)}"), ("next", "/")));
        Assert.Equal(HttpStatusCode.TooManyRequests, page.StatusCode);
        Assert.Equal(5, line.Count);
        Assert.Equal(HttpStatusCode.OK, (await known.GetAsync("/api/plans/2024")).StatusCode);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        using var fresh = await app.SignInAsync(Role.Leader, "VN");
        Assert.Equal(HttpStatusCode.OK, (await fresh.GetAsync("/api/plans/2024")).StatusCode);
    }

    [Fact]
    public async Task Labels_names_reasons_and_notes_take_printable_text_only()
    {
        string[] texts =
        [
            "\\u0000", "a\\nb", "a\\u0007b", "a\\u0085b", "a\\u202eb", "a\\u200bb", "a\\u2028b", "a\\ue000b", "a\\ud800b", "\\u0301", "   ",
        ];
        await using var app = await TestApp.StartAsync(storage);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        foreach (var text in texts)
            await RefusesAsync(centre, text);
    }

    private static async Task RefusesAsync(HttpClient centre, string text)
    {
        var name = $$"""{"vietnamese":"{{text}}","english":"b"}""";
        var plan = (await centre.GetStringAsync("/api/plans/2024")).Replace("\"theme\":{\"vietnamese\":\"",
            $"\"theme\":{{\"vietnamese\":\"{text}", StringComparison.Ordinal);
        foreach (var (method, path, body) in new[]
        {
            (HttpMethod.Post, "/api/keys", $$"""{"role":"reporter","unit":"01","label":"{{text}}"}"""),
            (HttpMethod.Put, "/api/activities/2024",
                $$"""{"activities":[{"name":{{name}},"from":"2024-03-01","to":"2024-03-31","indicators":[]}]}"""),
            (HttpMethod.Post, "/api/calendar/2024/reopenings",
                $$"""{"month":"2024-03","unit":"01","until":"2024-09-30","reason":"{{text}}"}"""),
            (HttpMethod.Put, "/api/plans/2024", plan),
            (HttpMethod.Post, "/api/reports/01/2024-05/return", $$"""{"revision":1,"note":"{{text}}"}"""),
        })
        {
            var isReasonOfLines = text == "a\\nb" && (path.Contains("reopenings", StringComparison.Ordinal) || path.Contains("return",
                StringComparison.Ordinal));
            using var answer = await centre.SendJsonAsync(method, path, body);
            Assert.True(
                isReasonOfLines || answer.StatusCode is HttpStatusCode.UnprocessableEntity or HttpStatusCode.BadRequest,
                $"{path} {text}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
    }

    [Fact]
    public async Task The_calendar_shows_reopenings_within_reach_and_what_they_mean_for_the_caller()
    {
        await using var app = await TestApp.StartAsync(storage);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        foreach (var unit in new[] { "01", "01-001", "79" })
            (await centre.SendJsonAsync(
                HttpMethod.Post, "/api/calendar/2024/reopenings",
                    $$"""{"month":"2024-03","unit":"{{unit}}","until":"2024-09-30","reason":"riêng {{unit}}"}"""))
                .EnsureSuccessStatusCode();
        async Task<string> SeenAsync(string unit)
        {
            using var reporter = await app.SignInAsync(Role.Reporter, unit);
            var calendar = await (await reporter.GetAsync("/api/calendar/2024")).JsonAsync();
            var units = calendar.GetProperty("reopenings").EnumerateArray().Select(element
                => element.GetProperty("unit").GetString()!).Order(StringComparer.Ordinal);
            return $"{string.Join(' ', units)}: {calendar.GetProperty("months")[2].GetProperty("state")}";
        }

        var (hanoi, saigon, district, other) = (await SeenAsync("01"), await SeenAsync("79"), await SeenAsync("01-002"),
            await SeenAsync("02"));
        Assert.Equal("01 01-001: late", hanoi);
        Assert.Equal("79: late", saigon);
        Assert.Equal(": late", district);
        Assert.Equal(": closed", other);
        using var administrator = await app.SignInAsync(Role.Administrator, "01-001");
        var page = await administrator.GetStringAsync("/manage?year=2024");
        Assert.Contains("riêng 01-001", page, StringComparison.Ordinal);
        Assert.DoesNotContain("riêng 79", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_never_come_from_the_host_header()
    {
        await using var app = await TestApp.StartAsync(storage);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        var instant = app.Clock.GetUtcNow();
        await app.Services.GetRequiredService<SnapshotStore>().PublishAsync(
            new Manifest(SnapshotNames.Id(instant, 0), instant, SchemaHistory.Version, new Dictionary<string, string>(),
                [new SnapshotFile("units/year=2024.csv", "units", "csv", 2024, null, 1, 1, new string('0', 64))]),
            null, default);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/exports")
        {
            Headers = { { "Host", "elsewhere.example" },
            { "X-Forwarded-Host", "elsewhere.example" } }
        };
        var exports = await (await centre.SendAsync(request)).Content.ReadAsStringAsync();
        using var document = JsonDocument.Parse(exports);

        Assert.DoesNotContain("elsewhere", exports, StringComparison.Ordinal);
        Assert.StartsWith($"{app.Address}api/exports/", document.RootElement.GetProperty("files")[0].GetProperty("href").GetString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_public_address_is_the_setting_and_only_an_address_is_taken()
    {
        static PublicAddress Of(string? setting) =>
            new(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["PublicUrl"] = setting }).Build(),
                HostKind.CustomHandler);
        Assert.Equal("https://bao-cao.example/units/01", Of("https://bao-cao.example/").Combine("/units/01"));
        Assert.Equal("https://a.example/doan/units/01", Of("https://a.example/doan").Combine("/units/01"));
        Assert.Equal("/units/01", Of(null).Combine("/units/01"));
        foreach (var wrong in new[] { "bao-cao.example", "javascript:alert(1)", "ftp://a.example", "https://u:p@a.example",
            "https://a.example/?x=1" })
            Assert.Throws<SettingException>(() => Of(wrong));
    }
}
