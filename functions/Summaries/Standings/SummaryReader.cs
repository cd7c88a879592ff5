using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasting.Status;
using YouthFunctions.Forecasts.Persistence;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Units;

namespace YouthFunctions.Summaries.Standings;

/// <summary>Reads a unit's summary: one row for the unit and one page for its children.</summary>
public sealed class SummaryReader(ForecastStore forecasts, PlanStore plans, UnitRegister register)
{
    /// <summary>The summary; null when the year has no plan or its tree has no such unit.</summary>
    /// <param name="code">The unit.</param>
    /// <param name="year">The year.</param>
    /// <param name="focusCode">The indicator that the children are held against; null for the most urgent one.</param>
    /// <param name="cancel">Stops the reads.</param>
    public async Task<Summary?> ReadAsync(UnitCode code, int year, IndicatorCode? focusCode, CancellationToken cancel)
    {
        var tree = register.TreeOf(year);
        if (!tree.TryGet(code, out var unit) || await plans.FindAsync(year, cancel) is not { } reportingYear)
            return null;
        var own = forecasts.FindAsync(tree, code, year, cancel);
        var (below, awaited) = await forecasts.BelowAsync(tree, code, year, cancel);
        var summary = Build(unit, tree, reportingYear, await own, below, focusCode);
        return summary with { Awaited = AwaitedStanding.ByEffect(awaited, summary, reportingYear, register), AwaitedCount = awaited.Count };
    }

    /// <summary>The same without the children: one read.</summary>
    public async Task<Summary?> ReadWithoutChildrenAsync(UnitCode code, int year, CancellationToken cancel)
    {
        var tree = register.TreeOf(year);
        return tree.TryGet(code, out var unit) && await plans.FindAsync(year, cancel) is { } reportingYear
            ? Build(unit, tree, reportingYear, await forecasts.FindAsync(tree, code, year, cancel),
                new Dictionary<UnitCode, UnitForecast>(), null)
            : null;
    }

    /// <summary>The summary that stored forecasts come to.</summary>
    internal static Summary Build(
        Unit unit, UnitTree tree, ReportingYear reportingYear, UnitForecast? own, IReadOnlyDictionary<UnitCode, UnitForecast> below,
        IndicatorCode? focusCode)
    {
        var standings = IndicatorStanding.ByUrgency(
            reportingYear.Plan.Indicators.Where(indicator => indicator.PartOf is null).Select(indicator => new IndicatorStanding(
                indicator,
                own?.Indicators.FirstOrDefault(forecast => forecast.Indicator == indicator.Code)
                    ?? IndicatorForecast.WithoutData(
                        indicator.Code, reportingYear.Targets.Find(unit.Code, indicator.Code), reportingYear.Plan.Year)))).ToArray();
        var focus = reportingYear.Plan.Find(focusCode ?? ChooseFocus(standings, below.Values)) ?? standings[0].Indicator;
        return new Summary(
            unit, [.. tree.PathToRoot(unit.Code).Reverse()], tree.From, reportingYear.Plan, own?.AsOf, own?.MonthsKnown ?? 0,
            own?.ReflectsUtc > DateTimeOffset.UnixEpoch ? own.ReflectsUtc : null, standings,
            Children(tree.Children(unit.Code), below, focus), focus, reportingYear.Activities)
        {
            IsSimulated = reportingYear.IsSimulated || own is { IsSimulated: true },
            Below = own?.Below,
            Changes = own is null ? [] : [.. ChangesOfTheWeek(own, tree, reportingYear.Plan)],
        };
    }

    // What has had a status from the first forecast on has not changed.
    private static IEnumerable<ChangeStanding> ChangesOfTheWeek(UnitForecast own, UnitTree tree, YearPlan plan) => StatusChange
        .LatestFirst(own.Indicators.Where(forecast => forecast.IsNoteworthy).Select(forecast => new StatusChange(own.Unit, forecast))
            .Concat(own.ChangesBelow))
        .Where(change => change.Forecast.Before is not null && change.Forecast.Since > own.AsOf.AddDays(-ChangeStanding.DaysNew))
        .Select(change => plan.Find(change.Forecast.Indicator) is { PartOf: null } indicator && tree.TryGet(change.Unit, out var unit)
            ? new ChangeStanding(unit, new IndicatorStanding(indicator, change.Forecast))
            : null)
        .OfType<ChangeStanding>();

    /// <summary>What asks for a decision here; else what most units below will miss; else the first that has a target.</summary>
    private static IndicatorCode ChooseFocus(IndicatorStanding[] standings, IEnumerable<UnitForecast> below)
    {
        if (standings[0].Forecast.Status.NeedsAttention())
            return standings[0].Indicator.Code;
        var behind = below.SelectMany(unit => unit.Indicators)
            .Where(forecast => forecast.Status is TargetStatus.Lagging or TargetStatus.Missed)
            .CountBy(forecast => forecast.Indicator).ToArray();
        return behind.Length > 0
            ? behind.MaxBy(pair => pair.Value).Key
            : (standings.FirstOrDefault(standing => standing.Forecast.Target is not null) ?? standings[0]).Indicator.Code;
    }

    private static ChildStanding[] Children(
        IReadOnlyList<Unit> units, IReadOnlyDictionary<UnitCode, UnitForecast> below, Indicator focus)
    {
        var children = units.Select(unit =>
        {
            var forecast = below.GetValueOrDefault(unit.Code);
            var looked = forecast?.Indicators.FirstOrDefault(indicator => indicator.Indicator == focus.Code);
            return new ChildStanding(unit, forecast, looked, looked?.Shortfall(focus.Direction), null);
        }).ToArray();
        var total = children.Sum(child => child.Gap ?? 0);
        return
        [
            .. children
                .Select(child => focus.Kind == IndicatorKind.Ratio || total <= 0 ? child : child with { GapShare = child.Gap / total })
                .OrderByDescending(child => child.Gap ?? -1).ThenBy(child => child.Unit.Code),
        ];
    }
}
