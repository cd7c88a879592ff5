using System.Net;
using System.Net.Http.Headers;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Hosting;
using YouthFunctions.Plan;
using YouthFunctions.Tests.House;
using static YouthFunctions.Tests.Rollups.RollupWorld;

namespace YouthFunctions.Tests.Rollups;

[Collection(StorageCollection.Name)]
public sealed class GetRollupsTests(StorageFixture storage)
{
    private static readonly UnitTree Shipped = UnitRegister.Shipped(Services.PlanDirectory).TreeOf(2024);
    private static readonly YearPlan ShippedPlan = PlanFiles.Read(Services.PlanDirectory, []).Plans[2024];

    [Fact]
    public async Task One_call_gives_a_unit_its_children_their_places_and_the_pace_of_last_year()
    {
        await using var api = await RollupApi.StartAsync(storage);
        var world = new RollupWorld(api.Store, Shipped, ShippedPlan);
        await world.ReportAsync("01-001", 2, (Trees, Flow(30)));
        await world.ReportAsync("01-002", 2, (Trees, Flow(50)));
        await world.ReportAsync("01-003", 3, (Trees, Flow(30)));
        await world.RunAsync();
        await api.PostAsync("api/history", "unit,indicator,year,month,amount\n01,trees-planted,2023,2,25\n01,trees-planted,2023,11,75\n");

        var answer = await api.GetAsync("api/rollups/01?year=2024&indicator=trees-planted");
        var indicator = answer.GetProperty("unit").GetProperty("indicators")[0];
        Assert.Equal(110, indicator.GetProperty("yearToDate").GetProperty("value").GetDecimal());
        Assert.Equal(3, indicator.GetProperty("latestMonth").GetInt32());
        Assert.Equal(31, indicator.GetProperty("expected").GetInt32());
        var february = indicator.GetProperty("months")[1];
        Assert.Equal(0.25m, february.GetProperty("usualShare").GetDecimal());
        Assert.Equal(25, february.GetProperty("lastYear").GetProperty("value").GetDecimal());
        Assert.Equal(80, february.GetProperty("amount").GetProperty("value").GetDecimal());
        Assert.False(indicator.GetProperty("months")[3].TryGetProperty("amount", out _));
        var children = answer.GetProperty("children").EnumerateArray().ToDictionary(child => child.GetProperty("unit").GetString()!, child => child.GetProperty("indicators")[0]);
        Assert.Equal(30, children.Count);
        Assert.Equal([2, 1, 2], new[] { "01-001", "01-002", "01-003" }.Select(unit => children[unit].GetProperty("rank").GetInt32()));
        Assert.False(children["01-004"].TryGetProperty("rank", out _));
        Assert.Equal(3, children["01-001"].GetProperty("rankOf").GetInt32());
    }

    [Fact]
    public async Task The_same_figures_are_not_sent_twice_and_new_ones_are()
    {
        await using var api = await RollupApi.StartAsync(storage);
        var world = new RollupWorld(api.Store, Shipped, ShippedPlan);
        await world.ReportAsync("01-001", 2, (Trees, Flow(30)));
        await world.RunAsync();
        var (status, tag) = await AskAsync(api, null);
        Assert.Equal(HttpStatusCode.OK, status);
        await world.RunAsync(minute: 1);
        Assert.Equal((HttpStatusCode.NotModified, tag), await AskAsync(api, tag));
        await world.ReportAsync("01-001", 2, (Trees, Flow(31)));
        await world.RunAsync(minute: 2);
        var (changed, other) = await AskAsync(api, tag);
        Assert.Equal(HttpStatusCode.OK, changed);
        Assert.NotEqual(tag, other);
    }

    [Fact]
    public async Task A_request_that_finds_the_rollup_overdue_says_so_and_starts_it()
    {
        await using var api = await RollupApi.StartAsync(storage);
        var world = new RollupWorld(api.Store, Shipped, ShippedPlan);
        await world.ReportAsync("01-001", 2, (Trees, Flow(30)));
        var first = await api.GetAsync("api/rollups/01?year=2024&indicator=trees-planted");
        Assert.True(first.GetProperty("isStale").GetBoolean());
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var answer = await api.GetAsync("api/rollups/01?year=2024&indicator=trees-planted");
            if (!answer.GetProperty("isStale").GetBoolean())
            {
                Assert.Equal(30, answer.GetProperty("unit").GetProperty("indicators")[0].GetProperty("yearToDate").GetProperty("value").GetDecimal());
                return;
            }

            await Task.Delay(100);
        }

        Assert.Fail("The rollup was not started.");
    }

    [Theory]
    [InlineData("api/rollups/VN?year=20x4", 400)]
    [InlineData("api/rollups/VN?level=village", 400)]
    [InlineData("api/rollups/VN?level=commune", 400)]
    [InlineData("api/rollups/VN?indicator=flowers", 400)]
    [InlineData("api/rollups/99-999?year=2024", 404)]
    [InlineData("api/rollups/VN?year=2030", 404)]
    [InlineData("api/rollups/VN?level=district", 200)]
    public async Task What_cannot_be_answered_is_refused(string path, int status)
    {
        await using var api = await RollupApi.StartAsync(storage);
        using var answer = await api.Client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(status, (int)answer.StatusCode);
    }

    private static async Task<(HttpStatusCode Status, string Tag)> AskAsync(RollupApi api, string? tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("api/rollups/01?year=2024", UriKind.Relative));
        if (tag is not null)
            request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(tag));
        using var answer = await api.Client.SendAsync(request);
        return (answer.StatusCode, answer.Headers.ETag!.ToString());
    }
}
