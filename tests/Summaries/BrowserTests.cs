using Microsoft.Playwright;
using YouthFunctions.Calls;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Summaries;

/// <summary>The leader's five minutes, in a real browser.</summary>
public sealed class BrowserTests(SeededSite seeded, ChromiumFixture chromium) : IClassFixture<SeededSite>, IClassFixture<ChromiumFixture>
{
    private static readonly string[] Pages =
    [
        "/", "/units/02?year=2024", "/units/02-026?year=2024", "/units/VN/indicators/trees-planted?year=2024",
    "/units/02/indicators/trees-planted?year=2024&pace=150", "/scorecard?year=2024", ];

    [SkippableFact]
    [Trait("Category", "siege")]
    public async Task A_leader_signs_in_reads_drills_down_to_the_gap_prints_and_switches_the_language()
    {
        var site = seeded.Site;
        var page = await chromium.PageAsync(site, width: 360);
        await ChromiumFixture.SignInAsync(page, await site.KeyAsync(Role.Leader, "VN"));

        await Assertions.Expect(page.Locator(".lead")).ToContainTextAsync("Cây xanh được trồng mới");
        await page.Locator("#children").GetByRole(AriaRole.Link, new() { Name = "Tỉnh Hà Giang", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Tỉnh Hà Giang");
        var first = page.Locator("#children tbody tr").First;
        await Assertions.Expect(first).ToContainTextAsync("100%");
        await first.GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Huyện Đồng Văn");

        await page.GotoAsync("/");
        await CheckPrintAsync(page);

        await page.GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();
        await Assertions.Expect(page.Locator(".lead")).ToContainTextAsync("Trees planted");
        await page.GotoAsync("/units/02?year=2024");
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
    }

    [Trait("Category", "siege")]
    [SkippableTheory]
    [InlineData("vi")]
    [InlineData("en")]
    public async Task Axe_finds_nothing_serious_on_any_page(string language)
    {
        var site = seeded.Site;
        var page = await chromium.PageAsync(site, width: 360);
        await page.GotoAsync($"/sign-in?lang={language}");
        await ChromiumFixture.CheckAccessibilityAsync(page);
        await page.Locator("#key").FillAsync(await site.KeyAsync(Role.Leader, "VN"));
        await page.Locator("button.main").ClickAsync();
        foreach (var path in Pages)
        {
            await page.GotoAsync(path);
            await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", language);
            await ChromiumFixture.CheckAccessibilityAsync(page);
        }

        await page.GetByRole(AriaRole.Button).First.ClickAsync();
        await page.Locator("#key").FillAsync(await site.KeyAsync(Role.Reporter, "02"));
        await page.Locator("button.main").ClickAsync();
        await ChromiumFixture.CheckAccessibilityAsync(page);
        await page.Locator("#n-trees-planted").FillAsync("nhiều");
        await page.Locator("button.main").ClickAsync();
        await Assertions.Expect(page.Locator("#faults")).ToBeVisibleAsync();
        await ChromiumFixture.CheckAccessibilityAsync(page);
    }

    [SkippableFact]
    [Trait("Category", "siege")]
    public async Task Axe_finds_what_is_wrong_with_a_page()
    {
        var page = await chromium.PageAsync(seeded.Site);
        await page.SetContentAsync("<main><h1>1</h1><img src='x.png'></main>");
        var found = await Assert.ThrowsAsync<Xunit.Sdk.TrueException>(() => ChromiumFixture.CheckAccessibilityAsync(page));
        Assert.Contains("image-alt: ", found.Message, StringComparison.Ordinal);
        Assert.Contains("<img src=\"x.png\">", found.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    [Trait("Category", "siege")]
    public async Task A_reporter_fills_in_the_form_on_a_phone_without_javascript()
    {
        var site = seeded.Site;
        var page = await chromium.PageAsync(site, width: 360, javaScript: false);
        await ChromiumFixture.SignInAsync(page, await site.KeyAsync(Role.Reporter, "02-026"));
        await page.Locator("#n-trees-planted").FillAsync("1.2345");
        await page.Locator("#n-ideas-supported").FillAsync("12");
        await page.GetByRole(AriaRole.Button, new() { Name = "Gửi báo cáo" }).ClickAsync();
        await Assertions.Expect(page.Locator("#faults")).ToContainTextAsync("Cây xanh được trồng mới");
        await Assertions.Expect(page.Locator("#n-trees-planted")).ToHaveValueAsync("1.2345");
        await ChromiumFixture.KeepPictureAsync(page, "report-360.png", new());
        await page.Locator("#n-trees-planted").FillAsync("12.345");
        await page.GetByRole(AriaRole.Button, new() { Name = "Gửi báo cáo" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("phiên bản 1");
        await Assertions.Expect(page.Locator("#n-trees-planted")).ToHaveValueAsync("12345");
        await Assertions.Expect(page.Locator("#n-ideas-supported")).ToHaveValueAsync("12");
    }

    [SkippableFact]
    [Trait("Category", "siege")]
    public async Task The_keyboard_reaches_everything_in_the_order_it_is_read()
    {
        var site = seeded.Site;
        var page = await chromium.PageAsync(site);
        await page.GotoAsync("/sign-in");
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("#main", await FocusedAsync(page));
        foreach (var expected in new[] { "/", "?lang=en", "key", "remember", "button" })
        {
            await page.Keyboard.PressAsync("Tab");
            Assert.EndsWith(expected, await FocusedAsync(page));
        }

        await page.Locator("#key").FillAsync(await site.KeyAsync(Role.Leader, "VN"));
        await page.Keyboard.PressAsync("Enter");
        await ChromiumFixture.WaitForPageAsync(page, "/$");
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("#main", await FocusedAsync(page));
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("#changes", await FocusedAsync(page)); // what is flagged below
        await page.Keyboard.PressAsync("Tab");
        Assert.Contains("/scorecard", await FocusedAsync(page), StringComparison.Ordinal);
        await page.Keyboard.PressAsync("Tab");
        Assert.Contains("/indicators/trees-planted", await FocusedAsync(page), StringComparison.Ordinal);
        Assert.Equal("rgb(255, 176, 0)", await page.EvaluateAsync<string>("() => getComputedStyle(document.activeElement).outlineColor"));
    }

    [Trait("Category", "siege")]
    [SkippableFact]
    public async Task Every_page_fits_a_phone_and_is_small()
    {
        var site = seeded.Site;
        foreach (var width in new[] { 360, 1280 })
        {
            var page = await chromium.PageAsync(site, width);
            var transferred = 0;
            page.RequestFinished += async (_, request) => Interlocked.Add(ref transferred, (await request.SizesAsync()).ResponseBodySize);
            await page.GotoAsync("/sign-in");
            await ChromiumFixture.KeepPictureAsync(page, $"sign-in-{width}.png");
            await ChromiumFixture.SignInAsync(page, await site.KeyAsync(Role.Leader, "VN"));
            foreach (var (path, index) in Pages.Select((path, index) => (path, index)))
            {
                Interlocked.Exchange(ref transferred, 0);
                await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });
                Assert.InRange(transferred, 1, 100_000);
                var overflow = await page.EvaluateAsync<int>(
                    "() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
                Assert.True(overflow <= 0, $"{path} is {overflow} pixels too wide at {width}.");
                await ChromiumFixture.KeepPictureAsync(page, $"page{index}-{width}.png");
            }
        }
    }

    /// <summary>On paper every row, reason and folded target is there, in the order of the page.</summary>
    private static async Task CheckPrintAsync(IPage page)
    {
        var expected = await page.Locator(
            "main tr th[scope=row], main .rows .name, main .card h3, main .why li, main .news li a").AllTextContentsAsync();
        Assert.True(expected.Count > 63 + 19);
        using var pdf = UglyToad.PdfPig.PdfDocument.Open(
            await page.PdfAsync(new PagePdfOptions { Format = "A4", PreferCSSPageSize = true }));
        Assert.All(pdf.GetPages(), sheet => Assert.Equal((595, 842), ((int)Math.Round(sheet.Width), (int)Math.Round(sheet.Height))));
        var printed = Letters(string.Concat(pdf.GetPages().SelectMany(sheet => sheet.Letters).Select(letter => letter.Value)));
        House.AssertEach.All(expected, text => Assert.Contains(Letters(text), printed, StringComparison.Ordinal));
    }

    // Fonts may compose letters otherwise than the page does, and lines break anywhere.
    private static string Letters(string text) => string.Concat(
        text.Normalize(System.Text.NormalizationForm.FormKD).Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static Task<string> FocusedAsync(IPage page) => page.EvaluateAsync<string>(
        "() => document.activeElement.getAttribute('href') ?? (document.activeElement.id || document.activeElement.tagName.toLowerCase())");
}
