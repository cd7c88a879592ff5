using System.Globalization;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Forecasting.Status;
using YouthFunctions.Forecasts.Parts;
using YouthFunctions.Forecasts.Persistence;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Forecasts.Scores;
using YouthFunctions.Jobs.Parts;
using YouthFunctions.Jobs.Runs;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Rollups.Persistence;
using YouthFunctions.Units;

namespace YouthFunctions.Forecasts;

/// <summary>
/// Projects the year-end of every target of every unit: trains on the years before, forecasts from the months known,
/// keeps the result as current and, by its day, for ever. In parts of some provinces, in the steps of <see cref="ForecastSteps"/>.
/// </summary>
public sealed class ForecastJob(
    RollupStore rollups, ForecastStore forecasts, ForecastArchive archive, ForecastSteps steps, ForecastRunFiles files,
    ModelStore models, ScorecardStore scorecards, PlanStore plans, UnitRegister register, RunStarter starter,
    ILogger<ForecastJob> log) : IPartedJob
{
    private const string Sum = "sums", Predict = "points", Forecast = "forecasts", Publish = "current";

    private static readonly string[] Steps = [Sum, Predict, Forecast, Publish];

    /// <inheritdoc/>
    public string Name => "Forecast";

    /// <summary>How many units a part has at most, unless one province has more. So many take some seconds and a tenth of a gigabyte;
    /// the largest province of today has fewer.</summary>
    internal int MostUnitsInPart { get; set; } = 1_500;

    /// <summary>Begins a forecast of every open year, and of one that is over when its figures have changed since.</summary>
    /// <exception cref="AggregateException">Some years could not be begun; the run over the others is.</exception>
    public async Task<TimerOutcome> Run(TimerRun run, CancellationToken cancel)
    {
        var parts = new List<JobPart>();
        var years = plans.ForEachYearAsync(
            async year =>
            {
                if (year.IsOpen(run.Now) || await IsBehindAsync(year.Plan.Year, cancel))
                    parts.AddRange(TreePart.Divide(register.TreeOf(year.Plan.Year), MostUnitsInPart)
                        .Select(range => new JobPart(Year: year.Plan.Year, Dataset: Sum, From: range.From, To: range.To)));
            },
            cancel);
        await years.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await files.RemoveOldAsync(run.Now, cancel);
        var begun = await starter.StartAsync(Name, parts, run.Now, cancel, planned: parts.Count * Steps.Length);
        await years; // what failed is told now
        return begun;
    }

    /// <summary>Does one step of one part.</summary>
    public async Task<PartOutcome> RunPartAsync(JobRun run, JobPart part, CancellationToken cancel)
    {
        if (await plans.FindAsync(part.Year!.Value, cancel) is not { } year)
            throw new InvalidOperationException($"The plan of {part.Year} was removed meanwhile.");
        switch (part.Dataset)
        {
            case Sum:
                var (units, summary) = await steps.SumAsync(run, year, part, cancel);
                return new PartOutcome(units, summary.Write());
            case Predict:
                await steps.PredictAsync(run, year, part, cancel);
                return new PartOutcome(0);
            case Forecast:
                var made = await steps.ForecastAsync(run, year, part, cancel);
                await archive.SavePartAsync(
                    ForecastRunFiles.Blob(run.Id, year.Plan.Year, MadeOf(part)), year.Plan.Year, made, cancel);
                await files.WriteAsync(
                    run.Id, year.Plan.Year, RowsOf(part),
                    file => PackedForecast.WriteAll(file, [.. ForecastStore.Pack(register.TreeOf(year.Plan.Year), made)]), cancel);
                return new PartOutcome(0, StatusCounts.Create(made).Write());
            case Publish:
                return new PartOutcome(await PublishAsync(run, year, part, cancel));
            default:
                throw new ArgumentException($"No step is called {part.Dataset}.", nameof(part));
        }
    }

    /// <summary>Does what lies between two steps, and gives the parts of the next one.</summary>
    public async Task<IReadOnlyList<JobPart>> NextAsync(JobRun run, IReadOnlyList<PartRecord> parts, CancellationToken cancel)
    {
        if (parts.Count == 0 || parts[^1].Part.Dataset is not { } last || last == Publish)
            return [];
        var next = new List<JobPart>();
        foreach (var ofYear in parts.Where(part => part.Part.Dataset == last).GroupBy(part => part.Part.Year!.Value))
        {
            var year = await plans.FindAsync(ofYear.Key, cancel)
                ?? throw new InvalidOperationException($"The plan of {ofYear.Key} was removed meanwhile.");
            if (last == Sum)
                await steps.PrepareAsync(run, year, [.. ofYear], cancel);
            else if (last == Predict)
                await steps.MoveAsync(run, year, [.. ofYear], cancel);
            next.AddRange(ofYear.Select(part => part.Part with { Dataset = Steps[Array.IndexOf(Steps, last) + 1] }));
        }

        return next;
    }

    /// <summary>Forecasts the centre, keeps all forecasts of the day together, and scores the years that are over.</summary>
    public async Task<TimerOutcome> FinishAsync(JobRun run, IReadOnlyList<PartRecord> parts, CancellationToken cancel)
    {
        long units = 0;
        var lines = new List<string>();
        await plans.ForEachYearAsync(
            async year =>
            {
                var number = year.Plan.Year;
                if (parts.Where(part => part.Part.Year == number).ToArray() is { Length: > 0 } ofYear)
                {
                    var (made, known, flags) = await FinishYearAsync(run, year, ofYear, cancel);
                    units += made;
                    lines.Add(string.Create(CultureInfo.InvariantCulture, $"{number}: {made} units after {known} months, {flags} flags"));
                }

                if (!year.IsOpen(run.StartUtc) && await scorecards.RefreshAsync(year.Plan, cancel))
                    lines.Add(string.Create(CultureInfo.InvariantCulture, $"{number}: past forecasts scored"));
            },
            cancel);
        return new TimerOutcome(units, lines.Count == 0 ? "no open year" : string.Join("; ", lines));
    }

    private async Task<(long Units, int MonthsKnown, int Flags)> FinishYearAsync(
        JobRun run, ReportingYear year, PartRecord[] parts, CancellationToken cancel)
    {
        var (number, night) = (year.Plan.Year, await steps.ContextAsync(run, year, cancel));
        PartRecord[] PartsOf(string step) => [.. parts.Where(part => part.Part.Dataset == step)];
        var units = PartsOf(Sum).Sum(part => part.Rows);
        var counts = PartsOf(Forecast).Select(part => StatusCounts.Read(part.Result!)).Aggregate((sum, part) => sum.Plus(part));
        var centre = await steps.ForecastCentreAsync(run, year, PartsOf(Sum), cancel);
        UnitForecast[] ofCentre = centre is null ? [] : [centre];
        var card = night.Model is { } model ? (await models.FindAsync(model, cancel))?.Card : null;
        await archive.SaveAsync(
            number, night.AsOf, ofCentre, PartsOf(Forecast).Select(part => ForecastRunFiles.Blob(run.Id, number, MadeOf(part.Part))), card,
            cancel);
        await forecasts.SaveAsync(register.TreeOf(number), ofCentre, cancel);
        (units, counts) = (units + ofCentre.Length, counts.Plus(StatusCounts.Create(ofCentre)));
        log.ForecastRefreshed(number, (int)units);
        foreach (var (status, count) in counts.Counts)
            Telemetry.Flags(number, status.ToString(), count);
        return (units, units == 0 ? 0 : night.MonthsKnown, counts.Counts[TargetStatus.Lagging]);
    }

    private async Task<long> PublishAsync(JobRun run, ReportingYear year, JobPart part, CancellationToken cancel)
    {
        var rows = await files.FindAsync(run.Id, year.Plan.Year, RowsOf(part), PackedForecast.ReadAll, cancel)
            ?? throw new InvalidOperationException($"{run.Id} has no forecasts of {part}.");
        await forecasts.SaveAsync(rows, cancel);
        return rows.Count;
    }

    private static string RowsOf(JobPart part) => $"rows-{ForecastSteps.NameOf(part)}";

    private static string MadeOf(JobPart part) => $"made-{ForecastSteps.NameOf(part)}.ndjson.gz";

    // A value that is confirmed after the year has closed, or a report that waited, changes its figures once more.
    private async Task<bool> IsBehindAsync(int year, CancellationToken cancel)
    {
        var tree = register.TreeOf(year);
        return await forecasts.FindAsync(tree, tree.Root.Code, year, cancel) is { } forecast
            && await rollups.FindAsync(tree, tree.Root.Code, year, cancel) is { } rollup && forecast.ReflectsUtc < rollup.ReflectsUtc;
    }
}
