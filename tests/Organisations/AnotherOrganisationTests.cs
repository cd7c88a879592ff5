using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.Summaries;

namespace YouthFunctions.Tests.Organisations;

/// <summary>Nothing is hard-wired: a folder of files makes an installation of another organisation, with other levels, codes, indicators,
/// money and language, from an empty store to an exported snapshot.</summary>
[Collection(ExampleOrganisationCollection.Name)]
[Trait("Category", "siege")]
public sealed partial class AnotherOrganisationTests(ExampleOrganisation example, ChromiumFixture chromium)
    : IClassFixture<ChromiumFixture>
{
    private static readonly (string Role, string[] Pages)[] PagesByRole =
    [
        ("leader",
        [
            "/", "/units/R2?year=2026", "/units/G-015?year=2026", "/units/NO/indicators/people-trained?year=2026",
            "/units/R2/indicators/injuries-on-duty?year=2026", "/collect?year=2026", "/collect/R1?year=2026", "/briefs", "/alerts",
            "/scorecard", "/search?q=lake",
        ]),
        ("reporter", ["/report", "/collect/R1/2026-08", "/collect/R1/upload"]),
        ("analyst", ["/downloads", "/openapi"]),
        ("administrator",
        [
            "/manage", "/manage/keys", "/manage/plan?year=2026", "/manage/plan/indicator?year=2026&code=funds-raised", "/manage/calendar",
            "/manage/targets/R1", "/manage/settings", "/manage/reorganisations",
        ]),
    ];

    [Fact]
    public async Task Sums_go_up_its_three_levels()
    {
        var country = await GetAsync("leader", "/api/rollups/NO?year=2026");
        Assert.Equal("National Office", country.GetProperty("unit").GetProperty("name").GetString());
        Assert.Equal("national", country.GetProperty("unit").GetProperty("level").GetString());
        var regions = country.GetProperty("children").EnumerateArray().ToArray();
        Assert.Equal(["R1", "R2", "R3", "R4", "R5", "R6"], regions.Select(child => child.GetProperty("unit").GetString()));
        Assert.All(regions, child => Assert.Equal("region", child.GetProperty("level").GetString()));

        var groups = (await GetAsync("leader", "/api/rollups/NO?year=2026&level=group")).GetProperty("children").EnumerateArray().ToArray();
        Assert.Equal(
            ExampleOrganisation.Groups.Order(StringComparer.Ordinal),
            groups.Select(child => child.GetProperty("unit").GetString()).Order(StringComparer.Ordinal));
        var trained = Enumerable.Range(0, ExampleOrganisation.Groups.Count - 1)
            .Sum(index => Enumerable.Range(1, 8).Sum(month => 20 + index + month));
        Assert.Equal(trained, YearToDate(country.GetProperty("unit")));
        Assert.Equal(trained, regions.Sum(YearToDate));
        Assert.Equal(trained, groups.Sum(YearToDate));

        // Of the silent group nothing is known, which is not zero.
        static int YearToDate(JsonElement unit) => unit.GetProperty("indicators").EnumerateArray()
            .Single(indicator => indicator.GetProperty("indicator").GetString() == "people-trained")
            .TryGetProperty("yearToDate", out var sum) ? sum.GetProperty("value").GetInt32() : 0;
    }

    [Fact]
    public async Task Forecasts_are_made_and_a_brief_is_written_for_the_top_and_each_region()
    {
        var summary = await GetAsync("leader", "/api/summary/NO?year=2026");
        Assert.Equal(8, summary.GetProperty("monthsKnown").GetInt32());
        var limit = summary.GetProperty("indicators").EnumerateArray().Select(indicator => indicator.GetProperty("forecast"))
            .Single(forecast => forecast.GetProperty("indicator").GetString() == "injuries-on-duty");
        Assert.NotEqual("noData", limit.GetProperty("status").GetString());
        using var leader = example.ClientOf("leader");
        foreach (var unit in new[] { "NO", "R3" })
        {
            string? brief = null;
            for (var attempt = 0; brief is null && attempt < 300; attempt++) // the timer makes one every five seconds
            {
                using var answer = await leader.GetAsync(new Uri($"/briefs/{unit}/latest?year=2026", UriKind.Relative));
                brief = answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync() : null;
                if (brief is null)
                    await Task.Delay(TimeSpan.FromMilliseconds(200));
            }

            Assert.Contains("lang=\"en\"", brief, StringComparison.Ordinal);
            Assert.Contains(unit == "NO" ? "National Office" : "Highlands", brief, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_code_that_lost_its_zeros_is_read_by_its_own_patterns()
    {
        using var reporter = example.ClientOf("reporter");
        using var rows = new StringContent("unit,period,people-trained\nG-7,2026-09,5\n", Encoding.UTF8, "text/csv");
        using var answer = await reporter.PostAsync(new Uri("/api/reports/batch?dryRun=true", UriKind.Relative), rows);
        Assert.Contains("G-007 Gullwick", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_snapshot_speaks_of_its_own_levels_codes_and_names()
    {
        var list = await GetAsync("analyst", "/api/exports");
        var files = list.GetProperty("files").EnumerateArray().ToArray();
        var paths = files.Select(file => file.GetProperty("path").GetString()!).ToArray();
        Assert.Contains("rollups/year=2026/region=R1/rollups.csv", paths);
        Assert.Contains("rollups/year=2026/region=NO/rollups.csv", paths);
        var snapshot = list.GetProperty("latest").GetString();
        using var analyst = example.ClientOf("analyst");
        Task<string> ReadAsync(string path) =>
            analyst.GetStringAsync(new Uri($"/api/exports/{snapshot}/{path}", UriKind.Relative));

        var rows = (await ReadAsync("rollups/year=2026/region=R1/rollups.csv")).TrimStart('\ufeff').Split("\r\n");
        Assert.StartsWith("year,unit,unit_name,level,region,", rows[0], StringComparison.Ordinal);
        Assert.Contains(rows, row => row.StartsWith("2026,G-001,Arbury,group,R1,", StringComparison.Ordinal));
        var units = await ReadAsync("units/region=R1/units.csv");
        Assert.Contains("G-003", units, StringComparison.Ordinal); // of the tree before 2026
        Assert.Contains("G-101,Coldwater and Dunmere,group,R1", units, StringComparison.Ordinal);
        Assert.DoesNotMatch(VietnameseLetter(), units);
        var structure = await ReadAsync(paths.First(path => path.EndsWith(".json", StringComparison.Ordinal)
            && path.StartsWith("sdmx", StringComparison.Ordinal)));
        Assert.Contains("First aid figures", structure, StringComparison.Ordinal);
        Assert.Contains("\"EUR\"", structure, StringComparison.Ordinal);
        var package = await ReadAsync("datapackage.json");
        Assert.Contains("CC BY 4.0, First Aid Volunteers of Norland", package, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData(360)]
    [InlineData(1280)]
    public async Task Its_pages_are_in_English_first_and_for_everybody(int width)
    {
        foreach (var (role, pages) in PagesByRole)
        {
            var page = await chromium.PageAsync(example.Port, width);
            await page.GotoAsync("/");
            await page.GetByLabel("Access key").FillAsync(example.KeyOf(role));
            await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
            await Assertions.Expect(page.Locator("form[action='/sign-out']").First).ToBeAttachedAsync();
            foreach (var path in pages)
            {
                var answer = await page.GotoAsync(path);
                Assert.True(answer!.Ok, $"{path}: {answer.Status}");
                await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
                await ChromiumFixture.CheckAccessibilityAsync(page);
                var name = $"other-{role}-{NotInNames().Replace(path, "-")}-{width.ToString(CultureInfo.InvariantCulture)}.png";
                await ChromiumFixture.KeepPictureAsync(page, name);
            }

            await page.Context.CloseAsync();
        }
    }

    private async Task<JsonElement> GetAsync(string role, string path)
    {
        using var client = example.ClientOf(role);
        using var document = JsonDocument.Parse(await client.GetStringAsync(new Uri(path, UriKind.Relative)));
        return document.RootElement.Clone();
    }

    [GeneratedRegex("[^A-Za-z0-9]+")]
    private static partial Regex NotInNames();

    [GeneratedRegex("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", RegexOptions.IgnoreCase)]
    private static partial Regex VietnameseLetter();
}
