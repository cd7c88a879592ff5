using System.Net;
using System.Text.RegularExpressions;
using YouthFunctions.Calls;
using YouthFunctions.Tests.Summaries;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Pages;

/// <summary>What stands around every page: where one can go, the search, the roles of a key.</summary>
public sealed partial class FrameTests(SeededSite seeded, ChromiumFixture chromium)
    : IClassFixture<SeededSite>, IClassFixture<ChromiumFixture>
{
    [Theory]
    [InlineData(Role.Reporter, "02", "/collect /report")]
    [InlineData(Role.Reporter, "00004", "/report")]
    [InlineData(Role.Reporter | Role.Leader, "02", "/ /collect /report")]
    public async Task The_navigation_shows_what_the_roles_of_a_key_open_and_no_other(Role roles, string unit, string paths)
    {
        using var browser = await seeded.Site.SignedInAsync(roles, unit);
        var html = await browser.GetStringAsync("/report");
        var shown = Links().Matches(html[html.IndexOf("<nav class=\"main\"", StringComparison.Ordinal)..]
            .Split("</nav>")[0]).Select(match => match.Groups[1].Value).ToArray();
        foreach (var path in paths.Split(' '))
            Assert.Contains(path, shown);
        foreach (var path in shown)
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(path)).StatusCode);
        Assert.Equal(paths.Split(' ').Contains("/"), shown.Contains("/"));
        Assert.Equal(paths.Split(' ').Contains("/collect"), shown.Contains("/collect"));
        Assert.DoesNotContain("/manage", shown);
    }

    [Fact]
    public async Task A_key_with_two_roles_sees_what_either_allows_and_nothing_more()
    {
        using var browser = await seeded.Site.SignedInAsync(Role.Reporter | Role.Analyst, "02");
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/report")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/units/02")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/manage")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/units/01")).StatusCode);
    }

    [Theory]
    [InlineData("ha giang", "02")]
    [InlineData("HÀ GIANG", "02")]
    [InlineData("02-026", "02-026")]
    [InlineData("dong van", "02-026")]
    [InlineData("Đồng Văn", "02-026")]
    [InlineData("dong van ha giang", "02-026")]
    [InlineData("binh chanh", "79-785")]
    public void A_unit_is_found_by_its_name_without_accents_or_its_code(string typed, string code) =>
        Assert.Equal(code, YouthFunctions.Pages.Search.UnitIndex.Of(UnitRegister.Shipped(OrganisationFolder.Shipped).Trees[0])
            .Find(typed).First().Code.ToString());

    [Fact]
    public void Every_unit_of_every_tree_is_found_by_its_code_and_by_its_whole_name()
    {
        foreach (var tree in UnitRegister.Shipped(OrganisationFolder.Shipped).Trees)
        {
            var index = YouthFunctions.Pages.Search.UnitIndex.Of(tree);
            foreach (var unit in tree.TopDown.Where((_, number) => number % 97 == 0))
            {
                Assert.Equal(unit, index.Find(unit.Code.ToString()).First());
                Assert.Contains(unit, index.Find(unit.Name.ToUpperInvariant()));
            }
        }
    }

    [Fact]
    public async Task Nobody_finds_units_out_of_reach()
    {
        using var browser = await seeded.Site.SignedInAsync(Role.Leader, "02");
        var html = await browser.GetStringAsync("/search?q=ba+dinh");
        Assert.DoesNotContain("01-001", html, StringComparison.Ordinal);
        Assert.Contains("Huyện Đồng Văn", await browser.GetStringAsync("/search?q=dong+van"), StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", await browser.GetStringAsync("/search?q=%3Cscript%3E"), StringComparison.Ordinal);
    }

    [SkippableFact]
    [Trait("Category", "siege")]
    public async Task A_leader_looks_a_district_up_by_its_name_without_accents_and_lands_on_its_page()
    {
        var page = await chromium.PageAsync(seeded.Site, 360, javaScript: false);
        await ChromiumFixture.SignInAsync(page, await seeded.Site.KeyAsync(Role.Leader, "VN"));
        await page.Locator("#find").FillAsync("dong van");
        await page.Locator("#find").PressAsync("Enter");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Tổng hợp Huyện Đồng Văn" }).ClickAsync();
        await Microsoft.Playwright.Assertions.Expect(page.Locator("h1")).ToContainTextAsync("Huyện Đồng Văn");
        await Microsoft.Playwright.Assertions.Expect(page.Locator("nav.path")).ToContainTextAsync("Tỉnh Hà Giang");
    }

    [Trait("Category", "siege")]
    [SkippableFact]
    public async Task The_search_is_whole_in_both_languages_on_a_phone_and_on_a_desk() => await DeskPages.CheckAsync(
        chromium, seeded.Site, await seeded.Site.KeyAsync(Role.Leader | Role.Reporter, "VN"), "search",
        "/search?q=tan", "/search?q=khong-co-gi");

    [GeneratedRegex("href=\"([^\"]+)\"")]
    private static partial Regex Links();
}
