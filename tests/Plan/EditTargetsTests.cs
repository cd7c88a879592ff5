using System.Net;
using System.Text.Json;
using YouthFunctions.Calls;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Plan;

/// <summary>Targets set for single units by the API.</summary>
public sealed class EditTargetsTests(StorageFixture storage) : IClassFixture<StorageFixture>, IAsyncLifetime
{
    private TestApp _app = null!;
    private HttpClient _centre = null!;
    private HttpClient _province = null!;

    public async Task InitializeAsync()
    {
        _app = await TestApp.StartAsync(storage);
        _centre = await _app.SignInAsync(Role.Administrator, "VN");
        _province = await _app.SignInAsync(Role.Administrator, "01");
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_set_target_stands_and_its_siblings_divide_the_rest()
    {
        var put = await _centre.SendJsonAsync(
            HttpMethod.Put, "/api/targets/01?year=2024", """{"trees-planted":5000000,"youth-gathered":0.7}""");
        var sum = 0m;
        foreach (var province in await ChildrenAsync())
            sum += await TargetAsync(_centre, province, "trees-planted");

        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.Equal(
            (5_000_000m, 0.7m),
            (await TargetAsync(_province, "01", "trees-planted"), await TargetAsync(_province, "01", "youth-gathered")));
        Assert.Equal(20_000_000m, sum);
        Assert.Equal(0.7m, await TargetAsync(_province, "01-001", "youth-gathered"));

        await _centre.SendJsonAsync(HttpMethod.Put, "/api/targets/01?year=2024", "{}");
        Assert.NotEqual(5_000_000m, await TargetAsync(_province, "01", "trees-planted"));
    }

    [Fact]
    public async Task Every_fault_is_named_at_once_and_nothing_is_stored()
    {
        var put = await _centre.SendJsonAsync(HttpMethod.Put, "/api/targets/01?year=2024",
            """{"trees-planted":20000001,"volunteer-turns":-1,"youth-gathered":1.1,"ideas-supported":1.5,"nothing":1,"loans":5}""");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, put.StatusCode);
        Assert.Equal(
            ["/ideas-supported target.decimals", "/nothing indicator.unknown", "/trees-planted target.above-parent",
                "/volunteer-turns target.negative", "/youth-gathered target.ratio"],
            (await put.FaultsAsync()).Order(StringComparer.Ordinal));
        Assert.NotEqual(5m, await TargetAsync(_centre, "01", "loans"));
    }

    [Fact]
    public async Task Targets_have_a_limit_so_that_those_of_siblings_add_up()
    {
        // An indicator without a national target: nothing above bounds it.
        foreach (var (unit, target) in new[] { ("01", "1000000000000000001"), ("02", "50000000000000000000000000000") })
        {
            var put = await _centre.SendJsonAsync(
                HttpMethod.Put, $"/api/targets/{unit}?year=2024", $$"""{"new-party-members":{{target}}}""");
            Assert.Equal(["/new-party-members target.too-large"], await put.FaultsAsync());
        }

        foreach (var unit in new[] { "01", "02" })
            (await _centre.SendJsonAsync(
                    HttpMethod.Put, $"/api/targets/{unit}?year=2024", """{"new-party-members":1000000000000000000}"""))
                .EnsureSuccessStatusCode();
        Assert.Equal(1_000_000_000_000_000_000m, await TargetAsync(_centre, "02", "new-party-members"));
    }

    [Fact]
    public async Task A_unit_sets_what_is_below_it_and_only_its_own_committees_targets_for_itself()
    {
        var own = await _province.SendJsonAsync(HttpMethod.Put, "/api/targets/01?year=2024", """{"trees-planted":5}""");
        var committee = await _province.SendJsonAsync(HttpMethod.Put, "/api/targets/01?year=2024", """{"new-party-members":900}""");
        var below = await _province.SendJsonAsync(HttpMethod.Put, "/api/targets/01-001?year=2024", """{"trees-planted":5}""");
        var beside = await _province.SendJsonAsync(HttpMethod.Put, "/api/targets/02?year=2024", """{"trees-planted":5}""");
        var noPlan = await _centre.GetAsync("/api/targets/01?year=1999");

        Assert.Equal(["/trees-planted target.from-above"], await own.FaultsAsync());
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (committee.StatusCode, below.StatusCode));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (beside.StatusCode, noPlan.StatusCode));
        Assert.Equal(900m, await TargetAsync(_province, "01", "new-party-members"));
    }

    private static async Task<decimal> TargetAsync(HttpClient client, string unit, string indicator)
    {
        var answer = await (await client.GetAsync($"/api/targets/{unit}?year=2024")).JsonAsync();
        return answer.GetProperty("targets").EnumerateArray().Single(element => element.GetProperty("indicator").GetString() == indicator)
            .GetProperty("target").GetDecimal();
    }

    private async Task<IReadOnlyList<string>> ChildrenAsync()
    {
        var rollup = await (await _centre.GetAsync("/api/rollups/VN?year=2024")).JsonAsync();
        return [.. rollup.GetProperty("children").EnumerateArray().Select(child => child.GetProperty("unit").GetString()!)];
    }
}
