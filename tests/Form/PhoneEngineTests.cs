using System.Text.Json;
using Microsoft.Playwright;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.Summaries;
using static Microsoft.Playwright.Assertions;

namespace YouthFunctions.Tests.Form;

/// <summary>The phone's form on browsers that are closed, full, call the page's worker by themselves, or know less than Chromium.</summary>
[Trait("Category", "siege")]
public sealed class PhoneEngineTests(StorageFixture storage, ChromiumFixture chromium)
    : IClassFixture<StorageFixture>, IClassFixture<ChromiumFixture>
{
    private const string Unit = "02-026";

    [SkippableFact]
    public async Task With_no_page_open_the_browser_sends_what_waits_when_the_line_is_back()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        var page = await SignedInAsync(site);
        await PhoneTests.WaitForWorkerAsync(page);
        var other = await page.Context.NewPageAsync(); // what remains open is a page that sends nothing
        await other.GotoAsync("/enter");
        await page.BringToFrontAsync();
        await page.Context.SetOfflineAsync(true);
        await PhoneTests.FillAsync(page, "1500");
        await PhoneTests.SendAsync(page);
        await Expect(page.Locator("#outbox li[data-state=waiting]")).ToBeVisibleAsync();
        // The page asked the browser to call its worker.
        Assert.Equal(["outbox"], await page.EvaluateAsync<string[]>(
            "async () => (await navigator.serviceWorker.ready).sync.getTags()"));
        // The form hears of the line and sends by itself: it is closed before, and not led away in the middle of that.
        await page.CloseAsync();
        await other.Context.SetOfflineAsync(false);
        await using var worker = await WorkerAsync(other);
        for (var left = 600; (await site.RevisionsAsync(Unit, "2024-05")).Count == 0; left--)
        {
            if (left == 0)
                Assert.Fail($"The worker sent nothing: {await QueueAsync(other)}");
            if (left % 50 == 0) // as a browser does, which calls again while the worker says that something waits
            {
                await other.Context.SetOfflineAsync(false); // a worker that starts just then may miss the first word of the line
                await worker.Session.SendAsync("ServiceWorker.dispatchSyncEvent", new()
                {
                    ["origin"] = $"http://localhost:{site.Port}",
                    ["registrationId"] = worker.Registration,
                    ["tag"] = "outbox",
                    ["lastChance"] = false,
                });
            }

            await other.WaitForTimeoutAsync(100);
        }

        await other.GotoAsync("/report");
        await Expect(other.Locator("#receipt")).ToContainTextAsync("tháng 5/2024");
        await PhoneTests.AssertStoredOnceAsync(site, 1500);
    }

    [SkippableFact]
    public async Task A_browser_that_is_closed_with_a_report_and_a_draft_goes_on_with_both()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        var folder = Directory.CreateTempSubdirectory("phone").FullName;
        try
        {
            var page = await chromium.KeptPageAsync(site.Port, folder);
            await PhoneTests.SignInAsync(page, (await site.KeyAsync(Unit)).Text, isRemembered: true);
            await page.GotoAsync("/report?unit=02-026&period=2024-06");
            await PhoneTests.ReadyAsync(page);
            await PhoneTests.FillAsync(page, "77"); // a draft of June
            await page.GotoAsync("/report?unit=02-026&period=2024-05");
            await PhoneTests.ReadyAsync(page);
            await page.Context.SetOfflineAsync(true);
            await PhoneTests.FillAsync(page, "1500");
            await PhoneTests.SendAsync(page);
            await Expect(page.Locator("#outbox li[data-state=waiting]")).ToBeVisibleAsync();
            Assert.Empty(await site.RevisionsAsync(Unit, "2024-05")); // as long as the line is away: a browser that closes ends that
            await page.Context.CloseAsync();

            page = await chromium.KeptPageAsync(site.Port, folder);
            await page.GotoAsync("/report?unit=02-026&period=2024-06");
            await Expect(page.Locator("#n-trees-planted")).ToHaveValueAsync("77");
            // It went out while another month was open, and that is told here.
            await Expect(page.Locator("#outbox li[data-state=sent]")).ToContainTextAsync("tháng 5/2024", new() { Timeout = 20_000 });
            await PhoneTests.AssertStoredOnceAsync(site, 1500);
            await ChromiumFixture.CheckAccessibilityAsync(page);
            await page.Locator("#outbox").GetByRole(AriaRole.Button, new() { Name = "Ẩn" }).ClickAsync();
            await Expect(page.Locator("#outbox")).ToBeHiddenAsync();
            await page.Context.CloseAsync();
        }
        finally
        {
            TestMachine.DeleteFolder(folder);
        }
    }

    [SkippableFact]
    public async Task An_engine_without_locks_channels_and_background_sync_does_the_same()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        var first = await chromium.PageAsync(site.Port, 360);
        await first.Context.AddInitScriptAsync("""
            delete globalThis.BroadcastChannel;
            delete Navigator.prototype.locks;
            delete Navigator.prototype.share;
            delete Crypto.prototype.randomUUID;
            delete ServiceWorkerRegistration.prototype.sync;
            delete globalThis.PushManager;
            """);
        await PhoneTests.SignInAsync(first, (await site.KeyAsync(Unit)).Text);
        Assert.False(await first.EvaluateAsync<bool>("() => 'locks' in navigator || 'BroadcastChannel' in globalThis"));
        var second = await first.Context.NewPageAsync();
        await second.GotoAsync("/report?unit=02-026&period=2024-05");
        await PhoneTests.ReadyAsync(second);
        await PhoneTests.FillAsync(first, "1500");
        await Expect(second.Locator("#n-trees-planted")).ToHaveValueAsync("1.500");
        await PhoneTests.LookAsync(first);
        await PhoneTests.LookAsync(second);
        const string Tap = "() => document.querySelector('button.send')?.click()";
        await Task.WhenAll(first.EvaluateAsync(Tap), second.EvaluateAsync(Tap));
        await Expect(first.Locator("#receipt")).ToBeVisibleAsync(new() { Timeout = 40_000 });
        await Expect(second.Locator("#receipt")).ToBeVisibleAsync(new() { Timeout = 40_000 });
        await PhoneTests.AssertStoredOnceAsync(site, 1500);
        await Expect(first.Locator("#reminders")).ToBeHiddenAsync();
    }

    [SkippableFact]
    public async Task A_disk_that_is_full_is_told_and_the_report_is_sent_all_the_same()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        var page = await SignedInAsync(site);
        // What a full disk does where it shows late: the browser takes the write and ends the transaction without it.
        await page.EvaluateAsync("""
            () => {
              const put = IDBObjectStore.prototype.put;
              IDBObjectStore.prototype.put = function (...row) {
                const made = put.apply(this, row);
                this.transaction.abort();
                return made;
              };
            }
            """);
        await PhoneTests.FillAsync(page, "1500");
        await Expect(page.Locator("#storage-note")).ToContainTextAsync("không lưu được bản nháp");
        await PhoneTests.SendAsync(page);
        await Expect(page.Locator("#receipt")).ToBeVisibleAsync();
        await PhoneTests.AssertStoredOnceAsync(site, 1500);
    }

    [SkippableFact]
    public async Task It_can_be_installed()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        var page = await SignedInAsync(site);
        await PhoneTests.WaitForWorkerAsync(page);
        var browser = await page.Context.NewCDPSessionAsync(page);
        var errors = (await browser.SendAsync("Page.getInstallabilityErrors"))!.Value.GetProperty("installabilityErrors");
        // A window of a test is a private one, which installs nothing; nothing else may stand in the way.
        var ids = errors.EnumerateArray().Select(error => error.GetProperty("errorId").GetString());
        Assert.Equal([], ids.Where(id => id != "in-incognito"));
    }

    private async Task<IPage> SignedInAsync(PhoneSite site)
    {
        var page = await chromium.PageAsync(site.Port, 360, isWhole: true);
        await PhoneTests.SignInAsync(page, (await site.KeyAsync(Unit)).Text);
        return page;
    }

    // What waits in which state, and who holds or awaits the lock of sending.
    private static Task<string> QueueAsync(IPage page) => page.EvaluateAsync<string>("""
        () => new Promise((resolve) => {
          const open = indexedDB.open("youthfunctions");
          open.onsuccess = () => {
            const all = open.result.transaction("queue").objectStore("queue").getAll();
            all.onsuccess = async () => resolve(JSON.stringify({ queue: all.result, locks: await navigator.locks.query() }));
          };
        })
        """);

    /// <summary>The page's worker, as the browser's own tools reach it.</summary>
    internal static async Task<PageWorker> WorkerAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        session.Event("ServiceWorker.workerRegistrationUpdated").OnEvent += (_, update) =>
        {
            foreach (var registration in update!.Value.GetProperty("registrations").EnumerateArray())
                found.TrySetResult(registration.GetProperty("registrationId").GetString()!);
        };
        await session.SendAsync("ServiceWorker.enable");
        return new PageWorker(session, await found.Task);
    }

    /// <summary>A worker.</summary>
    internal sealed record PageWorker(ICDPSession Session, string Registration) : IAsyncDisposable
    {
        /// <inheritdoc/>
        public async ValueTask DisposeAsync() => await Session.DetachAsync();
    }
}
