using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using YouthFunctions.Calls;
using YouthFunctions.Tests.Collecting;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.Pages;
using YouthFunctions.Tests.Summaries;
using static Microsoft.Playwright.Assertions;

namespace YouthFunctions.Tests.Downloads;

/// <summary>Taking figures away: the page, and the links for tools.</summary>
public sealed partial class DownloadsTests(CollectingSite collecting, ChromiumFixture chromium)
    : IClassFixture<CollectingSite>, IClassFixture<ChromiumFixture>
{
    private SampleSite Site => collecting.Site;

    [SkippableFact]
    [Trait("Category", "siege")]
    public async Task An_analyst_finds_a_table_downloads_it_and_copies_a_line_whose_link_works_without_a_key()
    {
        await ExportAsync();
        var page = await chromium.PageAsync(Site, 1280, javaScript: false);
        await ChromiumFixture.SignInAsync(page, await Site.KeyAsync(Role.Analyst, "02"), "/downloads");
        var reports = page.Locator("li").Filter(new() { Has = page.Locator("code", new() { HasTextString = "reports" }) }).First;
        await Expect(reports).ToContainTextAsync("dòng");
        var file = await page.RunAndWaitForDownloadAsync(
            () => page.Locator("a[download][href*='/reports/'][href$='.csv']").First.ClickAsync());
        Assert.Contains("trees-planted", await File.ReadAllTextAsync(await file.PathAsync()), StringComparison.Ordinal);
        await page.GotoAsync("/downloads?lines=reports");
        foreach (var tool in new[] { "#power-query", "#python", "#r", "#duckdb" })
            await Expect(page.Locator(tool)).ToHaveValueAsync(new Regex("/downloads/"));
        var link = Link().Match(await page.Locator("#r").InputValueAsync()).Groups[1].Value;
        using var tool1 = new HttpClient();
        Assert.Contains("trees-planted", await tool1.GetStringAsync(link), StringComparison.Ordinal);
        // Bound to its file, its key and its hour.
        using var other = await tool1.GetAsync(link.Replace("/reports/", "/targets/", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
        using var forged = await tool1.GetAsync(link.Replace(".csv", ".parquet", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, forged.StatusCode);
        var ticket = new Uri(link).Segments[3].TrimEnd('/');
        using var signedIn = new HttpRequestMessage(HttpMethod.Get, new Uri(Site.Address, "/downloads"));
        signedIn.Headers.Add("Cookie", $"yf-session={ticket}");
        Assert.Equal(HttpStatusCode.Unauthorized, (await tool1.SendAsync(signedIn)).StatusCode); // a link is no sign-in
        foreach (var key in await Site.Keys.AllAsync(default).ToListAsync())
            if (ticket.StartsWith(key.Id, StringComparison.Ordinal))
                await Site.Keys.RevokeAsync(key.Id, default);
        Assert.Equal(HttpStatusCode.NotFound, (await tool1.GetAsync(link)).StatusCode);
    }

    [Fact]
    [Trait("Category", "siege")]
    public async Task Every_zip_and_every_whole_table_that_the_page_offers_is_there()
    {
        await ExportAsync();
        using var analyst = await Site.SignedInAsync(Role.Analyst, "02");
        string[] links =
        [
            .. Whole().Matches(await analyst.GetStringAsync("/downloads")).Select(found => WebUtility.HtmlDecode(found.Groups[1].Value)),
        ];
        Assert.Contains(links, link => link.EndsWith("/all.zip", StringComparison.Ordinal));
        Assert.Contains(links, link => link.StartsWith("/api/data/reports?", StringComparison.Ordinal));
        foreach (var link in links)
            Assert.Equal((link, HttpStatusCode.OK), (link, (await analyst.GetAsync(link)).StatusCode));
    }

    [SkippableFact]
    [Trait("Category", "siege")]
    public async Task The_page_is_whole_on_a_phone()
    {
        await ExportAsync();
        var page = await chromium.PageAsync(Site, 360);
        await ChromiumFixture.SignInAsync(page, await Site.KeyAsync(Role.Analyst, "VN"), "/downloads?unit=02&lines=rollups");
        await DeskPages.CheckAsync(page, "downloads-lines-vi-360");
    }

    [Trait("Category", "siege")] // axe on a dozen pages, each for seconds
    [SkippableFact]
    public async Task The_page_is_whole_in_both_languages_on_a_phone_and_on_a_desk()
    {
        await DeskPages.CheckAsync(chromium, Site, await Site.KeyAsync(Role.Analyst, "79"), "downloads-empty", "/downloads");
        await ExportAsync();
        await DeskPages.CheckAsync(
            chromium, Site, await Site.KeyAsync(Role.Analyst, "VN"), "downloads", "/downloads", "/downloads?unit=02&lines=rollups");
    }

    private Task ExportAsync() => TestApp.RunAsync(Site.Services, "Export");

    [GeneratedRegex("href=\"(/api/(?:exports/[^\"]*[.]zip|data/[^\"]*))\"")]
    private static partial Regex Whole();

    [GeneratedRegex("\"(http[^\"]+csv)\"")]
    private static partial Regex Link();
}
