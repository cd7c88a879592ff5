using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using YouthFunctions.Calls;
using YouthFunctions.Catalog;
using YouthFunctions.Jobs;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.Pages;
using YouthFunctions.Tests.Summaries;

namespace YouthFunctions.Tests.Administration;

/// <summary>The administrators' page.</summary>
public sealed class AdministrationTests(SeededSite seeded, ChromiumFixture chromium)
    : IClassFixture<SeededSite>, IClassFixture<ChromiumFixture>
{
    [Fact]
    public async Task It_tells_of_jobs_keys_calendar_targets_units_and_agreement_and_only_administrators()
    {
        var site = seeded.Site;
        await site.Services.GetRequiredService<TimerRunner>()
            .RunAsync(FunctionTable.Timer("ForgetIdempotencyKeys"), onDemand: false, default);
        await site.Keys.CreateAsync(Role.Reporter, Analytics.Values.UnitCode.Parse("79"), "Thành Đoàn <TP>", default);
        using var browser = await site.SignedInAsync(Role.Administrator, "VN");
        var html = await browser.GetStringAsync("/manage?year=2024");
        foreach (var timer in FunctionTable.Timers)
            Assert.Contains($"<th scope=\"row\">{timer.Name}", html, StringComparison.Ordinal);
        foreach (var expected in new[] { "Đã xong", "Chưa chạy", "05/02/2024", "Cây xanh được trồng mới", "696 cấp huyện",
            "Thành Đoàn &lt;TP&gt;", "Chưa đối chiếu", "Năm này được giữ mở" })
            Assert.Contains(expected, html, StringComparison.Ordinal);

        using var province = await site.SignedInAsync(Role.Administrator, "01");
        Assert.DoesNotContain("Thành Đoàn", await province.GetStringAsync("/manage?year=2024"), StringComparison.Ordinal);
        using var leader = await site.SignedInAsync(Role.Leader, "VN");
        Assert.Equal(HttpStatusCode.Forbidden, (await leader.GetAsync("/manage")).StatusCode);
    }

    [Trait("Category", "siege")]
    [SkippableTheory]
    [InlineData("vi", 360)]
    [InlineData("vi", 1280)]
    [InlineData("en", 360)]
    [InlineData("en", 1280)]
    public async Task It_fits_a_phone_and_axe_finds_nothing_serious(string language, int width)
    {
        var site = seeded.Site;
        var runner = site.Services.GetRequiredService<TimerRunner>();
        foreach (var timer in new[] { "RollUp", "ForgetIdempotencyKeys" })
            await runner.RunAsync(FunctionTable.Timer(timer), onDemand: false, default);
        var page = await chromium.PageAsync(site, width);
        await ChromiumFixture.SignInAsync(page, await site.KeyAsync(Role.Administrator, "VN"));
        await page.GotoAsync($"/?lang={language}");
        await page.GetByRole(AriaRole.Link, new() { Name = language == "vi" ? "Quản trị" : "Administration" }).ClickAsync();
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", language);
        await ChromiumFixture.WaitForPageAsync(page, "/manage"); // with its styles: without them tables are wider
        await DeskPages.CheckAsync(page, $"admin-{language}-{width}");
    }
}
