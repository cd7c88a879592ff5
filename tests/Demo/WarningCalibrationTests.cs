using Xunit.Abstractions;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Demo.Simulation;
using YouthFunctions.Forecasting;
using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Forecasting.Training;
using YouthFunctions.Hosting;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Demo;

/// <summary>Over many simulated countries: what is flagged is missed as often as was said, and intervals hold, among the flagged
/// too.</summary>
public sealed class WarningCalibrationTests(ITestOutputHelper output)
{
    private const int MonthsKnown = 8;
    private const int Seeds = 20;
    private static readonly string[] Provinces = ["02", "44", "77"];
    private static readonly PlanFiles Files = PlanFiles.Read(OrganisationFolder.Shipped, []);
    private static readonly UnitRegister Register = UnitRegister.Shipped(OrganisationFolder.Shipped);

    [Trait("Category", "siege")]
    [Fact]
    public void Of_flags_below_a_fifth_four_in_five_are_missed_and_intervals_hold()
    {
        var (flags, missed, said, held, all, heldOfFlags) = (0, 0, 0.0, 0, 0, 0);
        for (var seed = 1; seed <= Seeds; seed++)
            foreach (var (probability, isMissed, isHeld) in Forecast(seed))
            {
                all++;
                held += isHeld ? 1 : 0;
                if (probability >= 0.2)
                    continue;
                flags++;
                missed += isMissed ? 1 : 0;
                said += 1 - probability;
                heldOfFlags += isHeld ? 1 : 0;
            }

        Assert.True(flags > 1000, $"{flags} flags");
        // Flags of one country share its year: the band is that of a tenth of them.
        var band = 2 * Math.Sqrt(0.8 * 0.2 / (flags / 10.0));
        var words = $"{flags} flags of {all}: {missed / (double)flags:P1} missed, {said / flags:P1} said; held {held / (double)all:P1}, "
            + $"among the flagged {heldOfFlags / (double)flags:P1}";
        output.WriteLine(words);
        Assert.True((double)missed / flags >= 0.8 - band, words);
        Assert.True(Math.Abs(((double)missed / flags) - (said / flags)) < 0.1, words);
        Assert.True((double)held / all is >= 0.74 and <= 0.86, words);
        Assert.True((double)heldOfFlags / flags is >= 0.74 and <= 0.86, words);
    }

    private static IEnumerable<(double Probability, bool IsMissed, bool IsHeld)> Forecast(int seed)
    {
        var scenario = Scenario.Shipped() with { Seed = seed };
        var (plan, tree) = (Files.Plans[scenario.Year], Register.TreeOf(scenario.Year));
        var simulator = new Simulator(scenario, plan, tree, Files.Provinces);
        var first = scenario.Year - scenario.YearsOfHistory;
        var series = new List<PanelSeries>();
        var questions = new Dictionary<(string, string), TargetQuestion>();
        var ends = new Dictionary<(string, string), double>();
        foreach (var indicator in plan.Indicators.Where(item => item is { Kind: IndicatorKind.Flow, Target: not null, PartOf: null }))
            foreach (var unit in simulator.Units.Where(unit => Provinces.Contains(tree.ProvinceOf(unit.Code)!.Value.ToString())))
            {
                var years = Enumerable.Range(first, scenario.YearsOfHistory + 1)
                    .Select(year => simulator.OwnYear(unit.Code, indicator, year).Select(month => (double)month.Numerator).ToArray())
                    .ToArray();
                var target = years[^2].Sum();
                if (target < 20)
                    continue;
                var (id, code) = (unit.Code.ToString(), indicator.Code.ToString());
                var known = years[..^1].SelectMany(year => year).Concat(years[^1].Take(MonthsKnown)).Select(value => (double?)value);
                series.Add(new PanelSeries(
                    id, ["VN", tree.ProvinceOf(unit.Code)!.Value.ToString()], code, new MonthlySeries(new Month(first, 1), known)));
                questions[(id, code)] = new TargetQuestion(id, code, target);
                ends[(id, code)] = years[^1].Sum();
            }

        var panel = new ForecastPanel([.. series]);
        // As the nightly job trains.
        var options = new ForecastOptions(seed, Threads: 1) { Months = YearEndForecaster.MonthsToTrain(panel, MonthsKnown) };
        var model = YearEndForecaster.Train(panel, scenario.Year, options);
        var forecasts = model.Predict(panel, scenario.Year, MonthsKnown, questions, default);
        foreach (var (key, end) in ends)
        {
            var forecast = forecasts.Leaf(key.Item1, key.Item2)!;
            yield return (forecast.ProbabilityOfMeeting!.Value, end < questions[key].Target, end >= forecast.Q10 && end <= forecast.Q90);
        }
    }
}
