using System.Net;
using Microsoft.Playwright;
using YouthFunctions.Calls;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.Pages;
using YouthFunctions.Tests.Summaries;
using static Microsoft.Playwright.Assertions;

namespace YouthFunctions.Tests.Administration;

/// <summary>Calendar and targets by hand, in a real browser, as an administrator does it.</summary>
[Trait("Category", "siege")]
public sealed class PlanDeskTests(StorageFixture storage, ChromiumFixture chromium)
    : IClassFixture<StorageFixture>, IClassFixture<ChromiumFixture>
{
    [SkippableFact]
    public async Task An_administrator_changes_the_days_after_seeing_what_will_change_and_reopens_a_month_for_a_unit()
    {
        await using var site = await StartAsync();
        var page = await chromium.PageAsync(site, 360, javaScript: false);
        await ChromiumFixture.SignInAsync(page, await site.KeyAsync(Role.Administrator, "VN"), "/manage/calendar?year=2024");
        await page.Locator("#dueDay").FillAsync("7");
        await page.Locator("#closeDay").FillAsync("22");
        await page.GetByRole(AriaRole.Button, new() { Name = "Xem trước" }).First.ClickAsync();
        await Expect(page.Locator("tbody tr").First).ToContainTextAsync("7");
        await DeskPages.CheckAsync(page, "calendar-confirm-vi-360");
        await page.GetByRole(AriaRole.Link, new() { Name = "Trở lại" }).ClickAsync();
        await Expect(page.Locator("#dueDay")).ToHaveValueAsync("5"); // nothing was changed by looking
        await page.Locator("#dueDay").FillAsync("7");
        await page.GetByRole(AriaRole.Button, new() { Name = "Xem trước" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Áp dụng" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Đã áp dụng");
        await Expect(page.Locator("#dueDay")).ToHaveValueAsync("7");

        await page.Locator("#month").SelectOptionAsync("2024-03");
        await page.Locator("#unit").FillAsync("99");
        await page.Locator("#until").FillAsync("2024-10-30");
        await page.Locator("#reason").FillAsync("Bão số 3");
        await page.GetByRole(AriaRole.Button, new() { Name = "Xem trước" }).Last.ClickAsync();
        await Expect(page.Locator("#faults")).ToContainTextAsync("Không có đơn vị này");
        await page.Locator("#unit").FillAsync("02");
        await page.GetByRole(AriaRole.Button, new() { Name = "Xem trước" }).Last.ClickAsync();
        await Expect(page.Locator("tbody tr")).ToContainTextAsync("Tỉnh Hà Giang");
        await page.GetByRole(AriaRole.Button, new() { Name = "Áp dụng" }).ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("Bão số 3");
    }

    [SkippableFact]
    public async Task An_administrator_sets_a_units_target_sees_what_is_divided_from_above_and_takes_it_back()
    {
        await using var site = await StartAsync();
        var page = await chromium.PageAsync(site, 1280, javaScript: false);
        await ChromiumFixture.SignInAsync(page, await site.KeyAsync(Role.Administrator, "VN"), "/manage/targets/02?year=2024");
        var trees = page.Locator("tbody tr").Filter(new() { HasText = "Cây xanh" });
        await Expect(trees).ToContainTextAsync("phân bổ từ trên");
        await page.Locator("#t-trees-planted").FillAsync("nhiều");
        await page.GetByRole(AriaRole.Button, new() { Name = "Xem trước" }).ClickAsync();
        await Expect(page.Locator("#faults")).ToBeVisibleAsync();
        await page.Locator("#t-trees-planted").FillAsync("150.000");
        await page.Locator("#t-youth-gathered").FillAsync("70");
        await page.GetByRole(AriaRole.Button, new() { Name = "Xem trước" }).ClickAsync();
        await Expect(page.Locator("tbody tr").Filter(new() { HasText = "Cây xanh" })).ToContainTextAsync("150.000");
        await page.GetByRole(AriaRole.Button, new() { Name = "Áp dụng" }).ClickAsync();
        await Expect(trees).ToContainTextAsync("giao riêng");
        await Expect(page.Locator("tbody tr").Filter(new() { HasText = "Cây xanh" })).ToContainTextAsync("150.000");
        await page.Locator("#t-trees-planted").FillAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = "Xem trước" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Áp dụng" }).ClickAsync();
        await Expect(trees).ToContainTextAsync("phân bổ từ trên");
    }

    [Fact]
    public async Task What_the_api_refuses_the_forms_refuse_and_nobody_else_may_change_the_country()
    {
        await using var site = await StartAsync();
        using var centre = await site.SignedInAsync(Role.Administrator, "VN");
        using var province = await site.SignedInAsync(Role.Administrator, "02");
        async Task<HttpStatusCode> PostAsync(HttpClient browser, string path, params (string, string)[] fields)
        {
            using var answer = await browser.SendAsync(SampleSite.Form(path, fields));
            return answer.StatusCode;
        }

        (string, string)[] days = [("year", "2024"), ("dueDay", "25"), ("closeDay", "9"), ("step", "apply")];
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await PostAsync(centre, "/manage/calendar/days", days));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(province, "/manage/calendar/days", days));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await PostAsync(
            province, "/manage/calendar/reopen", ("year", "2024"), ("month", "2024-03"), ("unit", "01"), ("until", "2024-10-30"),
            ("reason", "x"), ("step", "apply")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await PostAsync(
            province, "/manage/targets/02?year=2024", ("t-trees-planted", "5"), ("step", "apply"))); // given from above
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(province, "/manage/targets/01?year=2024", ("t-trees-planted", "5")));
    }

    private Task<SampleSite> StartAsync() =>
        SampleSite.StartAsync(storage, StorageFixture.NewPrefix(), withData: false, SmallCountry.Register);
}
