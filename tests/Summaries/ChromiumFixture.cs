using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Summaries;

/// <summary>Debian's Chromium under Playwright, one for all tests of the class, from the first one on that opens a page; tests are skipped,
/// saying so, where it is not installed.</summary>
public sealed class ChromiumFixture : IAsyncLifetime
{
    private const string WholeProgram = "/usr/bin/chromium";

    // The same engine without the browser around a page costs a third less. It knows neither notifications nor sync in the background.
    private const string ShellProgram = "/usr/bin/chromium-headless-shell";

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    // A machine that builds and measures beside the tests is slow: what is waited for comes late, and not never. In milliseconds.
    private const int Patience = 60_000;

    private static readonly string[] AxeTags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    private static readonly string AxeScript = new BundledAxeScriptProvider().GetScript();

    private IPlaywright? _playwright;
    private IBrowser? _whole;
    private IBrowser? _shell;

    /// <summary>Where screenshots go; git ignores it.</summary>
    public static string Screenshots { get; } = Path.Combine(TestMachine.RepositoryRoot, "artifacts", "screenshots");

    private static bool ArePicturesWanted { get; } =
        new[] { "YOUTHFUNCTIONS_PICTURES", "WRITE_DOCS" }.Any(name => Environment.GetEnvironmentVariable(name) == "1");

    /// <inheritdoc/>
    public Task InitializeAsync() => Task.CompletedTask;

    private async Task<IPlaywright> StartAsync()
    {
        Skip.IfNot(File.Exists(WholeProgram), $"Chromium is not installed at {WholeProgram}: apt-get install chromium");
        Assertions.SetDefaultExpectTimeout(Patience);
        return _playwright ??= await Playwright.CreateAsync();
    }

    private async Task<IBrowser> BrowserAsync(bool isWhole)
    {
        var playwright = await StartAsync();
        if (isWhole || !File.Exists(ShellProgram))
            return _whole ??= await playwright.Chromium.LaunchAsync(new() { ExecutablePath = WholeProgram, Args = Arguments });
        return _shell ??= await playwright.Chromium.LaunchAsync(new() { ExecutablePath = ShellProgram, Args = Arguments });
    }

    /// <summary>A window of a browser of its own that keeps what it knows in a folder, as a phone does when the browser is closed; closing
    /// its context closes the browser.</summary>
    public async Task<IPage> KeptPageAsync(int port, string folder)
    {
        var playwright = await StartAsync();
        var context = await playwright.Chromium.LaunchPersistentContextAsync(folder, new BrowserTypeLaunchPersistentContextOptions
        {
            ExecutablePath = WholeProgram,
            Args = Arguments,
            BaseURL = $"http://localhost:{port}",
            Locale = "vi-VN",
        });
        context.SetDefaultTimeout(Patience);
        return context.Pages[0];
    }

    /// <summary>A fresh window of a width, that knows no cookie; everything it asks of other hosts fails the test.</summary>
    public Task<IPage> PageAsync(SampleSite site, int width = 1280, bool javaScript = true) =>
        PageAsync(site.Address.Port, width, javaScript);

    /// <summary>The same for a site at a port of this machine.</summary>
    /// <param name="port">The port.</param>
    /// <param name="width">The window's width, in pixels.</param>
    /// <param name="javaScript">Whether it runs scripts.</param>
    /// <param name="isWhole">Whether notifications and sync in the background are needed.</param>
    public async Task<IPage> PageAsync(int port, int width = 1280, bool javaScript = true, bool isWhole = false)
    {
        var browser = await BrowserAsync(isWhole);
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = $"http://localhost:{port}",
            ViewportSize = new ViewportSize { Width = width, Height = 800 },
            Locale = "vi-VN",
            JavaScriptEnabled = javaScript,
        });
        context.SetDefaultTimeout(Patience);
        await context.RouteAsync(
            url => !url.StartsWith($"http://localhost:{port}/", StringComparison.Ordinal), route => route.AbortAsync());
        return await context.NewPageAsync();
    }

    /// <summary>Signs a window in through the form, as a person does.</summary>
    public static async Task SignInAsync(IPage page, string key, string next = "/")
    {
        await page.GotoAsync(next);
        await page.GetByLabel("Khóa truy cập").FillAsync(key);
        await page.GetByRole(AriaRole.Button, new() { Name = "Đăng nhập" }).ClickAsync();
        // The first page asks for the key as well, so that its address tells nothing.
        await Assertions.Expect(page.Locator("form[action='/sign-out']").First).ToBeAttachedAsync();
    }

    /// <summary>Waits until the page of an address is there with its styles. The page is asked again and again: Playwright's own wait may
    /// miss the load that ends just while it begins to listen, and then waits in vain.</summary>
    /// <param name="page">The window.</param>
    /// <param name="address">What its address is, as a pattern.</param>
    public static async Task WaitForPageAsync(IPage page, [StringSyntax(StringSyntaxAttribute.Regex)] string address)
    {
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(address));
        await page.WaitForFunctionAsync("() => document.readyState === 'complete'");
    }

    /// <summary>Fails when axe finds anything serious on the page. Axe's own call is used: the extension of Playwright opens a page more
    /// for each look, to join what frames say, and ours have none.</summary>
    public static async Task CheckAccessibilityAsync(IPage page)
    {
        await page.EvaluateAsync(AxeScript);
        var found = await page.EvaluateAsync<JsonElement>("""
            async tags => {
                // Of what passes one node a rule is enough: describing all of them takes long on a large page.
                const { passes, violations } = await axe.run({ runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] });
                return {
                    passed: passes.length,
                    serious: violations.filter(rule => ["serious", "critical"].includes(rule.impact))
                        .map(rule => `${rule.id}: ${rule.help} (${rule.nodes.slice(0, 3).map(node => node.html).join(", ")})`),
                };
            }
            """, AxeTags);
        Assert.True(found.GetProperty("passed").GetInt32() > 0, $"{page.Url}: axe looked at nothing.");
        string[] serious = [.. found.GetProperty("serious").EnumerateArray().Select(rule => rule.GetString()!)];
        Assert.True(serious.Length == 0, $"{page.Url}: {string.Join("; ", serious)}");
    }

    /// <summary>Keeps a picture of the page to be looked at, with <c>YOUTHFUNCTIONS_PICTURES=1</c> or <c>WRITE_DOCS=1</c>: nothing is
    /// tested by it, and painting all pages takes a good part of the time of their tests.</summary>
    /// <param name="page">The page.</param>
    /// <param name="file">The file: its name among <see cref="Screenshots"/>, or a whole path.</param>
    /// <param name="options">What part of it is taken; otherwise the whole page.</param>
    public static async Task KeepPictureAsync(IPage page, string file, PageScreenshotOptions? options = null)
    {
        if (!ArePicturesWanted)
            return;
        var path = Path.Combine(Screenshots, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await page.ScreenshotAsync(new(options ?? new() { FullPage = true }) { Path = path });
    }

    /// <summary>How many pages a printed document has: a page object says "/Type /Page"; the tree of pages says "/Pages".</summary>
    public static int CountPages(byte[] pdf) =>
        Regex.Count(System.Text.Encoding.Latin1.GetString(pdf), @"/Type\s*/Page[^s]");

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        foreach (var browser in new[] { _whole, _shell }.OfType<IBrowser>())
            await browser.CloseAsync();
        _playwright?.Dispose();
    }
}
