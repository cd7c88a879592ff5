using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using YouthFunctions.Calls;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Plan;

/// <summary>Documents that are read, changed and written, by two instances of the product at once.</summary>
public sealed class TwoInstancesTests(StorageFixture storage) : IClassFixture<StorageFixture>, IAsyncLifetime
{
    private TestApp _one = null!;
    private TestApp _two = null!;
    private HttpClient _first = null!;
    private HttpClient _second = null!;

    public async Task InitializeAsync()
    {
        var prefix = StorageFixture.NewPrefix();
        _one = await TestApp.StartAsync(storage, prefix: prefix);
        _two = await TestApp.StartAsync(storage, prefix: prefix);
        _first = await _one.SignInAsync(Role.Administrator, "VN");
        _second = new HttpClient { BaseAddress = _two.Address };
        foreach (var header in _first.DefaultRequestHeaders)
            _second.DefaultRequestHeaders.Add(header.Key, header.Value);
        // Both have read all of it, and keep it for half a minute that never ends: their clocks stand still.
        foreach (var client in new[] { _first, _second })
            foreach (var path in new[] { "calendar/2024", "plans/2024", "activities/2024", "targets/01?year=2024" })
                (await client.GetAsync($"/api/{path}")).EnsureSuccessStatusCode();
    }

    public async Task DisposeAsync()
    {
        await _one.DisposeAsync();
        await _two.DisposeAsync();
    }

    [Fact]
    public async Task Eight_reopenings_at_once_are_all_kept_and_new_days_beside_them()
    {
        string[] units = ["01", "02", "04", "06", "79", "01-001", "01-002", "79-760"];
        var reopenings = units.Select((unit, number) => (number % 2 == 0 ? _first : _second).SendJsonAsync(
            HttpMethod.Post, "/api/calendar/2024/reopenings",
                $$"""{"month":"2024-03","unit":"{{unit}}","until":"2024-09-30","reason":"lũ"}"""));
        var days = _second.SendJsonAsync(HttpMethod.Put, "/api/calendar/2024", """{"dueDay":7,"closeDay":22}""");
        var answers = await Task.WhenAll(reopenings.Append(days));
        var calendar = await (await _first.GetAsync("/api/calendar/2024")).JsonAsync();

        Assert.All(answers.SkipLast(1), answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(HttpStatusCode.OK, answers[^1].StatusCode);
        Assert.Equal(7, calendar.GetProperty("dueDay").GetInt32());
        Assert.Equal(
            units.Order(StringComparer.Ordinal),
            calendar.GetProperty("reopenings").EnumerateArray().Select(element
                => element.GetProperty("unit").GetString()).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("calendar/2024", """{"dueDay":7,"closeDay":22}""", """{"dueDay":8,"closeDay":23}""")]
    [InlineData("activities/2024", """{"activities":[]}""",
        """{"activities":[{"name":{"vietnamese":"a","english":"a"},"from":"2024-03-01","to":"2024-03-31","indicators":[]}]}""")]
    [InlineData("targets/01?year=2024", """{"trees-planted":5}""", """{"trees-planted":6}""")]
    public async Task What_was_read_before_another_change_is_refused_by_its_tag(string path, string text, string other)
    {
        var tag = await TagAsync(_first, path);
        Assert.Equal(tag, await TagAsync(_second, path));
        var first = await PutAsync(_first, path, text, tag);
        var second = await PutAsync(_second, path, other, tag);
        var again = await PutAsync(_second, path, other, await TagAsync(_second, path));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.PreconditionFailed, HttpStatusCode.OK), (first.StatusCode, second.StatusCode,
            again.StatusCode));
        Assert.Equal(again.Headers.ETag!.Tag, await TagAsync(_first, path));
        Assert.NotEqual(tag, await TagAsync(_first, path));
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await PutAsync(_first, path, text, "\"other\"")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(_first, path, text, "*")).StatusCode);
    }

    [Fact]
    public async Task A_plan_is_refused_by_its_tag_and_made_once()
    {
        var plan = JsonNode.Parse(await _first.GetStringAsync("/api/plans/2024"))!;
        var tag = await TagAsync(_first, "plans/2024");
        plan["theme"]!["english"] = "Another";
        var first = await PutAsync(_second, "plans/2024", plan.ToJsonString(), tag);
        var second = await PutAsync(_first, "plans/2024", plan.ToJsonString(), tag);
        plan["year"] = 2026;
        async Task<HttpStatusCode> MakeAsync(HttpClient client) =>
            (await client.SendJsonAsync(HttpMethod.Put, "/api/plans/2026", plan.ToJsonString(), ("If-None-Match", "*"))).StatusCode;
        var codes = await Task.WhenAll(MakeAsync(_first), MakeAsync(_second));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.PreconditionFailed), (first.StatusCode, second.StatusCode));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.PreconditionFailed], codes.Order());
    }

    [Fact]
    public async Task Targets_set_at_once_never_ask_for_more_than_there_is()
    {
        // Each takes most of the country's 20,000,000 trees: whoever comes second must see that.
        var answers = await Task.WhenAll(
            PutAsync(_first, "targets/01?year=2024", """{"trees-planted":15000000}""", null), PutAsync(_second, "targets/79?year=2024",
                """{"trees-planted":15000000}""", null));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.UnprocessableEntity], answers.Select(answer => answer.StatusCode).Order());
        var both = await Task.WhenAll(
            PutAsync(_first, "targets/02?year=2024", """{"trees-planted":100}""", null), PutAsync(_second, "targets/04?year=2024",
                """{"trees-planted":200}""", null));
        Assert.All(both, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        var set = await Task.WhenAll(new[] { "02", "04" }.Select(async unit
            => (await (await _first.GetAsync($"/api/targets/{unit}?year=2024")).JsonAsync())
            .GetProperty("targets").EnumerateArray().Single(element
                => element.GetProperty("indicator").GetString() == "trees-planted").GetProperty("target").GetDecimal()));
        Assert.Equal([100m, 200m], set);
    }

    [Fact]
    public async Task Allocations_at_once_leave_one_whole_basis()
    {
        const string history = "unit,indicator,year,month,amount\n01,trees-planted,2023,1,30\n79,trees-planted,2023,1,10\n";
        // 2024 has a plan, so 2023 is history.
        using var load = new HttpRequestMessage(HttpMethod.Post, "/api/history")
        {
            Content = new StringContent(history,
            System.Text.Encoding.UTF8, "text/csv")
        };
        (await _first.SendAsync(load)).EnsureSuccessStatusCode();
        for (var round = 0; round < 3; round++)
        {
            var answers = await Task.WhenAll(
                _first.PostAsync("/api/targets/allocate?year=2024&basis=last-year", null),
                    _second.PostAsync("/api/targets/allocate?year=2024&basis=last-year", null),
                _second.PostAsync($"/api/targets/allocate?year=2024&basis={(round == 1 ? "population" : "last-year")}", null));
            Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        }

        var targets = await (await _first.GetAsync("/api/targets/01?year=2024")).JsonAsync();
        Assert.Equal("last-year", targets.GetProperty("basis").GetString());
        Assert.Equal(
            15_000_000m,
            targets.GetProperty("targets").EnumerateArray().Single(element
                => element.GetProperty("indicator").GetString() == "trees-planted").GetProperty("target").GetDecimal());
    }

    private static async Task<string> TagAsync(HttpClient client, string path) => (await client.GetAsync($"/api/{path}")).Headers.ETag!.Tag;

    private static Task<HttpResponseMessage> PutAsync(HttpClient client, string path, string json, string? tag) =>
        client.SendJsonAsync(HttpMethod.Put, $"/api/{path}", json, tag is null ? [] : [("If-Match", tag)]);
}
