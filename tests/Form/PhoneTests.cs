using Microsoft.Playwright;
using YouthFunctions.Access.Keys;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.Summaries;
using static Microsoft.Playwright.Assertions;

namespace YouthFunctions.Tests.Form;

/// <summary>The secretary's phone in a real browser: whatever the line and the browser do, each report is stored once, under the unit and
/// month that stood on the screen at the tap.</summary>
[Trait("Category", "siege")]
public sealed class PhoneTests(StorageFixture storage, ChromiumFixture chromium)
    : IClassFixture<StorageFixture>, IClassFixture<ChromiumFixture>
{
    private const string Unit = "02-026";
    private const string May = "/report?unit=02-026&period=2024-05";
    private static readonly IndicatorCode Trees = SampleForecasts.Trees;

    [SkippableFact]
    public async Task A_sheet_lets_the_phone_in_and_a_report_is_looked_at_and_sent()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        var page = await chromium.PageAsync(site.Port, 360);
        await page.GotoAsync($"/enter#{await site.CodeAsync(Unit)}");
        await Expect(page.Locator("#code")).Not.ToHaveValueAsync("");
        Assert.DoesNotContain("#", page.Url, StringComparison.Ordinal);
        await page.Locator("button.main").ClickAsync();
        await ReadyAsync(page);

        await page.Locator("#n-trees-planted").PressSequentiallyAsync("1500");
        await Expect(page.Locator("#n-trees-planted")).ToHaveValueAsync("1.500");
        await page.Keyboard.PressAsync("Enter"); // goes on, and sends nothing
        await Expect(page.Locator("#n-villages-helped")).ToBeFocusedAsync();
        await page.Locator("#n-loans").PressSequentiallyAsync("1,5");
        await page.Locator("#m-loans").SelectOptionAsync("1000000000");
        await Expect(page.Locator("#echo-loans")).ToContainTextAsync("1,5 tỷ đồng");
        await Expect(page.Locator("#filled")).ToHaveTextAsync("Đã điền 2 trên 19 chỉ tiêu");
        await page.Locator("button.main").ClickAsync();
        await Expect(page.Locator("#review-title")).ToBeFocusedAsync();
        await ConfirmAllAsync(page);
        await page.Locator("button.send").ClickAsync();

        await Expect(page.Locator("#receipt")).ToContainTextAsync(
            "Đã nhận báo cáo tháng 5/2024 của Huyện Đồng Văn: 2 chỉ tiêu, còn thiếu 17");
        var report = Assert.Single(await site.RevisionsAsync(Unit, "2024-05"));
        Assert.Equal((1500m, 1_500_000_000m), (report.Values[Trees].Measure.Numerator,
            report.Values[IndicatorCode.Parse("loans")].Measure.Numerator));
    }

    [SkippableFact]
    public async Task Without_a_line_the_report_waits_on_the_phone_also_over_a_reload_and_goes_out_by_itself()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        var page = await SignedInAsync(site);
        await WaitForWorkerAsync(page);
        await page.Context.SetOfflineAsync(true);
        await FillAsync(page, "1500");
        await page.ReloadAsync();
        await ReadyAsync(page);
        await Expect(page.Locator("#n-trees-planted")).ToHaveValueAsync("1.500");
        await SendAsync(page);
        await Expect(page.Locator("#outbox li[data-state=waiting]")).ToContainTextAsync("tháng 5/2024 của Huyện Đồng Văn");
        await page.ReloadAsync();
        await Expect(page.Locator("#outbox li[data-state=waiting]")).ToBeVisibleAsync();
        Assert.Empty(await site.RevisionsAsync(Unit, "2024-05"));

        await page.Context.SetOfflineAsync(false);
        await Expect(page.Locator("#receipt")).ToContainTextAsync("tháng 5/2024");
        await AssertStoredOnceAsync(site, 1500);
    }

    [SkippableFact]
    public async Task An_answer_that_was_lost_and_a_server_that_was_killed_make_one_report()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        var page = await SignedInAsync(site);
        await WaitForWorkerAsync(page);
        await FillAsync(page, "1500");
        site.AnswersToLose = int.MaxValue;
        await SendAsync(page);
        await Expect(page.Locator("#outbox li[data-state=waiting]")).ToContainTextAsync("đang chờ mạng", new() { Timeout = 20_000 });
        await AssertStoredOnceAsync(site, 1500); // the server has it, the phone does not know
        await site.KillAsync();
        await page.ReloadAsync(); // with nobody there
        await Expect(page.Locator("#outbox li[data-state=waiting]")).ToBeVisibleAsync();
        site.AnswersToLose = 0;
        await site.StartAgainAsync();
        await page.ReloadAsync();
        await Expect(page.Locator("#receipt")).ToContainTextAsync("phiên bản 1", new() { Timeout = 40_000 });
        await AssertStoredOnceAsync(site, 1500);
    }

    [SkippableFact]
    public async Task Two_tabs_show_the_same_figures_and_send_them_once()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        var first = await SignedInAsync(site);
        var second = await first.Context.NewPageAsync();
        await second.GotoAsync(May);
        await ReadyAsync(second);
        await FillAsync(first, "1500");
        await Expect(second.Locator("#n-trees-planted")).ToHaveValueAsync("1.500");
        await second.Locator("#n-villages-helped").PressSequentiallyAsync("2");
        await Expect(first.Locator("#n-villages-helped")).ToHaveValueAsync("2");
        await LookAsync(first);
        await LookAsync(second);
        // Both at once; the tab that comes second may be led on to the receipt before its finger is up.
        const string Tap = "() => document.querySelector('button.send')?.click()";
        await Task.WhenAll(first.EvaluateAsync(Tap), second.EvaluateAsync(Tap));
        await Expect(first.Locator("#receipt")).ToBeVisibleAsync();
        await Expect(second.Locator("#receipt")).ToBeVisibleAsync();
        var report = Assert.Single(await site.RevisionsAsync(Unit, "2024-05"));
        Assert.Equal(2, report.Values.Count);
    }

    [SkippableFact]
    public async Task A_session_that_ended_while_typing_leads_back_to_the_same_figures_and_sends_them()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        var key = await site.KeyAsync(Unit);
        var page = await SignedInAsync(site, key);
        await FillAsync(page, "1500");
        site.Clock.Advance(TimeSpan.FromDays(9)); // 12 June: May is late and open
        await LookAsync(page);
        await Expect(page.Locator("#review")).ToContainTextAsync("Phiên đăng nhập đã hết");
        await page.Locator("button.send").ClickAsync();
        await Expect(page.Locator("#outbox li[data-state=signed-out]")).ToBeVisibleAsync();
        await page.Locator("#outbox").GetByRole(AriaRole.Link, new() { Name = "Đăng nhập để gửi" }).ClickAsync();
        await page.Locator("#key").FillAsync(key.Text);
        await page.Locator("button.main").ClickAsync();
        await Expect(page.Locator("#receipt")).ToContainTextAsync("Nộp muộn");
        await AssertStoredOnceAsync(site, 1500);
    }

    [SkippableFact]
    public async Task A_revoked_key_loses_nothing_and_a_new_key_of_the_unit_takes_over()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        var page = await SignedInAsync(site);
        await FillAsync(page, "1500");
        await LookAsync(page);
        await foreach (var key in site.Get<KeyStore>().AllAsync(default))
            await site.Get<KeyStore>().RevokeAsync(key.Id, default);
        await page.Locator("button.send").ClickAsync();
        await Expect(page.Locator("#outbox li[data-state=signed-out]")).ToContainTextAsync("khóa đã bị thu hồi");
        await page.GotoAsync($"/enter#{await site.CodeAsync(Unit)}");
        await page.Locator("button.main").ClickAsync();
        await ReadyAsync(page);
        Assert.Empty(await site.RevisionsAsync(Unit, "2024-05")); // not under a key that did not tap
        await page.Locator("#outbox li[data-state=stranger] button").ClickAsync();
        await Expect(page.Locator("#receipt")).ToBeVisibleAsync();
        await AssertStoredOnceAsync(site, 1500);
    }

    [SkippableFact]
    public async Task A_month_that_closed_meanwhile_is_refused_with_its_reason_and_the_figures_stay()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        var page = await SignedInAsync(site, isRemembered: true);
        await WaitForWorkerAsync(page);
        await FillAsync(page, "1500");
        await page.Context.SetOfflineAsync(true);
        await SendAsync(page);
        await Expect(page.Locator("#outbox li[data-state=waiting]")).ToBeVisibleAsync();
        site.Clock.Advance(TimeSpan.FromDays(19)); // 22 June: May is closed
        await page.Context.SetOfflineAsync(false);
        await Expect(page.Locator("#outbox li[data-state=refused]")).ToContainTextAsync("đã khóa sổ");
        await Expect(page.Locator("#n-trees-planted")).ToHaveValueAsync("1.500");
        Assert.Empty(await site.RevisionsAsync(Unit, "2024-05"));
    }

    [SkippableFact]
    public async Task A_newer_revision_stands_beside_ones_own_and_sending_again_deletes_nothing()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        var page = await SignedInAsync(site);
        await FillAsync(page, "1500");
        await LookAsync(page);
        using var parent = await site.ClientAsync(Role.Reporter, "02");
        (await parent.SendJsonAsync(HttpMethod.Post, "/api/reports", """
            {"unit":"02-026","period":"2024-05","values":{"trees-planted":{"amount":900},"villages-helped":{"amount":3}}}
            """)).EnsureSuccessStatusCode();
        await page.Locator("button.send").ClickAsync();
        var conflict = page.Locator("#conflict");
        await Expect(conflict).ToContainTextAsync("Đang lưu: 900");
        await Expect(conflict).ToContainTextAsync("Của bạn: 1.500");
        await ChromiumFixture.CheckAccessibilityAsync(page);
        await conflict.Locator("textarea").FillAsync("đếm lại");
        await conflict.Locator("button.merge").ClickAsync();
        await Expect(page.Locator("#receipt")).ToContainTextAsync("phiên bản 2");
        var last = (await site.RevisionsAsync(Unit, "2024-05"))[^1];
        Assert.Equal((1500m, 3m, "đếm lại"), (last.Values[Trees].Measure.Numerator,
            last.Values[IndicatorCode.Parse("villages-helped")].Measure.Numerator, last.Reason));
    }

    [SkippableFact]
    public async Task A_phone_without_room_says_so_and_still_sends()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        var page = await SignedInAsync(site);
        // What a full disk does: the browser refuses every write.
        await page.EvaluateAsync("""
            () => { IDBObjectStore.prototype.put = function () { throw new DOMException("full", "QuotaExceededError"); }; }
            """);
        await FillAsync(page, "1500");
        await Expect(page.Locator("#storage-note")).ToContainTextAsync("không lưu được bản nháp");
        await ChromiumFixture.CheckAccessibilityAsync(page);
        await LookAsync(page);
        await page.Locator("button.send").ClickAsync();
        await Expect(page.Locator("#receipt")).ToBeVisibleAsync();
        await AssertStoredOnceAsync(site, 1500);
    }

    [SkippableFact]
    public async Task Another_month_is_another_page_and_what_was_typed_in_one_never_lands_in_another()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        var page = await SignedInAsync(site);
        await FillAsync(page, "1500");
        await page.Locator("#months").GetByRole(AriaRole.Link, new() { Name = "6/2024" }).ClickAsync();
        await ReadyAsync(page);
        await Expect(page.Locator("#n-trees-planted")).ToHaveValueAsync("");
        await FillAsync(page, "77");
        await Expect(page.Locator("button.main")).ToContainTextAsync("tháng 6/2024");
        await SendAsync(page);
        await Expect(page.Locator("#receipt")).ToContainTextAsync("tháng 6/2024");
        Assert.Equal(77m, Assert.Single(await site.RevisionsAsync(Unit, "2024-06")).Values[Trees].Measure.Numerator);
        await page.Locator("#months").GetByRole(AriaRole.Link, new() { Name = "5/2024" }).ClickAsync();
        await Expect(page.Locator("#n-trees-planted")).ToHaveValueAsync("1.500");
        Assert.Empty(await site.RevisionsAsync(Unit, "2024-05"));
    }

    [SkippableFact]
    public async Task Signing_out_of_a_shared_phone_asks_and_then_leaves_nothing_on_it()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        var page = await SignedInAsync(site);
        await WaitForWorkerAsync(page);
        await FillAsync(page, "1500");
        var asked = new List<string>();
        var isAsked = new TaskCompletionSource();
        page.Dialog += async (_, dialog) =>
        {
            asked.Add(dialog.Message);
            if (asked.Count == 1)
                await dialog.DismissAsync();
            else
                await dialog.AcceptAsync();
            isAsked.TrySetResult();
        };
        // A push service that never answers keeps nobody.
        await page.EvaluateAsync("() => { PushManager.prototype.getSubscription = () => new Promise(() => {}); }");
        await page.Locator("#not-mine").ClickAsync();
        await isAsked.Task.WaitAsync(TimeSpan.FromMinutes(1));
        await Expect(page.Locator("#n-trees-planted")).ToHaveValueAsync("1.500");
        await page.Locator("#not-mine").ClickAsync();
        await ChromiumFixture.WaitForPageAsync(page, "/sign-in$");
        Assert.Equal(2, asked.Count);
        Assert.Contains("1 bản nháp", asked[0], StringComparison.Ordinal);
        Assert.Equal(0, await CountDraftsAsync(page));
        Assert.False(await page.EvaluateAsync<bool>("() => caches.has('pages')"));
    }

    private async Task<IPage> SignedInAsync(PhoneSite site, NewKey? key = null, bool isRemembered = false)
    {
        var page = await chromium.PageAsync(site.Port, 360);
        await SignInAsync(page, (key ?? await site.KeyAsync(Unit)).Text, isRemembered);
        return page;
    }

    internal static async Task SignInAsync(IPage page, string key, bool isRemembered = false)
    {
        await page.GotoAsync(May);
        await page.Locator("#key").FillAsync(key);
        await page.Locator("#remember").SetCheckedAsync(isRemembered);
        await page.Locator("button.main").ClickAsync();
        await ReadyAsync(page);
    }

    internal static Task ReadyAsync(IPage page) => Expect(page.Locator("#report[data-ready=true]")).ToBeAttachedAsync();

    internal static async Task WaitForWorkerAsync(IPage page)
    {
        await UntilAsync(page, "async () => navigator.serviceWorker.controller !== null");
        await UntilAsync(page, "async () => (await (await caches.open('pages')).keys()).length > 0");
        await UntilAsync(page, """
            async () => Boolean(await caches.match(document.querySelector("link[rel=stylesheet]").getAttribute("href")))
            """);
    }

    /// <summary>How many fields of drafts the phone keeps, of whomever.</summary>
    internal static Task<int> CountDraftsAsync(IPage page) => page.EvaluateAsync<int>("""
        () => new Promise((resolve) => {
          const open = indexedDB.open("youthfunctions");
          open.onsuccess = () => {
            const count = open.result.transaction("drafts").objectStore("drafts").count();
            count.onsuccess = () => resolve(count.result);
          };
        })
        """);

    internal static async Task UntilAsync(IPage page, string isSo)
    {
        for (var left = 400; !await page.EvaluateAsync<bool>(isSo); left--)
        {
            Assert.True(left > 0, isSo);
            await page.WaitForTimeoutAsync(50);
        }
    }

    internal static async Task FillAsync(IPage page, string number)
    {
        await page.Locator("#n-trees-planted").FillAsync("");
        await page.Locator("#n-trees-planted").PressSequentiallyAsync(number);
        await page.WaitForTimeoutAsync(100); // a person's pause; the draft is kept meanwhile
    }

    internal static async Task LookAsync(IPage page)
    {
        await page.Locator("button.main:visible").ClickAsync();
        await Expect(page.Locator("#review-title")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await ConfirmAllAsync(page);
    }

    internal static async Task SendAsync(IPage page)
    {
        await LookAsync(page);
        await page.Locator("button.send").ClickAsync();
    }

    internal static async Task ConfirmAllAsync(IPage page)
    {
        foreach (var right in await page.Locator("#review input[type=checkbox]").AllAsync())
            await right.CheckAsync();
    }

    internal static async Task AssertStoredOnceAsync(PhoneSite site, decimal trees) =>
        Assert.Equal(trees, Assert.Single(await site.RevisionsAsync(Unit, "2024-05")).Values[Trees].Measure.Numerator);
}
