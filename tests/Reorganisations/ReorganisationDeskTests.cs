using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using YouthFunctions.Access;
using YouthFunctions.Calls;
using YouthFunctions.Catalog;
using YouthFunctions.Jobs;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.Pages;
using YouthFunctions.Tests.Summaries;
using static Microsoft.Playwright.Assertions;

namespace YouthFunctions.Tests.Reorganisations;

/// <summary>A reorganisation from files to sums, by people with a browser, without a script, a line of code or a restart.</summary>
[Trait("Category", "siege")]
public sealed class ReorganisationDeskTests(StorageFixture storage, ChromiumFixture chromium)
    : IClassFixture<StorageFixture>, IClassFixture<ChromiumFixture>
{
    private const string From = "2024-09"; // the month in which the site stands; nothing was reported of it

    [SkippableFact]
    public async Task An_administrator_brings_in_a_tree_a_secretary_of_a_new_commune_reports_and_another_tree_is_undone()
    {
        await using var site = await SampleSite.StartAsync(
            storage, StorageFixture.NewPrefix(), withData: false, services => services.AddSingleton(
                new YouthFunctions.Units.UnitRegister([SmallCountry.Trees[0]])));
        foreach (var (unit, amount) in new[] { ("01", 100), ("04", 30) })
            await ReportAsync(site, unit, "2024-08", amount);
        var page = await chromium.PageAsync(site, 1280, javaScript: false);
        await ChromiumFixture.SignInAsync(page, await site.KeyAsync(Role.Administrator, "VN"), "/manage");
        await page.GetByRole(AriaRole.Link, new() { Name = "Sắp xếp đơn vị", Exact = true }).ClickAsync();

        // Two faults, both named: a commune without a name, one under a province that there is not.
        var wrong = Units.Replace("99001,Xã Hợp Nhất,95", "99001,,95", StringComparison.Ordinal)
            .Replace("99002,Xã Biên Giới,95", "99002,Xã Biên Giới,96", StringComparison.Ordinal);
        await ChooseAsync(page, wrong, Succession);
        await Expect(page.Locator("#faults li")).ToHaveCountAsync(2);
        await Expect(page.Locator("#faults")).ToContainTextAsync("Tệp đơn vị, dòng 3: Đơn vị 99001 chưa có tên");
        await Expect(page.Locator("#faults")).ToContainTextAsync("Tệp không có đơn vị 96");
        await CheckAsync(page, "tree-faults");
        await Expect(page.Locator("#from")).ToHaveValueAsync(From); // what was typed stays

        await ChooseAsync(page, Units, Succession);
        var lines = page.Locator("tbody");
        await Expect(lines).ToContainTextAsync("Cấp tỉnh");
        await Expect(lines).ToContainTextAsync("Tỉnh Sông Hồng (95)");
        await Expect(lines).ToContainTextAsync("Thành phố Hà Nội (01), Tỉnh Cao Bằng (04)");
        await Expect(lines).ToContainTextAsync("Đơn vị cũ chưa có nơi nhận");
        await CheckAsync(page, "tree-preview");
        await page.GetByRole(AriaRole.Button, new() { Name = "Áp dụng" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Đã áp dụng");
        await CheckAsync(page, "tree-desk");

        await page.GetByRole(AriaRole.Link, new() { Name = "So sánh với cây trước đó" }).First.ClickAsync();
        await Expect(page.Locator("tbody tr").Filter(new() { HasText = "Tỉnh Sông Hồng" })).ToContainTextAsync("Hợp nhất");
        await CheckAsync(page, "tree-comparison");
        await page.GetByRole(AriaRole.Link, new() { Name = "Tỉnh Sông Hồng" }).ClickAsync();
        await Expect(page.Locator("tbody tr").Filter(new() { HasText = "Xã Biên Giới" })).ToContainTextAsync("Mới");
        await CheckAsync(page, "tree-comparison-inside");

        // A secretary of the new commune signs in and reports; the province that there was not before has the sum.
        var phone = await chromium.PageAsync(site, 360);
        await ChromiumFixture.SignInAsync(phone, await site.KeyAsync(Role.Reporter, "99001"), $"/report?unit=99001&period={From}");
        await Expect(phone.Locator("main")).ToContainTextAsync("Xã Hợp Nhất");
        await ReportAsync(site, "99001", From, 7);
        await site.Services.GetRequiredService<TimerRunner>().RunAsync(FunctionTable.Timer("RollUp"), onDemand: false, default);
        await page.GotoAsync("/api/rollups/95?year=2024&indicator=trees-planted");
        await Expect(page.Locator("body")).ToContainTextAsync("137"); // with what Hà Nội and Cao Bằng did before

        // Another one, of the year after, is brought in and taken out again.
        await page.GotoAsync("/manage/reorganisations");
        await ChooseAsync(
            page, Units.Replace("Tỉnh Sông Hồng", "Tỉnh Hồng Hà", StringComparison.Ordinal), "old_code,new_code\n95,95\n", "2025-01");
        await Expect(page.Locator("tbody")).ToContainTextAsync("Đổi tên");
        await page.GetByRole(AriaRole.Button, new() { Name = "Áp dụng" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Bỏ cây đơn vị này" }).ClickAsync();
        await Expect(page.Locator("tbody")).ToContainTextAsync("tiếp tục có hiệu lực");
        await CheckAsync(page, "tree-removal");
        await page.GetByRole(AriaRole.Button, new() { Name = "Áp dụng" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Đã áp dụng");
        // The first one has a report now and stays.
        await page.GetByRole(AriaRole.Button, new() { Name = "Bỏ cây đơn vị này" }).ClickAsync();
        await Expect(page.Locator("#faults")).ToContainTextAsync("Đã có báo cáo theo cây này");
    }

    [SkippableTheory]
    [InlineData(360, "vi")]
    [InlineData(360, "en")]
    [InlineData(1280, "vi")]
    [InlineData(1280, "en")]
    public async Task Pages_of_the_whole_country_fit_are_accessible_and_stay_small(int width, string language)
    {
        await using var site = await SampleSite.StartAsync(storage, StorageFixture.NewPrefix(), withData: false);
        var page = await chromium.PageAsync(site, width);
        await ChromiumFixture.SignInAsync(page, await site.KeyAsync(Role.Administrator, "VN"));
        foreach (var (name, path) in new[]
        {
            ("reorganisations", "/manage/reorganisations?x=1"), ("compare", "/manage/reorganisations/compare?from=2025-07"),
            ("compare-inside", "/manage/reorganisations/compare?from=2025-07&unit=79&all=true"),
        })
        {
            await page.GotoAsync($"{path}&lang={language}");
            Assert.InRange(Encoding.UTF8.GetByteCount(await page.ContentAsync()), 1, 100_000);
            await DeskPages.CheckAsync(page, $"{name}-{language}-{width}");
        }

        // What is wrong with files, and what they would change: almost all units of the country are gone without a successor.
        foreach (var (name, units) in new[]
        {
            ("tree-faults", Units.Replace("Xã Biên Giới", "", StringComparison.Ordinal)), ("tree-preview", Units),
        })
        {
            await page.GotoAsync($"/manage/reorganisations?lang={language}");
            await ChooseAsync(page, units, "old_code,new_code\n04,95\n", "2026-01");
            await Expect(page.Locator("#faults")).ToHaveCountAsync(name == "tree-faults" ? 1 : 0);
            Assert.InRange(Encoding.UTF8.GetByteCount(await page.ContentAsync()), 1, 100_000);
            await DeskPages.CheckAsync(page, $"{name}-{language}-{width}");
        }

        using var client = new HttpClient { BaseAddress = site.Address };
        client.DefaultRequestHeaders.Add(Authenticator.KeyHeader, await site.KeyAsync(Role.Administrator, "VN"));
        foreach (var path in new[] { "reorganisations", "reorganisations/compare?from=2025-07" })
        {
            var before = site.Storage.Count;
            await client.GetStringAsync($"/manage/{path}");
            Assert.InRange(site.Storage.Count - before, 0, 5);
        }
    }

    // Both languages: the page as it is, at the width it has.
    private static Task CheckAsync(IPage page, string picture) => DeskPages.CheckAsync(page, $"{picture}-vi-1280");

    private static async Task ChooseAsync(IPage page, string units, string succession, string from = From)
    {
        await page.Locator("#from").FillAsync(from);
        await page.Locator("#units").SetInputFilesAsync(Csv("units.csv", units));
        await page.Locator("#succession").SetInputFilesAsync(Csv("succession.csv", succession));
        await page.Locator("button[value=look]").First.ClickAsync();
    }

    private static FilePayload Csv(string name, string text) =>
        new() { Name = name, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text) };

    private static async Task ReportAsync(SampleSite site, string unit, string period, int trees)
    {
        using var client = new HttpClient { BaseAddress = site.Address };
        client.DefaultRequestHeaders.Add(Authenticator.KeyHeader, await site.KeyAsync(Role.Reporter, unit));
        using var answer = await client.SendJsonAsync(HttpMethod.Post, "/api/reports",
            $$"""{"unit":"{{unit}}","period":"{{period}}","values":{"trees-planted":{"amount":{{trees}} } } }""");
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    // Hà Nội and Cao Bằng of 2024 become one province with its districts; two communes are new in it.
    private static string Units { get; } = string.Join('\n',
    [
        "code,name,parent", "95,Tỉnh Sông Hồng,VN", "99001,Xã Hợp Nhất,95", "99002,Xã Biên Giới,95",
        .. SmallCountry.Trees[0].TopDown.Where(unit => unit.Parent is not null && $"{unit.Code}" is not ("01" or "04"))
            .Select(unit => $"{unit.Code},{unit.Name},{($"{unit.Parent}" is "01" or "04" ? "95" : unit.Parent)}"),
    ]) + "\n";

    private const string Succession = "old_code,new_code\n01,95\n04,95\n";
}
