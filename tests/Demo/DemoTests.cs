using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Briefs;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Demo;
using YouthFunctions.Forecasting.Status;
using YouthFunctions.Forecasts.Persistence;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Storage;
using YouthFunctions.Tests.Pages;
using YouthFunctions.Tests.Summaries;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Demo;

/// <summary>The road from end to end: a year of reports over HTTP goes in, flags come out, a leader reads them, and it can be taken away
/// again.</summary>
[Collection(DemoCollection.Name)]
[Trait("Category", "siege")]
public sealed class DemoTests(DemoFixture demo, ChromiumFixture chromium) : IClassFixture<ChromiumFixture>
{
    private static readonly string[] Pages =
    [
        "/", "/units/24?year=2024", "/units/24/indicators/trees-planted?year=2024",
        "/units/VN/indicators/volunteer-turns?year=2024&pace=150", "/scorecard?year=2024", "/briefs/24/2024-09-09?year=2024",
    ];

    [Fact]
    public async Task Statuses_go_by_the_probability_alone_on_every_level_and_nothing_contradicts_what_is_certain()
    {
        var services = demo.Played.App.Services;
        var plan = (await services.GetRequiredService<PlanStore>().FindAsync(2024, default))!.Plan;
        var edges = StatusThresholds.Default;
        var levels = new HashSet<UnitLevel>();
        await foreach (var unit in services.GetRequiredService<ForecastStore>().AllAsync(
            services.GetRequiredService<UnitRegister>().TreeOf(2024), 2024, CancellationToken.None))
            foreach (var forecast in unit.Indicators.Where(forecast => forecast.Projection?.Probability is not null))
            {
                levels.Add(unit.Unit.Level);
                var (probability, status) = (forecast.Projection!.Probability!.Value, forecast.StatusWithoutDoubted ?? forecast.Status);
                var words = $"{unit.Unit} {forecast.Indicator} {status} at {probability}";
                var sure = (double)(forecast.YearToDate ?? 0) - (double)(forecast.Doubted ?? 0);
                var isFlow = plan.Find(forecast.Indicator)!.Kind == IndicatorKind.Flow;
                if (status is TargetStatus.Lagging)
                    Assert.True(probability < edges.Lagging + edges.Margin, words);
                if (status is TargetStatus.AtRisk)
                    Assert.True(probability >= edges.Lagging && probability < edges.OnTrack + edges.Margin, words);
                if (status is TargetStatus.OnTrack)
                    Assert.True(probability >= edges.OnTrack - edges.Margin, words);
                if (status is TargetStatus.Achieved)
                    Assert.True(isFlow && sure >= (double)forecast.Target!.Value - 1e-6, words);
                if (isFlow)
                    Assert.True(forecast.Projection.Interval95!.Low >= sure - 1e-6, words);
            }

        Assert.Equal(3, levels.Count);
    }

    [Fact]
    public async Task The_year_was_played_with_a_forecast_and_a_brief_and_ends_with_a_story()
    {
        var services = demo.Played.App.Services;
        Assert.Equal([new DateOnly(2024, 9, 15)], await services.GetRequiredService<ForecastArchive>().DaysAsync(2024, default));
        Assert.Single(await services.GetRequiredService<BriefStore>().WeeksAsync(UnitCode.Parse("24"), 2024, default));
        Assert.Contains("called lagging on", demo.Story, StringComparison.Ordinal);
        Assert.Contains("were never warned of", demo.Story, StringComparison.Ordinal);
        Assert.Contains("Everything is simulated (seed 2024)", demo.Story, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_simulated_can_be_taken_away_again()
    {
        Assert.True(await HasSimulatedAsync(demo.Played.Store));
        var copy = demo.CreateCopy();
        Assert.Equal(0, await DemoRun.RemoveAsync(CancellationToken.None, copy));
        await using var removed = await DemoFixture.StartAsync(copy, new ProductClock());
        Assert.False(await HasSimulatedAsync(removed.Store));
    }

    [SkippableFact]
    public async Task A_leader_signs_in_reads_drills_down_to_the_district_that_carries_the_gap_prints_and_switches_the_language()
    {
        var page = await chromium.PageAsync(demo.Played.Address.Port, width: 360);
        await ChromiumFixture.SignInAsync(page, await demo.LeaderAsync("VN"));
        await Assertions.Expect(page.Locator(".simulated")).ToContainTextAsync("Số liệu mô phỏng");
        await Assertions.Expect(page.Locator("#changes")).ToBeVisibleAsync();
        await page.GotoAsync("/units/VN/indicators/trees-planted?year=2024");
        await Assertions.Expect(page.Locator("svg.curve")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Đơn vị trực thuộc nào còn thiếu chỉ tiêu này" }).ClickAsync();
        var province = page.Locator("#children tbody tr").First;
        await province.GetByRole(AriaRole.Link).First.ClickAsync();
        await Assertions.Expect(page.Locator("nav.path")).ToContainTextAsync("Trung ương");
        await page.GetByRole(AriaRole.Link, new() { Name = "Bản tin tuần" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Bản tin tuần");
        await page.GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await page.GetByRole(AriaRole.Link, new() { Name = "Tiếng Việt" }).ClickAsync();
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await Assertions.Expect(page.Locator(".lead").First).ToContainTextAsync("targets");
    }

    [SkippableTheory]
    [InlineData("vi")]
    [InlineData("en")]
    public async Task Axe_finds_nothing_serious_and_every_page_fits_a_phone(string language)
    {
        // Colours are the same in both languages: one is enough for them.
        (int Width, string Look)[] looks = language == "vi"
            ? [(360, "light"), (1280, "light"), (360, "dark"), (1280, "forced")]
            : [(360, "light"), (1280, "light")];
        foreach (var (width, look) in looks)
        {
            var page = await chromium.PageAsync(demo.Played.Address.Port, width);
            await page.EmulateMediaAsync(new()
            {
                ColorScheme = look == "dark" ? ColorScheme.Dark : ColorScheme.Light,
                ForcedColors = look == "forced" ? ForcedColors.Active : ForcedColors.None,
            });
            await ChromiumFixture.SignInAsync(page, await demo.LeaderAsync("VN"));
            foreach (var (path, index) in Pages.Select((path, index) => (path, index)))
            {
                await page.GotoAsync($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={language}");
                await DeskPages.CheckAsync(page, $"demo{index}-{language}-{width}-{look}");
                if (path.StartsWith("/units/24?", StringComparison.Ordinal) && width == 1280 && look == "light" && language == "vi")
                    // the README's picture
                    await ChromiumFixture.KeepPictureAsync(
                        page, "dashboard.png", new() { FullPage = true, Clip = new() { X = 0, Y = 0, Width = width, Height = 1240 } });
            }

            await page.Context.CloseAsync();
        }
    }

    private static async Task<bool> HasSimulatedAsync(Store store)
    {
        await foreach (var _ in store.Table(TableName.Reports).QueryAsync<TableEntity>("IsSimulated eq true", maxPerPage: 1))
            return true;
        return false;
    }
}
