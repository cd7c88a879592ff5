using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using YouthFunctions.Access.Keys;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Form.Reminders;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.Summaries;

namespace YouthFunctions.Tests.Form;

/// <summary>Reminders before the due day, to browsers whose owner agreed.</summary>
public sealed class ReminderTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private const string Report = """{"unit":"02-026","period":"2024-05","values":{"trees-planted":{"amount":5}}}""";

    [Fact]
    public void The_browser_of_the_tests_reads_the_published_example() => Assert.Equal(
        "When I grow up, I want to be a watermelon",
        FakePushService.Decrypt(System.Buffers.Text.Base64Url.DecodeFromChars(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_"
            + "yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN")));

    [Fact]
    public async Task Whose_report_is_not_in_is_reminded_once_in_the_days_before_it_is_due()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        site.Clock.Advance(TimeSpan.FromDays(28)); // 1 July: June is due on the 5th
        using var reporter = await site.ClientAsync(Role.Reporter, "02-026");
        await BeginAsync(reporter);
        await RunAsync(site);
        Assert.Empty(site.Push.Taken); // four days before
        site.Clock.Advance(TimeSpan.FromDays(1));
        await RunAsync(site);
        await RunAsync(site);
        var (endpoint, text) = Assert.Single(site.Push.Taken);
        Assert.Equal(FakePushService.Endpoint, endpoint);
        using var message = JsonDocument.Parse(text);
        Assert.Equal("Sắp đến hạn nộp báo cáo 6/2024", message.RootElement.GetProperty("title").GetString());
        Assert.Equal("Huyện Đồng Văn: hạn nộp 05/07/2024", message.RootElement.GetProperty("body").GetString());
        Assert.Equal("/report?unit=02-026&period=2024-06", message.RootElement.GetProperty("url").GetString());
        site.Clock.Advance(TimeSpan.FromDays(31)); // 2 August, July
        await RunAsync(site);
        Assert.Equal(2, site.Push.Taken.Count);
    }

    [Fact]
    public async Task A_report_that_is_in_needs_no_reminder_and_one_that_was_returned_does()
    {
        await using var site = await PhoneSite.StartAsync(storage); // 3 June: May is due on the 5th
        using var reporter = await site.ClientAsync(Role.Reporter, "02-026");
        using var parent = await site.ClientAsync(Role.Reporter, "02");
        await BeginAsync(reporter);
        (await reporter.SendJsonAsync(HttpMethod.Post, "/api/reports", Report)).EnsureSuccessStatusCode();
        await RunAsync(site);
        Assert.Empty(site.Push.Taken);
        (await parent.SendJsonAsync(HttpMethod.Post, "/api/reports/02-026/2024-05/return", """{"revision":1,"note":"thiếu"}"""))
            .EnsureSuccessStatusCode();
        await RunAsync(site);
        Assert.Single(site.Push.Taken);
    }

    [Fact]
    public async Task Whoever_reports_and_leads_is_reminded_too()
    {
        await using var site = await PhoneSite.StartAsync(storage); // 3 June: May is due on the 5th
        using var both = await site.ClientAsync(Role.Reporter | Role.Leader, "02-026");
        await BeginAsync(both);
        await RunAsync(site);
        Assert.Single(site.Push.Taken);
        Assert.Single(await AddressesAsync(site));
    }

    [Fact]
    public async Task What_is_not_taken_is_tried_the_next_day_and_a_browser_that_is_gone_is_forgotten()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        using var reporter = await site.ClientAsync(Role.Reporter, "02-026");
        await BeginAsync(reporter);
        site.Push.Answer = HttpStatusCode.ServiceUnavailable;
        Assert.Contains("1 to be tried again", await RunAsync(site), StringComparison.Ordinal);
        site.Push.Answer = HttpStatusCode.Created;
        site.Clock.Advance(TimeSpan.FromDays(1));
        await RunAsync(site);
        Assert.Single(site.Push.Taken);

        site.Clock.Advance(TimeSpan.FromDays(29)); // 3 July
        site.Push.Answer = HttpStatusCode.Gone;
        await RunAsync(site);
        Assert.Empty(await AddressesAsync(site));
    }

    [Fact]
    public async Task With_the_key_the_agreement_ends()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        var key = await site.KeyAsync("02-026");
        using var reporter = await site.ClientAsync(Role.Reporter, "02-026");
        using var revoked = Client(site, key);
        await BeginAsync(revoked);
        await BeginAsync(reporter, "https://push.example.org/send/other");
        await site.Get<KeyStore>().RevokeAsync(key.Id, default);
        await RunAsync(site);
        Assert.Equal("https://push.example.org/send/other", Assert.Single(site.Push.Taken).Endpoint);
        Assert.Single(await AddressesAsync(site));
    }

    [Theory]
    [InlineData(FakePushService.Endpoint, 1)] // the page says where this browser took messages
    [InlineData("", 2)] // nowhere
    [InlineData(null, 0)] // a page that does not know
    public async Task Signing_out_ends_what_the_browser_agreed_to(string? endpoint, int left)
    {
        await using var site = await PhoneSite.StartAsync(storage);
        var key = await site.KeyAsync("02-026");
        using var reporter = Client(site, key);
        await BeginAsync(reporter);
        await BeginAsync(reporter, "https://push.example.org/send/of-another-phone");
        using var browser = new HttpClient { BaseAddress = new Uri($"http://localhost:{site.Port}") };
        using var signedIn = await browser.SendAsync(SampleSite.Form("sign-in", ("key", key.Text)));
        using var left1 = await browser.SendAsync(
            endpoint is null ? SampleSite.Form("sign-out") : SampleSite.Form("sign-out", ("endpoint", endpoint)));
        Assert.Equal(left, (await AddressesAsync(site)).Count);
    }

    [Fact]
    public async Task The_same_browser_is_kept_once_and_a_key_has_ten_at_most()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        using var reporter = await site.ClientAsync(Role.Reporter, "02-026");
        await BeginAsync(reporter);
        await BeginAsync(reporter);
        Assert.Single(await AddressesAsync(site));
        for (var number = 0; number < 12; number++)
        {
            site.Clock.Advance(TimeSpan.FromSeconds(1));
            await BeginAsync(reporter, $"https://push.example.org/send/{number}");
        }

        var kept = await AddressesAsync(site);
        Assert.Equal(10, kept.Count);
        Assert.Contains(kept, address => address.Endpoint.AbsoluteUri.EndsWith("/11", StringComparison.Ordinal));
        (await reporter.SendJsonAsync(HttpMethod.Post, "/report/reminders/end",
            """{"endpoint":"https://push.example.org/send/11"}""")).EnsureSuccessStatusCode();
        Assert.Equal(9, (await AddressesAsync(site)).Count);
    }

    [Fact]
    public async Task Without_keys_nothing_is_offered_and_nothing_is_sent()
    {
        await using var app = await TestApp.StartAsync(storage);
        using var reporter = await app.SignInAsync(Role.Reporter, "02-026");
        using var answer = await reporter.SendJsonAsync(HttpMethod.Post, "/report/reminders", FakePushService.Subscription);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.DoesNotContain("data-push-key", await reporter.GetStringAsync("/report"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://push.example.org/a")]
    [InlineData("https://127.0.0.1/a")]
    [InlineData("https://[::1]/a")]
    [InlineData("https://0x7f000001/a")]
    [InlineData("https://2130706433/a")]
    [InlineData("https://localhost/a")]
    [InlineData("https://metadata/a")]
    [InlineData("https://push.example.org:8443/a")]
    [InlineData("https://user:secret@push.example.org/a")]
    [InlineData("file:///etc/passwd")]
    [InlineData("/send")]
    public async Task An_address_that_no_push_service_has_is_refused(string endpoint)
    {
        Assert.False(PushEndpoint.TryParse(endpoint, out _));
        await using var app = await TestApp.StartAsync(storage, services: FakePushService.Register);
        using var reporter = await app.SignInAsync(Role.Reporter, "02-026");
        using var answer = await reporter.SendJsonAsync(HttpMethod.Post, "/report/reminders", JsonSerializer.Serialize(
            new { endpoint, keys = new { p256dh = "AAAA", auth = "AAAA" } }));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(
            ["/endpoint", "/keys/p256dh", "/keys/auth"],
            (await answer.JsonAsync()).GetProperty("errors").EnumerateArray().Select(fault => fault.GetProperty("pointer").GetString()));
    }

    [Theory]
    [InlineData("142.250.4.95", true)]
    [InlineData("2404:6800:4003::5f", true)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.0.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("127.8.8.8", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:a00:1::", false)]
    public void Only_the_public_network_is_reached(string address, bool isPublic) =>
        Assert.Equal(isPublic, PushEndpoint.IsPublic(IPAddress.Parse(address)));

    [Fact]
    public async Task A_name_that_leads_to_this_machine_is_not_connected_to()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new HttpClient(PushEndpoint.CreateLine());
        await Assert.ThrowsAsync<HttpRequestException>(
            () => client.PostAsync($"https://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}/", null));
        Assert.False(listener.Pending());
    }

    [Theory]
    [InlineData(true, true, "mailto:a@example.org", true)]
    [InlineData(true, true, "https://example.org", true)]
    [InlineData(true, true, "", false)]
    [InlineData(true, true, "example.org", false)]
    [InlineData(true, false, "mailto:a@example.org", false)]
    [InlineData(false, true, "mailto:a@example.org", false)]
    public void Half_a_setting_is_refused(bool isPaired, bool isWhole, string subject, bool isTaken)
    {
        var (open, secret) = PushSettings.CreateKeys();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["WebPush:PublicKey"] = isPaired ? open : PushSettings.CreateKeys().PublicKey,
            ["WebPush:PrivateKey"] = isWhole ? secret : secret[..10],
            ["WebPush:Subject"] = subject,
        }).Build();
        if (isTaken)
            Assert.Equal(open, PushSettings.From(configuration)!.PublicKey);
        else
            Assert.DoesNotContain(secret, Assert.Throws<SettingException>(() => PushSettings.From(configuration)).Message,
                StringComparison.Ordinal);
    }

    private static HttpClient Client(PhoneSite site, NewKey key)
    {
        var client = new HttpClient { BaseAddress = new Uri($"http://localhost:{site.Port}") };
        client.DefaultRequestHeaders.Add(YouthFunctions.Access.Authenticator.KeyHeader, key.Text);
        return client;
    }

    private static async Task BeginAsync(HttpClient client, string endpoint = FakePushService.Endpoint)
    {
        using var answer = await client.SendJsonAsync(HttpMethod.Post, "/report/reminders",
            FakePushService.Subscription.Replace(FakePushService.Endpoint, endpoint, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private static async Task<string> RunAsync(PhoneSite site) =>
        (await site.Get<ReminderJob>().Run(new TimerRun(site.Clock.GetUtcNow(), OnDemand: false), default)).Summary;

    private static async Task<IReadOnlyList<ReminderAddress>> AddressesAsync(PhoneSite site) =>
        await site.Get<ReminderStore>().AllAsync(default).ToListAsync();
}
