using Microsoft.Playwright;
using YouthFunctions.Tests.Summaries;

namespace YouthFunctions.Tests.Pages;

/// <summary>Holds pages to what each must be: both languages, a phone and a desk, nothing serious found by axe, no page wider than its
/// window; and keeps a picture of each where one is wanted.</summary>
internal static class DeskPages
{
    /// <summary>Looks at pages as the holder of a key.</summary>
    /// <param name="chromium">The browser.</param>
    /// <param name="site">The site.</param>
    /// <param name="key">The key's text.</param>
    /// <param name="name">What the pictures' names begin with.</param>
    /// <param name="paths">The pages.</param>
    public static async Task CheckAsync(ChromiumFixture chromium, SampleSite site, string key, string name, params string[] paths)
    {
        foreach (var width in new[] { 360, 1280 })
        {
            var page = await chromium.PageAsync(site, width);
            await ChromiumFixture.SignInAsync(page, key);
            foreach (var language in new[] { "vi", "en" })
                foreach (var (path, index) in paths.Select((path, index) => (path, index)))
                {
                    await page.GotoAsync($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={language}");
                    await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", language);
                    await CheckAsync(page, $"{name}{index}-{language}-{width}");
                }

            await page.Context.CloseAsync();
        }
    }

    /// <summary>Looks at the page that is open, as it is.</summary>
    public static async Task CheckAsync(IPage page, string picture)
    {
        await ChromiumFixture.KeepPictureAsync(page, $"{picture}.png");
        var overflow = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overflow <= 0, $"{page.Url} is {overflow} pixels too wide ({picture}).");
        if (await page.EvaluateAsync<bool>("() => matchMedia('(scripting: none)').matches"))
            await CheckCopyAsync(page);
        else
            await ChromiumFixture.CheckAccessibilityAsync(page);
    }

    // Axe waits for ever in a window without scripts: it looks at the same page in one with them.
    private static async Task CheckCopyAsync(IPage page)
    {
        var html = await page.ContentAsync();
        await using var context = await page.Context.Browser!.NewContextAsync(new()
        {
            ViewportSize = new ViewportSize { Width = page.ViewportSize!.Width, Height = page.ViewportSize.Height },
            Locale = "vi-VN",
        });
        await context.AddCookiesAsync((await page.Context.CookiesAsync()).Select(cookie => new Cookie
        {
            Name = cookie.Name,
            Value = cookie.Value,
            Domain = cookie.Domain,
            Path = cookie.Path,
        }));
        var copy = await context.NewPageAsync();
        await copy.RouteAsync(page.Url, route => route.FulfillAsync(new() { Body = html, ContentType = "text/html; charset=utf-8" }));
        await copy.GotoAsync(page.Url);
        await ChromiumFixture.CheckAccessibilityAsync(copy);
    }
}
