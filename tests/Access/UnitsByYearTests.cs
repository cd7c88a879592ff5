using System.Net;
using System.Text.Json;
using YouthFunctions.Access;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Catalog;
using YouthFunctions.Hosting;
using YouthFunctions.Tests.House;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Access;

/// <summary>A unit is looked up in the tree of the time that is asked about, the caller's own too.</summary>
/// <remarks>Province 02 was merged into 08 on 2025-07-01, its ward 00691 kept the code, and 23710 was given to another place.</remarks>
public sealed class UnitsByYearTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Fact]
    public void A_code_that_was_never_set_is_not_the_country_and_names_nobody()
    {
        var unset = default(UnitCode);
        Assert.NotEqual(UnitCode.Country, unset);
        Assert.False(UnitCode.TryParse(unset.ToString(), out _));
        Assert.Throws<InvalidOperationException>(() => unset.Level);
        Assert.False(new Caller("x", Role.Administrator, unset).IsAtCentre);
    }

    [Fact]
    public async Task Keys_of_an_abolished_province_reach_nothing_of_its_successor()
    {
        await using var app = await TestApp.StartAsync(storage, heldOpenYears: [2024, 2025]);
        await app.SetPlanAsync(2025);
        using var gone = await app.SignInAsync(Role.Administrator, "02");
        app.Clock.Advance(new DateTimeOffset(2025, 9, 3, 2, 0, 0, TimeSpan.Zero) - app.Clock.GetUtcNow());
        foreach (var function in FunctionTable.Http.Where(function => function.Scope == AccessScope.Unit))
        {
            var path = Requests.PathOf(function, "00691").Replace("2024-05", "2025-08", StringComparison.Ordinal)
                + (function.Route.Contains("{period}", StringComparison.Ordinal) ? "" : "?year=2025");
            var body = function.Name == "PutTargets"
                ? """{"trees-planted":1}""" : """{"revision":1,"note":"x","reason":"x","values":{"trees-planted":{"amount":5}}}""";
            using var answer = await gone.SendAsync(Requests.Of(function, path, function.Method == "GET" ? null : "application/json",
                body));
            var isRefused = answer.StatusCode == HttpStatusCode.NotFound || (function.Name == "PutReport"
                && (await answer.FaultsAsync()).Contains("/unit unit.unknown"));
            Assert.True(isRefused, $"{function.Name}: {answer.StatusCode}");
        }

        var wish = """{"role":"administrator","unit":"00691","label":"x","tree":"2025-07-01"}""";
        Assert.Equal(["/unit unit.unknown"], await (await gone.SendJsonAsync(HttpMethod.Post, "/api/keys", wish)).FaultsAsync());
        Assert.Equal(
            ["/unit unit.unknown"],
            await (await gone.SendJsonAsync(HttpMethod.Post, "/api/calendar/2025/reopenings",
                """{"month":"2025-08","unit":"00691","until":"2025-12-30","reason":"x"}""")).FaultsAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await gone.GetAsync("/?year=2025")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await gone.GetAsync("/api/alerts?year=2025")).StatusCode);
        // What was before that day is still its own, the first half of 2025 too.
        Assert.Equal(HttpStatusCode.OK, (await gone.GetAsync("/api/forecasts/00691?year=2024")).StatusCode);
        Assert.Equal(
            HttpStatusCode.Created,
            (await gone.SendJsonAsync(HttpMethod.Post, "/api/reports",
                """{"unit":"00691","period":"2025-06","values":{"trees-planted":{"amount":5}}}""")).StatusCode);
    }

    [Theory]
    [InlineData("0001-01-01", "79-760", true)] // the first tree stands for all days before it
    [InlineData("0001-01-01", "VN", true)]
    [InlineData("9999-12-31", "79-760", false)]
    [InlineData("9999-12-31", "VN", true)]
    public async Task A_key_can_be_made_for_the_tree_of_any_day(string day, string unit, bool isTaken)
    {
        await using var app = await TestApp.StartAsync(storage);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        var wish = $$"""{"role":"reporter","unit":"{{unit}}","label":"x","tree":"{{day}}"}""";
        using var answer = await centre.SendJsonAsync(HttpMethod.Post, "/api/keys", wish);
        Assert.Equal(isTaken ? HttpStatusCode.Created : HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Theory]
    [InlineData("79", true)] // goes on, grown
    [InlineData("00691", true)] // a ward that is its own heir, in another province
    [InlineData("23710", false)] // the code was given to another place
    public async Task A_key_made_before_reaches_after_what_is_still_its_unit(string unit, bool isSame)
    {
        await using var app = await TestApp.StartAsync(storage);
        await app.SetPlanAsync(2025);
        using var caller = await app.SignInAsync(Role.Leader, unit);
        Assert.Equal(HttpStatusCode.OK, (await caller.GetAsync($"/api/forecasts/{unit}?year=2024")).StatusCode);
        Assert.Equal(isSame ? HttpStatusCode.OK : HttpStatusCode.NotFound,
            (await caller.GetAsync($"/api/forecasts/{unit}?year=2025")).StatusCode);
    }

    [Fact]
    public async Task A_key_made_after_is_of_the_tree_then_in_force_unless_another_is_named()
    {
        await using var app = await TestApp.StartAsync(storage);
        await app.SetPlanAsync(2025);
        app.Clock.Advance(TimeSpan.FromDays(500));
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        async Task<(HttpStatusCode, HttpStatusCode)> ReadsAsync(string unit, string tree = "")
        {
            var wish = $$"""{"role":"leader","unit":"{{unit}}","label":"x"{{(tree.Length > 0 ? $",\"tree\":\"{tree}\"" : "")}}}""";
            var element = await (await centre.SendJsonAsync(HttpMethod.Post, "/api/keys", wish)).JsonAsync();
            using var client = new HttpClient { BaseAddress = app.Address };
            client.DefaultRequestHeaders.Add(Authenticator.KeyHeader, element.GetProperty("key").GetString());
            return ((await client.GetAsync($"/api/forecasts/{unit}?year=2024")).StatusCode,
                (await client.GetAsync($"/api/forecasts/{unit}?year=2025")).StatusCode);
        }

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), await ReadsAsync("23710"));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), await ReadsAsync("23710", "2024-01-01"));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), await ReadsAsync("02"));
    }

    [Fact]
    [Trait("Category", "siege")]
    public async Task A_reorganisation_lists_the_keys_of_abolished_units_and_ends_or_moves_them_on_its_day()
    {
        await using var app = await TestApp.StartAsync(storage);
        await app.SetPlanAsync(2025);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        using var province = await app.SignInAsync(Role.Leader, "02");
        using var district = await app.SignInAsync(Role.Leader, "02-024");
        using var heir = await app.SignInAsync(Role.Administrator, "08");
        var import = FunctionTable.Http.Single(function => function.Name == "ImportSuccession");
        var file = await File.ReadAllTextAsync(Path.Combine(OrganisationFolder.Shipped, "succession-2025-07-01.csv"));
        Task<HttpResponseMessage> ImportAsync(string query) => centre.SendAsync(Requests.Of(import, "api/successions/2025-07-01" + query,
            "text/csv", file));

        Assert.Equal(HttpStatusCode.BadRequest, (await ImportAsync("?keys=all")).StatusCode);
        var trial = await (await ImportAsync("?dryRun=true&keys=move")).JsonAsync();
        Assert.Equal(2, trial.GetProperty("keysConcerned").GetInt32());
        Assert.Equal(
            ["02 moves", "02-024 ends"],
            trial.GetProperty("keys").EnumerateArray().Select(key
                => $"{key.GetProperty("unit")} {key.GetProperty("withMove")}").Order(StringComparer.Ordinal));
        (await ImportAsync("?keys=move")).EnsureSuccessStatusCode();

        app.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(HttpStatusCode.OK, (await province.GetAsync("/api/forecasts/02?year=2024")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await district.GetAsync("/api/forecasts/02-024?year=2024")).StatusCode);
        var audit = await heir.GetStringAsync("/api/audit");
        app.Clock.Advance(new DateTimeOffset(2025, 6, 30, 17, 0, 1, TimeSpan.Zero) - app.Clock.GetUtcNow());
        Assert.Equal(HttpStatusCode.OK, (await province.GetAsync("/api/forecasts/08?year=2025")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await province.GetAsync("/api/forecasts/02?year=2024")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await district.GetAsync("/api/forecasts/02-024?year=2024")).StatusCode);
        // What is told of units that are gone is their heirs' to read, and nobody else's.
        Assert.Contains("key.moved", audit, StringComparison.Ordinal);
        Assert.Contains("key.ended", audit, StringComparison.Ordinal);
        using var other = await app.SignInAsync(Role.Administrator, "01");
        Assert.DoesNotContain("key.moved", await other.GetStringAsync("/api/audit?month=2024-06"), StringComparison.Ordinal);
    }
}
