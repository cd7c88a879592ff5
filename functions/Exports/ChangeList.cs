using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Organisations;
using YouthFunctions.Exports.Datasets;
using YouthFunctions.Exports.Formats;
using YouthFunctions.Exports.Snapshots;
using YouthFunctions.Exports.Tables;
using static YouthFunctions.Exports.Datasets.ColumnFactory;

namespace YouthFunctions.Exports;

/// <summary>The change list between two snapshots: reports and forecasts whose figures differ.</summary>
public sealed class ChangeList(SnapshotStore snapshots)
{
    private static readonly string[] Changes = ["added", "corrected", "withdrawn", "re-forecast"];

    // What makes a row another one, and is shown; the rest describes the same figure. A revision is of a whole report: that of a figure
    // says nothing about it.
    private static readonly IReadOnlyDictionary<Dataset, string[]> ComparedColumns = new Dictionary<Dataset, string[]>
    {
        [ReportTables.Reports] = ["amount", "is_year_to_date", "numerator", "denominator"],
        [ForecastTables.Current] = ["year_to_date", "target", "projected", "low80", "high80", "low95", "high95", "probability", "status"],
    };

    private static readonly string[] MoreForecastColumns = ["year_to_date", "target", "low80", "high80", "low95", "high95"];

    /// <summary>The table of changes.</summary>
    public static Dataset<ChangeRow> Table { get; } = new(
        "changes", new("Thay đổi giữa hai bản xuất", "Changes between two snapshots"),
        new("Một dòng là một số liệu được thêm, sửa, rút hoặc dự báo lại",
            "A row is a figure that was added, corrected, withdrawn or forecast anew"),
        [],
        [
            Required<ChangeRow>(
                "table_name", ColumnType.Code, new("Bảng", "Table"), new("Bảng có thay đổi", "The table that changed"),
                row => row.Table.Name),
            Required<ChangeRow>(
                "change", ColumnType.Code, new("Thay đổi", "Change"),
                new("added: thêm; corrected: sửa; withdrawn: rút; re-forecast: dự báo lại",
                    "added, corrected, withdrawn or re-forecast"), row => row.Change, allowed: Changes),
            Required<ChangeRow>(
                "year", ColumnType.Integer, new("Năm", "Year"), new("Năm công tác", "Calendar year of the plan"),
                row => row.SharedValue("year")),
            Required<ChangeRow>(
                "unit", ColumnType.Code, new("Mã đơn vị", "Unit code"), new("Mã đơn vị", "Code of the unit"),
                row => row.SharedValue("unit")),
            Required<ChangeRow>(
                "unit_name", ColumnType.Text, new("Tên đơn vị", "Unit name"), Organisation.Current.Exports.UnitNames,
                row => row.SharedValue("unit_name")),
            Optional<ChangeRow>(
                "month", ColumnType.Date, new("Tháng", "Month"),
                new("Tháng báo cáo; trống ở dự báo", "Month reported; empty for forecasts"), row => row.SharedValue("month")),
            ForIndicator<ChangeRow>(row => IndicatorCode.Parse(row.SharedValue("indicator").Text)),
            Value("amount", ColumnType.Decimal), Value("numerator", ColumnType.Decimal), Value("denominator", ColumnType.Decimal),
            Value("revision", ColumnType.Integer),
            NewValue("amount", ColumnType.Decimal), NewValue("numerator", ColumnType.Decimal), NewValue("denominator", ColumnType.Decimal),
            NewValue("revision", ColumnType.Integer),
            Value("as_of", ColumnType.Date), Value("projected", ColumnType.Number), Value("probability", ColumnType.Number),
            Value("status", ColumnType.Code),
            NewValue("as_of", ColumnType.Date), NewValue("projected", ColumnType.Number), NewValue("probability", ColumnType.Number),
            NewValue("status", ColumnType.Code),
            Value("is_year_to_date", ColumnType.Boolean), NewValue("is_year_to_date", ColumnType.Boolean),
            .. MoreForecastColumns.Select(column => Value(column, ColumnType.Number)),
            .. MoreForecastColumns.Select(column => NewValue(column, ColumnType.Number)),
        ]);

    /// <summary>The changes that a caller may see, streamed; only partitions whose bytes differ are read.</summary>
    /// <param name="from">The earlier snapshot.</param>
    /// <param name="to">The later one.</param>
    /// <param name="maySee">Whether the caller may see a file.</param>
    /// <param name="cancel">Stops the call.</param>
    public async IAsyncEnumerable<ChangeRow> BetweenAsync(
        Manifest from, Manifest to, Func<SnapshotFile, bool> maySee,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var (dataset, figures) in ComparedColumns)
        {
            var (before, after) = (Files(from, dataset, maySee), Files(to, dataset, maySee));
            foreach (var part in before.Keys.Union(after.Keys).OrderBy(part => part.Year).ThenBy(part => part.Unit))
            {
                var (old, current) = (before.GetValueOrDefault(part), after.GetValueOrDefault(part));
                if (old?.Sha256 == current?.Sha256)
                    continue;
                var former = await RowsAsync(dataset, old, cancel);
                foreach (var (key, row) in await RowsAsync(dataset, current, cancel))
                {
                    if (!former.Remove(key, out var was))
                        yield return new ChangeRow(dataset, "added", null, row);
                    else if (HasChanged(dataset, figures, was, row))
                        yield return new ChangeRow(dataset, dataset == ForecastTables.Current ? "re-forecast" : "corrected", was, row);
                }

                foreach (var gone in former.Values)
                    yield return new ChangeRow(dataset, "withdrawn", gone, null);
            }
        }
    }

    // In snapshots of version 1 the country's file repeats those of the provinces: of it only the centre's own rows are taken.
    private async Task<Dictionary<string, Cell[]>> RowsAsync(Dataset dataset, SnapshotFile? file, CancellationToken cancel)
    {
        if (file is null)
            return [];
        await using var content = await snapshots.Container.GetBlobClient(file.Blob).OpenReadAsync(cancellationToken: cancel);
        var unit = Ordinal(dataset, "unit");
        var key = dataset.Key.Select(column => Ordinal(dataset, column)).ToArray();
        return CsvCells.Read(dataset, content).Where(row => file.Unit != UnitCode.Country || row[unit].Text == UnitCode.Country.ToString())
            .ToDictionary(row => string.Join(
                '|',
                key.Select(
                    ordinal => row[ordinal].Text ?? row[ordinal].Whole.ToString(System.Globalization.CultureInfo.InvariantCulture))));
    }

    // Of the layout in which a row stands once; snapshots of before have only the other one.
    private static Dictionary<(int? Year, UnitCode? Unit), SnapshotFile> Files(
        Manifest manifest, Dataset dataset, Func<SnapshotFile, bool> maySee) =>
        manifest.Files
            .Where(file => file.Dataset == dataset.Name && file.Format == "csv" && !SnapshotLayout.IsFormer(file.Path) && maySee(file))
            .ToDictionary(file => (file.Year, file.Unit));

    private static bool HasChanged(Dataset dataset, string[] figures, Cell[] before, Cell[] after) =>
        figures.Select(figure => Ordinal(dataset, figure)).Any(ordinal => !before[ordinal].Equals(after[ordinal]));

    private static int Ordinal(Dataset dataset, string column) =>
        dataset.Columns.Select((info, ordinal) => (info, ordinal)).First(pair => pair.info.Name == column).ordinal;

    private static Column<ChangeRow> Value(string column, ColumnType type) => Optional<ChangeRow>(
        $"{column}_before", type, new($"{column} trước", $"{column} before"),
        new($"{column} ở bản trước", $"{column} in the earlier snapshot"), row => row.OldValue(column));

    private static Column<ChangeRow> NewValue(string column, ColumnType type) => Optional<ChangeRow>(
        $"{column}_after", type, new($"{column} sau", $"{column} after"), new($"{column} ở bản sau", $"{column} in the later snapshot"),
        row => row.NewValue(column));
}
