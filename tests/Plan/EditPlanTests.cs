using System.Net;
using System.Text.Json.Nodes;
using YouthFunctions.Calls;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Plan;

/// <summary>A plan set by the API, and what a plan with parts comes to on the road.</summary>
public sealed class EditPlanTests(StorageFixture storage) : IClassFixture<StorageFixture>, IAsyncLifetime
{
    private TestApp _app = null!;
    private HttpClient _centre = null!;

    public async Task InitializeAsync()
    {
        _app = await TestApp.StartAsync(storage);
        _centre = await _app.SignInAsync(Role.Administrator, "VN");
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Parts_are_taken_with_their_whole_rolled_up_and_shown()
    {
        var plan = await PlanAsync();
        var indicators = plan["indicators"]!.AsArray();
        var whole = indicators.Single(node => node!["code"]!.GetValue<string>() == "volunteer-turns")!;
        foreach (var (code, vietnamese) in new[] { ("volunteer-turns-on-site", "Tại chỗ"), ("volunteer-turns-online", "Trực tuyến") })
        {
            var part = whole.DeepClone().AsObject();
            (part["code"], part["partOf"]) = (code, "volunteer-turns");
            part["name"] = new JsonObject { ["vietnamese"] = vietnamese, ["english"] = code };
            part.Remove("target");
            indicators.Add(part);
        }

        var put = await _centre.SendJsonAsync(HttpMethod.Put, "/api/plans/2024", plan.ToJsonString());
        var reporter = await _app.SignInAsync(Role.Reporter, "VN");
        var wrong = await reporter.SendJsonAsync(HttpMethod.Post, "/api/reports", Report("01-001", 10, 6, 5));
        var first = await reporter.SendJsonAsync(HttpMethod.Post, "/api/reports", Report("01-001", 10, 6, 4));
        var second = await reporter.SendJsonAsync(HttpMethod.Post, "/api/reports", Report("01-002", 100, 70, 30));
        var run = await _centre.RunJobAsync("/api/rollups/run");
        var page = await (await _app.SignInAsync(Role.Leader, "01")).GetStringAsync("/units/01/indicators/volunteer-turns?year=2024");
        var summary = await (await (await _app.SignInAsync(Role.Leader, "01")).GetAsync("/api/summary/01?year=2024")).JsonAsync();

        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.UnprocessableEntity, HttpStatusCode.Created, HttpStatusCode.Created, HttpStatusCode.OK),
            (put.StatusCode, wrong.StatusCode, first.StatusCode, second.StatusCode, run.StatusCode));
        foreach (var (indicator, amount) in new[] { ("volunteer-turns", 110m), ("volunteer-turns-on-site", 76m),
            ("volunteer-turns-online", 34m) })
        {
            var rollup = await (await _centre.GetAsync($"/api/rollups/01?year=2024&indicator={indicator}")).JsonAsync();
            Assert.Contains($"\"amount\":{{\"value\":{amount}", rollup.GetRawText(), StringComparison.Ordinal);
        }

        Assert.Contains("76 lượt", page, StringComparison.Ordinal);
        Assert.Equal(19, summary.GetProperty("indicators").GetArrayLength());
    }

    [Fact]
    public async Task A_year_without_a_plan_takes_one_and_then_reports_are_accepted()
    {
        var plan = await PlanAsync();
        plan["year"] = 2025;
        var put = await _centre.SendJsonAsync(HttpMethod.Put, "/api/plans/2025", plan.ToJsonString());
        var read = JsonNode.Parse(await _centre.GetStringAsync("/api/plans/2025"))!;

        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.True(JsonNode.DeepEquals(plan, read));
    }

    [Fact]
    public async Task Every_fault_of_a_plan_is_named_and_nothing_is_stored()
    {
        var plan = await PlanAsync();
        var indicators = plan["indicators"]!.AsArray();
        indicators.RemoveAt(0);
        indicators.Add(indicators[0]!.DeepClone());
        indicators[1]!["partOf"] = "nothing";
        indicators[2]!["decimals"] = 9;
        indicators[3]!["target"] = -1;
        indicators[4]!["name"] = new JsonObject { ["vietnamese"] = "", ["english"] = "x" };
        plan["year"] = 2023;
        var unreadable = plan.DeepClone();
        unreadable["indicators"]![5]!["kind"] = "sum";

        var put = await _centre.SendJsonAsync(HttpMethod.Put, "/api/plans/2024", plan.ToJsonString());
        var province = await (await _app.SignInAsync(Role.Administrator, "01"))
            .SendJsonAsync(HttpMethod.Put, "/api/plans/2024", plan.ToJsonString());

        Assert.Equal(
            [
                "/indicators indicator.removed", "/indicators/1/partOf indicator.whole", "/indicators/18/code indicator.duplicate",
                "/indicators/2/decimals indicator.decimals",
                "/indicators/3/target indicator.target", "/indicators/4/name text.length", "/year plan.year",
            ],
            (await put.FaultsAsync()).Order(StringComparer.Ordinal));
        Assert.Equal(HttpStatusCode.Forbidden, province.StatusCode);
        Assert.Equal(
            ["/indicators/5/kind malformed"],
            await (await _centre.SendJsonAsync(HttpMethod.Put, "/api/plans/2024", unreadable.ToJsonString())).FaultsAsync());
        unreadable["indicators"]![5] = null;
        Assert.Equal(
            ["/indicators/5 malformed"],
            await (await _centre.SendJsonAsync(HttpMethod.Put, "/api/plans/2024", unreadable.ToJsonString())).FaultsAsync());
        Assert.Equal(19, (await PlanAsync())["indicators"]!.AsArray().Count);
    }

    /// <summary>A number would be taken for the choice at that place, or for one that there is not and no page can name.</summary>
    [Theory]
    [InlineData(0), InlineData(1), InlineData(7), InlineData(-1)]
    public async Task A_choice_is_a_word_and_never_a_number(int number)
    {
        foreach (var member in new[] { "kind", "overTime", "overUnits", "direction", "weights" })
        {
            var plan = await PlanAsync();
            plan["indicators"]![5]![member] = number;
            using var put = await _centre.SendJsonAsync(HttpMethod.Put, "/api/plans/2024", plan.ToJsonString());
            Assert.Equal([$"/indicators/5/{member} malformed"], await put.FaultsAsync());
        }
    }

    private async Task<JsonObject> PlanAsync() => JsonNode.Parse(await _centre.GetStringAsync("/api/plans/2024"))!.AsObject();

    private static string Report(string unit, int whole, int onSite, int online) =>
        $$$"""{"unit":"{{{unit}}}","period":"2024-05","values":{"volunteer-turns":{"amount":{{{whole}}} },"volunteer-turns-on-site":"""
            + $$$"""{"amount":{{{onSite}}} },"volunteer-turns-online":{"amount":{{{online}}} } } }""";
}
