using System.Net;
using Microsoft.Extensions.Time.Testing;
using YouthFunctions.Access.Sessions;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.Summaries;

namespace YouthFunctions.Tests.Pages;

/// <summary>Signing in, and what a cookie can and cannot do.</summary>
public sealed class SessionTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Fact]
    public async Task A_browser_without_a_cookie_is_led_to_the_sign_in_page_and_back()
    {
        await using var site = await SampleSite.StartAsync(storage, StorageFixture.NewPrefix(), withData: false);
        using var browser = site.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/units/02?year=2024") { Headers = { { "Accept", "text/html" } } };
        using var answer = await browser.SendAsync(request);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/sign-in?next=%2Funits%2F02%3Fyear%3D2024", answer.Headers.Location!.ToString());
        using var signIn = await browser.SendAsync(
            SampleSite.Form("sign-in", ("key", await site.KeyAsync(Role.Leader, "VN")), ("next", "/units/02?year=2024")));
        Assert.Equal("/units/02?year=2024", signIn.Headers.Location!.ToString());
        var cookie = signIn.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie);
        Assert.Contains("samesite=strict", cookie);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/units/02?year=2024")).StatusCode);
        await browser.SendAsync(SampleSite.Form("sign-out"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/units/02?year=2024")).StatusCode);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    public async Task Signing_in_never_leads_elsewhere(string next)
    {
        await using var site = await SampleSite.StartAsync(storage, StorageFixture.NewPrefix(), withData: false);
        using var answer = await site.Browser()
            .SendAsync(SampleSite.Form("sign-in", ("key", await site.KeyAsync(Role.Leader, "VN")), ("next", next)));
        Assert.Equal("/", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_wrong_key_is_refused_on_the_page_and_not_shown_again()
    {
        await using var site = await SampleSite.StartAsync(storage, StorageFixture.NewPrefix(), withData: false);
        using var answer = await site.Browser()
            .SendAsync(SampleSite.Form("sign-in", ("key", "yf-000000000000-" + new string('7', 64)), ("next", "/")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync();
        Assert.Contains("role=\"alert\"", html);
        Assert.DoesNotContain("7777", html);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData(null, null)]
    public async Task A_form_of_another_site_changes_nothing(string? header, string? value)
    {
        await using var site = await SampleSite.StartAsync(storage, StorageFixture.NewPrefix(), withData: false);
        using var browser = site.Browser();
        foreach (var path in new[] { "sign-in", "sign-out" })
        {
            using var form = SampleSite.Form(path, ("key", await site.KeyAsync(Role.Leader, "VN")));
            form.Headers.Remove("Sec-Fetch-Site");
            if (header is not null)
                form.Headers.Add(header, value);
            using var answer = await browser.SendAsync(form);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.False(answer.Headers.Contains("Set-Cookie"));
        }
    }

    [Fact]
    public async Task A_cookie_does_not_speak_for_another_sites_post()
    {
        await using var site = await SampleSite.StartAsync(storage, StorageFixture.NewPrefix(), withData: false);
        using var browser = await site.SignedInAsync(Role.Administrator, "VN");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/rollups/run")
        {
            Headers = { { "Sec-Fetch-Site", "cross-site" } },
        };
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task A_ticket_holds_on_every_instance_ends_in_time_and_cannot_be_forged()
    {
        var store = storage.NewStore();
        await store.CreateMissingAsync(default);
        var clock = new FakeTimeProvider(new DateTimeOffset(2024, 9, 15, 3, 0, 0, TimeSpan.Zero));
        var tickets = new SessionTickets(store, clock);
        var ticket = await tickets.IssueAsync("0123456789ab", default);
        Assert.Equal("0123456789ab", (await new SessionTickets(store, clock).ReadAsync(ticket, default))?.KeyId);
        var parts = ticket.Split('.');
        foreach (var forged in new[]
        {
            $"ba9876543210.{parts[1]}.{parts[2]}.{parts[3]}", $"{parts[0]}.{long.Parse(parts[1], null) + 1}.{parts[2]}.{parts[3]}",
            $"{parts[0]}.{parts[1]}.{new string('0', 16)}.{parts[3]}", $"{parts[0]}.{parts[1]}.{parts[2]}.{new string('0', 64)}",
                $"{parts[0]}.{parts[1]}.{parts[3]}",
            "", "..", ticket + "0", new string('é', 64),
        })
            Assert.Null(await tickets.ReadAsync(forged, default));
        clock.Advance(SessionTickets.Lifetime - TimeSpan.FromSeconds(1));
        Assert.NotNull(await tickets.ReadAsync(ticket, default));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await tickets.ReadAsync(ticket, default));
    }

    [Fact]
    public async Task A_revoked_key_ends_its_sessions()
    {
        await using var site = await SampleSite.StartAsync(storage, StorageFixture.NewPrefix(), withData: false);
        using var browser = site.Browser();
        var key = await site.Keys.CreateAsync(Role.Leader, UnitCode.Country, "test", default);
        await browser.SendAsync(SampleSite.Form("sign-in", ("key", key.Text)));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/scorecard")).StatusCode);
        Assert.True(await site.Keys.RevokeAsync(key.Id, default));
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/scorecard")).StatusCode);
    }
}
