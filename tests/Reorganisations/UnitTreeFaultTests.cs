using System.Net;
using YouthFunctions.Calls;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Reorganisations;

/// <summary>What a new tree of units is refused for: each fault by its line, all at once, and nothing stored.</summary>
public sealed class UnitTreeFaultTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private const string Head = "code,name,parent\n95,Tỉnh Mới,VN\n";

    [Theory]
    [InlineData("00004,Phường Ba Đình,96\n", "line 3 unit-tree.parent.unknown")]
    [InlineData("4,Phường Ba Đình,95\n", "line 3 unit-tree.code")]
    [InlineData("00004,Phường Ba Đình,9x\n", "line 3 unit-tree.parent.code")]
    [InlineData("00004,Phường Ba Đình,\n", "line 3 unit-tree.parent.code")]
    [InlineData("00004,Phường Ba Đình\n", "line 3 unit-tree.parent.code")]
    [InlineData("00004,A,95\n00004,B,95\n", "line 4 unit-tree.duplicate")]
    [InlineData("00004,,95\n", "line 3 unit-tree.name")]
    [InlineData("00004,   ,95\n", "line 3 unit-tree.name")]
    [InlineData("00004,Phường Ba Đình,VN\n", "line 3 unit-tree.parent.level")]
    [InlineData("95-001,Huyện A,95\n95-002,Huyện B,95-001\n", "line 4 unit-tree.parent.level")]
    [InlineData("00004,A,95\n96,Tỉnh B,00004\n", "line 4 unit-tree.parent.level")]
    [InlineData("00004,A,00004\n", "line 3 unit-tree.parent.circle")]
    [InlineData("00004,A,00005\n00005,B,00004\n", "line 3 unit-tree.parent.circle", "line 4 unit-tree.parent.circle")]
    [InlineData("VN,Trung ương,\n", "line 3 unit-tree.centre", "line 3 unit-tree.parent.code")]
    [InlineData("00004,A,95\n\n00005,,97\n", "line 5 unit-tree.name", "line 5 unit-tree.parent.unknown")]
    [InlineData("4,,96\n00005,B,95\n00005,C,95\n", "line 3 unit-tree.code", "line 3 unit-tree.name", "line 5 unit-tree.duplicate")]
    public async Task A_file_of_units_is_refused_by_line(string lines, params string[] expected)
    {
        await using var app = await TestApp.StartAsync(storage, services: SmallCountry.Register);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        foreach (var query in new[] { "?dryRun=true", "" })
        {
            using var answer = await ReorganisedCountry.PutAsync(centre, Head + lines, query: query);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Equal(expected, await answer.FaultsAsync());
        }

        Assert.Equal(HttpStatusCode.NotFound, (await centre.GetAsync("/api/unit-trees/2027-01")).StatusCode);
    }

    [Theory]
    [InlineData("code,name\n95,A\n", "line 1 unit-tree.columns")]
    [InlineData("code,name,parent\n", "line 1 unit-tree.empty")]
    [InlineData("code,name,parent\n\n,,\n", "line 1 unit-tree.empty")]
    public async Task A_file_without_columns_or_units_is_refused(string file, string expected)
    {
        await using var app = await TestApp.StartAsync(storage, services: SmallCountry.Register);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        using var answer = await ReorganisedCountry.PutAsync(centre, file);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal([expected], await answer.FaultsAsync());
        Assert.Equal(HttpStatusCode.BadRequest, (await ReorganisedCountry.PutAsync(centre, "")).StatusCode);
    }

    [Theory]
    [InlineData("2025-07", "from unit-tree.month.not-last")] // shipped
    [InlineData("2025-06", "from unit-tree.month.not-last")]
    [InlineData("2020-01", "from unit-tree.month.not-last")]
    [InlineData("2025-12", "from unit-tree.month.second")] // 2025 is reorganised already
    [InlineData("2027-13", "from unit-tree.month")]
    [InlineData("2027-01-01", "from unit-tree.month")]
    [InlineData("soon", "from unit-tree.month")]
    public async Task A_month_that_cannot_be_is_told_together_with_the_faults_of_both_files(string from, string expected)
    {
        await using var app = await TestApp.StartAsync(storage, services: SmallCountry.Register);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        using var answer = await ReorganisedCountry.PutAsync(
            centre, Head + "00004,,96\n", "old_code,new_code\n01,95\n01,98\nzz,95\n", from);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var faults = await answer.FaultsAsync();
        Assert.Equal(expected, faults[0]);
        Assert.Equal(["line 3 unit-tree.name", "line 3 unit-tree.parent.unknown"], faults[1..3]);
        Assert.Contains("succession line 3 succession.new.unknown", faults);
        Assert.Contains("succession line 4 succession.old.unknown", faults);
    }

    [Fact]
    public async Task A_month_with_reports_keeps_its_tree_and_a_tree_with_reports_stays()
    {
        await using var app = await TestApp.StartAsync(storage, services: SmallCountry.Register);
        app.Clock.Advance(TimeSpan.FromDays(580)); // January 2026
        await app.SetPlanAsync(2025);
        await app.SetPlanAsync(2026);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        async Task ReportAsync(string unit) => (await centre.SendJsonAsync(HttpMethod.Post, "/api/reports",
            $$"""{"unit":"{{unit}}","period":"2025-12","values":{"trees-planted":{"amount":5} } }""")).EnsureSuccessStatusCode();

        await ReportAsync(ReorganisedCountry.Staying);
        using var late = await ReorganisedCountry.PutAsync(centre, Head, from: "2025-12");
        Assert.Contains("from unit-tree.month.second", await late.FaultsAsync());
        (await ReorganisedCountry.PutAsync(centre, Head, from: "2026-01")).EnsureSuccessStatusCode();
        app.Clock.Advance(TimeSpan.FromDays(30));
        (await centre.SendJsonAsync(HttpMethod.Post, "/api/reports",
            """{"unit":"95","period":"2026-01","values":{"trees-planted":{"amount":5}}}""")).EnsureSuccessStatusCode();
        using var again = await ReorganisedCountry.PutAsync(centre, Head, from: "2026-01");
        Assert.Equal(["from unit-tree.month.has-reports"], await again.FaultsAsync());
        using var earlier = await ReorganisedCountry.PutAsync(centre, Head, from: "2026-02");
        Assert.Equal(HttpStatusCode.OK, earlier.StatusCode); // no report of February yet
        Assert.Equal(HttpStatusCode.Conflict, (await centre.DeleteAsync("/api/unit-trees/2026-01")).StatusCode); // not the last
        Assert.Equal(HttpStatusCode.OK, (await centre.DeleteAsync("/api/unit-trees/2026-02")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await centre.DeleteAsync("/api/unit-trees/2026-01")).StatusCode); // has a report
    }
}
