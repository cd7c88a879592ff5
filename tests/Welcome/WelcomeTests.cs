using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using YouthFunctions.Access;
using YouthFunctions.Access.Keys;
using YouthFunctions.Calls;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.Pages;
using YouthFunctions.Tests.Summaries;
using static Microsoft.Playwright.Assertions;

namespace YouthFunctions.Tests.Welcome;

/// <summary>The first page, and links that sign in once.</summary>
[Trait("Category", "siege")]
public sealed class WelcomeTests(StorageFixture storage, ChromiumFixture chromium)
    : IClassFixture<StorageFixture>, IClassFixture<ChromiumFixture>
{
    [SkippableFact]
    public async Task Whoever_comes_without_a_key_reads_what_this_is_whom_to_ask_and_what_comes_next_and_signs_in_there()
    {
        await using var site = await SampleSite.StartAsync(storage, StorageFixture.NewPrefix(), withData: false, SmallCountry.Register);
        foreach (var width in new[] { 360, 1280 })
        {
            var page = await chromium.PageAsync(site, width, javaScript: false);
            await page.GotoAsync("/");
            await Expect(page.Locator("main")).ToContainTextAsync("Xin khóa ở đâu");
            await Expect(page.Locator("main")).ToContainTextAsync("Hệ thống chưa có báo cáo nào");
            await DeskPages.CheckAsync(page, $"welcome-vi-{width}");
            await page.GotoAsync("/?lang=en");
            await Expect(page.Locator("main")).ToContainTextAsync("Whom to ask for a key");
            await DeskPages.CheckAsync(page, $"welcome-en-{width}");
            await page.Locator("#key").FillAsync(await site.KeyAsync(Role.Reporter, "02"));
            await page.Locator("button.main").ClickAsync();
            await Expect(page.Locator("#n-trees-planted")).ToBeVisibleAsync();
        }
    }

    [Fact]
    public async Task A_link_signs_in_once_and_only_through_its_own_page()
    {
        await using var site = await SampleSite.StartAsync(storage, StorageFixture.NewPrefix(), withData: false, SmallCountry.Register);
        var key = await site.Keys.CreateAsync(Role.Leader, Analytics.Values.UnitCode.Parse("VN"), "x", default);
        var link = await site.Services.GetRequiredService<SignInLinks>().IssueAsync(key.Id, default);
        using var browser = site.Browser();
        Assert.Contains(link, await browser.GetStringAsync($"/sign-in?link={link}"), StringComparison.Ordinal); // looking uses it not up
        using var first = await browser.SendAsync(SampleSite.Form("sign-in", ("link", link), ("next", "/")));
        Assert.Equal(HttpStatusCode.SeeOther, first.StatusCode);
        Assert.Contains("/sign-out", await browser.GetStringAsync("/scorecard?year=2024"), StringComparison.Ordinal);
        using var stranger = site.Browser();
        using var second = await stranger.SendAsync(SampleSite.Form("sign-in", ("link", link), ("next", "/")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, second.StatusCode);
        using var forged = await stranger.SendAsync(SampleSite.Form("sign-in", ("link", link[..^1] + "0"), ("next", "/")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, forged.StatusCode);
    }

    [Fact]
    public async Task Of_several_that_use_a_link_at_once_one_is_signed_in()
    {
        await using var app = await TestApp.StartAsync(storage);
        var keys = app.Services.GetRequiredService<KeyStore>();
        var links = app.Services.GetRequiredService<SignInLinks>();
        var key = await keys.CreateAsync(Role.Leader, Analytics.Values.UnitCode.Country, "x", default);
        var link = await links.IssueAsync(key.Id, default);
        var used = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => links.RedeemAsync(link, default)));
        Assert.Equal(key.Id, Assert.Single(used.OfType<string>()));
    }
}
