using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Demo;
using YouthFunctions.Forecasting.Status;
using YouthFunctions.Forecasts.Persistence;
using YouthFunctions.Storage;
using YouthFunctions.Tests.Summaries;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Demo;

/// <summary>The road from end to end: a year of reports over HTTP goes in, flags come out, a leader reads them, and it can be taken away
/// again.</summary>
[Trait("Category", "siege")]
public sealed class DemoTests(DemoFixture demo, ChromiumFixture chromium) : IClassFixture<DemoFixture>, IClassFixture<ChromiumFixture>
{
    private const string Turns = "Lượt đoàn viên, thanh niên tham gia hoạt động tình nguyện";

    private static readonly string[] Pages =
    [
        "/", "/units/24?year=2024", "/units/24/indicators/trees-planted?year=2024",
        "/units/VN/indicators/volunteer-turns?year=2024&pace=150", "/scorecard?year=2024", "/briefs/24/2024-09-09?year=2024",
    ];

    [Fact]
    public async Task The_demo_flags_exactly_the_units_that_its_scenario_made_fall_behind()
    {
        var (scenario, services) = (Scenario.Shipped(), demo.Played.App.Services);
        var expected = scenario.Behind(services.GetRequiredService<UnitRegister>().TreeOf(scenario.Year));
        var flagged = new HashSet<(UnitCode, IndicatorCode)>();
        await foreach (var unit in services.GetRequiredService<ForecastStore>().AllAsync(scenario.Year, CancellationToken.None))
            flagged.UnionWith(unit.Indicators.Where(forecast => forecast.Status == TargetStatus.Lagging)
                .Select(forecast => (unit.Unit, forecast.Indicator)));
        Assert.Empty(expected.Except(flagged));
        Assert.Empty(flagged.Except(expected));
    }

    [Fact]
    public async Task What_was_simulated_can_be_taken_away_again()
    {
        Assert.True(await HasSimulatedAsync(demo.Played.Store));
        Assert.Equal(0, await DemoRun.RemoveAsync(CancellationToken.None, demo.Copy));
        await using var removed = await DemoFixture.StartAsync(demo.Copy, new ProductClock());
        Assert.False(await HasSimulatedAsync(removed.Store));
    }

    [SkippableFact]
    public async Task A_leader_signs_in_reads_drills_down_to_the_district_that_carries_the_gap_prints_and_switches_the_language()
    {
        var page = await chromium.PageAsync(demo.Played.Address.Port, width: 360);
        await ChromiumFixture.SignInAsync(page, await demo.LeaderAsync("VN"));
        await Assertions.Expect(page.Locator(".lead").First).ToContainTextAsync("đơn vị trực thuộc có chỉ tiêu khó đạt");
        await page.GetByRole(AriaRole.Link, new() { Name = Turns }).First.ClickAsync();
        await Assertions.Expect(page.Locator("svg.curve")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Đơn vị trực thuộc nào còn thiếu chỉ tiêu này" }).ClickAsync();
        var province = page.Locator("#children tbody tr").First;
        await Assertions.Expect(province).ToContainTextAsync("Tỉnh Bà Rịa - Vũng Tàu"); // made to fall behind with volunteer turns
        await province.GetByRole(AriaRole.Link).First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Bà Rịa - Vũng Tàu");
        var district = page.Locator("#children tbody tr").First;
        await Assertions.Expect(district).ToContainTextAsync("1 / 0"); // one target lags, none is at risk
        await district.GetByRole(AriaRole.Link).First.ClickAsync();
        await Assertions.Expect(page.Locator(".path")).ToContainTextAsync("Bà Rịa - Vũng Tàu");
        await Assertions.Expect(page.Locator(".card.lagging")).ToContainTextAsync(Turns);

        await page.GotoAsync("/");
        Assert.Equal(1, ChromiumFixture.CountPages(await page.PdfAsync(new PagePdfOptions { Format = "A4", PreferCSSPageSize = true })));
        await page.GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await Assertions.Expect(page.Locator(".lead").First).ToContainTextAsync("targets");
    }

    [SkippableTheory]
    [InlineData("vi")]
    [InlineData("en")]
    public async Task Axe_finds_nothing_serious_and_every_page_fits_a_phone(string language)
    {
        Directory.CreateDirectory(ChromiumFixture.Screenshots);
        foreach (var width in new[] { 360, 1280 })
        {
            var page = await chromium.PageAsync(demo.Played.Address.Port, width);
            await ChromiumFixture.SignInAsync(page, await demo.LeaderAsync("VN"));
            foreach (var (path, index) in Pages.Select((path, index) => (path, index)))
            {
                await page.GotoAsync($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={language}");
                await ChromiumFixture.CheckAccessibilityAsync(page);
                Assert.True(
                    await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0,
                    $"{path} at {width}");
                await page.ScreenshotAsync(
                    new() { Path = Path.Combine(ChromiumFixture.Screenshots, $"demo{index}-{language}-{width}.png"), FullPage = true });
                if (path.StartsWith("/units/24?", StringComparison.Ordinal) && width == 1280 && language == "vi")
                    // the README's picture
                    await page.ScreenshotAsync(new()
                    {
                        Path = Path.Combine(ChromiumFixture.Screenshots, "dashboard.png"),
                        FullPage = true,
                        Clip = new() { X = 0, Y = 0, Width = width, Height = 1240 },
                    });
            }
        }
    }

    private static async Task<bool> HasSimulatedAsync(Store store)
    {
        await foreach (var _ in store.Table(TableName.Reports).QueryAsync<TableEntity>("IsSimulated eq true", maxPerPage: 1))
            return true;
        return false;
    }
}
