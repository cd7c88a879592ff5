using System.Net;
using System.Text.Json.Nodes;
using YouthFunctions.Calls;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Rollups;

/// <summary>A plan changed while its year runs, over HTTP: what changes sums is said, and the next rollup makes them again; what could
/// not be made right is refused.</summary>
public sealed class PlanChangeTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Trait("Category", "siege")]
    [Fact]
    public async Task Rules_and_levels_changed_in_a_running_year_are_told_and_all_sums_follow()
    {
        await using var app = await TestApp.StartAsync(storage);
        var centre = await app.SignInAsync(Role.Administrator, "VN");
        var reporter = await app.SignInAsync(Role.Reporter, "VN");
        foreach (var (unit, amount) in new[] { ("01", 100), ("01-001", 30) })
            Assert.Equal(HttpStatusCode.Created, (await reporter.SendJsonAsync(
                HttpMethod.Post, "/api/reports",
                $$"""{"unit":"{{unit}}","period":"2024-05","values":{"trees-planted":{"amount":{{amount}}} } }""")).StatusCode);
        await centre.RunJobAsync("/api/rollups/run");
        Assert.Equal(130, await SumAsync(centre));

        var plan = JsonNode.Parse(await centre.GetStringAsync("/api/plans/2024"))!;
        var trees = plan["indicators"]!.AsArray().Single(item => item!["code"]!.GetValue<string>() == "trees-planted")!;
        trees["name"]!["english"] = "Trees planted in the year";
        var renamed = await (await PutAsync(centre, plan)).JsonAsync();
        trees["overUnits"] = "parentReplaces";
        plan["reportingLevels"] = new JsonArray("province");
        var changed = await (await PutAsync(centre, plan)).JsonAsync();
        var stale = await (await centre.GetAsync("/api/rollups/VN?year=2024&indicator=trees-planted")).JsonAsync();
        await centre.RunJobAsync("/api/rollups/run");
        var check = await (await centre.PostAsync("/api/rollups/recompute?year=2024&check=true", null)).JsonAsync();

        Assert.False(renamed.TryGetProperty("resum", out _));
        var index = plan["indicators"]!.AsArray().IndexOf(trees);
        Assert.Equal(
            ["/reportingLevels", $"/indicators/{index}/overUnits"],
            changed.GetProperty("resum").GetProperty("because").EnumerateArray().Select(item => item.GetString()));
        Assert.True(stale.GetProperty("isStale").GetBoolean());
        Assert.Equal((100, 0), (await SumAsync(centre), check.GetProperty("disagreed").GetInt32()));
        Assert.Equal(63, await SumAsync(centre, "expected"));
    }

    [Fact]
    public async Task What_reports_hold_already_cannot_turn_into_something_else()
    {
        await using var app = await TestApp.StartAsync(storage);
        var centre = await app.SignInAsync(Role.Administrator, "VN");
        var plan = JsonNode.Parse(await centre.GetStringAsync("/api/plans/2024"))!;
        plan["indicators"]![0]!["kind"] = "flow";
        plan["indicators"]![0]!["target"] = 5;
        var refused = await PutAsync(centre, plan);

        Assert.Equal(["/indicators/0/kind indicator.kind-changed"], await refused.FaultsAsync());
    }

    [Fact]
    public async Task In_the_year_of_a_reorganisation_no_level_stands_for_all_below()
    {
        await using var app = await TestApp.StartAsync(storage);
        var centre = await app.SignInAsync(Role.Administrator, "VN");
        var plan = JsonNode.Parse(await centre.GetStringAsync("/api/plans/2024"))!;
        plan["year"] = 2025;
        plan["indicators"]![0]!["overUnits"] = "parentReplaces"; // a ratio, whose latest month stands
        plan["indicators"]![2]!["overUnits"] = "parentReplaces"; // a flow, whose months add up
        var refused = await PutAsync(centre, plan, 2025);

        Assert.Equal(["/indicators/0/overUnits indicator.reorganised"], await refused.FaultsAsync());
    }

    [Fact]
    public async Task Who_stands_for_others_states_the_month_alone()
    {
        await using var app = await TestApp.StartAsync(storage);
        var centre = await app.SignInAsync(Role.Administrator, "VN");
        var plan = JsonNode.Parse(await centre.GetStringAsync("/api/plans/2024"))!;
        plan["indicators"]![2]!["overUnits"] = "parentReplaces";
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(centre, plan)).StatusCode);
        var reporter = await app.SignInAsync(Role.Reporter, "VN");

        Task<HttpResponseMessage> SendAsync(string unit, string value) => reporter.SendJsonAsync(
            HttpMethod.Post, "/api/reports",
            $$"""{"unit":"{{unit}}","period":"2024-05","values":{"volunteer-turns":{{value}} } }""");
        var refused = await SendAsync("01-001", """{"yearToDate":5}""");

        Assert.Equal(["/values/volunteer-turns year-to-date.of-parent"], await refused.FaultsAsync());
        Assert.Equal(HttpStatusCode.Created, (await SendAsync("01-001", """{"amount":5}""")).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await SendAsync("00001", """{"yearToDate":5}""")).StatusCode);
    }

    private static Task<HttpResponseMessage> PutAsync(HttpClient centre, JsonNode plan, int year = 2024) =>
        centre.SendJsonAsync(HttpMethod.Put, $"/api/plans/{year}", plan.ToJsonString());

    private static async Task<int> SumAsync(HttpClient centre, string what = "yearToDate")
    {
        var indicator = (await (await centre.GetAsync("/api/rollups/VN?year=2024&indicator=trees-planted")).JsonAsync())
            .GetProperty("unit").GetProperty("indicators")[0];
        return what == "yearToDate" ? indicator.GetProperty("yearToDate").GetProperty("value").GetInt32()
            : indicator.GetProperty(what).GetInt32();
    }
}
