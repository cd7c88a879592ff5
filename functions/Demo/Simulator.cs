using System.Security.Cryptography;
using System.Text;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Plan;

namespace YouthFunctions.Demo;

/// <summary>
/// Makes up what provinces and districts bring, year by year: sizes follow the young population, months follow the
/// seasons, every unit varies a little, and the scenario's units fall behind. The same seed makes the same country.
/// </summary>
public sealed class Simulator
{
    private const double ProvinceOwnShare = 0.12;
    private const double MonthlyNoise = 0.07;
    private readonly Scenario _scenario;
    private readonly YearPlan _plan;
    private readonly UnitTree _tree;
    private readonly Dictionary<UnitCode, double> _sizes = [];
    private readonly IReadOnlyDictionary<UnitCode, Population> _population;

    /// <param name="scenario">What is played.</param>
    /// <param name="plan">The plan of its year.</param>
    /// <param name="tree">The units.</param>
    /// <param name="population">Young people by province.</param>
    public Simulator(Scenario scenario, YearPlan plan, UnitTree tree, IReadOnlyDictionary<UnitCode, Population> population)
    {
        (_scenario, _plan, _tree, _population) = (scenario, plan, tree, population);
        foreach (var province in tree.Children(UnitCode.Country))
        {
            var districts = tree.Children(province.Code);
            var weights = districts.Select(district => Math.Exp(0.25 * Gaussian($"size {district.Code}"))).ToArray();
            _sizes[province.Code] = ProvinceOwnShare;
            for (var i = 0; i < districts.Count; i++)
                _sizes[districts[i].Code] = (1 - ProvinceOwnShare) * weights[i] / weights.Sum();
        }
    }

    /// <summary>The units that report: 63 provinces and 696 districts.</summary>
    public IEnumerable<Unit> Units => _tree.TopDown.Where(unit => unit.Level is UnitLevel.Province or UnitLevel.District);

    /// <summary>What a unit brings itself, January first.</summary>
    public IReadOnlyList<Measure> OwnYear(UnitCode unit, Indicator indicator, int year) =>
        indicator.Kind == IndicatorKind.Ratio ? RatioYear(unit, indicator, year) : FlowYear(unit, indicator, year);

    /// <summary>Whether a unit's report of a month never comes.</summary>
    public bool IsMissing(UnitCode unit, Month month) =>
        Uniform($"missing {unit} {month}") < _scenario.MissingShare
            || _scenario.Silent.Any(silent => silent.Unit == unit && month >= silent.From);

    /// <summary>Whether a unit's report of a month comes after the due day.</summary>
    public bool IsLate(UnitCode unit, Month month) => Uniform($"late {unit} {month}") < _scenario.LateShare;

    /// <summary>Whether a unit reports its flows year to date.</summary>
    public bool ReportsYearToDate(UnitCode unit) => Uniform($"cumulative {unit}") < _scenario.YearToDateShare;

    private Measure[] FlowYear(UnitCode unit, Indicator indicator, int year)
    {
        var seasons = Seasons.ForIndicator(indicator.Code);
        var total = BaseYear(unit, indicator) * Math.Pow(_scenario.Growth, year - (_scenario.Year - 1))
            * Math.Exp(0.01 * Gaussian($"year {unit} {indicator.Code} {year}"));
        var sum = seasons.Sum();
        var months = new Measure[12];
        var (exact, given) = (0.0, 0m);
        for (var month = 0; month < 12; month++)
        {
            var noise = Math.Exp(MonthlyNoise * Gaussian($"month {unit} {indicator.Code} {year} {month}"));
            exact += total * seasons[month] / sum * noise * ReductionFactor(unit, indicator.Code, new Month(year, month + 1));
            // The running total is rounded, not the month: small units keep their year.
            var rounded = Round(exact, indicator);
            months[month] = Measure.Amount(rounded - given);
            given = rounded;
        }

        return months;
    }

    private Measure[] RatioYear(UnitCode unit, Indicator indicator, int year)
    {
        var people = Math.Max(20, Math.Round((decimal)(Size(unit) * (double)_population[Province(unit)].Weight(indicator.Weights))));
        var target = (double)(indicator.Target ?? 0.5m);
        var final = target >= 1
            ? 1
            : Math.Min(0.985, target * (1.09 + (0.015 * Gaussian($"final {unit} {indicator.Code}")) + (0.004 * (year - _scenario.Year))));
        var share = 0.0;
        var months = new Measure[12];
        for (var month = 0; month < 12; month++)
        {
            var step = final * (Seasons.Progress[month] - (month == 0 ? 0 : Seasons.Progress[month - 1]));
            share += step * ReductionFactor(unit, indicator.Code, new Month(year, month + 1));
            months[month] = Measure.Ratio(Math.Min(people, Math.Round(people * (decimal)share)), people);
        }

        return months;
    }

    /// <summary>The result of the year before the one played. The villages of the programme are one a province, and start-up
    /// projects are counted by provinces; everything else is done in the districts too.</summary>
    private double BaseYear(UnitCode unit, Indicator indicator)
    {
        if (indicator.Code.ToString() is "villages-helped")
            return unit.Level == UnitLevel.Province ? 1 : 0;
        var national = (double)(indicator.Target ?? 60_000m);
        var province = _population[Province(unit)]
            .Weight(indicator.Weights) / _population.Values.Sum(people => people.Weight(indicator.Weights));
        var size = indicator.Code.ToString() is "startup-projects" ? unit.Level == UnitLevel.Province ? 1 : 0 : Size(unit);
        return national * (double)province * size;
    }

    private double ReductionFactor(UnitCode unit, IndicatorCode indicator, Month month) => _scenario.FallsBehind
        .Where(behind => behind.Indicator == indicator && month >= behind.From
            && (behind.Unit == unit || (behind.WithBelow && _tree.IsWithin(unit, behind.Unit))))
        .Select(behind => behind.Factor).DefaultIfEmpty(1).Min();

    private double Size(UnitCode unit) => _sizes[unit];

    private UnitCode Province(UnitCode unit) => _tree.ProvinceOf(unit) ?? unit;

    private static decimal Round(double value, Indicator indicator)
    {
        var step = indicator.IsMoney ? 1_000_000m : 1m;
        return Math.Round((decimal)value / step) * step;
    }

    // A hash of what the number is for, so that no draw depends on how many were drawn before it.
    private double Uniform(string purpose)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{_scenario.Seed} {purpose}"));
        return (BitConverter.ToUInt64(hash) >> 11) / (double)(1UL << 53);
    }

    // Box and Muller (1958).
    private double Gaussian(string purpose) =>
        Math.Sqrt(-2 * Math.Log(1 - Uniform(purpose + " radius"))) * Math.Cos(2 * Math.PI * Uniform(purpose + " angle"));
}
