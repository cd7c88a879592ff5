using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Hosting;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Rollups.Persistence;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.Rollups;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.History;

public sealed class HistoryTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private const string Header = "unit,indicator,year,month,amount,numerator,denominator\n";
    private static readonly IndicatorCode Trees = IndicatorCode.Parse("trees-planted");
    private static readonly UnitTree Tree = UnitRegister.Shipped(OrganisationFolder.Shipped).TreeOf(2023);

    [Fact]
    public async Task Loaded_years_are_read_like_any_other_and_can_be_replaced_and_removed()
    {
        await using var api = await RollupApi.StartAsync(storage);
        var first = await api.PostAsync("api/history?simulated=true", Header
            + "01,trees-planted,2022,1,5,,\n01-001,trees-planted,2022,2,7,,\n02,members-studied-resolutions,2022,1,,3,4\n01,trees-planted,"
            + "2023,1,9,,\n");
        Assert.Equal(4, first.GetProperty("values").GetInt32());
        var second = await api.PostAsync("api/history?simulated=true", Header + "01,trees-planted,2022,3,6,,\n");
        Assert.Equal(1, second.GetProperty("years")[0].GetProperty("units").GetInt32());

        var tree = UnitRegister.Shipped(OrganisationFolder.Shipped).TreeOf(2022);
        var rollups = new RollupStore(api.Store);
        var country = await rollups.FindAsync(tree, UnitCode.Country, 2022, CancellationToken.None);
        Assert.NotNull(country);
        Assert.True(country.IsSimulated);
        Assert.Equal(Measure.Unknown, country.Total[Trees, 1].Amount);
        Assert.Equal(Measure.Amount(13), country.Total[Trees, 12].YearToDate);
        Assert.Equal(3, country.Total[Trees, 5].Expected);

        Assert.Equal(3, (await api.DeleteAsync("api/history?year=2022&simulated=true")).GetProperty("removed").GetInt32());
        Assert.Empty(await rollups.AllAsync(Tree, 2022, CancellationToken.None).ToListAsync());
        Assert.Equal(
            2,
            await rollups.AllAsync(Tree, 2023, CancellationToken.None).CountAsync(row => row.Total[Trees, 1].Amount == Measure.Amount(9)));
    }

    [Fact]
    public async Task A_file_with_a_wrong_line_is_refused_and_nothing_of_it_is_stored()
    {
        await using var api = await RollupApi.StartAsync(storage);
        var answer = await api.PostAsync("api/history", $"{Header}01,trees-planted,2023,1,5,,\n99,trees-planted,2023,1,5,,\n");
        var fault = Assert.Single(answer.GetProperty("errors").EnumerateArray());
        Assert.Equal(("history.unit.unknown", "line 3"), (fault.GetProperty("code").GetString(), fault.GetProperty("pointer").GetString()));
        Assert.Empty(await new RollupStore(api.Store).AllAsync(Tree, 2023, CancellationToken.None).ToListAsync());
    }

    [Fact]
    public async Task A_year_with_loaded_figures_is_opened_after_they_are_removed_and_then_stands_on_its_reports()
    {
        await using var app = await TestApp.StartAsync(storage, heldOpenYears: [2023]);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        using var file = new StringContent($"{Header}01-001,trees-planted,2023,1,5,,\n", Encoding.UTF8, "text/csv");
        (await centre.PostAsync("/api/history", file)).EnsureSuccessStatusCode();
        var plan = JsonNode.Parse(await centre.GetStringAsync("/api/plans/2024"))!;
        plan["year"] = 2023;
        Task<HttpResponseMessage> PutAsync() => centre.SendJsonAsync(HttpMethod.Put, "/api/plans/2023", plan.ToJsonString());

        Assert.Equal(["/year year.has-history"], await (await PutAsync()).FaultsAsync());
        (await centre.DeleteAsync("/api/history?year=2023")).EnsureSuccessStatusCode();
        (await PutAsync()).EnsureSuccessStatusCode();
        (await centre.SendJsonAsync(HttpMethod.Put, "/api/reports/01-001/2023-02", """{"values":{"trees-planted":{"amount":7}}}"""))
            .EnsureSuccessStatusCode();
        await centre.RunJobAsync("/api/rollups/run");

        var rollups = new RollupStore(app.Store);
        Assert.Equal(
            Measure.Amount(7),
            (await rollups.FindAsync(Tree, UnitCode.Country, 2023, CancellationToken.None))!.Total[Trees, 12].YearToDate);
        Assert.NotEqual(RollupState.Loaded, (await rollups.StateAsync(2023, CancellationToken.None))!.Basis);
    }

    [Trait("Category", "siege")]
    [Fact]
    public async Task Three_years_of_every_province_and_district_load_in_some_seconds()
    {
        await using var api = await RollupApi.StartAsync(storage);
        var plan = PlanFiles.Read(OrganisationFolder.Shipped, []).Plans[2024];
        var units = UnitRegister.Shipped(OrganisationFolder.Shipped).TreeOf(2023).TopDown
            .Where(unit => unit.Level == UnitLevel.Province || unit.Level == UnitLevel.District).ToArray();
        var file = new StringBuilder(Header);
        foreach (var year in new[] { 2021, 2022, 2023 })
            foreach (var unit in units)
                foreach (var indicator in plan.Indicators)
                    for (var month = 1; month <= 12; month++)
                        file.Append(CultureInfo.InvariantCulture, $"{unit.Code},{indicator.Code},{year},{month},").Append(
                            indicator.Kind == Analytics.Rollups.IndicatorKind.Flow ? $"{month * 3},,\n" : $",{month},20\n");
        var started = TimeProvider.System.GetTimestamp();
        var answer = await api.PostAsync("api/history?simulated=true", file.ToString());
        var took = TimeProvider.System.GetElapsedTime(started);
        Assert.Equal(3 * units.Length * 19 * 12, answer.GetProperty("values").GetInt32());
        var rollups = new RollupStore(api.Store);
        var tree = UnitRegister.Shipped(OrganisationFolder.Shipped).TreeOf(2023);
        var country = await rollups.FindAsync(tree, UnitCode.Country, 2023, CancellationToken.None);
        Assert.Equal(units.Length * 3 * 78, country!.Total[Trees, 12].YearToDate.Numerator);
        Assert.True(took < TimeSpan.FromSeconds(60), $"{file.Length} bytes took {took}");
    }
}
