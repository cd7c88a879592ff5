using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Hosting;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Reports.Records;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;
using YouthFunctions.Units;
using static YouthFunctions.Tests.Rollups.RollupTestData;

namespace YouthFunctions.Tests.Rollups;

public sealed class GetRollupsTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private static readonly UnitTree Shipped = UnitRegister.Shipped(OrganisationFolder.Shipped).TreeOf(2024);
    private static readonly YearPlan ShippedPlan = PlanFiles.Read(OrganisationFolder.Shipped, []).Plans[2024];

    [Fact]
    public async Task One_call_gives_a_unit_its_children_their_places_and_the_pace_of_last_year()
    {
        await using var api = await RollupApi.StartAsync(storage);
        var world = new RollupTestData(api.Store, Shipped, ShippedPlan);
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
        var children = answer.GetProperty("children").EnumerateArray()
            .ToDictionary(child => child.GetProperty("unit").GetString()!, child => child.GetProperty("indicators")[0]);
        Assert.Equal(30, children.Count);
        Assert.Equal([2, 1, 2], new[] { "01-001", "01-002", "01-003" }.Select(unit => children[unit].GetProperty("rank").GetInt32()));
        Assert.False(children["01-004"].TryGetProperty("rank", out _));
        Assert.Equal(3, children["01-001"].GetProperty("rankOf").GetInt32());
    }

    [Fact]
    public async Task The_same_figures_are_not_sent_twice_and_new_ones_are()
    {
        await using var api = await RollupApi.StartAsync(storage);
        var world = new RollupTestData(api.Store, Shipped, ShippedPlan);
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
        var world = new RollupTestData(api.Store, Shipped, ShippedPlan);
        await world.ReportAsync("01-001", 2, (Trees, Flow(30)));
        var first = await api.GetAsync("api/rollups/01?year=2024&indicator=trees-planted");
        Assert.True(first.GetProperty("isStale").GetBoolean());
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var answer = await api.GetAsync("api/rollups/01?year=2024&indicator=trees-planted");
            if (!answer.GetProperty("isStale").GetBoolean())
            {
                Assert.Equal(
                    30,
                    answer.GetProperty("unit").GetProperty("indicators")[0].GetProperty("yearToDate").GetProperty("value").GetDecimal());
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

    [Trait("Category", "siege")]
    [Fact]
    public async Task A_year_is_read_on_the_tree_that_came_after_with_the_same_total_and_target()
    {
        await using var api = await RollupApi.StartAsync(storage);
        var world = new RollupTestData(api.Store, Shipped, ShippedPlan);
        await world.ReportAsync("02", 2, (Trees, Flow(30)));
        await world.ReportAsync("08", 2, (Trees, Flow(50)));
        await world.ReportAsync("02-024", 3, (Trees, Flow(7)));
        await world.RunAsync();
        var old = await CountryAsync(api, "2024-12-31");
        var later = await CountryAsync(api, "2025-07-01");
        Assert.Equal(87, old.GetProperty("unit").GetProperty("indicators")[0].GetProperty("yearToDate").GetProperty("value").GetDecimal());
        Assert.Equal(
            old.GetProperty("unit").GetProperty("indicators").ToString(), later.GetProperty("unit").GetProperty("indicators").ToString());
        Assert.Equal(34, later.GetProperty("children").GetArrayLength());
        // Hà Giang (02) went into Tuyên Quang (08).
        var merged = later.GetProperty("children").EnumerateArray().Single(child => child.GetProperty("unit").GetString() == "08");
        Assert.Equal(87, merged.GetProperty("indicators")[0].GetProperty("yearToDate").GetProperty("value").GetDecimal());
    }

    [Trait("Category", "siege")]
    [Fact]
    public async Task A_reorganisations_file_is_tried_first_then_stored_and_can_be_taken_back()
    {
        await using var api = await RollupApi.StartAsync(storage);
        var world = new RollupTestData(api.Store, Shipped, ShippedPlan);
        await world.ReportAsync("02", 2, (Trees, Flow(30)));
        await world.RunAsync();
        const string File = "old_code,new_code,share\n02,01,3\n02,08,1\n";
        var tried = await api.PostAsync("api/successions/2025-07-01?dryRun=true", File);
        Assert.False(tried.GetProperty("stored").GetBoolean());
        Assert.Equal(62 + 10_047, tried.GetProperty("unmappedOld").GetInt32());
        Assert.Equal([30m, 0m], await TreesAsync(api));
        await api.PostAsync("api/successions/2025-07-01", File);
        Assert.Equal([7m, 23m], await TreesAsync(api));
        await api.DeleteAsync("api/successions/2025-07-01");
        Assert.Equal([30m, 0m], await TreesAsync(api));
        var wrong = await api.PostAsync("api/successions/2025-07-01", "old_code,new_code\n02,99\n02,01\n02,01\n");
        Assert.Equal(
            ["succession.new.unknown", "succession.duplicate"],
            wrong.GetProperty("errors").EnumerateArray().Select(fault => fault.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Only_what_was_confirmed_can_be_asked_for()
    {
        await using var api = await RollupApi.StartAsync(storage);
        var world = new RollupTestData(api.Store, Shipped, ShippedPlan);
        await world.ReportAsync("01-001", 2, (Trees, Flow(30)));
        await world.ReportAsync("01-002", 2, (Trees, Flow(50)));
        await world.ReportAsync("02", 2, (Trees, Flow(1)));
        var row = world.Store.Table(TableName.Reports);
        var stored = (await row.GetEntityAsync<Azure.Data.Tables.TableEntity>("01|2024", "c|01-001|02")).Value;
        var confirmed = ReportEntity.FromEntity(stored) with { Review = new Review(ReviewState.Confirmed, null, "tester", Start) };
        await row.UpsertEntityAsync(ReportEntity.ToEntity(confirmed, "01|2024", "c|01-001|02"));
        foreach (var unit in new[] { "01", "VN" })
        {
            var answer = await api.GetAsync($"api/rollups/{unit}?year=2024&indicator=trees-planted&confirmed=true");
            var figures = answer.GetProperty("unit").GetProperty("indicators")[0];
            Assert.Equal(30, figures.GetProperty("yearToDate").GetProperty("value").GetDecimal());
            Assert.Equal(1, figures.GetProperty("reported").GetInt32());
        }
    }

    private static Task<JsonElement> CountryAsync(RollupApi api, string tree) =>
        api.GetAsync($"api/rollups/VN?year=2024&indicator=trees-planted&tree={tree}");

    private static async Task<decimal[]> TreesAsync(RollupApi api)
    {
        var children = (await CountryAsync(api, "2025-07-01")).GetProperty("children").EnumerateArray()
            .ToDictionary(child => child.GetProperty("unit").GetString()!);
        return [.. new[] { "08", "01" }.Select(
            unit => children[unit].GetProperty("indicators")[0].TryGetProperty("yearToDate", out var figure)
                ? figure.GetProperty("value").GetDecimal() : 0)];
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
