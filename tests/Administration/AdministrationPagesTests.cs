using YouthFunctions.Calls;
using YouthFunctions.Tests.Pages;
using YouthFunctions.Tests.Summaries;

namespace YouthFunctions.Tests.Administration;

/// <summary>Pages whose forms are tested without a browser are looked at in one: in Vietnamese on a phone, in English on a desk.</summary>
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
}
