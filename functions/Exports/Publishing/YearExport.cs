using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Exports.Datasets;
using YouthFunctions.Exports.Formats;
using YouthFunctions.Exports.Snapshots;
using YouthFunctions.Exports.Tables;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Rollups.Persistence;
using YouthFunctions.Rollups.Summing;
using YouthFunctions.Rollups.Years;
using YouthFunctions.Storage;
using YouthFunctions.Units;

namespace YouthFunctions.Exports.Publishing;

/// <summary>Writes a year's reports, rollups, completeness and targets, for the country and for each province.</summary>
public sealed class YearExport(
    ReportHistory history, YearSums sums, RollupStore rollups, SuccessionStore successions, UnitRegister register, YearBasisFactory bases,
    OwnRollupReader owns)
{
    private static readonly string[] Tables =
    [
        ReportTables.Reports.Name, ReportTables.Revisions.Name, RollupTables.Rollups.Name, RollupTables.Completeness.Name,
        PlanTables.Targets.Name, Sdmx.Table.Name,
    ];

    /// <summary>Writes the year's files, or keeps those of the snapshot before when nothing that they are made from has changed.</summary>
    /// <param name="reportingYear">The year's plan.</param>
    /// <param name="files">The snapshot in the making.</param>
    /// <param name="instant">The snapshot's instant.</param>
    /// <param name="cancel">Stops the run.</param>
    /// <returns>The hash of what the files are made from.</returns>
    public async Task<(string Key, string Hash)> RunAsync(
        ReportingYear reportingYear, SnapshotFiles files, DateTimeOffset instant, CancellationToken cancel)
    {
        var year = reportingYear.Plan.Year;
        var key = string.Create(CultureInfo.InvariantCulture, $"year {year}");
        var (hash, reports) = await FingerprintAsync(reportingYear, instant, cancel);
        if (files.Previous?.Sources.GetValueOrDefault(key) == hash)
            files.Reuse(file => file.Year == year && Tables.Contains(file.Dataset));
        else
            await WriteAsync(reportingYear, files, hasReports: reports > 0, instant, cancel);
        return (key, hash);
    }

    /// <summary>Writes the sums of a year before the first plan, taken over from elsewhere; nothing when there are none.</summary>
    /// <inheritdoc cref="RunAsync"/>
    public async Task<(string Key, string Hash)?> RunWithoutPlanAsync(
        int year, ReportingYear nextReportingYear, SnapshotFiles files, CancellationToken cancel)
    {
        var tree = register.TreeOf(year);
        var version = await StoredVersionAsync(tree, year, cancel);
        if (version.Length == 0)
            return null;
        version += " " + TreeFingerprint.Create(register, year);
        var key = string.Create(CultureInfo.InvariantCulture, $"year {year}");
        if (files.Previous?.Sources.GetValueOrDefault(key) == version)
        {
            files.Reuse(file => file.Year == year && Tables.Contains(file.Dataset));
            return (key, version);
        }

        var reportingYear = nextReportingYear with { Plan = nextReportingYear.Plan with { Year = year } };
        await using var national = new TableFile<RollupRow>(
            files, RollupTables.Rollups, year, UnitCode.Country, versions: LayoutVersions.Former);
        foreach (var top in TopUnits(year))
        {
            var here = new Dictionary<UnitCode, UnitYear>();
            await sums.AddStoredAsync(tree, top, year, here, cancel);
            var rows = new YearRows(reportingYear, tree, register, top, [], here).Rollups;
            await national.WriteAsync(rows, cancel);
            if (here.Count == 0)
                continue;
            await using var own = new TableFile<RollupRow>(files, RollupTables.Rollups, year, top, versions: VersionsOf(top));
            await own.WriteAsync(rows, cancel);
            await own.CompleteAsync(cancel);
        }

        await national.CompleteAsync(cancel);
        return (key, version);
    }

    private async Task WriteAsync(
        ReportingYear reportingYear, SnapshotFiles files, bool hasReports, DateTimeOffset instant, CancellationToken cancel)
    {
        var year = reportingYear.Plan.Year;
        var basis = await bases.CreateAsync(reportingYear.Plan, cancel);
        await using var reports = National(ReportTables.Reports);
        await using var revisions = National(ReportTables.Revisions);
        await using var totals = National(RollupTables.Rollups);
        await using var completeness = National(RollupTables.Completeness);
        await using var targets = National(PlanTables.Targets);
        await using var sdmx = National(Sdmx.Table);
        var provinces = new Dictionary<UnitCode, UnitYear>();
        foreach (var top in TopUnits(year))
        {
            var known = await history.ReadAsync(top, year, instant, cancel);
            var here = top == UnitCode.Country ? provinces : [];
            if (hasReports)
                YearSums.Add(basis, top, known, await owns.CarriedAsync(basis, top, history, instant, cancel), here, instant);
            else
                await sums.AddStoredAsync(basis.Tree, top, year, here, cancel);
            if (here.TryGetValue(top, out var total))
                provinces[top] = total;
            HeapTrimmer.Trim(); // a large province is read out of much that is garbage now
            var rows = new YearRows(reportingYear, basis.Tree, register, top, known, here);
            await WriteAsync(reports, ReportTables.Reports, top, rows.Reports);
            await WriteAsync(revisions, ReportTables.Revisions, top, rows.Revisions);
            await WriteAsync(totals, RollupTables.Rollups, top, rows.Rollups);
            await WriteAsync(completeness, RollupTables.Completeness, top, rows.Completeness(basis));
            await WriteAsync(targets, PlanTables.Targets, top, rows.Targets);
            await WriteAsync(
                sdmx, Sdmx.Table, top,
                Sdmx.FromRollups(rows.Rollups, reportingYear.Plan).Concat(rows.Targets.SelectMany(Sdmx.FromTarget)));
        }

        await reports.CompleteAsync(cancel);
        await revisions.CompleteAsync(cancel);
        await totals.CompleteAsync(cancel);
        await completeness.CompleteAsync(cancel);
        await targets.CompleteAsync(cancel);
        await sdmx.CompleteAsync(cancel);

        TableFile<TRow> National<TRow>(Dataset<TRow> dataset) =>
            new(files, dataset, year, UnitCode.Country, versions: LayoutVersions.Former);

        async Task WriteAsync<TRow>(TableFile<TRow> national, Dataset<TRow> dataset, UnitCode top, IEnumerable<TRow> rows)
        {
            await national.WriteAsync(rows, cancel);
            HeapTrimmer.Trim();
            await using var own = new TableFile<TRow>(files, dataset, year, top, versions: VersionsOf(top));
            await own.WriteAsync(rows, cancel);
            await own.CompleteAsync(cancel);
        }
    }

    private static LayoutVersions VersionsOf(UnitCode top) => top == UnitCode.Country ? LayoutVersions.Current : LayoutVersions.Both;

    // Every province that was one in some month of the year, then the centre, which needs their sums.
    private IEnumerable<UnitCode> TopUnits(int year) =>
    [
        .. Month.OfYear(year).Select(register.TreeOf).Distinct().SelectMany(tree => tree.Children(UnitCode.Country))
            .Select(province => province.Code).Distinct().Order(), UnitCode.Country,
    ];

    private async Task<(string Hash, int Reports)> FingerprintAsync(
        ReportingYear reportingYear, DateTimeOffset instant, CancellationToken cancel)
    {
        var year = reportingYear.Plan.Year;
        var tree = register.TreeOf(year);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(
            new { SchemaHistory.Version, reportingYear.Plan, reportingYear.Targets.Basis }, StoredJson.Options));
        foreach (var unit in tree.TopDown)
            hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(
                reportingYear.Plan.Indicators.Select(indicator => reportingYear.Targets.Find(unit.Code, indicator.Code)),
                StoredJson.Options));
        hash.AppendTrees(register, year);
        // Within the year of a reorganisation, who takes over from whom.
        foreach (var after in Month.OfYear(year).Select(register.TreeOf).Distinct().Skip(1))
        {
            var given = (await successions.FindFileAsync(after, cancel)).Given;
            hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(
                given.Sources.Order().Select(old => new { old, heirs = given.HeirsOf(old) }), StoredJson.Options));
        }

        var reports = 0;
        foreach (var top in TopUnits(year))
            reports += await history.FingerprintAsync(top, year, instant, hash, cancel);
        if (reports == 0)
            hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(await StoredVersionAsync(tree, year, cancel), StoredJson.Options));
        return (Convert.ToHexStringLower(hash.GetHashAndReset()), reports);
    }

    // A write of any sum writes the sums above it again.
    private async Task<string> StoredVersionAsync(UnitTree tree, int year, CancellationToken cancel) =>
        await rollups.FindAsync(tree, UnitCode.Country, year, cancel) is { } country ? country.ETag.ToString() : "";
}
