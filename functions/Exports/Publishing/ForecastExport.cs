using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Storage.Blobs.Models;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Exports.Datasets;
using YouthFunctions.Exports.Formats;
using YouthFunctions.Exports.Snapshots;
using YouthFunctions.Exports.Tables;
using YouthFunctions.Forecasts.Persistence;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Plan;
using YouthFunctions.Storage;
using YouthFunctions.Units;

namespace YouthFunctions.Exports.Publishing;

/// <summary>Writes a year's forecasts: the latest, and every one ever made, a file a month of as-of days.</summary>
public sealed class ForecastExport(ForecastArchive archive, Store store, UnitRegister register)
{
    // Sixty-five files are open at once, each with a row group for each layout.
    private const int RowGroup = 2048;

    /// <summary>Writes what is new and keeps the rest of the snapshot before.</summary>
    /// <returns>By part, the hash of what it was made from.</returns>
    public async Task<IReadOnlyDictionary<string, string>> RunAsync(
        int year, SnapshotFiles files, DateTimeOffset instant, CancellationToken cancel)
    {
        var sources = new Dictionary<string, string>();
        var last = LocalTime.DayAt(instant);
        var days = (await archive.DaysAsync(year, cancel)).Where(day => day <= last).ToArray();
        foreach (var month in days.GroupBy(day => day.ToString("yyyy-MM", CultureInfo.InvariantCulture)))
            await RunPartAsync(ForecastTables.History, [.. month], month.Key);
        if (days.Length > 0)
            await RunPartAsync(ForecastTables.Current, days[^1..], null);
        return sources;

        async Task RunPartAsync(Dataset<ForecastRow> dataset, DateOnly[] part, string? name)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"{dataset.Name} {year} {name}");
            sources[key] = await FingerprintAsync(year, part, cancel);
            if (files.Previous?.Sources.GetValueOrDefault(key) == sources[key])
                files.Reuse(file => file.Dataset == dataset.Name && file.Year == year
                    && (name is null || file.Path.Contains(name, StringComparison.Ordinal)));
            else
                await WriteAsync(dataset, year, part, name, files, cancel);
        }
    }

    private async Task WriteAsync(
        Dataset<ForecastRow> dataset, int year, DateOnly[] days, string? part, SnapshotFiles files, CancellationToken cancel)
    {
        var tree = register.TreeOf(year);
        var open = new SortedDictionary<UnitCode, TableFile<ForecastRow>>();
        await using var national = new TableFile<ForecastRow>(
            files, dataset, year, UnitCode.Country, part, versions: LayoutVersions.Former);
        try
        {
            Open(UnitCode.Country, LayoutVersions.Current);
            foreach (var day in days)
                await foreach (var forecast in archive.ReadAsync(year, day, cancel))
                {
                    if (!tree.TryGet(forecast.Unit, out var unit))
                        continue;
                    var rows = RowsOf(tree, unit, forecast);
                    await national.WriteAsync(rows, cancel);
                    var province = tree.ProvinceOf(unit.Code) ?? UnitCode.Country;
                    if (!open.ContainsKey(province))
                        Open(province, LayoutVersions.Both);
                    await open[province].WriteAsync(rows, cancel);
                }

            await national.CompleteAsync(cancel);
            foreach (var file in open.Values)
                await file.CompleteAsync(cancel);
        }
        finally
        {
            foreach (var file in open.Values)
                await file.DisposeAsync();
        }

        void Open(UnitCode scope, LayoutVersions versions) =>
            open[scope] = new TableFile<ForecastRow>(files, dataset, year, scope, part, RowGroup, versions);
    }

    private static ForecastRow[] RowsOf(UnitTree tree, Unit unit, UnitForecast forecast)
    {
        var place = new RowUnit(forecast.Year, unit, tree.ProvinceOf(unit.Code));
        return [.. forecast.Indicators.Select(indicator => new ForecastRow(place, forecast, indicator))];
    }

    private async Task<string> FingerprintAsync(int year, DateOnly[] days, CancellationToken cancel)
    {
        var versions = new StringBuilder(SchemaHistory.Version).Append('\n').Append(TreeFingerprint.Create(register, year));
        foreach (var day in days)
        {
            BlobProperties properties = await store.Container(ContainerName.Forecasts)
                .GetBlobClient(ForecastArchive.ForecastsBlob(year, day)).GetPropertiesAsync(cancellationToken: cancel);
            versions.Append(CultureInfo.InvariantCulture, $"\n{day:yyyy-MM-dd} {properties.ETag}");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(versions.ToString())));
    }
}
