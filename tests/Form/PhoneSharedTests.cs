using Microsoft.Playwright;
using YouthFunctions.Access.Keys;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Form.Reminders;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.Summaries;
using static Microsoft.Playwright.Assertions;

namespace YouthFunctions.Tests.Form;

/// <summary>A phone that several people use, a report that two of them send, the reminders, and the workbook sent from it.</summary>
[Trait("Category", "siege")]
public sealed class PhoneSharedTests(StorageFixture storage, ChromiumFixture chromium)
    : IClassFixture<StorageFixture>, IClassFixture<ChromiumFixture>
{
    private const string Unit = "02-026";

    // A line on which whatever is said of reminders is lost, and nothing else.
    private const string SwallowReminders = """
        () => {
          globalThis.real = fetch;
          globalThis.fetch = (path, options) => (String(path).startsWith("/report/reminders")
            ? new Promise((_, reject) => options.signal?.addEventListener("abort", () => reject(new Error("aborted"))))
            : real(path, options));
        }
        """;

    // A browser of the tests has no push service of its own: what it would get from one is put in its place.
    private const string Subscription = $$"""
        const made = {
          endpoint: "{{FakePushService.Endpoint}}",
          toJSON: () => ({{FakePushService.Subscription}}),
          unsubscribe: async () => { localStorage.removeItem("subscribed"); return true; },
        };
        if (globalThis.PushManager) {
          PushManager.prototype.subscribe = async (options) => {
            if (!options.userVisibleOnly || options.applicationServerKey.length !== 65) throw new Error("not as the API has it");
            localStorage.setItem("subscribed", "yes");
            return made;
          };
          PushManager.prototype.getSubscription = async () => (localStorage.getItem("subscribed") ? made : null);
        }
        """;

    [SkippableFact]
    public async Task Another_key_on_the_same_phone_sees_nothing_of_what_the_first_one_typed()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        var page = await chromium.PageAsync(site.Port, 360);
        var first = await site.KeyAsync(Unit);
        await PhoneTests.SignInAsync(page, first.Text);
        await PhoneTests.WaitForWorkerAsync(page);
        await PhoneTests.FillAsync(page, "1500");
        await page.Context.ClearCookiesAsync(); // the session is over, and nobody signed out
        await PhoneTests.SignInAsync(page, (await site.KeyAsync("02")).Text); // of the unit above, which may see the same form
        await Expect(page.Locator("#n-trees-planted")).ToHaveValueAsync("");
        await Expect(page.Locator("#draft-note")).ToHaveCountAsync(0);
        await page.Context.ClearCookiesAsync();
        await PhoneTests.SignInAsync(page, first.Text);
        await Expect(page.Locator("#n-trees-planted")).ToHaveValueAsync("1.500");
        await Expect(page.Locator("#draft-note")).ToContainTextAsync("Đã khôi phục");
    }

    [SkippableFact]
    public async Task Two_months_sent_without_a_line_are_each_stored_once_and_both_are_told()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        var page = await chromium.PageAsync(site.Port, 360);
        await PhoneTests.SignInAsync(page, (await site.KeyAsync(Unit)).Text);
        await PhoneTests.WaitForWorkerAsync(page);
        await page.GotoAsync("/report?unit=02-026&period=2024-06");
        await PhoneTests.ReadyAsync(page);
        await page.Context.SetOfflineAsync(true);
        await PhoneTests.FillAsync(page, "66");
        await PhoneTests.SendAsync(page);
        await page.Locator("#months").GetByRole(AriaRole.Link, new() { Name = "5/2024" }).ClickAsync();
        await PhoneTests.ReadyAsync(page);
        await PhoneTests.FillAsync(page, "1500");
        await PhoneTests.SendAsync(page);
        await Expect(page.Locator("#outbox li[data-state=waiting]")).ToHaveCountAsync(2);
        await page.Context.SetOfflineAsync(false);
        await Expect(page.Locator("#receipt")).ToContainTextAsync("tháng 5/2024");
        await Expect(page.Locator("#outbox li[data-state=sent]")).ToContainTextAsync("tháng 6/2024");
        await PhoneTests.AssertStoredOnceAsync(site, 1500);
        Assert.Single(await site.RevisionsAsync(Unit, "2024-06"));
        await page.Locator("#outbox").GetByRole(AriaRole.Link, new() { Name = "Xem biên nhận" }).ClickAsync();
        await Expect(page.Locator("#receipt")).ToContainTextAsync("tháng 6/2024");
        await Expect(page.Locator("#outbox")).ToBeHiddenAsync();
    }

    [SkippableFact]
    public async Task What_a_colleague_sent_is_not_confirmed_by_taking_it_over()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        var page = await chromium.PageAsync(site.Port, 360);
        await PhoneTests.SignInAsync(page, (await site.KeyAsync(Unit)).Text);
        await page.Locator("#n-volunteer-turns").FillAsync("900000000");
        await PhoneTests.LookAsync(page);
        await Expect(page.Locator("#review input[type=checkbox]")).ToBeCheckedAsync(); // doubted, and confirmed by its own sender
        using var parent = await site.ClientAsync(Role.Reporter, "02");
        (await parent.SendJsonAsync(HttpMethod.Post, "/api/reports",
            """{"unit":"02-026","period":"2024-05","values":{"trees-planted":{"amount":800000000}}}""")).EnsureSuccessStatusCode();
        await page.Locator("button.send").ClickAsync();
        await page.Locator("#conflict textarea").FillAsync("gộp hai báo cáo");
        await page.Locator("#conflict button.merge").ClickAsync();
        await Expect(page.Locator("#receipt")).ToContainTextAsync("phiên bản 2");
        await Expect(page.Locator("#doubts")).ToContainTextAsync("800.000.000");
        var last = (await site.RevisionsAsync(Unit, "2024-05"))[^1];
        Assert.Null(last.Confirmation);
        Assert.Contains(SampleForecasts.Trees, last.Doubts.Select(doubt => doubt.Indicator));
    }

    [SkippableFact]
    public async Task Signing_out_of_any_page_asks_and_leaves_nothing_of_the_form()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        var page = await DraftingPageAsync(site);
        await page.GotoAsync("/search?q=tan");
        var asked = new List<string>();
        var isAsked = new TaskCompletionSource();
        page.Dialog += async (_, dialog) =>
        {
            asked.Add(dialog.Message);
            await (asked.Count == 1 ? dialog.DismissAsync() : dialog.AcceptAsync());
            isAsked.TrySetResult();
        };
        var leave = page.GetByRole(AriaRole.Button, new() { Name = "Đăng xuất" });
        await leave.ClickAsync();
        await isAsked.Task.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.NotEqual(0, await PhoneTests.CountDraftsAsync(page));
        Assert.EndsWith("/search?q=tan", page.Url, StringComparison.Ordinal);
        await leave.ClickAsync();
        await ChromiumFixture.WaitForPageAsync(page, "/sign-in$");
        Assert.Equal(2, asked.Count);
        Assert.Contains("1 bản nháp", asked[0], StringComparison.Ordinal);
        Assert.Equal(0, await PhoneTests.CountDraftsAsync(page));
        Assert.False(await page.EvaluateAsync<bool>("() => caches.has('pages')"));
    }

    // Of a line that lost the script. A draft is not removed unasked; a page is only a copy.
    [SkippableFact]
    public async Task Signing_out_without_the_script_leaves_no_page_to_whoever_signs_in_next()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        var page = await DraftingPageAsync(site);
        await page.EvaluateAsync("() => document.querySelector(\"form[action='/sign-out']\").submit()");
        await ChromiumFixture.WaitForPageAsync(page, "/sign-in$");
        await PhoneTests.UntilAsync(page, "async () => !(await caches.has('pages'))");
        Assert.NotEqual(0, await PhoneTests.CountDraftsAsync(page));
    }

    [SkippableFact]
    public async Task Who_agrees_is_reminded_and_signing_out_ends_it()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        var page = await RemindablePageAsync(site);
        var box = page.Locator("#reminders");
        await box.GetByRole(AriaRole.Button, new() { Name = "Nhắc trên máy này" }).ClickAsync();
        await Expect(box).ToContainTextAsync("Máy này được nhắc");
        await ChromiumFixture.CheckAccessibilityAsync(page);
        Assert.Equal(1, await CountAsync(site));
        await site.Get<ReminderJob>().Run(new TimerRun(site.Clock.GetUtcNow(), OnDemand: false), default);
        var (_, text) = Assert.Single(site.Push.Taken);

        // What the push service took is what the browser gives to the page's worker.
        const string IsShown = """
            async () => (await (await navigator.serviceWorker.ready).getNotifications())
              .some((item) => item.title === "Sắp đến hạn nộp báo cáo 5/2024" && item.data === "/report?unit=02-026&period=2024-05")
            """;
        await PhoneTests.WaitForWorkerAsync(page);
        await using (var worker = await PhoneEngineTests.WorkerAsync(page))
        {
            for (var left = 400; !await page.EvaluateAsync<bool>(IsShown); left--)
            {
                Assert.True(left > 0, IsShown);
                if (left % 100 == 0) // the browser may drop what comes while it starts the worker
                    await worker.Session.SendAsync("ServiceWorker.deliverPushMessage", new()
                    {
                        ["origin"] = $"http://localhost:{site.Port}",
                        ["registrationId"] = worker.Registration,
                        ["data"] = text,
                    });
                await page.WaitForTimeoutAsync(50);
            }
        }

        await box.GetByRole(AriaRole.Button, new() { Name = "Thôi nhắc" }).ClickAsync();
        await Expect(box.GetByRole(AriaRole.Button)).ToContainTextAsync("Nhắc trên máy này");
        Assert.Equal(0, await CountAsync(site));
        await box.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(box).ToContainTextAsync("Máy này được nhắc");
        Assert.Equal(1, await CountAsync(site));
        await page.Locator("#not-mine").ClickAsync();
        await ChromiumFixture.WaitForPageAsync(page, "/sign-in$");
        Assert.Equal(0, await CountAsync(site));
        Assert.Null(await page.EvaluateAsync<string?>("() => localStorage.getItem('subscribed')"));
    }

    // The page cannot say then where this phone takes messages: that it says nothing must not be read as "nowhere".
    [SkippableFact]
    public async Task A_push_service_that_keeps_silent_at_the_sign_out_leaves_no_reminder_behind()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        var page = await RemindablePageAsync(site);
        await page.Locator("#reminders").GetByRole(AriaRole.Button).ClickAsync();
        await Expect(page.Locator("#reminders")).ToContainTextAsync("Máy này được nhắc");
        Assert.Equal(1, await CountAsync(site));
        await page.EvaluateAsync("() => { PushManager.prototype.getSubscription = () => new Promise(() => {}); }");
        await page.Locator("#not-mine").ClickAsync();
        await ChromiumFixture.WaitForPageAsync(page, "/sign-in$");
        Assert.Equal(0, await CountAsync(site));
    }

    [SkippableFact]
    public async Task A_line_that_swallows_the_wish_to_be_reminded_gives_the_button_back()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        var page = await RemindablePageAsync(site);
        var button = page.Locator("#reminders").GetByRole(AriaRole.Button);
        await Expect(button).ToContainTextAsync("Nhắc trên máy này");
        await page.EvaluateAsync(SwallowReminders);
        await button.ClickAsync();
        await Expect(page.Locator("#reminders")).ToContainTextAsync("Chưa đổi được");
        await page.EvaluateAsync("() => { globalThis.fetch = real; }");
        await button.ClickAsync();
        await Expect(page.Locator("#reminders")).ToContainTextAsync("Máy này được nhắc");

        // Ended in the browser before the server hears of it: the next press tells it still.
        await page.EvaluateAsync(SwallowReminders);
        await button.ClickAsync();
        await Expect(page.Locator("#reminders")).ToContainTextAsync("Chưa đổi được");
        Assert.Equal(1, await CountAsync(site));
        await page.EvaluateAsync("() => { globalThis.fetch = real; }");
        await button.ClickAsync();
        await Expect(button).ToContainTextAsync("Nhắc trên máy này");
        Assert.Equal(0, await CountAsync(site));
    }

    [SkippableFact]
    public async Task The_filled_workbook_is_looked_at_and_sent_from_the_form()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        var page = await chromium.PageAsync(site.Port, 320);
        await PhoneTests.SignInAsync(page, (await site.KeyAsync(Unit)).Text);
        await PhoneTests.FillAsync(page, "3"); // a draft, which the file's figures replace
        await page.Locator("#file").SetInputFilesAsync(new FilePayload
        {
            Name = "bao-cao.csv",
            MimeType = "text/csv",
            Buffer = "unit,period,trees-planted,villages-helped\n02-026,2024-05,900000000,2\n"u8.ToArray(),
        });
        await page.Locator("#workbook button").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Xem lại trước khi gửi" })).ToBeVisibleAsync();
        await Expect(page.Locator("#doubts")).ToContainTextAsync("900.000.000");
        await ChromiumFixture.CheckAccessibilityAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sửa lại" }).ClickAsync();
        await PhoneTests.ReadyAsync(page);
        await Expect(page.Locator("#n-trees-planted")).ToHaveValueAsync("900.000.000");
        await page.Locator("#n-trees-planted").FillAsync("1.900");
        await PhoneTests.SendAsync(page);
        await Expect(page.Locator("#receipt")).ToContainTextAsync("2 chỉ tiêu");
        var report = Assert.Single(await site.RevisionsAsync(Unit, "2024-05"));
        Assert.Equal((1900m, 2m), (report.Values[SampleForecasts.Trees].Measure.Numerator,
            report.Values[IndicatorCode.Parse("villages-helped")].Measure.Numerator));
    }

    // A phone with a draft and the pages of the form.
    private async Task<IPage> DraftingPageAsync(PhoneSite site)
    {
        var page = await chromium.PageAsync(site.Port, 360);
        await PhoneTests.SignInAsync(page, (await site.KeyAsync(Unit)).Text);
        await PhoneTests.WaitForWorkerAsync(page);
        await PhoneTests.FillAsync(page, "1500");
        return page;
    }

    // The form of somebody who may be reminded.
    private async Task<IPage> RemindablePageAsync(PhoneSite site)
    {
        var page = await chromium.PageAsync(site.Port, 360, isWhole: true);
        await page.Context.GrantPermissionsAsync(["notifications"]);
        await page.Context.AddInitScriptAsync(Subscription);
        await PhoneTests.SignInAsync(page, (await site.KeyAsync(Unit)).Text);
        return page;
    }

    private static async Task<int> CountAsync(PhoneSite site) => await site.Get<ReminderStore>().AllAsync(default).CountAsync();
}
