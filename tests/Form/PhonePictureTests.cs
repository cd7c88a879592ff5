using Microsoft.Playwright;
using YouthFunctions.Access.Keys;
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

    // The steps go to the page in docs; what can come between is looked at and shown nowhere.
    private static string FolderOf(string name) => Environment.GetEnvironmentVariable("WRITE_DOCS") == "1" && char.IsAsciiDigit(name[0])
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
        await page.EvaluateAsync("() => document.getElementById('after-title').scrollIntoView()");
        await ShowAsync(page, "10-files", width);
    }

    [SkippableTheory]
    [InlineData(320)]
    [InlineData(1280)]
    public async Task What_can_come_between(int width)
    {
        await using var site = await PhoneSite.StartAsync(storage);
        using var parent = await site.ClientAsync(Role.Reporter, "02");
        var key = await site.KeyAsync("02-026");
        var page = await chromium.PageAsync(site.Port, width);
        await PhoneTests.SignInAsync(page, key.Text);
        await PhoneTests.WaitForWorkerAsync(page);
        await PhoneTests.FillAsync(page, "1500");
        await page.ReloadAsync();
        await PhoneTests.ReadyAsync(page);
        await Expect(page.Locator("#draft-note")).ToBeVisibleAsync();
        await ShowAsync(page, "a-draft", width);
        await PhoneTests.LookAsync(page);
        (await parent.SendJsonAsync(HttpMethod.Post, "/api/reports", """
            {"unit":"02-026","period":"2024-05","values":{"trees-planted":{"amount":900},"villages-helped":{"amount":3}}}
            """)).EnsureSuccessStatusCode();
        await page.Locator("button.send").ClickAsync();
        await Expect(page.Locator("#conflict")).ToBeVisibleAsync();
        await ShowAsync(page, "b-conflict", width);

        await page.GotoAsync("/report?unit=02-026&period=2024-06");
        await PhoneTests.ReadyAsync(page);
        await page.Context.SetOfflineAsync(true);
        await PhoneTests.FillAsync(page, "77");
        await PhoneTests.SendAsync(page);
        await site.Get<KeyStore>().RevokeAsync(key.Id, default);
        await page.Context.SetOfflineAsync(false);
        await Expect(page.Locator("#outbox li[data-state=signed-out]")).ToBeVisibleAsync();
        await ShowAsync(page, "c-signed-out", width);
        await PhoneTests.SignInAsync(page, (await site.KeyAsync("02-026")).Text);
        await Expect(page.Locator("#outbox li[data-state=stranger]")).ToBeVisibleAsync();
        await ShowAsync(page, "d-of-another-key", width);

        await page.Locator("#file").SetInputFilesAsync(Csv("02-026,2024-05,một\n02-026,2024-06,2\n"));
        await page.Locator("#workbook button").ClickAsync();
        await Expect(page.Locator("#faults")).ToBeFocusedAsync();
        await ShowAsync(page, "e-file-with-mistakes", width);
        await page.Locator("#file").SetInputFilesAsync(Csv("02-026,2024-06,900000000\n02-026,2024-07,2\n"));
        site.Clock.Advance(TimeSpan.FromDays(29)); // July has begun, and the session of a week is over
        await PhoneTests.SignInAsync(page, (await site.KeyAsync("02-026")).Text);
        await page.Locator("#file").SetInputFilesAsync(Csv("02-026,2024-06,900000000\n02-026,2024-07,2\n"));
        await ShowAsync(page, "f-closed-month", width); // May
        await page.Locator("#workbook button").ClickAsync();
        await Expect(page.Locator("#doubts")).ToBeVisibleAsync();
        await ShowAsync(page, "g-file-of-two", width);
        await page.Locator("#doubts input").CheckAsync();
        await page.Locator("button.main").ClickAsync();
        await Expect(page.Locator(".done")).ToBeVisibleAsync();
        await ShowAsync(page, "h-file-received", width);
        Assert.Single(await site.RevisionsAsync("02-026", "2024-07"));
    }

    private static FilePayload Csv(string rows) => new()
    {
        Name = "bao-cao.csv",
        MimeType = "text/csv",
        Buffer = System.Text.Encoding.UTF8.GetBytes("unit,period,trees-planted\n" + rows),
    };

    private static async Task ShowAsync(IPage page, string name, int width)
    {
        await ChromiumFixture.CheckAccessibilityAsync(page);
        Assert.True(
            await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0,
            $"{name} is too wide at {width}.");
        await ChromiumFixture.KeepPictureAsync(
            page, Path.Combine(FolderOf(name), $"{name}-{width}.png"), new() { FullPage = char.IsAsciiLetter(name[0]) });
    }
}
