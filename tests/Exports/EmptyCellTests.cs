using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Exports;
using YouthFunctions.Exports.Datasets;
using YouthFunctions.Exports.Formats;
using YouthFunctions.Exports.Tables;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Hosting;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Records;

namespace YouthFunctions.Tests.Exports;

/// <summary>What a row does not know is nothing in every format, and a column that every row has a value in has one.</summary>
public sealed class EmptyCellTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("empty-cell-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>The tables, by name.</summary>
    public static TheoryData<string> Tables => [.. AllTables.All.Select(table => table.Name)];

    [Theory, MemberData(nameof(Tables))]
    public async Task The_row_that_knows_least_goes_through_every_format(string name)
    {
        var (table, row) = RowsThatKnowLeast.Single(pair => pair.Table.Name == name);
        Assert.Empty(table.Columns.Where((column, ordinal) => column.IsRequired && row[ordinal] is { IsKnown: false } or { Text: "" })
            .Select(column => column.Name));
        await AssertSameInEveryFormatAsync(table, row);
    }

    [Theory, MemberData(nameof(Tables))]
    public async Task An_empty_text_in_a_required_column_goes_through_every_format(string name)
    {
        var (table, row) = RowsThatKnowLeast.Single(pair => pair.Table.Name == name);
        await AssertSameInEveryFormatAsync(
            table,
            [.. row.Select((cell, ordinal) =>
                table.Columns[ordinal] is { IsRequired: true, Type: ColumnType.Code or ColumnType.Text } ? (Cell)"" : cell)]);
    }

    // The other formats of GET /api/data are made of the CSV file.
    private async Task AssertSameInEveryFormatAsync(Dataset table, Cell[] row)
    {
        var untyped = CsvCells.Untyped(table);
        using var csv = new MemoryStream();
        await using (var file = new CsvFile<Cell[]>(untyped, csv))
            await file.WriteAsync([row], default);
        csv.Position = 0;
        var read = CsvCells.Read(table, csv).Single();
        Assert.Equal(row, read);

        var json = GetData.Document(table, read);
        Assert.Equal(
            table.Columns.Where((_, ordinal) => row[ordinal].IsKnown).Select(column => column.Name),
            table.Columns.Where(column => json[column.Name] is not null).Select(column => column.Name));

        var path = Path.Combine(_folder.FullName, $"{table.Name}.parquet");
        await using (var file = File.Create(path))
        {
            using var parquet = new ParquetFile<Cell[]>(untyped, file);
            parquet.Write([read]);
            parquet.Complete();
        }

        using var duck = new DuckDb();
        var stored = duck.Query($"FROM read_parquet('{path}')").Single();
        Assert.Equal(row.Select(cell => cell.IsKnown), stored.Select(cell => cell is not null));
    }

    private static IReadOnlyList<(Dataset Table, Cell[] Row)> RowsThatKnowLeast
    {
        get
        {
            var (day, instant) = (new DateOnly(2024, 9, 15), ExportTestData.Start);
            var month = new Month(2024, 1);
            var centre = new Unit(UnitCode.Country, "Trung ương Đoàn", null);
            var place = new RowUnit(2024, centre, null);
            var plan = PlanFiles.Read(OrganisationFolder.Shipped, [2024]).Plans[2024];
            var indicator = plan.Indicators[0] with { Target = null, PartOf = null };
            var report = new Report(
                UnitCode.Country, month, 1, new Dictionary<IndicatorCode, ReportedValue>(), true, true, false, instant, "key", null,
                "a", "", "b");
            var forecast = new UnitForecast(UnitCode.Country, 2024, day, 0, instant, "", []);
            var nothing = new ForecastRow(place, forecast, IndicatorForecast.WithoutData(indicator.Code, null, 2024));
            return
            [
                Row(ReportTables.Reports, new ReportRow(place, report, true, indicator.Code, null)),
                Row(ReportTables.Revisions, new ReportRow(place, report, true, null, null)),
                Row(RollupTables.Rollups, new RollupRow(place, month, indicator.Code, RollupCell.Empty, RollupCell.Empty, false)),
                Row(RollupTables.Completeness, new CompletenessRow(place, month, 0, 0, 0, 0, 0)),
                Row(PlanTables.Targets, new TargetRow(place, indicator, 0, "population")),
                Row(ForecastTables.Current, nothing), Row(ForecastTables.History, nothing),
                Row(PlanTables.Indicators, new IndicatorRow(2024, indicator)),
                Row(PlanTables.Units, new UnitRow(month, null, centre, null)),
                Row(PlanTables.Succession, new SuccessionRow(day, centre, centre, 1)),
            ];
        }
    }

    private static (Dataset Table, Cell[] Row) Row<TRow>(Dataset<TRow> table, TRow row) =>
        (table, [.. table.Read.Select(column => column.Read(row))]);
}
