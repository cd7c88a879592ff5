using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Exports.Datasets;
using YouthFunctions.Exports.Formats;
using YouthFunctions.Exports.Parts;
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

/// <summary>Writes a year's reports, rollups, completeness and targets, a file for each province and one for the centre.</summary>
public sealed class YearExport(
    ReportHistory history, YearSums sums, RollupStore rollups, SuccessionStore successions, UnitRegister register, YearBasisFactory bases,
    OwnRollupReader owns)
{
    /// <summary>The tables of a year with a plan.</summary>
    public static readonly IReadOnlyList<string> Tables =
    [
        ReportTables.Reports.Name, ReportTables.Revisions.Name, RollupTables.Rollups.Name, RollupTables.Completeness.Name,
        PlanTables.Targets.Name, Sdmx.Table.Name,
    ];

    /// <summary>The name of a year among the sources of a snapshot.</summary>
    public static string Key(int year) => string.Create(CultureInfo.InvariantCulture, $"year {year}");

    /// <summary>Whether a file is one of a year's tables.</summary>
    public static bool IsOf(int year, SnapshotFile file) => file.Year == year && Tables.Contains(file.Dataset);

    /// <summary>The hash of the reports of some provinces at an instant, and how many there are.</summary>
    public async Task<(string Hash, int Reports)> ReportsAsync(
        int year, ProvinceRange range, DateTimeOffset instant, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var reports = 0;
        foreach (var province in Provinces(year).Where(range.Contains))
            reports += await history.FingerprintAsync(province, year, instant, hash, cancel);
        return (Convert.ToHexStringLower(hash.GetHashAndReset()), reports);
    }

    /// <summary>The hash of all but the reports that the files of a year are made from: its plan, targets and units.</summary>
    public async Task<string> BasisAsync(ReportingYear reportingYear, CancellationToken cancel)
    {
        var year = reportingYear.Plan.Year;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(
            new { SchemaHistory.Version, reportingYear.Plan, reportingYear.Targets.Basis }, StoredJson.Options));
        foreach (var unit in register.TreeOf(year).TopDown)
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

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The hash of all that the files of a year are made from, and whether it has reports; a year of which there are sums but no
    /// reports was taken over from elsewhere.</summary>
    /// <param name="year">The year.</param>
    /// <param name="basis">See <see cref="BasisAsync"/>.</param>
    /// <param name="provinces">The reports of the provinces, see <see cref="ReportsAsync"/>.</param>
    /// <param name="instant">The snapshot's instant.</param>
    /// <param name="cancel">Stops the run.</param>
    public async Task<(string Hash, bool HasReports)> FingerprintAsync(
        int year, string basis, IReadOnlyList<(string Hash, int Reports)> provinces, DateTimeOffset instant, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(
            provinces.Select(province => province.Hash).Prepend(basis), StoredJson.Options));
        var reports = provinces.Sum(province => province.Reports)
            + await history.FingerprintAsync(UnitCode.Country, year, instant, hash, cancel);
        if (reports == 0)
            hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(
                await StoredVersionAsync(register.TreeOf(year), year, cancel), StoredJson.Options));
        return (Convert.ToHexStringLower(hash.GetHashAndReset()), reports > 0);
    }

    /// <summary>What tells the stored sums of a year before the first plan from others; null when there are none.</summary>
    public async Task<string?> FindVersionAsync(int year, CancellationToken cancel)
    {
        var version = await StoredVersionAsync(register.TreeOf(year), year, cancel);
        return version.Length == 0 ? null : $"{version} {TreeFingerprint.Create(register, year)}";
    }

    /// <summary>Writes the files of some provinces.</summary>
    /// <returns>What the provinces come to.</returns>
    public async Task<IReadOnlyList<ProvinceTotal>> WriteProvincesAsync(
        YearToExport year, ProvinceRange range, SnapshotFiles files, DateTimeOffset instant, CancellationToken cancel)
    {
        var totals = new List<ProvinceTotal>();
        var basis = year.HasPlan ? await bases.CreateAsync(year.Plan.Plan, cancel) : null;
        foreach (var province in Provinces(year.Number).Where(range.Contains))
        {
            var here = new Dictionary<UnitCode, UnitYear>();
            await WriteAsync(year, basis, province, here, files, instant, cancel);
            if (here.TryGetValue(province, out var total))
                totals.Add(new ProvinceTotal(province, PackedRollup.Pack(total.Total), total.IsSimulated));
        }

        return totals;
    }

    /// <summary>Writes the files of the centre's own rows.</summary>
    /// <param name="year">The year.</param>
    /// <param name="provinces">What all provinces come to.</param>
    /// <param name="files">Takes the files.</param>
    /// <param name="instant">The snapshot's instant.</param>
    /// <param name="cancel">Stops the run.</param>
    public async Task WriteCentreAsync(
        YearToExport year, IEnumerable<ProvinceTotal> provinces, SnapshotFiles files, DateTimeOffset instant, CancellationToken cancel)
    {
        var basis = year.HasPlan ? await bases.CreateAsync(year.Plan.Plan, cancel) : null;
        var here = year.HasReports
            ? provinces.ToDictionary(province => province.Province, province => new UnitYear(
                province.Province, year.Number, Rollup.Empty, PackedRollup.Unpack(province.Total), instant, default)
            {
                IsSimulated = province.IsSimulated,
            })
            : [];
        await WriteAsync(year, basis, UnitCode.Country, here, files, instant, cancel);
    }

    private async Task WriteAsync(
        YearToExport year, YearBasis? basis, UnitCode top, Dictionary<UnitCode, UnitYear> here, SnapshotFiles files,
        DateTimeOffset instant, CancellationToken cancel)
    {
        var tree = register.TreeOf(year.Number);
        var known = basis is null ? [] : await history.ReadAsync(top, year.Number, instant, cancel);
        if (basis is not null && year.HasReports)
            YearSums.Add(basis, top, known, await owns.CarriedAsync(basis, top, history, instant, cancel), here, instant);
        else
            await sums.AddStoredAsync(tree, top, year.Number, here, cancel);
        HeapTrimmer.Trim(); // a large province is read out of much that is garbage now
        var rows = new YearRows(year.Plan, tree, register, top, known, here);
        if (basis is not null || here.Count > 0)
            await WriteAsync(RollupTables.Rollups, rows.Rollups);
        if (basis is null)
            return;
        await WriteAsync(ReportTables.Reports, rows.Reports);
        await WriteAsync(ReportTables.Revisions, rows.Revisions);
        await WriteAsync(RollupTables.Completeness, rows.Completeness(basis));
        await WriteAsync(PlanTables.Targets, rows.Targets);
        await WriteAsync(
            Sdmx.Table,
            Sdmx.FromRollups(rows.Rollups, year.Plan.Plan).Concat(rows.Targets.SelectMany(Sdmx.FromTarget)));

        async Task WriteAsync<TRow>(Dataset<TRow> dataset, IEnumerable<TRow> written)
        {
            var versions = top == UnitCode.Country ? LayoutVersions.Current : LayoutVersions.Both;
            await using var file = new TableFile<TRow>(files, dataset, year.Number, top, versions: versions);
            await file.WriteAsync(written, cancel);
            await file.CompleteAsync(cancel);
            HeapTrimmer.Trim();
        }
    }

    // Every province that was one in some month of the year.
    private IEnumerable<UnitCode> Provinces(int year) => Month.OfYear(year).Select(register.TreeOf).Distinct()
        .SelectMany(tree => tree.Children(UnitCode.Country)).Select(province => province.Code).Distinct().Order();

    // A write of any sum writes the sums above it again.
    private async Task<string> StoredVersionAsync(UnitTree tree, int year, CancellationToken cancel) =>
        await rollups.FindAsync(tree, UnitCode.Country, year, cancel) is { } country ? country.ETag.ToString() : "";
}
