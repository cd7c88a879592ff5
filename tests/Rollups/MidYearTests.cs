using System.Net;
using CsCheck;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Rollups.Summing;
using YouthFunctions.Rollups.Years;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;
using static YouthFunctions.Tests.Rollups.RollupTestData;

namespace YouthFunctions.Tests.Rollups;

/// <summary>The year of a reorganisation: months before it belong to units that are gone, and nothing of them is lost.</summary>
public sealed class MidYearTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    // Two provinces become one, districts go; two communes merge, one is divided 3 to 1, and the code 01101 goes on with another place.
    private static readonly UnitTree After = new(new Month(2024, 7),
    [
        new(UnitCode.Country, "Trung ương", null), new(Code("01"), "Tỉnh mới", UnitCode.Country),
        new(Code("01101"), "Xã A", Code("01")), new(Code("01102"), "Xã B", Code("01")), new(Code("02201"), "Xã C", Code("01")),
    ]);

    private static readonly Succession Change = new Succession(
    [
        (Code("01"), Code("01"), 1), (Code("02"), Code("01"), 1),
        (Code("01101"), Code("01102"), 1), (Code("01102"), Code("01102"), 1), (Code("01201"), Code("01101"), 3),
        (Code("01201"), Code("02201"), 1),
        (Code("01202"), Code("01101"), 1), (Code("02101"), Code("02201"), 1), (Code("02102"), Code("02201"), 1),
        (Code("02201"), Code("01101"), 1), (Code("02202"), Code("02201"), 1),
    ]).Completed(SmallTree, After);

    private static readonly Gen<Step[]> Steps = Gen.Select(
        Gen.Int[1, 12], Gen.Int[0, 99], Gen.Int[0, 9], Gen.Int[0, 1_000_000],
        (month, unit, kind, amount) => new Step(month, unit, kind, amount)).Array[1, 30];

    // Kind 0 runs the rollup, 1 withdraws the month, the others report.
    private sealed record Step(int Month, int Unit, int Kind, int Amount);

    private async Task<RollupTestData> WorldAsync(int year = 2024)
    {
        var store = storage.NewStore();
        await store.CreateMissingAsync(CancellationToken.None);
        return World(store, year);
    }

    private static RollupTestData World(Store store, int year)
    {
        var plan = RollupTestData.Plan with { Year = year };
        var after = new UnitTree(new Month(year, 7), After.TopDown);
        return new RollupTestData(store, after, plan, new MidYear(plan, SmallTree, after, Change));
    }

    [Fact]
    public async Task A_unit_takes_over_what_its_predecessors_did_and_goes_on_from_there()
    {
        var world = await WorldAsync();
        await world.ReportAsync("01101", 3, (Trees, Flow(5)));
        await world.ReportAsync("01102", 4, (Trees, Flow(7)));
        await world.ReportAsync("01201", 5, (Trees, Flow(10)), (Online, Ratio(3, 9)));
        await world.ReportAsync("01102", 8, (Trees, ToDate(20)));
        await world.RunAsync();

        var merged = await world.FindAsync("01102");
        var (larger, smaller) = (await world.FindAsync("01101"), await world.FindAsync("02201"));

        Assert.Equal(
            (5m, 7m, 8m),
            (merged.Total[Trees, 3].Amount.Numerator, merged.Total[Trees, 4].Amount.Numerator, merged.Total[Trees, 8].Amount.Numerator));
        Assert.Equal((12m, 20m), (merged.Total[Trees, 7].YearToDate.Numerator, merged.Total[Trees, 12].YearToDate.Numerator));
        Assert.Equal(10m, larger.Total[Trees, 5].Amount.Numerator + smaller.Total[Trees, 5].Amount.Numerator);
        Assert.Equal(Measure.Ratio(3, 9), larger.Total[Online, 12].YearToDate + smaller.Total[Online, 12].YearToDate);
        Assert.True(larger.Total[Trees, 5].Amount.Numerator > smaller.Total[Trees, 5].Amount.Numerator);
        Assert.Equal(0, await world.WaitingAsync());
    }

    [Fact]
    public async Task Before_the_day_the_old_units_are_expected_and_from_then_on_the_new_ones()
    {
        var world = await WorldAsync();
        await world.ReportAsync("01-001", 2, (Trees, Flow(1)));
        await world.ReportAsync("01", 9, (Trees, Flow(1)));
        await world.RunAsync();

        var country = (await world.FindAsync("VN")).Total;

        Assert.Equal((6, 1), (country[Trees, 2].Expected, country[Trees, 2].Reported)); // two provinces and four districts
        Assert.Equal((1, 1), (country[Trees, 9].Expected, country[Trees, 9].Reported)); // the plan expects no communes
        Assert.Equal(2m, country[Trees, 12].YearToDate.Numerator);
        Assert.Equal(
            (6, 1), (world.Basis.Silent(UnitCode.Country)[Trees, 6].Expected, world.Basis.Silent(UnitCode.Country)[Trees, 7].Expected));
    }

    [Fact]
    public async Task Where_a_province_stated_the_figure_itself_its_units_do_not_count_before_and_the_others_do()
    {
        var world = await WorldAsync();
        await world.ReportAsync("01", 1, (Loans, Flow(100)));
        await world.ReportAsync("01101", 1, (Loans, Flow(90)));
        await world.ReportAsync("02101", 1, (Loans, Flow(30)));
        await world.ReportAsync("01101", 8, (Loans, Flow(4)));
        await world.RunAsync();

        var country = (await world.FindAsync("VN")).Total;

        Assert.Equal(
            (130m, 4m, 134m),
            (country[Loans, 1].Amount.Numerator, country[Loans, 8].Amount.Numerator, country[Loans, 12].YearToDate.Numerator));
    }

    [Fact]
    [Trait("Category", "siege")]
    public async Task Whatever_is_reported_when_nothing_is_lost_and_step_by_step_is_the_same_as_at_once()
    {
        var store = storage.NewStore();
        await store.CreateMissingAsync(CancellationToken.None);
        var year = 2200;
        UnitCode[] old = [.. SmallTree.TopDown.Select(unit => unit.Code)], now = [.. After.TopDown.Select(unit => unit.Code)];
        await Steps.SampleAsync(
            async steps =>
            {
                var world = World(store, Interlocked.Increment(ref year));
                var reports = new Dictionary<(UnitCode Unit, int Month), (int Amount, int Part)>();
                foreach (var step in steps)
                {
                    var units = step.Month < 7 ? old : now;
                    var (unit, part) = (units[step.Unit % units.Length], step.Amount / 3);
                    if (step.Kind == 0)
                        await world.RunAsync();
                    else if (step.Kind == 1 && reports.Remove((unit, step.Month)))
                        await world.ReportAsync(unit.ToString(), step.Month);
                    else
                    {
                        reports[(unit, step.Month)] = (step.Amount, part);
                        await world.ReportAsync(
                            unit.ToString(), step.Month, (Trees, Flow(step.Amount)), (Online, Ratio(part, step.Amount)));
                    }
                }

                await world.RunAsync();
                var stepwise = await world.AllAsync();
                await world.RollUp.RecomputeAsync(world.Basis, Start, CancellationToken.None);
                var atOnce = await world.AllAsync();
                foreach (var unit in now)
                    Assert.True(Total(stepwise, unit).HasSameCells(Total(atOnce, unit)));
                Assert.Empty(
                    await new RollupCheck(world.Rollups, new(new(store)), new(store)).RunAsync(world.Basis, CancellationToken.None));
                Assert.Equal(0, await world.WaitingAsync());
                for (var month = 1; month <= 12; month++)
                {
                    var pairs = reports.Where(report => report.Key.Month == month).ToArray();
                    var cell = Total(atOnce, UnitCode.Country)[Trees, month];
                    Assert.Equal((pairs.Sum(report => (decimal)report.Value.Amount), pairs.Length), (cell.Amount.Numerator, cell.Reported));
                    Assert.Equal(
                        reports.Where(report => report.Key.Month <= month).Sum(report => (decimal)report.Value.Amount),
                        cell.YearToDate.Numerator);
                    Assert.Equal(
                        pairs.Sum(report => (decimal)report.Value.Part), Total(atOnce, UnitCode.Country)[Online, month].Amount.Numerator);
                }

                Rollup Total(Dictionary<UnitCode, UnitYear> rows, UnitCode unit) =>
                    rows.TryGetValue(unit, out var row) ? row.Total : world.Basis.Silent(unit);
            },
            iter: 12, threads: 1);
    }
}

/// <summary>The real reorganisation of 2025-07-01 on the road: reports over HTTP on both sides of the day.</summary>
public sealed class RealMidYearTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Fact]
    [Trait("Category", "siege")]
    public async Task Reports_of_both_halves_of_2025_count_for_the_country_on_both_trees()
    {
        await using var app = await TestApp.StartAsync(storage, heldOpenYears: [2025]);
        app.Clock.SetUtcNow(new DateTimeOffset(2025, 9, 1, 0, 0, 0, TimeSpan.Zero));
        var centre = await app.SignInAsync(Role.Administrator, "VN");
        await app.SetPlanAsync(2025);
        var reporter = await app.SignInAsync(Role.Reporter, "VN");
        foreach (var (unit, period, amount) in new[] { ("02-026", "2025-03", 101), ("00001", "2025-05", 40), ("08", "2025-06", 1000),
            ("00004", "2025-07", 7) })
            Assert.Equal(HttpStatusCode.Created, (await reporter.SendJsonAsync(
                HttpMethod.Post, "/api/reports",
                $$"""{"unit":"{{unit}}","period":"{{period}}","values":{"trees-planted":{"amount":{{amount}}} } }""")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await centre.RunJobAsync("/api/rollups/run")).StatusCode);
        var check = await (await centre.PostAsync("/api/rollups/recompute?year=2025&check=true", null)).JsonAsync();

        foreach (var tree in new[] { "2025-12-31", "2024-12-31" })
        {
            var country = (await (await centre.GetAsync($"/api/rollups/VN?year=2025&indicator=trees-planted&tree={tree}")).JsonAsync())
                .GetProperty("unit").GetProperty("indicators")[0];
            Assert.Equal(1148m, country.GetProperty("yearToDate").GetProperty("value").GetDecimal());
            var months = country.GetProperty("months").EnumerateArray().Where(month => month.TryGetProperty("amount", out _))
                .Select(month => (month.GetProperty("month").GetInt32(), month.GetProperty("amount").GetProperty("value").GetDecimal()));
            Assert.Equal([(3, 101m), (5, 40m), (6, 1000m), (7, 7m)], months);
        }

        Assert.Equal(0, check.GetProperty("disagreed").GetInt32());
        var tuyenQuang = await (await centre.GetAsync("/api/rollups/08?year=2025&indicator=trees-planted")).JsonAsync();
        // Hà Giang went into Tuyên Quang
        Assert.Equal(
            1101m, tuyenQuang.GetProperty("unit").GetProperty("indicators")[0].GetProperty("yearToDate").GetProperty("value").GetDecimal());
    }
}
