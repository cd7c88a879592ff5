using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Plan.Editing;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Plan;

/// <summary>An indicator that goes out of a plan while activities or targets name it.</summary>
public sealed class DroppedIndicatorTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Fact]
    public async Task It_is_named_and_stays_until_no_activity_names_it()
    {
        await using var app = await TestApp.StartAsync(storage); // 2024
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        await app.SetPlanAsync(2025);
        Task<HttpResponseMessage> SetActivityAsync(string codes) => centre.SendJsonAsync(HttpMethod.Put, "/api/activities/2025",
            """{"activities":[{"name":{"vietnamese":"Tết","english":"New year"},"from":"2025-02-01","to":"2025-02-20","indicators":["""
                + $"{codes}]}}]}}");
        (await SetActivityAsync("\"trees-planted\",\"loans\"")).EnsureSuccessStatusCode();
        var plan = JsonNode.Parse(await centre.GetStringAsync("/api/plans/2025"))!;
        var indicators = plan["indicators"]!.AsArray();
        indicators.Remove(indicators.Single(indicator => indicator!["code"]!.GetValue<string>() == "loans"));
        Task<HttpResponseMessage> PutAsync() => centre.SendJsonAsync(HttpMethod.Put, "/api/plans/2025", plan.ToJsonString());

        using var refused = await PutAsync();
        Assert.Equal(["/indicators indicator.in-activity"], await refused.FaultsAsync());
        Assert.Contains("'New year' names the indicator loans", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        (await SetActivityAsync("\"trees-planted\"")).EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.OK, (await PutAsync()).StatusCode);
    }

    [Fact]
    public async Task Pages_are_shown_without_it_where_an_activity_names_it_all_the_same()
    {
        await using var app = await TestApp.StartAsync(storage);
        var plans = app.Services.GetRequiredService<PlanStore>();
        var plan = (await plans.FindAsync(2024, default))!.Plan;
        await plans.SavePlanAsync(
            plan with { Indicators = [.. plan.Indicators.Where(indicator => indicator.Code.ToString() != "digital-skills-reached")] },
            default);
        using var leader = await app.SignInAsync(Role.Leader, "01");
        foreach (var path in new[] { "/units/01?year=2024", "/units/01/indicators/trees-planted?year=2024" })
        {
            var html = WebUtility.HtmlDecode(await leader.GetStringAsync(path));
            var list = html[html.IndexOf("id=\"ahead-title\"", StringComparison.Ordinal)..].Split("</section>")[0];
            Assert.Contains("Cây xanh được trồng mới", list, StringComparison.Ordinal); // of the same activity
        }
    }

    [Fact]
    public async Task A_target_of_it_in_a_file_read_before_is_a_fault()
    {
        await using var app = await TestApp.StartAsync(storage);
        var stored = await app.Services.GetRequiredService<PlanStore>().ReadStoredAsync(2024, default);
        var fault = Assert.Single(app.Services.GetRequiredService<EditTargets>().Faults(
            null!, stored, new Dictionary<UnitCode, IReadOnlyDictionary<IndicatorCode, decimal>>
            {
                [UnitCode.Parse("01")] = new Dictionary<IndicatorCode, decimal> { [IndicatorCode.Parse("no-more")] = 5 },
            }));
        Assert.Equal(("/01/no-more", "indicator.unknown"), (fault.Pointer, fault.Code));
    }
}
