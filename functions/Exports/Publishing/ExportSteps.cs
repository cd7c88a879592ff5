using System.Globalization;
using YouthFunctions.Exports.Parts;
using YouthFunctions.Exports.Snapshots;
using YouthFunctions.Forecasts.Parts;
using YouthFunctions.Jobs.Runs;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Rollups.Persistence;
using YouthFunctions.Units;

namespace YouthFunctions.Exports.Publishing;

/// <summary>
/// The steps of an export. Parts (1) see which reports have changed, write forecasts that have, province by province, and the tables that
/// others refer to; (2) write the tables of changed years, province by province; (3) write those of the centre, which needs the sums of the
/// provinces; (4) write the country's files from those of both; and (5) write workbooks. What a step keeps of the snapshot before is
/// settled as it is begun.
/// </summary>
public sealed class ExportSteps(
    ExportRunFiles files, SnapshotStore snapshots, PlanStore plans, YearExport years, ForecastExport forecasts, UnitRegister register)
{
    /// <summary>The kinds of parts: the first three are one step.</summary>
    internal const string References = "references", Forecasts = "forecasts", Reports = "changes", Tables = "tables", Centre = "centre",
        National = "country", Workbooks = "workbooks";

    private const string Draft = "draft", WithReports = "reports", WithPlan = "plan", WithoutPlan = "sums";

    private const int TablesStep = 1;

    private static readonly string[][] Steps = [[References, Forecasts, Reports], [Tables], [Centre], [National], [Workbooks]];

    /// <summary>How many units a part has at most, unless one province has more.</summary>
    internal int MostUnitsInPart { get; set; } = 1_500;

    /// <summary>How many rows the tables or the workbooks of a part have at most, unless one has more: some seconds of writing.</summary>
    internal long MostRowsInPart { get; set; } = 500_000;

    /// <summary>Begins the next step that has any part, after those whose parts are done; null when there is none.</summary>
    public async Task<IReadOnlyList<JobPart>> NextAsync(JobRun run, IReadOnlyList<PartRecord> parts, CancellationToken cancel)
    {
        if (parts.Count == 0)
            await files.AddAsync(run.Id, null, Draft, await CreateDraftAsync(run, cancel), cancel);
        var next = parts.Count == 0 ? 0 : Array.FindIndex(Steps, step => step.Contains(parts[^1].Part.Dataset)) + 1;
        for (; next < Steps.Length; next++)
        {
            await using var made = await OpenAsync(run, cancel);
            var step = await files.AddAsync(run.Id, null, StepName(next), next switch
            {
                0 => await BeginAsync(run, made, cancel),
                1 => await BeginTablesAsync(run, parts, made, cancel),
                2 => BeginCentre(parts, made),
                3 => await BeginNationalAsync(run, parts, made, cancel),
                _ => await BeginWorkbooksAsync(run, parts, made, cancel),
            }, cancel);
            if (step.Parts.Count > 0)
                return step.Parts;
        }

        return [];
    }

    /// <summary>The snapshot in the making.</summary>
    public async Task<SnapshotDraft> DraftAsync(JobRun run, CancellationToken cancel) =>
        await files.FindAsync<SnapshotDraft>(run.Id, null, Draft, cancel)
            ?? throw new InvalidOperationException($"{run.Id} has no draft of a snapshot.");

    /// <summary>New files of the snapshot, beside those of the snapshot before.</summary>
    public async Task<SnapshotFiles> OpenAsync(JobRun run, CancellationToken cancel)
    {
        var former = (await DraftAsync(run, cancel)).Former is { } id ? await snapshots.FindAsync(id, cancel) : null;
        return new SnapshotFiles(snapshots, former?.SchemaVersion == Datasets.SchemaHistory.Version ? former : null);
    }

    /// <summary>Keeps what a part has made. Its files must be stored.</summary>
    public Task SaveAsync(JobRun run, JobPart part, MadeFiles made, CancellationToken cancel) =>
        files.WriteAsync(run.Id, null, NameOf(part), made, cancel);

    /// <summary>What the steps before one have made, with their parts; null for all steps.</summary>
    public async Task<IReadOnlyList<MadeFiles>> MadeAsync(JobRun run, string? before, CancellationToken cancel)
    {
        var made = new List<MadeFiles>();
        for (var step = 0; step < Steps.Length && !Steps[step].Contains(before); step++)
        {
            var begun = await StepAsync(run, step, cancel);
            made.Add(begun.Made);
            made.AddRange(await PartsAsync(run, begun.Parts.Where(part => part.Dataset != Reports), cancel));
        }

        return made;
    }

    /// <summary>What the provinces of a year come to.</summary>
    public async Task<IEnumerable<ProvinceTotal>> TotalsAsync(JobRun run, int year, CancellationToken cancel)
    {
        var begun = await StepAsync(run, TablesStep, cancel);
        return (await PartsAsync(run, begun.Parts.Where(part => part.Year == year), cancel)).SelectMany(part => part.Totals);
    }

    /// <summary>The year that the tables of a part are of.</summary>
    /// <exception cref="InvalidOperationException">Its plan, targets or units are others than when the tables were begun: the files of one
    /// snapshot must be of one instant.</exception>
    public async Task<YearToExport> YearAsync(JobRun run, int year, string kind, CancellationToken cancel)
    {
        var hasPlan = kind != WithoutPlan;
        // As storage has it now: another instance may keep an older one for a while, and no file may be made of that.
        var plan = hasPlan ? await plans.FindNowAsync(year, cancel) : await FirstPlanAsync(year, cancel);
        var begun = await StepAsync(run, TablesStep, cancel);
        if (plan is null || (hasPlan && begun.Bases![year] != await years.BasisAsync(plan, cancel)))
            throw new InvalidOperationException($"The plan, the targets or the units of {year} changed while it was exported.");
        return new YearToExport(plan, hasPlan, kind == WithReports);
    }

    private async Task<ExportStep> StepAsync(JobRun run, int step, CancellationToken cancel) =>
        await files.FindAsync<ExportStep>(run.Id, null, StepName(step), cancel)
            ?? throw new InvalidOperationException($"{run.Id} has not begun its {StepName(step)}.");

    private static string StepName(int step) => string.Create(CultureInfo.InvariantCulture, $"step-{step + 1}");

    private static string NameOf(JobPart part) => part.ToString().Replace(' ', '-').Replace(',', '-');

    private async Task<SnapshotDraft> CreateDraftAsync(JobRun run, CancellationToken cancel)
    {
        var taken = await snapshots.IdsAsync(cancel);
        var id = Enumerable.Range(0, int.MaxValue).Select(number => SnapshotNames.Id(run.StartUtc, number))
            .First(candidate => !taken.Contains(candidate));
        return new SnapshotDraft(id, (await snapshots.LatestAsync(cancel))?.Latest.Id);
    }

    private async Task<ExportStep> BeginAsync(JobRun run, SnapshotFiles made, CancellationToken cancel)
    {
        var (parts, sources) = (new List<JobPart> { new(Dataset: References) }, new Dictionary<string, string>());
        await foreach (var planned in plans.AllAsync(cancel))
        {
            var year = planned.Plan.Year;
            foreach (var (dataset, month) in await forecasts.KeepAsync(year, made, sources, run.StartUtc, cancel))
                parts.AddRange(Divide(year).Select(range => new JobPart(
                    Table: dataset, Year: year, Dataset: Forecasts, From: range.From, To: range.To, Month: month)));
            parts.AddRange(Divide(year).Select(range => new JobPart(Year: year, Dataset: Reports, From: range.From, To: range.To)));
        }

        return new ExportStep(MadeFiles.From(made, sources), parts);
    }

    private async Task<ExportStep> BeginTablesAsync(
        JobRun run, IReadOnlyList<PartRecord> done, SnapshotFiles made, CancellationToken cancel)
    {
        var (parts, sources, bases) = (new List<JobPart>(), new Dictionary<string, string>(), new Dictionary<int, string>());
        var changes = done.Where(part => part.Part.Dataset == Reports).GroupBy(part => part.Part.Year!.Value).ToArray();
        foreach (var year in changes)
        {
            var plan = await plans.FindNowAsync(year.Key, cancel)
                ?? throw new InvalidOperationException($"The plan of {year.Key} was removed meanwhile.");
            bases[year.Key] = await years.BasisAsync(plan, cancel);
            var (hash, hasReports) = await years.FingerprintAsync(
                year.Key, bases[year.Key], [.. year.Select(part => (part.Result!, (int)part.Rows))], run.StartUtc, cancel);
            KeepOrWrite(year.Key, hash, hasReports ? WithReports : WithPlan);
        }

        if (changes.Length > 0)
            for (var year = changes[0].Key - ForecastSteps.YearsBefore; year < changes[0].Key; year++)
                if (await years.FindVersionAsync(year, cancel) is { } version)
                    KeepOrWrite(year, version, WithoutPlan);
        return new ExportStep(MadeFiles.From(made, sources), parts, bases);

        void KeepOrWrite(int year, string hash, string kind)
        {
            sources[YearExport.Key(year)] = hash;
            if (made.Previous?.Sources.GetValueOrDefault(YearExport.Key(year)) == hash)
                made.Reuse(file => YearExport.IsOf(year, file));
            else
                parts.AddRange(Divide(year).Select(
                    range => new JobPart(Table: kind, Year: year, Dataset: Tables, From: range.From, To: range.To)));
        }
    }

    private static ExportStep BeginCentre(IReadOnlyList<PartRecord> done, SnapshotFiles made) => new(
        MadeFiles.From(made),
        [
            .. done.Where(part => part.Part.Dataset == Tables).Select(part => part.Part with { Dataset = Centre, From = null, To = null })
                .Distinct(),
        ]);

    private async Task<ExportStep> BeginNationalAsync(
        JobRun run, IReadOnlyList<PartRecord> done, SnapshotFiles made, CancellationToken cancel)
    {
        var parts = done.Select(part => part.Part).Where(part => part.Dataset == Forecasts)
            .Select(part => part with { Dataset = National, From = null, To = null }).Distinct().ToList();
        if (parts.Count > 0) // a night that was forecast again meanwhile is seen before the country's files are made
            MadeFiles.SourcesOf(await MadeAsync(run, National, cancel));
        foreach (var centre in done.Select(part => part.Part).Where(part => part.Dataset == Centre))
        {
            var year = centre.Year!.Value;
            var stored = MadeFiles.FilesOf(await PartsAsync(
                run, done.Select(part => part.Part).Where(part => part.Dataset is Tables or Centre && part.Year == year), cancel));
            var tables = YearExport.Tables.Select(
                table => (table, Rows: NationalExport.PartsOf(table, year, null, stored).Sum(file => file.Rows)));
            parts.AddRange(Group(centre.Table == WithoutPlan ? tables.Where(table => table.Rows > 0) : tables)
                .Select(group => new JobPart(Table: string.Join(',', group), Year: year, Dataset: National)));
        }

        return new ExportStep(MadeFiles.From(made), parts);
    }

    private async Task<ExportStep> BeginWorkbooksAsync(
        JobRun run, IReadOnlyList<PartRecord> done, SnapshotFiles made, CancellationToken cancel)
    {
        var parts = new List<JobPart>();
        var stored = MadeFiles.FilesOf(await MadeAsync(run, Workbooks, cancel));
        foreach (var year in done.Where(part => part.Part.Dataset == Reports).Select(part => part.Part.Year!.Value).Distinct())
        {
            var groups = Group(WorkbookExport.Keep(year, stored, made).Select(workbook => (workbook.Unit.ToString(), workbook.Rows)));
            parts.AddRange(groups.Select((units, index) => new JobPart(
                Year: year, Dataset: Workbooks, From: units[0], To: index + 1 < groups.Count ? groups[index + 1][0] : null)));
        }

        return new ExportStep(MadeFiles.From(made), parts);
    }

    private async Task<List<MadeFiles>> PartsAsync(JobRun run, IEnumerable<JobPart> parts, CancellationToken cancel)
    {
        var made = new List<MadeFiles>();
        foreach (var part in parts)
            made.Add(await files.FindAsync<MadeFiles>(run.Id, null, NameOf(part), cancel)
                ?? throw new InvalidOperationException($"{run.Id} has no files of {part}."));
        return made;
    }

    private IEnumerable<(string? From, string? To)> Divide(int year) => TreePart.Divide(register.TreeOf(year), MostUnitsInPart);

    // What follows each other, together up to so many rows.
    private List<List<string>> Group(IEnumerable<(string Name, long Rows)> items)
    {
        var (groups, sum) = (new List<List<string>>(), 0L);
        foreach (var (name, rows) in items)
        {
            if (groups.Count == 0 || sum + rows > MostRowsInPart)
            {
                groups.Add([]);
                sum = 0;
            }

            groups[^1].Add(name);
            sum += rows;
        }

        return groups;
    }

    // Of a year before the first plan: its indicators are that one's.
    private async Task<ReportingYear?> FirstPlanAsync(int year, CancellationToken cancel) =>
        await plans.AllAsync(cancel).FirstOrDefaultAsync(cancel) is { } first
            ? first with { Plan = first.Plan with { Year = year } } : null;
}
