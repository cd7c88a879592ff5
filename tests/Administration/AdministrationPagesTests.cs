using Microsoft.Playwright;
using YouthFunctions.Calls;
using YouthFunctions.Tests.Pages;
using YouthFunctions.Tests.Reports.Batch.Sheets;
using YouthFunctions.Tests.Summaries;
using static Microsoft.Playwright.Assertions;

namespace YouthFunctions.Tests.Administration;

/// <summary>Pages whose forms are tested without a browser are looked at in one, in Vietnamese on a phone and in English on a desk; and
/// one walk through them.</summary>
[Trait("Category", "siege")]
public sealed class AdministrationPagesTests(SeededSite seeded, ChromiumFixture chromium)
    : IClassFixture<SeededSite>, IClassFixture<ChromiumFixture>
{
    [SkippableTheory]
    [InlineData(360, "vi")]
    [InlineData(1280, "en")]
    public async Task Pages_fit_and_are_accessible(int width, string language)
    {
        var page = await chromium.PageAsync(seeded.Site, width);
        await ChromiumFixture.SignInAsync(page, await seeded.Site.KeyAsync(Role.Administrator, "VN"));
        foreach (var (name, path) in new[]
        {
            ("manage", "/manage?year=2024"), ("plan", "/manage/plan?year=2024"),
            ("plan-indicator", "/manage/plan/indicator?year=2024&code=trees-planted"), ("backups", "/manage/backups?x=1"),
            ("activities", "/manage/activities?year=2024&at=0"), ("history", "/manage/history?x=1"),
            ("reorganisations", "/manage/reorganisations?x=1"), ("targets-upload", "/manage/targets/VN/upload?year=2024"),
            ("settings", "/manage/settings?x=1"), ("alerts", "/alerts?year=2024"), ("briefs", "/briefs?year=2024"),
        })
        {
            await page.GotoAsync($"{path}&lang={language}");
            await DeskPages.CheckAsync(page, $"{name}-{language}-{width}");
        }
    }

    [SkippableFact]
    public async Task An_administrator_changes_an_indicator_adds_an_activity_and_loads_an_earlier_year()
    {
        var page = await chromium.PageAsync(seeded.Site, 1280, javaScript: false);
        await ChromiumFixture.SignInAsync(page, await seeded.Site.KeyAsync(Role.Administrator, "VN"), "/manage?year=2024");
        await page.GetByRole(AriaRole.Link, new() { Name = "Chương trình năm" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Cây xanh được trồng mới" }).ClickAsync();
        await page.Locator("#target").FillAsync("21.000.000");
        await ChangeAsync(page, "21.000.000");

        await page.GotoAsync("/manage/activities?year=2024");
        await page.Locator("#name-vi").FillAsync("Ngày hội trồng cây");
        await page.Locator("#name-en").FillAsync("Tree day");
        await page.Locator("#from").FillAsync("2024-11-02");
        await page.Locator("#to").FillAsync("2024-11-03");
        await page.GetByLabel("Cây xanh được trồng mới").CheckAsync();
        await ChangeAsync(page, "Cây xanh được trồng mới");
        await Expect(page.Locator("tbody")).ToContainTextAsync("Ngày hội trồng cây");

        await page.GotoAsync("/manage/history");
        await page.Locator("#file").SetInputFilesAsync(new FilePayload
        {
            Name = "2022.xlsx",
            MimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Buffer = WorkbookMaker.Make([("Năm 2022", "", WorkbookMaker.Rows(
                ["unit", "indicator", "year", "month", "amount"], ["02-026", "trees-planted", 2022, 5, 1100]))]),
        });
        await ChangeAsync(page, "2022");
    }

    // Looks first, sees what will change, and does it.
    private static async Task ChangeAsync(IPage page, string what)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Xem trước" }).First.ClickAsync();
        await Expect(page.Locator("tbody")).ToContainTextAsync(what);
        await page.GetByRole(AriaRole.Button, new() { Name = "Áp dụng" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Đã áp dụng");
    }
}
