using System.Runtime.CompilerServices;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Forecasting;
using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Forecasting.Parts;
using YouthFunctions.Forecasting.Training;
using YouthFunctions.Forecasts.Persistence;
using YouthFunctions.Forecasts.Projection;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Jobs.Runs;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Rollups.Persistence;
using YouthFunctions.Rollups.Views;
using YouthFunctions.Rollups.Years;
using YouthFunctions.Storage;
using YouthFunctions.Units;

namespace YouthFunctions.Forecasts.Parts;

/// <summary>
/// The steps of a night's forecast of one year. Parts are provinces with all below, of some thousand units; the centre is done between
/// the steps. Each part (1) reads its years and sums them; then a model is trained or found; (2) makes points up to its provinces; then
/// the country's points move the provinces'; (3) makes the forecasts of its units; and (4), when all are made, puts them in the place of
/// those before.
/// </summary>
public sealed class ForecastSteps(
    TreeRollups views, ForecastStore forecasts, ModelStore models, ForecastRunFiles files, PlanStore plans, UnitRegister register)
{
    /// <summary>How many years before the forecast year the model learns from.</summary>
    public const int YearsBefore = 6;

    /// <summary>The seed of every training.</summary>
    internal const int Seed = 20240101;

    private const string Centre = "centre", Context = "context", Whole = "whole", Moved = "moved";

    /// <summary>A third more than today's country has; a model of a larger one learns from every so manieth unit, in the memory of an
    /// instance.</summary>
    internal int MostNodesToLearnFrom { get; set; } = 300_000;

    /// <summary>Reads a part's years, and sums what the others have to know of it.</summary>
    public async Task<(int Units, PartSummary Summary)> SumAsync(JobRun run, ReportingYear year, JobPart part, CancellationToken cancel)
    {
        var tree = register.TreeOf(year.Plan.Year);
        var units = TreePart.Create(tree, part.From, part.To);
        var moved = await MovedAsync(year, cancel); // before the reads begin: what fails here leaves none behind
        var readingFormer = FormerAsync(run, year.Plan.Year, units, tree, cancel);
        var readingHistory = ForecastHistory.ReadAsync(
            year.Plan, Years(year).Select(past => views.PartAsync(tree, units, past, cancel)), moved, cancel);
        await Task.WhenAll(readingFormer, readingHistory);
        var known = new PartHistory(await readingHistory, await readingFormer);
        await files.WriteAsync(run.Id, year.Plan.Year, $"history-{NameOf(part)}", known.Write, cancel);
        var series = Series(year, tree, known);
        if (series.Count > 0)
            await files.WriteAsync(
                run.Id, year.Plan.Year, $"sums-{NameOf(part)}", PanelTotals.Create(series, year.Plan.Year).Write, cancel);
        return (known.Units(tree, units.Contains).Count, new PartSummary(known.History.LastMonthReported, series.Count > 0));
    }

    /// <summary>Adds the sums of all parts and of the centre, and finds or trains the model.</summary>
    public async Task PrepareAsync(JobRun run, ReportingYear year, IReadOnlyList<PartRecord> parts, CancellationToken cancel)
    {
        var (number, tree) = (year.Plan.Year, register.TreeOf(year.Plan.Year));
        var moved = await MovedAsync(year, cancel);
        var centre = new PartHistory(
            await ForecastHistory.ReadAsync(year.Plan, Years(year).Select(past => CentreAsync(tree, past, cancel)), moved, cancel),
            await forecasts.FindPackedAsync(tree, tree.Root.Code, number, cancel) is { } former
                ? new Dictionary<UnitCode, PackedForecast> { [former.Unit] = former } : []);
        await files.WriteAsync(run.Id, number, $"history-{Centre}", centre.Write, cancel);
        var summaries = parts.Select(part => (part.Part, Summary: PartSummary.Read(part.Result!))).ToArray();
        var sums = new List<PanelTotals>();
        foreach (var (part, _) in summaries.Where(part => part.Summary.HasSeries))
            sums.Add((await files.FindAsync(run.Id, number, $"sums-{NameOf(part)}", PanelTotals.Read, cancel))!);
        var ofCentre = CentreSeries(year, tree, centre, sums.Exists(part => part.HasFlows));
        if (ofCentre.Count > 0)
            sums.Add(PanelTotals.Create(ofCentre, number));
        var monthsKnown = Math.Min(
            year.Calendar.MonthsDue(number, LocalTime.DayAt(run.StartUtc)),
            summaries.Select(part => part.Summary.LastMonthReported).Append(centre.History.LastMonthReported).Max());
        var context = new NightContext(
            LocalTime.DayAt(run.StartUtc), monthsKnown, null, "", ForecastContext.UsualShares(year.Plan, centre.History, moved));
        var whole = sums.Count == 0 ? null : PanelTotals.Sum(sums);
        if (whole is not null && whole.LastYear >= number)
        {
            await files.WriteAsync(run.Id, number, Whole, whole.Write, cancel);
            var options = new ForecastOptions(Seed) { Months = YearEndForecaster.MonthsToTrain(whole, monthsKnown) };
            var (hash, model) = await models.TrainAsync(
                whole.HistoryHash, number, options, () => ReadPanelAsync(run, year, tree, parts, ofCentre, whole.Nodes, cancel), cancel);
            context = context with { Model = hash, DataHash = model.Card.DataHash };
        }

        await files.WriteAsync(run.Id, number, Context, context, cancel);
    }

    /// <summary>Makes the points of a part up to its provinces.</summary>
    public async Task PredictAsync(JobRun run, ReportingYear year, JobPart part, CancellationToken cancel)
    {
        var night = await ContextAsync(run, year, cancel);
        if (night.Model is not null && await ReadAsync(run, year, NameOf(part), night, cancel) is { Series.Count: > 0 } input)
            await PredictAsync(run, year, NameOf(part), input, await ForecastOfAsync(night, input, cancel), cancel);
    }

    /// <summary>Forecasts the country from the points of all parts, and moves those of the provinces to it.</summary>
    public async Task MoveAsync(JobRun run, ReportingYear year, IReadOnlyList<PartRecord> parts, CancellationToken cancel)
    {
        var night = await ContextAsync(run, year, cancel);
        if (night.Model is null)
            return;
        var centre = (await ReadAsync(run, year, Centre, night, cancel))!;
        var forecast = await ForecastOfAsync(night, centre, cancel);
        if (centre.Series.Count > 0)
            await PredictAsync(run, year, Centre, centre, forecast, cancel);
        var below = new List<PartBelowRoof[]>();
        foreach (var name in Names(parts))
            below.Add(await files.FindAsync<PartBelowRoof[]>(run.Id, year.Plan.Year, $"below-{name}", cancel) ?? []);
        var moved = forecast.MoveChildren(below, centre.Questions);
        foreach (var (name, children) in Names(parts).Zip(moved))
            await files.WriteAsync(run.Id, year.Plan.Year, $"{Moved}-{name}", children, cancel);
    }

    /// <summary>Makes the forecasts of a part's units.</summary>
    public async Task<IReadOnlyList<UnitForecast>> ForecastAsync(JobRun run, ReportingYear year, JobPart part, CancellationToken cancel)
    {
        var (night, tree) = (await ContextAsync(run, year, cancel), register.TreeOf(year.Plan.Year));
        var input = (await ReadAsync(run, year, NameOf(part), night, cancel))!;
        var (projected, sums) = await CompleteAsync(run, year, NameOf(part), input, night, cancel);
        if (sums.Count > 0)
            await files.WriteAsync(run.Id, year.Plan.Year, $"leaves-{NameOf(part)}", sums, cancel);
        var made = await ForecastUnitsAsync(year, input, projected, night, cancel);
        return FlagsBelow.Add(year.Plan, tree, ShortfallContributor.AddContributors(year.Plan, tree, made));
    }

    /// <summary>Makes the centre's forecast, from what the parts have come to; null when there is nothing to forecast.</summary>
    public async Task<UnitForecast?> ForecastCentreAsync(
        JobRun run, ReportingYear year, IReadOnlyList<PartRecord> parts, CancellationToken cancel)
    {
        var (night, tree) = (await ContextAsync(run, year, cancel), register.TreeOf(year.Plan.Year));
        var input = (await ReadAsync(run, year, Centre, night, cancel))!;
        var below = await forecasts.ChildrenWithChangesAsync(tree, tree.Root.Code, year.Plan.Year, cancel);
        if (below.Count == 0 && !input.IsKnown)
            return null;
        var (projected, ofCentre) = await CompleteAsync(run, year, Centre, input, night, cancel);
        if (night.Model is not null)
        {
            var sums = ofCentre.ToList();
            foreach (var name in Names(parts))
                sums.AddRange(await files.FindAsync<LeafSum[]>(run.Id, year.Plan.Year, $"leaves-{name}", cancel) ?? []);
            var roof = (await ForecastOfAsync(night, input, cancel)).PredictRoof(sums, input.Questions);
            projected = projected?.With(roof) ?? roof;
        }

        var made = await ForecastUnitsAsync(year, input, projected, night, cancel);
        return FlagsBelow.Add(year.Plan, ShortfallContributor.AddContributors(year.Plan, tree, made, below)[0], below);
    }

    /// <summary>What all parts share.</summary>
    public async Task<NightContext> ContextAsync(JobRun run, ReportingYear year, CancellationToken cancel) =>
        await files.FindAsync<NightContext>(run.Id, year.Plan.Year, Context, cancel)
            ?? throw new InvalidOperationException($"{run.Id} has no context of {year.Plan.Year}.");

    /// <summary>The name of a part among the files.</summary>
    public static string NameOf(JobPart part) => part.From ?? "first";

    private static IEnumerable<string> Names(IReadOnlyList<PartRecord> parts) =>
        parts.Select(part => NameOf(part.Part)).Append(Centre);

    private static IEnumerable<int> Years(ReportingYear year) =>
        Enumerable.Range(year.Plan.Year - YearsBefore, YearsBefore + 1);

    private async Task<MovedActivities> MovedAsync(ReportingYear year, CancellationToken cancel)
    {
        var known = new List<ReportingYear>();
        foreach (var before in year.Activities.Count == 0 ? [] : Years(year).SkipLast(1))
        {
            if (await plans.FindAsync(before, cancel) is { } found)
                known.Add(found);
        }

        return MovedActivities.Compare(year, known, YearsBefore);
    }

    private async IAsyncEnumerable<UnitYear> CentreAsync(UnitTree tree, int year, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (await views.CentreAsync(tree, year, cancel) is { } row)
            yield return row;
    }

    private static List<PanelSeries> Series(ReportingYear year, UnitTree tree, PartHistory known) =>
        [.. known.History.ToSeries(year.Plan, tree, known.History.Parents(tree))];

    private static List<PanelSeries> CentreSeries(ReportingYear year, UnitTree tree, PartHistory centre, bool hasDataBelow) =>
        [.. centre.History.ToSeries(year.Plan, tree, CentreIfParent(tree, hasDataBelow))];

    private static HashSet<UnitCode> CentreIfParent(UnitTree tree, bool hasDataBelow) => hasDataBelow ? [tree.Root.Code] : [];

    // What lies where the tree does not have it is looked for once a run, and not by each part.
    private async Task<Dictionary<UnitCode, PackedForecast>> FormerAsync(
        JobRun run, int year, TreePart part, UnitTree tree, CancellationToken cancel)
    {
        const string Misplaced = "misplaced";
        var misplaced = await files.FindAsync<StoredPlace[]>(run.Id, year, Misplaced, cancel)
            ?? await files.AddAsync(
                run.Id, year, Misplaced, await forecasts.MisplacedAsync(tree, year, cancel).ToArrayAsync(cancel), cancel);
        return await forecasts.FormerAsync(part, year, misplaced, cancel);
    }

    // Of a very large country every so manieth unit, always the same ones.
    private async Task<ForecastPanel> ReadPanelAsync(
        JobRun run, ReportingYear year, UnitTree tree, IReadOnlyList<PartRecord> parts, List<PanelSeries> ofCentre, long nodes,
        CancellationToken cancel)
    {
        var apart = (int)((nodes / MostNodesToLearnFrom) + 1);
        var series = ofCentre.ToList();
        foreach (var part in parts.Where(part => PartSummary.Read(part.Result!).HasSeries))
        {
            var known = await files.FindAsync(run.Id, year.Plan.Year, $"history-{NameOf(part.Part)}", PartHistory.Read, cancel);
            series.AddRange(Series(year, tree, known!).Where(leaf => apart == 1 || leaf.Id.Sum(letter => letter) % apart == 0));
        }

        return await LongWork.RunAsync(() => ForecastPanel.Before(series, year.Plan.Year), cancel);
    }

    private async Task<PartInput?> ReadAsync(JobRun run, ReportingYear year, string part, NightContext night, CancellationToken cancel)
    {
        var tree = register.TreeOf(year.Plan.Year);
        if (await files.FindAsync(run.Id, year.Plan.Year, $"history-{part}", PartHistory.Read, cancel) is not { } known)
            return null;
        var whole = night.Model is null ? null : await files.FindAsync(run.Id, year.Plan.Year, Whole, PanelTotals.Read, cancel);
        var parents = part == Centre ? CentreIfParent(tree, whole is { HasFlows: true }) : known.History.Parents(tree);
        var found = known.Units(tree, unit => part == Centre == (unit == tree.Root.Code));
        var units = (part == Centre ? [tree.Root.Code] : found)
            .Select(unit => (unit, parents.Contains(unit) ? ForecastHistory.ParentNode(tree, unit) : null)).ToArray();
        return new PartInput(
            known, [.. known.History.ToSeries(year.Plan, tree, parents)], whole, units, found.Count > 0,
            known.Questions(year, night.MonthsKnown, units));
    }

    private async Task<PartedForecast> ForecastOfAsync(NightContext night, PartInput input, CancellationToken cancel) => new(
        await models.FindAsync(night.Model!, cancel) ?? throw new InvalidOperationException($"The model {night.Model} is gone."),
        input.Whole!, night.MonthsKnown);

    private async Task PredictAsync(
        JobRun run, ReportingYear year, string part, PartInput input, PartedForecast forecast, CancellationToken cancel)
    {
        var points = await LongWork.RunAsync(
            () => forecast.Predict(new ForecastPanel(input.Series, input.Whole!), input.Questions, cancel), cancel);
        await files.WriteAsync(run.Id, year.Plan.Year, $"points-{part}", points.Write, cancel);
        await files.WriteAsync(run.Id, year.Plan.Year, $"below-{part}", points.BelowRoof, cancel);
    }

    private async Task<(PanelForecasts? Forecasts, IReadOnlyList<LeafSum> Sums)> CompleteAsync(
        JobRun run, ReportingYear year, string part, PartInput input, NightContext night, CancellationToken cancel)
    {
        if (night.Model is null || input.Series.Count == 0)
            return (null, []);
        var forecast = await ForecastOfAsync(night, input, cancel);
        var moved = await files.FindAsync<RoofChild[]>(run.Id, year.Plan.Year, $"{Moved}-{part}", cancel) ?? [];
        var points = await files.FindAsync(
            run.Id, year.Plan.Year, $"points-{part}", stream => PartPoints.Read(stream, []), cancel);
        var result = await LongWork.RunAsync(
            () => forecast.Complete(new ForecastPanel(input.Series, input.Whole!), points!, moved, input.Questions, cancel), cancel);
        return (result.Forecasts, result.LeafSums);
    }

    private async Task<UnitForecast[]> ForecastUnitsAsync(
        ReportingYear year, PartInput input, PanelForecasts? projected, NightContext night, CancellationToken cancel)
    {
        var forecaster = new UnitForecaster(
            year, input.Known.History, projected, night.ToContext(), await MovedAsync(year, cancel));
        return await LongWork.RunAsync(
            () => forecaster.ForecastAll(
                [
                    .. input.Units.Select(unit =>
                        (unit.Unit, unit.ParentNode, input.Known.Former.GetValueOrDefault(unit.Unit)?.ReadForTheNext())),
                ],
                cancel),
            cancel);
    }

    /// <summary>What a step knows of a part.</summary>
    private sealed record PartInput(
        PartHistory Known, IReadOnlyList<PanelSeries> Series, PanelTotals? Whole, IReadOnlyList<(UnitCode Unit, string? ParentNode)> Units,
        bool IsKnown, Dictionary<(string, string), TargetQuestion> Questions);
}
