using System.Globalization;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Exports.Datasets;
using YouthFunctions.Exports.Parts;
using YouthFunctions.Exports.Snapshots;
using YouthFunctions.Jobs.Parts;
using YouthFunctions.Jobs.Runs;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Rollups.Persistence;

namespace YouthFunctions.Exports.Publishing;

/// <summary>The timer that publishes a snapshot for analysts: everything known at one instant, visible all at once. In parts, in the
/// steps of <see cref="ExportSteps"/>.</summary>
public sealed class ExportJob(
    SnapshotStore snapshots, PlanStore plans, ExportSteps steps, YearExport years, ForecastExport forecasts, ReferenceExport references,
    NationalExport nationals, WorkbookExport workbooks, Retention retention, ExportRunFiles files, RunStarter starter) : IPartedJob
{
    /// <inheritdoc/>
    public string Name => "Export";

    /// <summary>Begins a snapshot of the run's instant, or goes on with the one under way.</summary>
    public async Task<TimerOutcome> Run(TimerRun run, CancellationToken cancel)
    {
        await files.RemoveOldAsync(run.Now, cancel);
        return await starter.StartAsync(Name, [], run.Now, cancel);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<JobPart>> NextAsync(JobRun run, IReadOnlyList<PartRecord> parts, CancellationToken cancel) =>
        steps.NextAsync(run, parts, cancel);

    /// <summary>Sees what has changed in some provinces, or writes some files.</summary>
    public async Task<PartOutcome> RunPartAsync(JobRun run, JobPart part, CancellationToken cancel)
    {
        var (year, range) = (part.Year ?? 0, new ProvinceRange(part.From, part.To));
        if (part.Dataset == ExportSteps.Reports)
        {
            var (hash, reports) = await years.ReportsAsync(year, range, run.StartUtc, cancel);
            return new PartOutcome(reports, hash);
        }

        await using var made = await steps.OpenAsync(run, cancel);
        var sources = new Dictionary<string, string>();
        IReadOnlyList<ProvinceTotal> totals = [];
        switch (part.Dataset)
        {
            case ExportSteps.References:
                await references.WriteAsync(await plans.AllAsync(cancel).ToListAsync(cancel), made, cancel);
                await DescriptionExport.WriteAsync(made, cancel);
                break;
            case ExportSteps.Forecasts:
                var (key, version) = await forecasts.WriteAsync(
                    part.Table!, year, part.Month, range, made, run.StartUtc, cancel);
                sources[key] = version;
                break;
            case ExportSteps.Tables:
                totals = await years.WriteProvincesAsync(
                    await steps.YearAsync(run, year, part.Table!, cancel), range, made, run.StartUtc, cancel);
                break;
            case ExportSteps.Centre:
                await years.WriteCentreAsync(
                    await steps.YearAsync(run, year, part.Table!, cancel), await steps.TotalsAsync(run, year, cancel), made, run.StartUtc,
                    cancel);
                break;
            case ExportSteps.National:
                var stored = MadeFiles.FilesOf(await steps.MadeAsync(run, ExportSteps.National, cancel));
                foreach (var table in part.Table!.Split(','))
                    await nationals.WriteAsync(table, year, part.Month, stored, made, cancel);
                break;
            case ExportSteps.Workbooks:
                await workbooks.WriteAsync(
                    year, range, MadeFiles.FilesOf(await steps.MadeAsync(run, ExportSteps.Workbooks, cancel)), made, run.StartUtc, cancel);
                break;
            default:
                throw new ArgumentException($"No step is called {part.Dataset}.", nameof(part));
        }

        await made.WaitForUploadsAsync();
        await steps.SaveAsync(run, part, MadeFiles.From(made, sources, totals), cancel);
        return new PartOutcome(made.All.Sum(file => file.Rows));
    }

    /// <summary>Makes the snapshot visible, and removes what is no longer kept.</summary>
    /// <exception cref="InvalidOperationException">Another run has published meanwhile: its files may be of a later instant.</exception>
    public async Task<TimerOutcome> FinishAsync(JobRun run, IReadOnlyList<PartRecord> parts, CancellationToken cancel)
    {
        var draft = await steps.DraftAsync(run, cancel);
        var made = await steps.MadeAsync(run, null, cancel);
        var latest = await snapshots.LatestAsync(cancel);
        if (latest is { Latest.Id: var id } && id != draft.Former && id != draft.Id)
            throw new InvalidOperationException($"Another run has published {id} meanwhile.");
        var manifest = new Manifest(
            draft.Id, run.StartUtc, SchemaHistory.Version, MadeFiles.SourcesOf(made), MadeFiles.FilesOf(made), ProductVersion.Current);
        await snapshots.PublishAsync(manifest, latest?.Version, cancel);
        var removed = await retention.RunAsync(manifest.Id, TimeProvider.System.GetUtcNow(), cancel);
        var written = made.Sum(part => part.Written);
        return new TimerOutcome(manifest.Files.Count, string.Create(
            CultureInfo.InvariantCulture,
            $"snapshot {manifest.Id}: {manifest.Files.Count} files, {written} of them new; {removed} old blobs removed"));
    }
}
