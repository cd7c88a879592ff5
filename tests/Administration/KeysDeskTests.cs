using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using YouthFunctions.Access.Audit;
using YouthFunctions.Access.Keys;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.Pages;
using YouthFunctions.Tests.Summaries;
using YouthFunctions.Values;
using static Microsoft.Playwright.Assertions;

namespace YouthFunctions.Tests.Administration;

/// <summary>Keys by hand, in a real browser, as an administrator does it.</summary>
[Trait("Category", "siege")]
public sealed class KeysDeskTests(StorageFixture storage, ChromiumFixture chromium)
    : IClassFixture<StorageFixture>, IClassFixture<ChromiumFixture>
{
    [SkippableFact]
    public async Task An_administrator_hands_keys_to_all_communes_of_a_district_prints_the_letters_and_takes_the_batch_back()
    {
        await using var site = await StartAsync();
        var page = await chromium.PageAsync(site, 1280, javaScript: false);
        await ChromiumFixture.SignInAsync(page, await site.KeyAsync(Role.Administrator, "VN"), "/manage/keys");
        await page.Locator("#unit").FillAsync("02-026");
        await page.Locator("#level").SelectOptionAsync("commune");
        await page.Locator("form").Filter(new() { Has = page.Locator("#level") }).GetByRole(AriaRole.Button).ClickAsync();
        await Expect(page.Locator("h1")).ToContainTextAsync("Sẽ tạo 19 khóa");
        await DeskPages.CheckAsync(page, "keys-preview-vi-1280");
        Assert.DoesNotContain(await KeysAsync(site), key => key.Unit.Level == UnitLevel.Commune);

        await page.GetByRole(AriaRole.Button, new() { Name = "Tạo 19 khóa" }).ClickAsync();
        await Expect(page.Locator(".sheet")).ToHaveCountAsync(19);
        await Expect(page.Locator(".sheet svg.qr")).ToHaveCountAsync(19);
        await DeskPages.CheckAsync(page, "keys-letters-vi-1280");
        Assert.InRange(ChromiumFixture.CountPages(await page.PdfAsync(new PagePdfOptions { Format = "A4" })), 4, 19);
        var text = await page.Locator(".sheet code.key").First.InnerTextAsync();
        var made = (await KeysAsync(site)).Where(key => key.Unit.Level == UnitLevel.Commune).ToArray();
        Assert.Equal(19, made.Length);
        Assert.All(made, key => Assert.Equal((Role.Reporter, made[0].Batch), (key.Role, key.Batch)));
        var entries = await site.Services.GetRequiredService<AuditTrail>().ReadMonthAsync(Month.Parse("2024-09"), default).ToListAsync();
        Assert.Equal(19, entries.Count(entry => entry.Action == "key.created"));

        using var browser = site.Browser(); // the key on the letter works
        using var answer = await browser.SendAsync(SampleSite.Form("sign-in", ("key", text), ("next", "/report")));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        await page.GetByRole(AriaRole.Button, new() { Name = "Hoàn tác" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("Đã thu hồi 18 khóa"); // the one in use stays
    }

    [SkippableFact]
    public async Task An_administrator_gives_several_roles_from_a_list_whose_mistakes_are_named_by_their_lines()
    {
        await using var site = await StartAsync();
        var page = await chromium.PageAsync(site, 360, javaScript: false);
        await ChromiumFixture.SignInAsync(page, await site.KeyAsync(Role.Administrator, "02"), "/manage/keys");
        async Task LookAsync(string list)
        {
            await page.Locator("#list").FillAsync(list);
            await page.Locator("form").Filter(new() { Has = page.Locator("#list") }).Locator("button[name=step]").ClickAsync();
        }

        await LookAsync("unit,roles,label\n02-026,reporter+boss,A\n01,leader,B\n02-024,reporter,C\n");
        await Expect(page.Locator("#faults")).ToContainTextAsync("Dòng 2: không có vai trò “boss”");
        await Expect(page.Locator("#faults")).ToContainTextAsync("Dòng 3: không có đơn vị 01");
        await Expect(page.Locator("#list")).ToHaveValueAsync(new Regex("02-024"));
        await DeskPages.CheckAsync(page, "keys-faults-vi-360");
        await LookAsync("unit,roles,label\n02-026,reporter+leader,Huyện Đoàn Đồng Văn\n");
        await page.GetByRole(AriaRole.Button, new() { Name = "Tạo 1 khóa" }).ClickAsync();
        var key = await page.Locator(".sheet code.key").InnerTextAsync();
        await page.GotoAsync("/manage/keys?q=huyen+doan");
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(page.Locator("tbody tr")).ToContainTextAsync("Báo cáo, Lãnh đạo");
        await Expect(page.Locator("tbody tr")).ToContainTextAsync("chưa lần nào");

        using var browser = site.Browser();
        using var _ = await browser.SendAsync(SampleSite.Form("sign-in", ("key", key), ("next", "/")));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/units/02-026")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/report")).StatusCode);
        await page.ReloadAsync();
        await Expect(page.Locator("tbody tr")).Not.ToContainTextAsync("chưa lần nào");
        await page.Locator("summary").Filter(new() { HasText = "Huyện Đoàn" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Thay khóa" }).ClickAsync();
        await Expect(page.Locator(".sheet")).ToHaveCountAsync(1);
        await page.GotoAsync("/manage/keys?q=huyen+doan");
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(2);
        await page.Locator("summary").Filter(new() { HasText = "Huyện Đoàn" }).Last.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Thu hồi" }).Last.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("Đã thu hồi 1 khóa");
    }

    [SkippableFact]
    public async Task The_pages_of_keys_are_whole_in_both_languages_on_a_phone_and_on_a_desk()
    {
        await using var site = await StartAsync();
        await site.Keys.CreateAsync(Role.Leader | Role.Analyst, UnitCode.Parse("79"), "Thành Đoàn <TP>", default);
        await DeskPages.CheckAsync(
            chromium, site, await site.KeyAsync(Role.Administrator, "VN"), "manage", "/manage/keys?q=thanh", "/manage/calendar?year=2024",
            "/manage/targets/02?year=2024");
    }

    [SkippableFact]
    public async Task The_code_on_a_letter_fills_in_the_key_and_leaves_the_address()
    {
        await using var site = await StartAsync();
        var key = await site.KeyAsync(Role.Leader, "VN");
        var page = await chromium.PageAsync(site, 360);
        await page.GotoAsync($"/sign-in#{key}");
        await Expect(page.Locator("#key")).ToHaveValueAsync(key);
        Assert.DoesNotContain("#", page.Url, StringComparison.Ordinal);
    }

    private Task<SampleSite> StartAsync() =>
        SampleSite.StartAsync(storage, StorageFixture.NewPrefix(), withData: false, SmallCountry.Register);

    private static async Task<IReadOnlyList<KeyInfo>> KeysAsync(SampleSite site) => await site.Keys.AllAsync(default).ToListAsync();
}
