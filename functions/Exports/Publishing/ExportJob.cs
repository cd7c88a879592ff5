using System.Globalization;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Exports.Datasets;
using YouthFunctions.Exports.Snapshots;
using YouthFunctions.Forecasts.Parts;
using YouthFunctions.Plan.Persistence;

namespace YouthFunctions.Exports.Publishing;

/// <summary>The timer that publishes a snapshot for analysts: everything known at one instant, visible all at once.</summary>
public sealed class ExportJob(
    SnapshotStore snapshots, PlanStore plans, YearExport years, ForecastExport forecasts, ReferenceExport references,
    WorkbookExport workbooks, Retention retention)
{
    /// <summary>Makes and publishes a snapshot of the run's instant.</summary>
    public async Task<TimerOutcome> Run(TimerRun run, CancellationToken cancel)
    {
        var latest = await snapshots.LatestAsync(cancel);
        var former = latest is { } pointer ? await snapshots.FindAsync(pointer.Latest.Id, cancel) : null;
        await using var files = new SnapshotFiles(snapshots, former?.SchemaVersion == SchemaHistory.Version ? former : null);
        var sources = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var planned = new List<ReportingYear>();
        foreach (var year in await plans.YearsAsync(cancel))
        {
            if (await plans.FindAsync(year, cancel) is not { } reportingYear)
                continue;
            planned.Add(reportingYear);
            var (key, hash) = await years.RunAsync(reportingYear, files, run.Now, cancel);
            sources[key] = hash;
            foreach (var (part, version) in await forecasts.RunAsync(year, files, run.Now, cancel))
                sources[part] = version;
        }

        foreach (var year in planned is [var first, ..]
            ? Enumerable.Range(first.Plan.Year - ForecastSteps.YearsBefore, ForecastSteps.YearsBefore)
            : [])
            if (await years.RunWithoutPlanAsync(year, planned[0], files, cancel) is { } stored)
                sources[stored.Key] = stored.Hash;
        await references.WriteAsync(planned, files, cancel);
        await files.WaitForUploadsAsync();
        foreach (var reportingYear in planned)
            await workbooks.RunAsync(reportingYear.Plan.Year, files, run.Now, cancel);
        await DescriptionExport.WriteAsync(files, cancel);
        await files.WaitForUploadsAsync();
        var manifest = new Manifest(
            await NewIdAsync(run.Now, cancel), run.Now, SchemaHistory.Version, sources, files.All, ProductVersion.Current);
        await snapshots.PublishAsync(manifest, latest?.Version, cancel);
        var removed = await retention.RunAsync(manifest.Id, TimeProvider.System.GetUtcNow(), cancel);
        return new TimerOutcome(manifest.Files.Count, string.Create(
            CultureInfo.InvariantCulture,
            $"snapshot {manifest.Id}: {manifest.Files.Count} files, {files.Written} of them new; {removed} old blobs removed"));
    }

    private async Task<string> NewIdAsync(DateTimeOffset instant, CancellationToken cancel)
    {
        var taken = await snapshots.IdsAsync(cancel);
        return Enumerable.Range(0, int.MaxValue).Select(number => SnapshotNames.Id(instant, number)).First(id => !taken.Contains(id));
    }
}
