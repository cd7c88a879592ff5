using Microsoft.Playwright;
using YouthFunctions.Calls;
using YouthFunctions.Tests.Pages;
using YouthFunctions.Tests.Summaries;
using static Microsoft.Playwright.Assertions;

namespace YouthFunctions.Tests.Collecting;

/// <summary>The collecting officer's work, in a real browser, as a person does it.</summary>
[Trait("Category", "siege")]
public sealed class CollectingDeskTests(CollectingSite collecting, ChromiumFixture chromium)
    : IClassFixture<CollectingSite>, IClassFixture<ChromiumFixture>
{
    private SampleSite Site => collecting.Site;

    [SkippableFact]
    public async Task An_officer_sees_who_is_late_or_missing_returns_one_with_a_note_that_its_form_shows_and_confirms_the_rest()
    {
        var page = await chromium.PageAsync(Site, 1280, javaScript: false);
        await ChromiumFixture.SignInAsync(page, await Site.KeyAsync(Role.Reporter, "02"), "/collect?period=2024-08");
        var rows = page.Locator("table.states tbody tr");
        await Expect(rows.Filter(new() { HasText = "Huyện Đồng Văn" })).ToContainTextAsync("Trễ");
        await Expect(rows.Filter(new() { HasText = "Huyện Đồng Văn" })).ToContainTextAsync("Đúng hạn"); // September
        await Expect(rows.Filter(new() { HasText = "Huyện Hoàng Su Phì" })).ToContainTextAsync("Thiếu");
        await Expect(rows.Filter(new() { HasText = "Thành phố Hà Giang" })).ToContainTextAsync("Nghi ngờ");

        await rows.Filter(new() { HasText = "Huyện Đồng Văn" }).GetByRole(AriaRole.Link, new() { Name = "8/2024" }).ClickAsync();
        await Expect(page.Locator("h1")).ToContainTextAsync("Huyện Đồng Văn");
        var trees = page.Locator("tbody tr").Filter(new() { HasText = "Cây xanh" });
        await Expect(trees).ToContainTextAsync("1.000");
        await Expect(trees).ToContainTextAsync("900"); // the month before
        await Expect(trees).ToContainTextAsync("1.900"); // the year so far
        await Expect(trees).ToContainTextAsync("750 (600–9.000.000)"); // the units beside it
        await page.GetByRole(AriaRole.Button, new() { Name = "Trả lại" }).ClickAsync();
        await Expect(page.Locator("#faults")).ToContainTextAsync("cần ghi chú");
        await page.Locator("#note").FillAsync("Thiếu số của hai xã");
        await page.GetByRole(AriaRole.Button, new() { Name = "Trả lại" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("Đã ghi");

        await page.GetByRole(AriaRole.Navigation, new() { Name = "Cấp trên" }).GetByRole(AriaRole.Link).Last.ClickAsync();
        await page.GotoAsync("/collect/02?year=2024&period=2024-08");
        await Expect(rows.Filter(new() { HasText = "Huyện Đồng Văn" })).ToContainTextAsync("Trả lại");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Huyện Yên Minh" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Duyệt các báo cáo đã chọn" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("báo cáo của tháng 8/2024");
        await Expect(rows.Filter(new() { HasText = "Huyện Yên Minh" })).ToContainTextAsync("Đã duyệt");
        await Expect(rows.Filter(new() { HasText = "Huyện Đồng Văn" })).ToContainTextAsync("Trả lại"); // it was not chosen

        var child = await chromium.PageAsync(Site, 360);
        await ChromiumFixture.SignInAsync(child, await Site.KeyAsync(Role.Reporter, "02-026"), "/report?unit=02-026&period=2024-08");
        await Expect(child.Locator("#returned")).ToContainTextAsync("Thiếu số của hai xã");
    }

    [SkippableFact]
    public async Task An_officer_says_that_a_doubted_value_is_right()
    {
        await collecting.ReportAsync("02-033", "2024-08", 8_000_000);
        var page = await chromium.PageAsync(Site, 360, javaScript: false);
        await ChromiumFixture.SignInAsync(page, await Site.KeyAsync(Role.Leader, "02"), "/collect/02-033/2024-08");
        await Expect(page.Locator("#doubts")).ToContainTextAsync("8.000.000");
        await DeskPages.CheckAsync(page, "collected-doubt-vi-360");
        await page.GetByRole(AriaRole.Button, new() { Name = "Các giá trị này đúng" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("Đã ghi");
        await Expect(page.Locator("#doubts")).ToHaveCountAsync(0);
    }

    [SkippableFact]
    public async Task An_officer_reminds_all_that_are_silent_with_one_text_to_copy()
    {
        var page = await chromium.PageAsync(Site, 360);
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await ChromiumFixture.SignInAsync(page, await Site.KeyAsync(Role.Reporter, "02"), "/collect?period=2024-08");
        await page.GetByRole(AriaRole.Link, new() { Name = "Nhắc cả" }).ClickAsync();
        await Expect(page.Locator("#all")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("Huyện Hoàng Su Phì"));
        await page.Locator("[data-copy=all]").ClickAsync();
        await Expect(page.Locator("#copied")).ToHaveTextAsync("Đã chép.");
        var copied = await page.Locator("#all").InputValueAsync();
        Assert.Contains("/report?period=2024-08", copied, StringComparison.Ordinal);
        Assert.Contains("Huyện Hoàng Su Phì", copied, StringComparison.Ordinal);
        Assert.DoesNotContain("Huyện Đồng Văn", copied, StringComparison.Ordinal);
        var mail = await page.GetByRole(AriaRole.Link, new() { Name = "Thư điện tử Huyện Hoàng Su Phì" }).GetAttributeAsync("href");
        Assert.Contains("unit%3D02-032%26period%3D2024-08", mail, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task An_officer_sends_one_file_for_all_units_after_looking_at_it()
    {
        var page = await chromium.PageAsync(Site, 1280, javaScript: false);
        await ChromiumFixture.SignInAsync(page, await Site.KeyAsync(Role.Reporter, "04"), "/collect/04/upload?period=2024-08");
        await page.Locator("#file").SetInputFilesAsync(new FilePayload
        {
            Name = "bao-cao.csv",
            MimeType = "text/csv",
            Buffer = System.Text.Encoding.UTF8.GetBytes(
                "unit,period,trees-planted\n04-040,2024-08,120\n04-042,2024-08,nhiều\n01-001,2024-08,5\n04-043,2024-08,90\n"),
        });
        await page.GetByRole(AriaRole.Button, new() { Name = "Xem lại" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("2 báo cáo hợp lệ, 2 bị từ chối");
        await Expect(page.Locator("tbody tr").First).ToContainTextAsync("Sai");
        await DeskPages.CheckAsync(page, "upload-review-vi-1280");
        await page.GetByRole(AriaRole.Button, new() { Name = "Gửi 2 báo cáo hợp lệ" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Đã lưu 2 báo cáo");
        await page.GotoAsync("/collect/04?period=2024-08");
        await Expect(page.Locator("table.states tbody tr").First).ToContainTextAsync("Trễ");
    }

    [SkippableFact]
    public async Task The_centre_reads_the_names_of_the_silent_units_of_the_whole_country()
    {
        var page = await chromium.PageAsync(Site, 1280, javaScript: false);
        await ChromiumFixture.SignInAsync(page, await Site.KeyAsync(Role.Leader, "VN"), "/collect?period=2024-08");
        await page.GetByRole(AriaRole.Link, new() { Name = "Xem tên cả" }).ClickAsync();
        await page.Locator("summary").Filter(new() { HasText = "Hà Nội" }).ClickAsync();
        await Expect(page.Locator(".names").First).ToContainTextAsync("Quận Ba Đình");
    }

    [SkippableFact]
    public async Task The_desk_is_whole_in_both_languages_on_a_phone_and_on_a_desk()
    {
        await DeskPages.CheckAsync(
            chromium, Site, await Site.KeyAsync(Role.Reporter | Role.Leader, "VN"), "collect",
            "/collect/02?period=2024-08", "/collect/VN?period=2024-08", "/collect/02-024/2024-08", "/collect/02/remind?period=2024-08",
            "/collect/VN/silent?period=2024-08", "/collect/02/upload?period=2024-08");
    }
}
