using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Access;
using YouthFunctions.Access.Keys;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.House.Faults;
using YouthFunctions.Units;
using YouthFunctions.Values;

namespace YouthFunctions.Tests.Reorganisations;

/// <summary>A tree of units is brought in as data: looked at, stored, seen by every instance, and taken out again.</summary>
public sealed class UnitTreeTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Fact]
    public async Task A_trial_tells_what_becomes_of_the_units_and_stores_nothing()
    {
        await using var app = await TestApp.StartAsync(storage, services: SmallCountry.Register);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        using var answer = await ReorganisedCountry.PutAsync(
            centre, ReorganisedCountry.Units, ReorganisedCountry.Succession, query: "?dryRun=true");
        var overview = await answer.JsonAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(overview.GetProperty("stored").GetBoolean());
        Assert.Equal((3, 2), Level(overview, "Province"));
        var (before, after) = Level(overview, "Commune");
        Assert.Equal(before - 1, after);
        Assert.Equal((4, 2), Fate(overview, "Merged")); // two provinces and two communes; the new of each
        Assert.Equal((1, 1), Fate(overview, "Renamed"));
        Assert.Equal((before - 3 + 1, before - 3 + 1), Fate(overview, "Unchanged"));
        foreach (var fate in new[] { "Moved", "Divided", "New", "Gone", "Dissolved" })
            Assert.Equal((0, 0), Fate(overview, fate));
        Assert.Equal((0, 0), (overview.GetProperty("unmappedOld").GetInt32(), overview.GetProperty("unmappedNew").GetInt32()));
        Assert.Equal(HttpStatusCode.NotFound, (await centre.GetAsync("/api/unit-trees/2027-01")).StatusCode);
        Assert.DoesNotContain("unit-tree", await centre.GetStringAsync("/api/audit?month=2024-06"), StringComparison.Ordinal);

        // Without a succession those that change are named on both sides.
        using var alone = await ReorganisedCountry.PutAsync(centre, ReorganisedCountry.Units, query: "?dryRun=true");
        overview = await alone.JsonAsync();
        Assert.Equal(
            new[]
            {
                "new 95", "new 99001", $"new {ReorganisedCountry.Renamed}", "old 01", "old 04", $"old {ReorganisedCountry.Merged[0]}",
                $"old {ReorganisedCountry.Merged[1]}", $"old {ReorganisedCountry.Renamed}",
            }.Order(StringComparer.Ordinal),
            overview.GetProperty("unmapped").EnumerateArray().Select(unit => $"{unit.GetProperty("tree")} {unit.GetProperty("unit")}")
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_stored_tree_is_seen_by_another_instance_without_a_restart_and_so_is_its_removal()
    {
        var prefix = StorageFixture.NewPrefix();
        await using var app = await TestApp.StartAsync(storage, prefix: prefix, services: SmallCountry.Register);
        await using var other = await TestApp.StartAsync(storage, prefix: prefix, services: SmallCountry.Register);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        using var elsewhere = new HttpClient { BaseAddress = other.Address };
        elsewhere.DefaultRequestHeaders.Add(
            Authenticator.KeyHeader, centre.DefaultRequestHeaders.GetValues(Authenticator.KeyHeader));
        async Task<int> CountAsync(HttpClient client) => JsonDocument.Parse(await client.GetStringAsync("/api/unit-trees"))
            .RootElement.GetProperty("trees").GetArrayLength();
        Assert.Equal(2, await CountAsync(elsewhere));

        using var put = await ReorganisedCountry.PutAsync(centre, ReorganisedCountry.Units, ReorganisedCountry.Succession);
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.NotNull(put.Headers.ETag);
        Assert.Equal(3, await CountAsync(centre));
        Assert.Equal(2, await CountAsync(elsewhere)); // within the half minute it costs no call
        other.Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(3, await CountAsync(elsewhere));
        Assert.Equal(ReorganisedCountry.Units.Split('\n').Order(), (await elsewhere.GetStringAsync("/api/unit-trees/2027-01")).Split('\n')
            .Order());

        await using (var late = await TestApp.StartAsync(storage, prefix: prefix, services: SmallCountry.Register))
        {
            using var begun = new HttpClient { BaseAddress = late.Address };
            begun.DefaultRequestHeaders.Add(
                Authenticator.KeyHeader, centre.DefaultRequestHeaders.GetValues(Authenticator.KeyHeader));
            Assert.Equal(3, await CountAsync(begun)); // one that starts knows it at once
        }

        Assert.Equal(HttpStatusCode.OK, (await centre.DeleteAsync("/api/unit-trees/2027-01?dryRun=true")).StatusCode);
        Assert.Equal(3, await CountAsync(centre));
        Assert.Equal(HttpStatusCode.OK, (await centre.DeleteAsync("/api/unit-trees/2027-01")).StatusCode);
        Assert.Equal(2, await CountAsync(centre));
        other.Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(2, await CountAsync(elsewhere));
        Assert.Equal(HttpStatusCode.NotFound, (await centre.DeleteAsync("/api/unit-trees/2027-01")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await centre.DeleteAsync("/api/unit-trees/2025-07")).StatusCode);
        var audit = await centre.GetStringAsync("/api/audit?month=2024-06");
        Assert.Contains("unit-tree.imported", audit, StringComparison.Ordinal);
        Assert.Contains("unit-tree.removed", audit, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "siege")]
    public async Task Figures_of_before_are_read_on_the_new_tree_and_reports_come_by_it()
    {
        await using var app = await TestApp.StartAsync(storage, services: SmallCountry.Register);
        app.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 3, 2, 0, 0, TimeSpan.Zero));
        await app.SetPlanAsync(2026);
        await app.SetPlanAsync(2027);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        foreach (var (unit, amount) in new[] { (ReorganisedCountry.Merged[0], 100), (ReorganisedCountry.Staying, 20), ("04", 3) })
            await ReportAsync(centre, unit, "2026-11", amount);
        await centre.RunJobAsync("/api/rollups/run");
        // What is kept of the year to come, on the tree of before, must not outlive it.
        Assert.Equal(HttpStatusCode.NotFound, (await centre.GetAsync("/api/targets/95?year=2027")).StatusCode);
        (await ReorganisedCountry.PutAsync(centre, ReorganisedCountry.Units, ReorganisedCountry.Succession)).EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.OK, (await centre.GetAsync("/api/targets/95?year=2027")).StatusCode);
        Assert.Equal(123, await TreesAsync(centre, "/api/rollups/95?year=2026&tree=2027-01-01"));
        Assert.Equal(100, await TreesAsync(centre, "/api/rollups/99001?year=2026&tree=2027-01-01"));

        app.Clock.SetUtcNow(new DateTimeOffset(2027, 2, 3, 2, 0, 0, TimeSpan.Zero));
        using var secretary = await app.SignInAsync(Role.Reporter, "99001");
        await ReportAsync(secretary, "99001", "2027-01", 40);
        await ReportAsync(centre, ReorganisedCountry.Staying, "2027-01", 2);
        await centre.RunJobAsync("/api/rollups/run");
        Assert.Equal(42, await TreesAsync(centre, "/api/rollups/95?year=2027"));
        Assert.Equal(42, await TreesAsync(centre, "/api/rollups/VN?year=2027"));
        using var found = await centre.GetAsync("/search?q=Song+Hong");
        Assert.Contains("Tỉnh Sông Hồng", await found.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_go_over_with_a_tree_and_go_back_with_its_removal_so_that_none_opens_a_unit_it_was_not_made_for()
    {
        await using var app = await TestApp.StartAsync(storage, services: SmallCountry.Register);
        app.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 3, 2, 0, 0, TimeSpan.Zero));
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        using var moving = await app.SignInAsync(Role.Leader, ReorganisedCountry.Merged[0]);
        (await ReorganisedCountry.PutAsync(centre, ReorganisedCountry.Units, ReorganisedCountry.Succession, query: "?keys=move"))
            .EnsureSuccessStatusCode();
        // The code of a merged commune of before is given anew in a corrected file.
        var keys = app.Services.GetRequiredService<KeyStore>();
        await keys.CreateAsync(Role.Leader, UnitCode.Parse("99001"), "made for 2027", default, new Month(2027, 1));
        var all = await keys.AllAsync(default).ToListAsync();
        Assert.Equal("99001", $"{Assert.Single(all, key => key.Moves is not null).Moves!.Unit}");

        var removed = await (await centre.DeleteAsync("/api/unit-trees/2027-01")).JsonAsync();
        Assert.Equal((1, 1), (removed.GetProperty("keysStaying").GetInt32(), removed.GetProperty("keysEnded").GetInt32()));
        all = await keys.AllAsync(default).ToListAsync();
        Assert.All(all, key => Assert.Null(key.Moves));
        Assert.False(Assert.Single(all, key => key.Label == "made for 2027").IsValid);
        Assert.True(Assert.Single(all, key => $"{key.Unit}" == ReorganisedCountry.Merged[0]).IsValid);
    }

    [Fact]
    public async Task A_tree_is_replaced_by_a_corrected_one_which_keeps_the_succession_and_only_over_the_version_that_was_read()
    {
        await using var app = await TestApp.StartAsync(storage, services: SmallCountry.Register);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        using var first = await ReorganisedCountry.PutAsync(centre, ReorganisedCountry.Units, ReorganisedCountry.Succession);
        var corrected = ReorganisedCountry.Units.Replace("Tỉnh Sông Hồng", "Tỉnh Hồng Hà", StringComparison.Ordinal);
        using var second = await ReorganisedCountry.PutAsync(centre, corrected);
        Assert.Equal(0, (await second.JsonAsync()).GetProperty("unmappedOld").GetInt32());
        Assert.Contains("Tỉnh Hồng Hà", await centre.GetStringAsync("/api/unit-trees/2027-01"), StringComparison.Ordinal);

        centre.DefaultRequestHeaders.TryAddWithoutValidation("If-Match", first.Headers.ETag!.Tag);
        using var stale = await ReorganisedCountry.PutAsync(centre, ReorganisedCountry.Units);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await centre.DeleteAsync("/api/unit-trees/2027-01")).StatusCode);
        centre.DefaultRequestHeaders.Remove("If-Match");
        centre.DefaultRequestHeaders.TryAddWithoutValidation("If-Match", second.Headers.ETag!.Tag);
        Assert.Equal(HttpStatusCode.OK, (await centre.DeleteAsync("/api/unit-trees/2027-01")).StatusCode);
    }

    [Fact]
    public async Task A_tree_that_another_administrators_came_before_leaves_their_succession()
    {
        var prefix = StorageFixture.NewPrefix();
        var line = new FaultTransport();
        await using var app = await TestApp.StartAsync(storage, line, prefix, SmallCountry.Register);
        await using var other = await TestApp.StartAsync(storage, prefix: prefix, services: SmallCountry.Register);
        using var late = await app.SignInAsync(Role.Administrator, "VN");
        using var early = await other.SignInAsync(Role.Administrator, "VN");
        (await ReorganisedCountry.PutAsync(early, ReorganisedCountry.Units, ReorganisedCountry.Succession)).EnsureSuccessStatusCode();
        app.Clock.Advance(TimeSpan.FromSeconds(31));
        var successions = other.Services.GetRequiredService<SuccessionStore>();
        var tree = other.Services.GetRequiredService<UnitRegister>().TreeOf(2027);
        var standing = await successions.FindImportedAsync(tree, default);
        HttpResponseMessage? corrected = null;
        line.Before = async _ =>
        {
            if (corrected is null && line.Calls[^1].StartsWith("PUT", StringComparison.Ordinal)
                && line.Calls[^1].Contains("unit-trees", StringComparison.Ordinal))
                corrected = await ReorganisedCountry.PutAsync(
                    early, ReorganisedCountry.Units.Replace("Tỉnh Sông Hồng", "Tỉnh Hồng Hà", StringComparison.Ordinal));
        };

        using var refused = await ReorganisedCountry.PutAsync(
            late, ReorganisedCountry.Units, $"old_code,new_code\n01,95\n04,79\n{ReorganisedCountry.Merged[0]},99001\n");

        Assert.Equal(HttpStatusCode.OK, corrected?.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, refused.StatusCode);
        Assert.Contains("Tỉnh Hồng Hà", await early.GetStringAsync("/api/unit-trees/2027-01"), StringComparison.Ordinal);
        var after = await successions.FindImportedAsync(tree, default);
        Assert.Equal(standing!.Split('\n').Order(), after!.Split('\n').Order());
    }

    [Fact]
    public async Task A_year_with_a_unit_that_took_over_from_nobody_is_read_on_the_tree_of_before()
    {
        await using var app = await TestApp.StartAsync(storage, services: SmallCountry.Register);
        app.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 3, 2, 0, 0, TimeSpan.Zero));
        await app.SetPlanAsync(2026);
        await app.SetPlanAsync(2027);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        (await ReorganisedCountry.PutAsync(centre, ReorganisedCountry.Units + "99002,Xã Mới,79\n", ReorganisedCountry.Succession))
            .EnsureSuccessStatusCode();
        app.Clock.SetUtcNow(new DateTimeOffset(2027, 2, 3, 2, 0, 0, TimeSpan.Zero));
        await ReportAsync(centre, "99002", "2027-01", 7);
        await ReportAsync(centre, ReorganisedCountry.Staying, "2027-01", 20);
        await centre.RunJobAsync("/api/rollups/run");

        Assert.Equal(27, await TreesAsync(centre, "/api/rollups/VN?year=2027"));
        Assert.Equal(27, await TreesAsync(centre, "/api/rollups/VN?year=2027&tree=2026-01-01"));
        Assert.Equal(7, await TreesAsync(centre, "/api/rollups/79?year=2027&tree=2026-01-01"));
    }

    [Fact]
    public void A_flow_goes_by_one_list_of_trees_from_beginning_to_end()
    {
        var register = new UnitRegister(SmallCountry.Trees);
        var later = new Analytics.Units.UnitTree(new Month(2027, 1), [SmallCountry.Trees[0].Root]);
        register.Begin().Take();
        register.Replace([later]);
        Assert.Equal(2, register.Trees.Count);
        register.TakeLatest();
        Assert.Equal(3, register.Trees.Count);
        register.Replace([later, new Analytics.Units.UnitTree(new Month(2025, 7), [SmallCountry.Trees[0].Root])]);
        register.TakeLatest();
        Assert.Equal(SmallCountry.Trees[1], register.TreeOf(new Month(2026, 12))); // what is shipped since counts
        register.Forget();
        Assert.Equal(3, register.Trees.Count);
        register.TakeLatest();
        Assert.Throws<UnitsUnreadException>(() => register.Trees);
    }

    private static async Task ReportAsync(HttpClient client, string unit, string period, int amount)
    {
        using var answer = await client.SendJsonAsync(HttpMethod.Post, "/api/reports",
            $$"""{"unit":"{{unit}}","period":"{{period}}","values":{"trees-planted":{"amount":{{amount}} } } }""");
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<decimal> TreesAsync(HttpClient centre, string path)
    {
        using var answer = await centre.GetAsync(path);
        return (await answer.JsonAsync()).GetProperty("unit").GetProperty("indicators").EnumerateArray()
            .Single(item => item.GetProperty("indicator").GetString() == "trees-planted").GetProperty("yearToDate").GetProperty("value")
            .GetDecimal();
    }

    private static (int, int) Level(JsonElement overview, string level) => Pair(overview.GetProperty("levels"), "level", level);

    private static (int, int) Fate(JsonElement overview, string fate) => Pair(overview.GetProperty("fates"), "fate", fate);

    private static (int, int) Pair(JsonElement list, string name, string value) => list.EnumerateArray()
        .Where(item => string.Equals(item.GetProperty(name).GetString(), value, StringComparison.OrdinalIgnoreCase))
        .Select(item => (item.GetProperty("before").GetInt32(), item.GetProperty("after").GetInt32())).Single();
}
