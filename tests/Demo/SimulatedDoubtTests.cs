using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Demo.Simulation;
using YouthFunctions.Hosting;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Records;
using YouthFunctions.Reports.Rules;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Demo;

/// <summary>The country that the demo plays is right by its own account: hardly any of its values may be doubted.</summary>
[Trait("Category", "siege")]
public sealed class SimulatedDoubtTests
{
    private static readonly PlanFiles Files = PlanFiles.Read(OrganisationFolder.Shipped, []);
    private static readonly UnitRegister Register = UnitRegister.Shipped(OrganisationFolder.Shipped);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void At_most_one_in_two_hundred_values_is_doubted(bool hasHistory)
    {
        var scenario = Scenario.Shipped();
        var plan = Files.Plans[scenario.Year];
        var tree = Register.TreeOf(scenario.Year);
        var year = new ReportingYear(
            plan, ReportingCalendar.Default,
            new Targets(plan, tree, Population.Basis(plan, Files.Provinces), new Dictionary<(UnitCode, IndicatorCode), decimal>()), []);
        var simulator = new Simulator(scenario, plan, tree, Files.Provinces);
        var (values, doubted) = (0, 0);
        foreach (var unit in simulator.Units.Select(unit => unit.Code))
        {
            var last = plan.Indicators.ToDictionary(
                indicator => indicator.Code, indicator => simulator.OwnYear(unit, indicator, scenario.Year - 1));
            var now = plan.Indicators.ToDictionary(
                indicator => indicator.Code, indicator => simulator.OwnYear(unit, indicator, scenario.Year));
            var facts = PlausibilityContext.None with
            {
                LastYear = hasHistory
                    ? PastYear.From(OwnPart.FromReports(
                        plan.Rules, true, Enumerable.Range(1, 12).Select(month => new MonthReport(month, true, ValuesOf(last, month)))))
                    : null,
                Population = Files.Provinces[tree.ProvinceOf(unit) ?? unit],
            };
            foreach (var month in Month.OfYear(scenario.Year))
            {
                var draft = new ReportDraft(unit, month, ValuesOf(now, month.Number), true, false, null, null);
                values += draft.Values.Count;
                doubted += DoubtCheck.Find(
                    draft, year, (item, code) => item < month ? new ReportedValue(now[code][item.Number - 1], false) : null, facts).Count;
            }
        }

        Assert.True(values > 150_000);
        Assert.True(doubted * 200 <= values, $"{doubted} of {values} values are doubted.");
    }

    private static Dictionary<IndicatorCode, ReportedValue> ValuesOf(Dictionary<IndicatorCode, IReadOnlyList<Measure>> year, int month) =>
        year.ToDictionary(pair => pair.Key, pair => new ReportedValue(pair.Value[month - 1], false));
}
