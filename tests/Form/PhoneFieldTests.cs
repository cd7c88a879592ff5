using System.Text.Json.Nodes;
using Microsoft.Playwright;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.Summaries;
using static Microsoft.Playwright.Assertions;

namespace YouthFunctions.Tests.Form;

/// <summary>What stands beside the fields of the phone's form and what they say while something is typed; keys, focus, and a browser
/// without scripts.</summary>
[Trait("Category", "siege")]
public sealed class PhoneFieldTests(StorageFixture storage, ChromiumFixture chromium)
    : IClassFixture<StorageFixture>, IClassFixture<ChromiumFixture>
{
    private const string Unit = "02-026";

    [SkippableFact]
    public async Task Beside_a_field_stand_last_month_running_total_target_and_share_and_large_figures_are_said_in_words()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        using var centre = await site.ClientAsync(Role.Administrator, "VN");
        (await centre.SendJsonAsync(HttpMethod.Put, "/api/targets/02-026?year=2024",
            """{"loans":1000000000,"trees-planted":12000}""")).EnsureSuccessStatusCode();
        using var reporter = await site.ClientAsync(Role.Reporter, Unit);
        (await reporter.SendJsonAsync(HttpMethod.Post, "/api/reports",
            """{"unit":"02-026","period":"2024-05","values":{"trees-planted":{"amount":800}}}""")).EnsureSuccessStatusCode();
        site.Clock.Advance(TimeSpan.FromDays(30)); // 3 July: June is due
        var page = await SignedInAsync(site);
        await page.GotoAsync("/report?unit=02-026&period=2024-06");
        await PhoneTests.ReadyAsync(page);
        var trees = page.Locator("[data-code=trees-planted]");
        await Expect(trees.Locator("#hint-trees-planted")).ToHaveTextAsync(
            "Tháng trước 800 · lũy kế 800 · chỉ tiêu năm 12.000 · đến nay nên đạt 50%");
        await page.Locator("#n-trees-planted").PressSequentiallyAsync("700");
        await Expect(trees.Locator(".echo")).ToHaveTextAsync("lũy kế mới 1.500");
        await page.Locator("#n-loans").PressSequentiallyAsync("3600");
        await page.Locator("#m-loans").SelectOptionAsync("1000000000");
        await Expect(page.Locator("#echo-loans")).ToContainTextAsync("3.600 tỷ đồng, gấp 3.600 lần chỉ tiêu năm");
        var ratio = page.Locator("[data-kind=ratio]").First;
        await Expect(ratio).ToContainTextAsync("Số đạt");
        await Expect(ratio).ToContainTextAsync("Tổng số");
        await Expect(page.Locator("#report")).Not.ToContainTextAsync("ử số");
        await ratio.Locator("input").Nth(0).FillAsync("30");
        await ratio.Locator("input").Nth(1).FillAsync("40");
        await Expect(ratio.Locator(".echo")).ToHaveTextAsync("75%");
        await Expect(page.Locator("details.group summary [data-group]").First).ToContainTextAsync("/");
    }

    // A field that is left says its number in the page's way. A draft that went on saying it in the typist's was never seen as sent.
    [SkippableFact]
    public async Task Numbers_in_any_writing_are_sent_with_a_receipt_and_leave_no_draft()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        var page = await SignedInAsync(site);
        await page.Locator("#m-loans").SelectOptionAsync("1000000000");
        foreach (var (code, typed, shown) in new[]
        {
            ("trees-planted", "1234567", "1.234.567"), ("volunteer-turns", "12 345", "12.345"), ("ideas-supported", "007", "7"),
            ("villages-helped", "45 ", "45"), ("startup-projects", "2", "2"), ("loans", "12,50", "12,5"),
        })
        {
            await page.Locator($"#n-{code}").FillAsync(typed);
            await page.Locator("#c-loans").FocusAsync();
            await Expect(page.Locator($"#n-{code}")).ToHaveValueAsync(shown);
        }

        await page.Locator("#n-loans").FillAsync("1.5");
        await PhoneTests.SendAsync(page);
        await Expect(page.Locator("#receipt")).ToContainTextAsync("phiên bản 1");
        Assert.Equal(0, await PhoneTests.CountDraftsAsync(page));

        // Fields that are only gone through are nobody's draft.
        await PhoneTests.ReadyAsync(page);
        foreach (var code in new[] { "trees-planted", "loans", "startup-projects" })
            await page.Locator($"#n-{code}").FocusAsync();
        await page.Locator("#reason").FocusAsync();
        await page.WaitForTimeoutAsync(100);
        Assert.Equal(0, await PhoneTests.CountDraftsAsync(page));

        // Not every browser takes the cursor out of the field when a button is tapped.
        await page.Locator("#reason").FillAsync("đếm lại");
        await page.Locator("#n-trees-planted").FillAsync("1234568");
        await page.EvaluateAsync("() => document.getElementById('fields').requestSubmit()");
        await Expect(page.Locator("#review-title")).ToBeVisibleAsync();
        await PhoneTests.ConfirmAllAsync(page);
        await page.Locator("button.send").ClickAsync();
        await Expect(page.Locator("#receipt")).ToContainTextAsync("phiên bản 2");
        Assert.Equal(0, await PhoneTests.CountDraftsAsync(page));
        var values = (await site.RevisionsAsync(Unit, "2024-05"))[^1].Values;
        Assert.Equal((1_234_568m, 1_500_000_000m), (values[SampleForecasts.Trees].Measure.Numerator,
            values[IndicatorCode.Parse("loans")].Measure.Numerator));
    }

    [SkippableFact]
    public async Task Parts_add_up_while_they_are_typed()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        using var centre = await site.ClientAsync(Role.Administrator, "VN");
        var plan = JsonNode.Parse(await centre.GetStringAsync("/api/plans/2024"))!;
        var indicators = plan["indicators"]!.AsArray();
        foreach (var code in new[] { "turns-of-girls", "turns-of-boys" })
        {
            var part = indicators.First(item => item!["code"]!.GetValue<string>() == "volunteer-turns")!.DeepClone();
            (part["code"], part["partOf"]) = (code, "volunteer-turns");
            part.AsObject().Remove("target");
            indicators.Add(part);
        }

        using var changed = await centre.SendJsonAsync(HttpMethod.Put, "/api/plans/2024", plan.ToJsonString());
        Assert.True(changed.IsSuccessStatusCode, await changed.Content.ReadAsStringAsync());
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        var page = await SignedInAsync(site);
        await page.Locator("#n-turns-of-girls").PressSequentiallyAsync("600");
        await Expect(page.Locator("#echo-volunteer-turns")).ToHaveTextAsync("các phần cộng lại 600");
        await page.Locator("#n-volunteer-turns").PressSequentiallyAsync("1000");
        await Expect(page.Locator("#echo-volunteer-turns")).ToContainTextAsync("các phần cộng lại 600, còn thiếu 400");
        await page.Locator("#n-turns-of-boys").PressSequentiallyAsync("500");
        await Expect(page.Locator("#echo-volunteer-turns")).ToContainTextAsync("các phần cộng lại 1.100, vượt 100");
    }

    [SkippableFact]
    public async Task By_the_keyboard_alone_each_field_is_reached_in_order_and_none_is_hidden_behind_the_bars()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        var page = await SignedInAsync(site, 320);
        var names = await page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('#fields input:not([type=hidden])')].map((item) => item.name)");
        await page.Locator("#" + names[0]).FocusAsync();
        foreach (var name in names)
        {
            var focused = await page.EvaluateAsync<string>("""
                () => {
                  const item = document.activeElement;
                  const box = item.getBoundingClientRect();
                  const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
                  return at === item ? item.name : `${item.name} is behind ${at?.className}`;
                }
                """);
            Assert.Equal(name, focused);
            await page.Keyboard.PressAsync("Enter");
        }

        await Expect(page.Locator("#reason, #fields button.main").First).ToBeFocusedAsync();
        Assert.Empty(await site.RevisionsAsync(Unit, "2024-05"));
    }

    [SkippableFact]
    public async Task The_month_that_is_shown_stands_in_view_of_the_strip()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        site.Clock.Advance(TimeSpan.FromDays(183)); // 3 December: November is due
        var page = await chromium.PageAsync(site.Port, 320);
        await ChromiumFixture.SignInAsync(page, (await site.KeyAsync(Unit)).Text, "/report");
        await PhoneTests.ReadyAsync(page);
        var chosen = page.Locator("#months [aria-current]");
        await Expect(chosen).ToContainTextAsync("11/2024");
        await Expect(chosen).ToBeInViewportAsync(new() { Ratio = 1 });
    }

    [SkippableFact]
    public async Task Without_scripts_the_plain_form_is_looked_at_and_sent_and_fits_a_small_phone()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        var page = await chromium.PageAsync(site.Port, 320, javaScript: false);
        await page.GotoAsync("/report?unit=02-026&period=2024-05");
        await page.Locator("#key").FillAsync((await site.KeyAsync(Unit)).Text);
        await page.Locator("button.main").ClickAsync();
        await page.Locator("#n-trees-planted").FillAsync("900000000");
        await page.Locator("#n-villages-helped").FillAsync("một");
        await page.Locator("#n-trees-planted").PressAsync("Enter"); // sends nothing
        await Expect(page.Locator("#fields")).ToBeVisibleAsync();
        await page.Locator("button.main").ClickAsync();
        await Expect(page).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex("^Lỗi: "));
        await Expect(page.Locator("#faults")).ToBeFocusedAsync();
        await page.Locator("#n-villages-helped").FillAsync("");
        await page.Locator("button.main").ClickAsync();
        await page.Locator("#doubts input").First.CheckAsync();
        await page.Locator("button.main").ClickAsync();
        await Expect(page.Locator("#receipt")).ToContainTextAsync("Đã nhận báo cáo tháng 5/2024 của Huyện Đồng Văn");
        var report = Assert.Single(await site.RevisionsAsync(Unit, "2024-05"));
        Assert.Equal(900_000_000m, report.Values[IndicatorCode.Parse("trees-planted")].Measure.Numerator);
        Assert.Empty(report.Doubts);
    }

    private async Task<IPage> SignedInAsync(PhoneSite site, int width = 360)
    {
        var page = await chromium.PageAsync(site.Port, width);
        await PhoneTests.SignInAsync(page, (await site.KeyAsync(Unit)).Text);
        return page;
    }
}
