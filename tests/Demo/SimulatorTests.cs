using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Demo;
using YouthFunctions.Hosting;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Demo;

/// <summary>The simulated country: the same from one seed, near the plan, weak only where the scenario says so.</summary>
public sealed class SimulatorTests
{
    private static readonly PlanFiles Files = PlanFiles.Read(ShippedFiles.Directory, []);
    private static readonly UnitRegister Register = UnitRegister.Shipped(ShippedFiles.Directory);
    private static readonly Scenario Scenario = Scenario.Shipped();
    private static readonly YearPlan Plan = Files.Plans[Scenario.Year];

    [Fact]
    public void The_same_seed_makes_the_same_year()
    {
        var trees = Plan.Find(IndicatorCode.Parse("trees-planted"))!;
        var unit = UnitCode.Parse("01-001");
        Assert.Equal(Make(Scenario).OwnYear(unit, trees, 2024), Make(Scenario).OwnYear(unit, trees, 2024));
        Assert.NotEqual(Make(Scenario).OwnYear(unit, trees, 2024), Make(Scenario with { Seed = 7 }).OwnYear(unit, trees, 2024));
    }

    [Fact]
    public void The_year_before_brings_about_the_national_targets()
    {
        var simulator = Make(Scenario);
        foreach (var indicator in Plan.Indicators.Where(indicator => indicator is { Kind: IndicatorKind.Flow, Target: not null }))
        {
            var total = simulator.Units.Sum(unit => simulator.OwnYear(unit.Code, indicator, 2023).Sum(month => month.Numerator));
            Assert.InRange(total / indicator.Target!.Value, 0.95m, 1.05m);
        }
    }

    [Fact]
    public void Only_the_units_of_the_scenario_bring_less_than_the_year_before()
    {
        var simulator = Make(Scenario);
        var behind = Scenario.Behind(Register.TreeOf(Scenario.Year));
        Assert.Equal(45, behind.Count);
        var volunteers = Plan.Find(IndicatorCode.Parse("volunteer-turns"))!;
        foreach (var unit in simulator.Units)
        {
            var isLess = Total(simulator, unit.Code, volunteers, 2024) < Total(simulator, unit.Code, volunteers, 2023);
            Assert.Equal(behind.Contains((unit.Code, volunteers.Code)), isLess);
        }
    }

    private static decimal Total(Simulator simulator, UnitCode unit, Indicator indicator, int year) =>
        simulator.OwnYear(unit, indicator, year).Sum(month => month.Numerator);

    private static Simulator Make(Scenario scenario) => new(scenario, Plan, Register.TreeOf(Scenario.Year), Files.Provinces);
}
