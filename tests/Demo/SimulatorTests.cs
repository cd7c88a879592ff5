using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Demo.Simulation;
using YouthFunctions.Hosting;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Demo;

/// <summary>The simulated country: the same from one seed, near the plan, and as noisy as the panels it is made after.</summary>
public sealed class SimulatorTests
{
    private static readonly PlanFiles Files = PlanFiles.Read(OrganisationFolder.Shipped, []);
    private static readonly UnitRegister Register = UnitRegister.Shipped(OrganisationFolder.Shipped);
    private static readonly Scenario Scenario = Scenario.Shipped();
    private static readonly YearPlan Plan = Files.Plans[Scenario.Year];
    private static readonly UnitTree Tree = Register.TreeOf(Scenario.Year);
    private static readonly Indicator Volunteers = Plan.Find(IndicatorCode.Parse("volunteer-turns"))!;

    [Fact]
    public void The_same_seed_makes_the_same_year()
    {
        var unit = UnitCode.Parse("01-001");
        Assert.Equal(Make(Scenario).OwnYear(unit, Volunteers, 2024), Make(Scenario).OwnYear(unit, Volunteers, 2024));
        Assert.NotEqual(Make(Scenario).OwnYear(unit, Volunteers, 2024), Make(Scenario with { Seed = 7 }).OwnYear(unit, Volunteers, 2024));
    }

    [Fact]
    public void The_year_before_brings_about_the_national_targets()
    {
        var year = new SimulatedYear(Make(Scenario), Plan, Tree, 2023);
        foreach (var indicator in Plan.Indicators.Where(indicator => indicator is { Kind: IndicatorKind.Flow, Target: not null }))
            Assert.InRange(year.End(UnitCode.Country, indicator.Code)!.Value / (double)indicator.Target!.Value, 0.9, 1.1);
    }

    [Fact]
    public void Years_change_as_much_as_those_of_the_quieter_panel()
    {
        var simulator = Make(Scenario);
        var changes = simulator.Units.Where(unit => unit.Level == UnitLevel.District)
            .Select(unit => Math.Log(Total(simulator, unit.Code, 2024) / Total(simulator, unit.Code, 2023))).ToArray();
        var mean = changes.Average();
        // Tourism's leaves: 0.20 to 0.48 (quartiles), 0.32 in the middle.
        Assert.InRange(Math.Sqrt(changes.Average(change => (change - mean) * (change - mean))), 0.25, 0.45);
    }

    [Fact]
    public void Some_levels_fall_in_part_and_some_of_those_recover()
    {
        var draws = new Draws(1);
        var shifts = Enumerable.Range(0, 20_000).Select(i => LevelShift.Draw(draws, 0.05, 0.4, $"unit {i}", 2024)).OfType<LevelShift>()
            .ToArray();
        Assert.InRange(shifts.Length, 900, 1100);
        Assert.InRange(shifts.Count(shift => shift.Until < 12) / (double)shifts.Length, 0.25, 0.45);
        House.AssertEach.All(shifts, shift =>
        {
            Assert.InRange(shift.Factor, 0.2, 0.72);
            Assert.InRange(shift.From, 2, 11);
            Assert.Equal(1, shift.In(1));
        });
    }

    [Fact]
    public void National_targets_are_in_doubt_over_seeds()
    {
        var shares = Enumerable.Range(1, 3).SelectMany(seed =>
        {
            var year = new SimulatedYear(Make(Scenario with { Seed = seed }), Plan, Tree, 2024);
            return Plan.Indicators.Where(indicator => indicator is { Kind: IndicatorKind.Flow, Target: not null })
                .Select(indicator => year.End(UnitCode.Country, indicator.Code)!.Value / (double)indicator.Target!.Value);
        }).ToArray();
        Assert.Contains(shares, share => share < 1);
        Assert.True(shares.Count(share => share >= 1) > shares.Length / 3);
        Assert.Contains(shares, share => share is > 0.95 and < 1.05);
    }

    private static double Total(Simulator simulator, UnitCode unit, int year) =>
        (double)simulator.OwnYear(unit, Volunteers, year).Sum(month => month.Numerator);

    private static Simulator Make(Scenario scenario) => new(scenario, Plan, Tree, Files.Provinces);
}
