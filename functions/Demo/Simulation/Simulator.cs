using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Plan;

namespace YouthFunctions.Demo.Simulation;

/// <summary>
/// Makes up what provinces and districts bring, year by year: sizes follow the young population, months follow the seasons with noise,
/// levels walk from year to year, for each unit and for all together, and some fall within a year, in part and often for a time only.
/// The same seed makes the same country.
/// </summary>
public sealed class Simulator
{
    private const double ProvinceOwnShare = 0.12;

    // Of shares, in logits: units differ by 0.25, and their years by 0.12.
    private const double ShareSpread = 0.25, ShareYear = 0.12, ShareAim = 1.04;

    private readonly Scenario _scenario;
    private readonly YearPlan _plan;
    private readonly UnitTree _tree;
    private readonly Draws _draws;
    private readonly Dictionary<UnitCode, double> _sizes = [];
    private readonly IReadOnlyDictionary<UnitCode, Population> _population;

    /// <param name="scenario">What is played.</param>
    /// <param name="plan">The plan of its year.</param>
    /// <param name="tree">The units.</param>
    /// <param name="population">Young people by province.</param>
    public Simulator(Scenario scenario, YearPlan plan, UnitTree tree, IReadOnlyDictionary<UnitCode, Population> population)
    {
        (_scenario, _plan, _tree, _population, _draws) = (scenario, plan, tree, population, new Draws(scenario.Seed));
        foreach (var province in tree.Children(UnitCode.Country))
        {
            var districts = tree.Children(province.Code);
            var weights = districts.Select(district => Math.Exp(0.25 * _draws.Gaussian($"size {district.Code}"))).ToArray();
            _sizes[province.Code] = ProvinceOwnShare;
            for (var i = 0; i < districts.Count; i++)
                _sizes[districts[i].Code] = (1 - ProvinceOwnShare) * weights[i] / weights.Sum();
        }
    }

    /// <summary>The units that report: 63 provinces and 696 districts.</summary>
    public IEnumerable<Unit> Units => _tree.TopDown.Where(unit => unit.Level.Depth is 1 or 2);

    /// <summary>What a unit brings itself, January first.</summary>
    public IReadOnlyList<Measure> OwnYear(UnitCode unit, Indicator indicator, int year) =>
        indicator.Kind == IndicatorKind.Ratio ? RatioYear(unit, indicator, year) : FlowYear(unit, indicator, year);

    /// <summary>When a report comes: the day before the due day, a week or six weeks after it, or never.</summary>
    public DateOnly? DayOf(UnitCode unit, Month month, DateOnly due)
    {
        if (_scenario.Silent.Any(silent => silent.Unit == unit && month >= silent.From))
            return null;
        var draw = _draws.Uniform($"late {unit} {month}");
        return due.AddDays(draw < _scenario.VeryLateShare ? 42 : draw < _scenario.VeryLateShare + _scenario.LateShare ? 7 : -1);
    }

    /// <summary>Whether a unit reports its flows year to date.</summary>
    public bool ReportsYearToDate(UnitCode unit) => _draws.Uniform($"cumulative {unit}") < _scenario.YearToDateShare;

    /// <summary>The indicator, by its place in the plan, of which a report first says ten times too much; null for nearly all
    /// reports.</summary>
    public int? WrongValue(UnitCode unit, Month month)
    {
        if (ReportsYearToDate(unit) || _draws.Uniform($"wrong {unit} {month}") >= _scenario.WrongShare)
            return null;
        var flows = Enumerable.Range(0, _plan.Indicators.Count).Where(i => _plan.Indicators[i].Kind == IndicatorKind.Flow).ToArray();
        return flows[(int)(_draws.Uniform($"wrong value {unit} {month}") * flows.Length)];
    }

    private Measure[] FlowYear(UnitCode unit, Indicator indicator, int year)
    {
        var seasons = Seasons.ForIndicator(indicator.Code);
        var total = BaseYear(unit, indicator) * Math.Exp(
            (Math.Log(_scenario.Growth) * (year - (_scenario.Year - 1)))
            + Walk($"{unit} {indicator.Code}", year, _scenario.YearlyWalk) + Walk($"all {indicator.Code}", year, _scenario.NationalWalk)
            + (_scenario.YearlyNoise * _draws.Gaussian($"year {unit} {indicator.Code} {year}")));
        var shifts = Shifts(unit, indicator.Code, year);
        var (sum, noise) = (seasons.Sum(), _scenario.MonthlyNoise);
        var months = new Measure[12];
        var (exact, given) = (0.0, 0m);
        for (var month = 0; month < 12; month++)
        {
            // A logarithmic noise with mean 1.
            var factor = Math.Exp((noise * _draws.Gaussian($"month {unit} {indicator.Code} {year} {month}")) - (noise * noise / 2));
            exact += total * seasons[month] / sum * factor * shifts(month + 1);
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
        var aim = Math.Min(0.97, target * ShareAim);
        var final = target >= 1 ? 1 : 1 / (1 + Math.Exp(
            Math.Log((1 - aim) / aim) - (ShareSpread * _draws.Gaussian($"final {unit} {indicator.Code}"))
            - (ShareYear * _draws.Gaussian($"year {unit} {indicator.Code} {year}"))
            - Walk($"all {indicator.Code}", year, _scenario.NationalWalk)));
        var shifts = Shifts(unit, indicator.Code, year);
        var share = 0.0;
        var months = new Measure[12];
        for (var month = 0; month < 12; month++)
        {
            share += final * (Seasons.Progress[month] - (month == 0 ? 0 : Seasons.Progress[month - 1])) * shifts(month + 1);
            months[month] = Measure.Ratio(Math.Min(people, Math.Round(people * (decimal)share)), people);
        }

        return months;
    }

    // A random walk that stands at 0 in the year before the one played, so that targets made of that year are its level.
    private double Walk(string of, int year, double spread)
    {
        var (sum, anchor) = (0.0, _scenario.Year - 1);
        for (var step = anchor + 1; step <= year; step++)
            sum += _draws.Gaussian($"walk {of} {step}");
        for (var step = anchor; step > year; step--)
            sum -= _draws.Gaussian($"walk {of} {step}");
        return spread * sum;
    }

    private Func<int, double> Shifts(UnitCode unit, IndicatorCode indicator, int year)
    {
        var own = LevelShift.Draw(_draws, _scenario.ShiftShare, _scenario.RecoveryShare, $"{unit} {indicator}", year);
        var province = LevelShift.Draw(
            _draws, _scenario.ProvinceShiftShare, _scenario.RecoveryShare, $"province {Province(unit)} {indicator}", year);
        return month => (own?.In(month) ?? 1) * (province?.In(month) ?? 1);
    }

    /// <summary>The result of the year before the one played. The villages of the programme are one a province, and start-up
    /// projects are counted by provinces; everything else is done in the districts too.</summary>
    private double BaseYear(UnitCode unit, Indicator indicator)
    {
        if (indicator.Code.ToString() is "villages-helped")
            return unit.Level == UnitLevel.First ? 1 : 0;
        var national = (double)(indicator.Target ?? 60_000m);
        var province = _population[Province(unit)]
            .Weight(indicator.Weights) / _population.Values.Sum(people => people.Weight(indicator.Weights));
        var size = indicator.Code.ToString() is "startup-projects" ? unit.Level == UnitLevel.First ? 1 : 0 : Size(unit);
        return national * (double)province * size;
    }

    private double Size(UnitCode unit) => _sizes[unit];

    private UnitCode Province(UnitCode unit) => _tree.ProvinceOf(unit) ?? unit;

    private static decimal Round(double value, Indicator indicator)
    {
        var step = indicator.IsMoney ? 1_000_000m : 1m;
        return Math.Round((decimal)value / step) * step;
    }
}
