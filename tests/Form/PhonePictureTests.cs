using Microsoft.Playwright;
using YouthFunctions.Calls;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.Summaries;
using static Microsoft.Playwright.Assertions;

namespace YouthFunctions.Tests.Form;

/// <summary>The way from the sheet of paper to the receipt, state by state: each fits a small phone and a wide window, axe finds nothing
/// serious, and with <c>WRITE_DOCS=1</c> the pictures go to the page in docs.</summary>
[Trait("Category", "siege")]
public sealed class PhonePictureTests(StorageFixture storage, ChromiumFixture chromium)
    : IClassFixture<StorageFixture>, IClassFixture<ChromiumFixture>
{
    private const int FirstVisit = 150_000;

    private static readonly string Folder = Environment.GetEnvironmentVariable("WRITE_DOCS") == "1"
        ? Path.Combine(TestMachine.RepositoryRoot, "docs", "phone") : ChromiumFixture.Screenshots;

    [SkippableTheory]
    [InlineData(320)]
    [InlineData(1280)]
    public async Task From_the_sheet_to_the_receipt(int width)
    {
        await using var site = await PhoneSite.StartAsync(storage);
        var parent = await chromium.PageAsync(site.Port, width);
        await ChromiumFixture.SignInAsync(parent, (await site.KeyAsync("02")).Text, "/invitations?unit=02-026");
        await ShowAsync(parent, "1-make-sheets", width);
        await parent.GetByLabel("riêng Huyện Đồng Văn").CheckAsync();
        await parent.Locator("button.main").ClickAsync();
        await Expect(parent.Locator(".sheet")).ToHaveCountAsync(1);
        await ShowAsync(parent, "2-sheet", width);
        var code = await parent.Locator(".sheet .code").InnerTextAsync();

        var page = await chromium.PageAsync(site.Port, width);
        var transferred = 0;
        page.RequestFinished += async (_, request) => Interlocked.Add(ref transferred, (await request.SizesAsync()).ResponseBodySize);
        await page.GotoAsync($"/enter#{code}");
        await Expect(page.Locator("#code")).ToHaveValueAsync(code);
        await ShowAsync(page, "3-enter", width);
        await page.Locator("button.main").ClickAsync();
        await PhoneTests.ReadyAsync(page);
        await PhoneTests.WaitForWorkerAsync(page);
        Assert.InRange(transferred, 1, FirstVisit);
        await ShowAsync(page, "4-form-empty", width);

        await page.Locator("#n-volunteer-turns").PressSequentiallyAsync("1250");
        await page.Locator("#n-trees-planted").PressSequentiallyAsync("900000000");
        await page.Locator("#n-villages-helped").PressSequentiallyAsync("một");
        await page.Locator("button.main").ClickAsync();
        await Expect(page.Locator("#faults")).ToBeFocusedAsync();
        Assert.StartsWith("Lỗi: ", await page.TitleAsync(), StringComparison.Ordinal);
        await ShowAsync(page, "5-mistake", width);
        await page.Locator("#n-villages-helped").FillAsync("");
        await page.Locator("button.main").ClickAsync();
        await Expect(page.Locator("#review-title")).ToBeVisibleAsync();
        await ShowAsync(page, "6-look-again", width);
        await page.Locator("#review").GetByRole(AriaRole.Button, new() { Name = "Sửa số này" }).First.ClickAsync();
        await Expect(page.Locator("#n-trees-planted")).ToBeFocusedAsync();
        await page.Locator("#n-trees-planted").FillAsync("1.900");

        await page.Context.SetOfflineAsync(true);
        await page.Locator("button.main").ClickAsync();
        await Expect(page.Locator("#review-title")).ToBeVisibleAsync();
        await page.Locator("button.send").ClickAsync();
        await Expect(page.Locator("#outbox li[data-state=waiting]")).ToContainTextAsync("đang chờ mạng");
        await ShowAsync(page, "7-waits", width);
        await page.Context.SetOfflineAsync(false);
        await Expect(page.Locator("#receipt")).ToBeVisibleAsync();
        await PhoneTests.ReadyAsync(page);
        await ShowAsync(page, "8-receipt", width);
        Assert.Single(await site.RevisionsAsync("02-026", "2024-05"));

        using var above = await site.ClientAsync(Role.Reporter, "02");
        (await above.SendJsonAsync(HttpMethod.Post, "/api/reports/02-026/2024-05/return",
            """{"revision":1,"note":"thiếu xã Lũng Cú"}""")).EnsureSuccessStatusCode();
        await page.GotoAsync("/report");
        await PhoneTests.ReadyAsync(page);
        await ShowAsync(page, "9-returned", width);
    }

    private static async Task ShowAsync(IPage page, string name, int width)
    {
        await ChromiumFixture.CheckAccessibilityAsync(page);
        Assert.True(
            await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0,
            $"{name} is too wide at {width}.");
        Directory.CreateDirectory(Folder);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}-{width}.png") });
    }
}
