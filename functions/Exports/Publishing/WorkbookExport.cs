using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Organisations;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Exports.Datasets;
using YouthFunctions.Exports.Formats;
using YouthFunctions.Exports.Parts;
using YouthFunctions.Exports.Snapshots;
using YouthFunctions.Exports.Tables;
using YouthFunctions.Rollups.Persistence;

namespace YouthFunctions.Exports.Publishing;

/// <summary>
/// Writes the workbooks of a year, one for the country and one for each province, from the CSV files of the snapshot:
/// they hold the same figures by construction. A province's has every unit; the country's the centre and the provinces.
/// </summary>
public sealed class WorkbookExport(SnapshotStore snapshots)
{
    private static readonly Dataset[] Tables =
        [RollupTables.Rollups, RollupTables.Completeness, PlanTables.Targets, ForecastTables.Current, ReportTables.Reports,
            PlanTables.Indicators];

    private static readonly string[] UpperLevels = [ColumnFactory.Level(UnitLevel.Top), ColumnFactory.Level(UnitLevel.First)];

    /// <summary>Keeps those of a year whose figures are as they were in the snapshot before.</summary>
    /// <param name="year">The year.</param>
    /// <param name="stored">The files of the snapshot so far.</param>
    /// <param name="files">Takes over what is kept.</param>
    /// <returns>Whose workbooks are to be written, each with how many rows it has.</returns>
    public static IReadOnlyList<(UnitCode Unit, long Rows)> Keep(int year, IEnumerable<SnapshotFile> stored, SnapshotFiles files)
    {
        var changed = new List<(UnitCode, long)>();
        foreach (var (workbook, _) in Workbooks(year, stored))
            if (IsKept(workbook, files))
                files.Reuse(file => file.Path == workbook.Path);
            else
                changed.Add((workbook.Unit!.Value, workbook.Rows));
        return changed;
    }

    /// <summary>Writes the workbooks of some units, as far as their figures changed.</summary>
    /// <inheritdoc cref="Keep"/>
    public async Task WriteAsync(
        int year, ProvinceRange units, IEnumerable<SnapshotFile> stored, SnapshotFiles files, DateTimeOffset instant,
        CancellationToken cancel)
    {
        foreach (var (workbook, tables) in Workbooks(year, stored).Where(pair => units.Contains(pair.Workbook.Unit!.Value)))
            if (!IsKept(workbook, files))
                await WriteAsync(workbook, tables, files, instant, cancel);
    }

    private static bool IsKept(SnapshotFile workbook, SnapshotFiles files) =>
        files.Previous?.Files.FirstOrDefault(file => file.Path == workbook.Path)?.Source == workbook.Source;

    private static IEnumerable<(SnapshotFile Workbook, SnapshotFile[] Tables)> Workbooks(int year, IEnumerable<SnapshotFile> stored)
    {
        // The country's workbook has the provinces' rows too, which in version 2 stand apart.
        var tables = stored.Where(file => file.Format == "csv" && SnapshotLayout.IsFormer(file.Path)
            && (file.Year == year || (file.Year is null && file.Unit is null))).ToArray();
        foreach (var unit in tables.Select(file => file.Unit).OfType<UnitCode>().Distinct().Order())
        {
            var here = Tables.Select(
                table => tables.FirstOrDefault(file => file.Dataset == table.Name && (file.Unit == unit || file.Unit is null)))
                .OfType<SnapshotFile>().ToArray();
            var source = Convert.ToHexStringLower(
                SHA256.HashData(Encoding.ASCII.GetBytes(string.Join(' ', here.Select(file => file.Sha256)))));
            var path = string.Create(CultureInfo.InvariantCulture, $"workbook/year={year}/{unit}.xlsx");
            yield return (
                new SnapshotFile(path, "workbook", "xlsx", year, unit, here.Sum(file => file.Rows), 0, "", source), here);
        }
    }

    private async Task WriteAsync(
        SnapshotFile workbook, SnapshotFile[] tables, SnapshotFiles files, DateTimeOffset instant, CancellationToken cancel)
    {
        var streams = new List<Stream>();
        try
        {
            var sheets = new List<Sheet>();
            foreach (var table in tables)
            {
                var content = await snapshots.Container.GetBlobClient(table.Blob).OpenReadAsync(cancellationToken: cancel);
                streams.Add(content);
                var dataset = CsvCells.Untyped(AllTables.Find(table.Dataset)!);
                var rows = CsvCells.Read(dataset, content);
                sheets.Add(workbook.Unit == UnitCode.Country && LevelOf(dataset) is { } level
                    ? new Sheet(
                        dataset, rows.Where(row => UpperLevels.Contains(row[level].Text)),
                        UpperOnly.In(Organisation.Current.Language))
                    : new Sheet(dataset, rows, ""));
            }

            var path = files.NewPath();
            await Workbook.WriteAsync(path, workbook.Unit!.Value, workbook.Year!.Value, instant, sheets, cancel);
            await files.AddAsync(path, workbook, cancel);
            HeapTrimmer.Trim();
        }
        finally
        {
            foreach (var stream in streams)
                await stream.DisposeAsync();
        }
    }

    private static Text UpperOnly
    {
        get
        {
            var (top, first) = (Organisation.Current.Top.Singular, Organisation.Current.First.Plural);
            return new(
                $"{top.Vietnamese} và các {first.Vietnamese}; đơn vị cấp dưới xem tệp của {first.Vietnamese} hoặc tệp CSV, Parquet",
                $"The {top.English} and the {first.English}; for units below see the files of the {first.English}, or CSV and Parquet");
        }
    }

    private static int? LevelOf(Dataset dataset) =>
        dataset.Columns.Select((column, ordinal) => (column, ordinal)).Where(pair => pair.column.Name == "level")
            .Select(pair => (int?)pair.ordinal).FirstOrDefault();
}
