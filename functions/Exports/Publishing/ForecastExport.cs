using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Exports.Datasets;
using YouthFunctions.Exports.Formats;
using YouthFunctions.Exports.Snapshots;
using YouthFunctions.Exports.Tables;
using YouthFunctions.Forecasts.Persistence;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Rollups.Persistence;
using YouthFunctions.Units;

namespace YouthFunctions.Exports.Publishing;

/// <summary>Writes a year's forecasts: the latest, and every one ever made, a file a month of as-of days.</summary>
public sealed class ForecastExport(ForecastArchive archive, UnitRegister register)
{
    // As many files are open at once as a part has provinces, each with a row group for each layout.
    private const int RowGroup = 2048;

    /// <summary>Keeps what is as it was in the snapshot before.</summary>
    /// <param name="year">The year.</param>
    /// <param name="files">Takes over what is kept.</param>
    /// <param name="sources">Takes the hashes of what that was made from.</param>
    /// <param name="instant">The snapshot's instant.</param>
    /// <param name="cancel">Stops the run.</param>
    /// <returns>What is to be written, each with the month of its days; without one it is the latest forecasts.</returns>
    public async Task<IReadOnlyList<(string Dataset, string? Month)>> KeepAsync(
        int year, SnapshotFiles files, Dictionary<string, string> sources, DateTimeOffset instant, CancellationToken cancel)
    {
        var days = await DaysAsync(year, instant, cancel);
        var changed = new List<(string, string?)>();
        foreach (var month in days.Select(day => MonthOf(day.Day)).Distinct())
            Keep(ForecastTables.History.Name, month);
        if (days.Length > 0)
            Keep(ForecastTables.Current.Name, null);
        return changed;

        void Keep(string dataset, string? month)
        {
            var (key, hash) = (Key(dataset, year, month), Fingerprint(year, DaysOf(days, month)));
            if (files.Previous?.Sources.GetValueOrDefault(key) != hash)
            {
                changed.Add((dataset, month));
                return;
            }

            sources[key] = hash;
            files.Reuse(file => file.Dataset == dataset && file.Year == year
                && (month is null || SnapshotLayout.IsPart(file.Path, month)));
        }
    }

    /// <summary>Writes the forecasts of a month's days, or the latest, of some provinces.</summary>
    /// <param name="dataset">The table.</param>
    /// <param name="year">The year.</param>
    /// <param name="month">The month; null for the latest.</param>
    /// <param name="range">The provinces; the centre is with the range that its code is in.</param>
    /// <param name="files">Takes the files.</param>
    /// <param name="instant">The snapshot's instant.</param>
    /// <param name="cancel">Stops the run.</param>
    /// <returns>The name of what was written and the hash of what it was made from.</returns>
    /// <exception cref="InvalidOperationException">A day was forecast again meanwhile.</exception>
    public async Task<(string Key, string Hash)> WriteAsync(
        string dataset, int year, string? month, ProvinceRange range, SnapshotFiles files, DateTimeOffset instant,
        CancellationToken cancel)
    {
        var days = DaysOf(await DaysAsync(year, instant, cancel), month);
        var table = dataset == ForecastTables.Current.Name ? ForecastTables.Current : ForecastTables.History;
        await WriteAsync(table, year, [.. days.Select(day => day.Day)], month, range, files, cancel);
        var now = DaysOf(await DaysAsync(year, instant, cancel), month);
        if (!days.SequenceEqual(now))
            throw new InvalidOperationException($"The forecasts of {year} changed while they were exported.");
        return (Key(dataset, year, month), Fingerprint(year, days));
    }

    private static string Key(string dataset, int year, string? month) =>
        string.Create(CultureInfo.InvariantCulture, $"{dataset} {year} {month}");

    private static string MonthOf(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static (DateOnly Day, ETag Version)[] DaysOf((DateOnly Day, ETag Version)[] days, string? month) =>
        month is null ? days[^1..] : [.. days.Where(day => MonthOf(day.Day) == month)];

    private async Task<(DateOnly Day, ETag Version)[]> DaysAsync(int year, DateTimeOffset instant, CancellationToken cancel)
    {
        var last = LocalTime.DayAt(instant);
        return [.. (await archive.VersionsAsync(year, cancel)).Where(day => day.Day <= last)];
    }

    private async Task WriteAsync(
        Dataset<ForecastRow> dataset, int year, DateOnly[] days, string? part, ProvinceRange range, SnapshotFiles files,
        CancellationToken cancel)
    {
        var tree = register.TreeOf(year);
        var open = new SortedDictionary<UnitCode, TableFile<ForecastRow>>();
        try
        {
            if (range.Contains(UnitCode.Country))
                Open(UnitCode.Country, LayoutVersions.Current);
            foreach (var day in days)
                await foreach (var forecast in archive.ReadAsync(year, day, range, cancel))
                {
                    if (!tree.TryGet(forecast.Unit, out var unit))
                        continue;
                    var province = tree.ProvinceOf(unit.Code) ?? UnitCode.Country;
                    if (!open.ContainsKey(province))
                        Open(province, LayoutVersions.Both);
                    await open[province].WriteAsync(RowsOf(tree, unit, forecast), cancel);
                }

            foreach (var file in open.Values)
                await file.CompleteAsync(cancel);
        }
        finally
        {
            foreach (var file in open.Values)
                await file.DisposeAsync();
        }

        HeapTrimmer.Trim();

        void Open(UnitCode scope, LayoutVersions versions) =>
            open[scope] = new TableFile<ForecastRow>(files, dataset, year, scope, part, RowGroup, versions);
    }

    private static ForecastRow[] RowsOf(UnitTree tree, Unit unit, UnitForecast forecast)
    {
        var place = new RowUnit(forecast.Year, unit, tree.ProvinceOf(unit.Code));
        return [.. forecast.Indicators.Select(indicator => new ForecastRow(place, forecast, indicator))];
    }

    private string Fingerprint(int year, (DateOnly Day, ETag Version)[] days)
    {
        var versions = new StringBuilder(SchemaHistory.Version).Append('\n').Append(TreeFingerprint.Create(register, year));
        foreach (var (day, version) in days)
            versions.Append(CultureInfo.InvariantCulture, $"\n{day:yyyy-MM-dd} {version}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(versions.ToString())));
    }
}
