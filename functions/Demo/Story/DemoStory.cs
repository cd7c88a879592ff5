using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Demo.Simulation;
using YouthFunctions.Forecasting.Status;
using YouthFunctions.Forecasts.Persistence;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Plan;

namespace YouthFunctions.Demo.Story;

/// <summary>What the weeks of the demo said of every target, held against how the year ended.</summary>
/// <param name="plan">The plan.</param>
/// <param name="tree">The units.</param>
/// <param name="played">The year that is played.</param>
/// <param name="lastYear">The year before.</param>
public sealed class DemoStory(YearPlan plan, UnitTree tree, SimulatedYear played, SimulatedYear lastYear)
{
    private readonly Dictionary<(UnitCode, IndicatorCode), WatchedTarget> _targets = [];

    /// <summary>Every target that was ever forecast.</summary>
    public IReadOnlyCollection<WatchedTarget> Targets => _targets.Values;

    /// <summary>The warnings: targets that were called lagging on some day.</summary>
    public IReadOnlyList<WatchedTarget> Warned => [.. Targets.Where(target => target.Flag is not null)];

    /// <summary>The targets that were missed in the end.</summary>
    public IReadOnlyList<WatchedTarget> Missed => [.. Targets.Where(target => target.IsMissed)];

    /// <summary>How many warnings came true.</summary>
    public int CameTrue => Warned.Count(target => target.IsMissed);

    /// <summary>How many targets were missed and never warned of.</summary>
    public int NeverWarned => Missed.Count(target => target.Flag is null);

    /// <summary>
    /// Below which share of the target last year's pace must foretell the end to raise as many false alarms as the forecast did: so the
    /// two are compared at the same price.
    /// </summary>
    public double NaiveThreshold
    {
        get
        {
            var met = Targets.Where(target => !target.IsMissed).ToArray();
            var falseAlarms = met.Count(target => target.Flag is not null);
            var least = met.Select(target => target.LeastNaive).Order().ToArray();
            return falseAlarms < least.Length ? least[falseAlarms] : 1;
        }
    }

    /// <summary>The target that is told of: missed, warned of, and the longer before last year's pace told, the better; higher units
    /// first. Null when nothing that was warned of was missed.</summary>
    public WatchedTarget? Told
    {
        get
        {
            var threshold = NaiveThreshold;
            return Warned.Where(target => target.IsMissed)
                .OrderBy(target => target.Unit.Level)
                .ThenByDescending(target => (target.NaiveFlag(threshold) ?? DateOnly.MaxValue).DayNumber - target.Flag!.Value.Day.DayNumber)
                .ThenBy(target => target.Flag!.Value.Day).ThenBy(target => target.End / target.Target).ThenBy(target => target.Unit.Code)
                .FirstOrDefault();
        }
    }

    /// <summary>Looks at the forecasts of a day.</summary>
    public async Task LookAsync(ForecastStore forecasts, DateOnly day, CancellationToken cancel)
    {
        await foreach (var unit in forecasts.AllAsync(tree, plan.Year, cancel))
            foreach (var forecast in unit.Indicators)
                Look(unit, forecast, day);
    }

    private void Look(UnitForecast unit, IndicatorForecast forecast, DateOnly day)
    {
        if (forecast.Target is not > 0 || plan.Find(forecast.Indicator) is not { PartOf: null } indicator
            || forecast.Projection?.Probability is not { } probability || played.End(unit.Unit, forecast.Indicator) is not { } end)
            return;
        if (!_targets.TryGetValue((unit.Unit, forecast.Indicator), out var target))
            _targets[(unit.Unit, forecast.Indicator)] = target =
                new WatchedTarget(tree[unit.Unit], indicator, (double)forecast.Target, end);
        if (target.Flag is null && (forecast.StatusWithoutDoubted ?? forecast.Status) == TargetStatus.Lagging)
            target.Flag = (day, probability);
        target.WasHeld = forecast.Projection.Interval80?.Contains(end);
        if (unit.MonthsKnown is > 0 and < 12 && forecast.YearToDate is { } toDate
            && lastYear.ToDate(unit.Unit, forecast.Indicator, unit.MonthsKnown) is > 0 and var then)
            target.ByLastYearsPace.Add((day,
                (double)toDate * lastYear.ToDate(unit.Unit, forecast.Indicator, 12) / then / target.Target));
    }
}
