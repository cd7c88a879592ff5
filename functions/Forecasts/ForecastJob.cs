using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Forecasting;
using YouthFunctions.Forecasting.Status;
using YouthFunctions.Forecasting.Training;
using YouthFunctions.Forecasts.Persistence;
using YouthFunctions.Forecasts.Projection;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Forecasts.Scores;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Rollups.Persistence;
using YouthFunctions.Rollups.Views;
using YouthFunctions.Rollups.Years;
using YouthFunctions.Units;

namespace YouthFunctions.Forecasts;

/// <summary>
/// Projects the year-end of every target of every unit: trains on the years before, forecasts from the months known,
/// keeps the result as current and, by its day, for ever.
/// </summary>
public sealed class ForecastJob(
    RollupStore rollups, TreeRollups views, ForecastStore forecasts, ForecastArchive archive, ModelStore models, ScorecardStore scorecards,
    PlanStore plans, UnitRegister register, ILogger<ForecastJob> log)
{
    /// <summary>How many years before the forecast year the model learns from.</summary>
    public const int YearsBefore = 6;

    /// <summary>The seed of every training.</summary>
    internal const int Seed = 20240101;

    /// <summary>Forecasts every open year, and one that is over when its figures have changed since; scores those that are over.</summary>
    /// <exception cref="AggregateException">Some years could not be forecast; the others were.</exception>
    public async Task<TimerOutcome> Run(TimerRun run, CancellationToken cancel)
    {
        long units = 0;
        var lines = new List<string>();
        await plans.ForEachYearAsync(
            async reportingYear =>
            {
                var year = reportingYear.Plan.Year;
                var isOpen = reportingYear.IsOpen(run.Now);
                if (isOpen || await IsBehindAsync(year, cancel))
                {
                    var made = await ForecastYearAsync(reportingYear, run.Now, cancel);
                    units += made.Count;
                    lines.Add($"{year}: {made.Count} units after {(made.Count == 0 ? 0 : made[0].MonthsKnown)} months, "
                        + $"{made.Sum(unit => unit.Indicators.Count(forecast => forecast.Status == TargetStatus.Lagging))} flags");
                }

                if (!isOpen && await scorecards.RefreshAsync(reportingYear.Plan, cancel))
                    lines.Add($"{year}: past forecasts scored");
            },
            cancel);

        return new TimerOutcome(units, lines.Count == 0 ? "no open year" : string.Join("; ", lines));
    }

    private async Task<IReadOnlyList<UnitForecast>> ForecastYearAsync(
        ReportingYear reportingYear, DateTimeOffset now, CancellationToken cancel)
    {
        var year = reportingYear.Plan.Year;
        var tree = register.TreeOf(year);
        var readingFormer = forecasts.FormerAsync(tree, year, cancel);
        var readingHistory = ForecastHistory.ReadAsync(rollups, views, register, reportingYear.Plan, YearsBefore, cancel);
        await Task.WhenAll(readingFormer, readingHistory);
        var (former, history) = (await readingFormer, await readingHistory);
        var monthsKnown = Math.Min(reportingYear.Calendar.MonthsDue(year, LocalTime.DayAt(now)), history.LastMonthReported);

        var units = UnitsToForecast(tree, history, former.Keys);
        var parents = history.Parents(tree);
        var nodes = units.ToDictionary(unit => unit, unit => parents.Contains(unit) ? ForecastHistory.ParentNode(tree, unit) : null);
        var (model, predicted) = await PredictAsync(reportingYear, tree, history, monthsKnown, nodes, cancel);
        var context = new ForecastContext(
            LocalTime.DayAt(now), monthsKnown, model?.DataHash ?? "", StatusThresholds.Default,
            ForecastContext.UsualShares(reportingYear.Plan, history));
        var forecaster = new UnitForecaster(reportingYear, history, predicted, context);
        var ofUnits = await LongWork.RunAsync(
            () => forecaster.ForecastAll([.. units.Select(unit => (unit, nodes[unit], former.GetValueOrDefault(unit)))], cancel), cancel);
        var made = FlagsBelow.Add(
            reportingYear.Plan, tree, ShortfallContributor.AddContributors(reportingYear.Plan, tree, ofUnits));
        await archive.SaveAsync(year, context.AsOf, made, model, cancel);
        await forecasts.SaveAsync(tree, made, cancel);
        log.ForecastRefreshed(year, made.Count);
        foreach (var status in new[] { TargetStatus.Lagging, TargetStatus.AtRisk, TargetStatus.AwaitsConfirmation })
            Telemetry.Flags(year, status.ToString(), made.Sum(unit => unit.Indicators.Count(forecast => forecast.Status == status)));
        return made;
    }

    private async Task<(ModelCard? Card, PanelForecasts? Forecasts)> PredictAsync(
        ReportingYear reportingYear, UnitTree tree, ForecastHistory history, int monthsKnown, IReadOnlyDictionary<UnitCode, string?> nodes,
        CancellationToken cancel)
    {
        if (history.ToPanel(reportingYear.Plan, tree) is not { } panel || panel.LastYear < reportingYear.Plan.Year)
            return (null, null);
        var model = await models.TrainAsync(
            panel, reportingYear.Plan.Year, new ForecastOptions(Seed) { Months = YearEndForecaster.MonthsToTrain(panel, monthsKnown) },
            cancel);
        var questions = Questions(reportingYear, history, monthsKnown, nodes);
        return (model.Card, await LongWork.RunAsync(
            () => model.Predict(panel, reportingYear.Plan.Year, monthsKnown, questions, cancel), cancel));
    }

    private static Dictionary<(string, string), TargetQuestion> Questions(
        ReportingYear reportingYear, ForecastHistory history, int monthsKnown, IReadOnlyDictionary<UnitCode, string?> nodes)
    {
        var questions = new Dictionary<(string, string), TargetQuestion>();
        foreach (var (unit, parentNode) in nodes)
        {
            var reported = history.Current.GetValueOrDefault(unit, ReportedYear.Nothing);
            foreach (var indicator in reportingYear.Plan.Indicators)
            {
                var code = indicator.Code.ToString();
                var target = (double?)reportingYear.Targets.Find(unit, indicator.Code);
                var isFlow = indicator.Kind == IndicatorKind.Flow;
                var node = isFlow && parentNode is not null ? parentNode : unit.ToString();
                questions[(node, code)] = new TargetQuestion(
                    node, code, target is > 0 ? target : null, isFlow ? (double?)reported[indicator.Code].Latest.SureToDate.Value : null,
                    reported[indicator.Code].Completeness(monthsKnown));
            }
        }

        return questions;
    }

    // A unit without a report this year and without history has nothing to forecast; its targets are answered from the plan.
    private static UnitCode[] UnitsToForecast(UnitTree tree, ForecastHistory history, IEnumerable<UnitCode> former)
    {
        var withData = history.Current.Keys.Concat(former).SelectMany(unit => tree.PathToRoot(unit)).Select(unit => unit.Code).ToHashSet();
        return [.. tree.TopDown.Select(unit => unit.Code).Where(withData.Contains)];
    }

    // A value that is confirmed after the year has closed, or a report that waited, changes its figures once more.
    private async Task<bool> IsBehindAsync(int year, CancellationToken cancel)
    {
        var tree = register.TreeOf(year);
        return await forecasts.FindAsync(tree, tree.Root.Code, year, cancel) is { } forecast
            && await rollups.FindAsync(tree, tree.Root.Code, year, cancel) is { } rollup && forecast.ReflectsUtc < rollup.ReflectsUtc;
    }
}
