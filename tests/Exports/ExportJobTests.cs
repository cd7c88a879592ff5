using System.Globalization;
using System.Text;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Exports.Datasets;
using YouthFunctions.Exports.Formats;
using YouthFunctions.Exports.Publishing;
using YouthFunctions.Exports.Snapshots;
using YouthFunctions.Exports.Tables;
using YouthFunctions.Rollups.Persistence;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Exports;

/// <summary>What another engine reads out of a snapshot.</summary>
public sealed class ExportJobTests(StorageFixture storage) : IClassFixture<StorageFixture>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("export-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [Trait("Category", "siege")]
    [InlineData("csv")]
    [InlineData("parquet")]
    public async Task AnotherEngineAddsUpToTheStoredRollupsToTheLastDigit(string format)
    {
        await using var world = await WorldAsync();
        await world.ReportSomeAsync();
        await world.ExportAsync();
        var file = DuckDb.Table(
            await world.DownloadAsync(await world.LatestAsync(), $"rollups/year=2024/VN.{format}", _folder.FullName), RollupTables.Rollups);
        using var duck = new DuckDb();
        var tree = world.Get<UnitRegister>().TreeOf(2024);
        var checks = 0;
        foreach (var unit in tree.TopDown)
        {
            var year = await world.Get<RollupStore>().FindAsync(tree, unit.Code, 2024, default);
            foreach (var row in duck.Query($"""
                SELECT indicator, CAST(year_to_date AS VARCHAR), CAST(year_to_date_denominator AS VARCHAR), expected, reported, on_time,
                CAST(own_amount AS VARCHAR)
                FROM {file} WHERE unit = '{unit.Code}' AND month = DATE '2024-04-01'
                """))
            {
                var indicator = IndicatorCode.Parse(row[0]);
                var cell = year!.Total[indicator, 4];
                Assert.Equal(cell.YearToDate.IsKnown ? cell.YearToDate.Numerator : null, Number(row[1]));
                Assert.Equal(cell.YearToDate.Denominator, Number(row[2]));
                Assert.Equal($"{cell.Expected} {cell.Reported} {cell.OnTime}", $"{row[3]} {row[4]} {row[5]}");
                Assert.Equal(year.Own[indicator, 4].Amount.IsKnown ? year.Own[indicator, 4].Amount.Numerator : null, Number(row[6]));
                checks++;
            }
        }

        Assert.Equal(19 * 8, checks); // eight units reported or stand above one that did
        var total = (await world.Get<RollupStore>().FindAsync(tree, UnitCode.Country, 2024, default))!.Total[IndicatorCode.Parse(
            "trees-planted"), 4].YearToDate.Numerator;
        var sum = duck.Single(
            $"SELECT CAST(SUM(own_amount) AS VARCHAR) FROM {file} WHERE indicator = 'trees-planted' AND month <= DATE '2024-04-01'");
        Assert.Equal(total, Number(sum));
    }

    [Trait("Category", "siege")]
    [Fact]
    public async Task EveryTableSaysTheSameInBothFormatsAndKeepsVietnamese()
    {
        await using var world = await WorldAsync();
        await world.ReportSomeAsync();
        await world.ExportAsync();
        var manifest = await world.LatestAsync();
        using var duck = new DuckDb();
        foreach (var file in manifest.Files.Where(file => file.Format == "parquet" && SnapshotLayout.IsFormer(file.Path)))
        {
            var dataset = AllTables.Find(file.Dataset) ?? Codebook.Table;
            var parquet = DuckDb.Table(await world.DownloadAsync(manifest, file.Path, _folder.FullName), dataset);
            var csv = DuckDb.Table(await world.DownloadAsync(manifest, Path.ChangeExtension(file.Path, "csv"), _folder.FullName), dataset);
            Assert.Equal(file.Rows.ToString(CultureInfo.InvariantCulture), duck.Single($"SELECT COUNT(*) FROM {parquet}"));
            Assert.Equal(file.Rows.ToString(CultureInfo.InvariantCulture), duck.Single($"SELECT COUNT(*) FROM {csv}"));
            foreach (var column in dataset.Columns.Where(
                column => column.Type is ColumnType.Decimal or ColumnType.Integer or ColumnType.Code))
                Assert.Equal(duck.Query(Fingerprint(parquet, column)), duck.Query(Fingerprint(csv, column)));
        }

        var units = DuckDb.Table(Path.Combine(_folder.FullName, "units_VN.parquet"), PlanTables.Units);
        Assert.Equal("Thành phố Hồ Chí Minh", duck.Single($"SELECT unit_name FROM {units} WHERE unit = '79'"));
        Assert.Equal("=HYPERLINK(\"http://x\",\"Quận\")", duck.Single($"SELECT unit_name FROM {units} WHERE unit = '01-002'"));
        var text = await File.ReadAllBytesAsync(Path.Combine(_folder.FullName, "units_VN.csv"));
        Assert.Equal([0xEF, 0xBB, 0xBF], text[..3]);
        var lines = Encoding.UTF8.GetString(text[3..]).Split("\r\n");
        Assert.StartsWith("valid_from,valid_to,unit,unit_name,", lines[0], StringComparison.Ordinal);
        Assert.Contains("2021-01-01,,79-760,\"Quận 1, \"\"Sài Gòn\"\"\",district,79,79", lines);
        Assert.Contains("2021-01-01,,01-002,\"'=HYPERLINK(\"\"http://x\"\",\"\"Quận\"\")\",district,01,01", lines);
    }

    [Fact]
    [Trait("Category", "siege")]
    public async Task ParquetIsTypedAndItsTextsAreDictionaries()
    {
        await using var world = await WorldAsync();
        await world.ReportSomeAsync();
        await world.ExportAsync();
        var manifest = await world.LatestAsync();
        using var duck = new DuckDb();
        foreach (var file in manifest.Files.Where(file => file.Format == "parquet" && file.Rows > 0))
        {
            var path = await world.DownloadAsync(manifest, file.Path, _folder.FullName);
            Assert.Empty(duck.Query($"""
                SELECT path_in_schema, encodings, compression FROM parquet_metadata('{path}')
                WHERE compression <> 'ZSTD' OR (type = 'BYTE_ARRAY' AND total_compressed_size > 0
                AND NOT contains(encodings, 'RLE_DICTIONARY'))
                """));
            var types = duck.Query($"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_parquet('{path}'))")
                .ToDictionary(row => row[0]!, row => row[1]);
            var dataset = AllTables.Find(file.Dataset) ?? Codebook.Table;
            var inPath = SnapshotLayout.IsFormer(file.Path) ? [] : SnapshotLayout.PartitionsOf(file.Path).Select(pair => pair.Column);
            Assert.Equal(
                dataset.Columns.Where(column => !inPath.Contains(column.Name))
                    .ToDictionary(column => column.Name, column => (string?)TypeOf(column.Type)), types);
        }

        static string TypeOf(ColumnType type) => type switch
        {
            ColumnType.Integer => "INTEGER",
            ColumnType.Decimal => "DECIMAL(28,8)",
            ColumnType.Number => "DOUBLE",
            ColumnType.Boolean => "BOOLEAN",
            ColumnType.Date => "DATE",
            ColumnType.Instant => "TIMESTAMP WITH TIME ZONE",
            _ => "VARCHAR",
        };
    }

    [Fact]
    public void EveryDecimalThatFitsComesBackAsItWasAndOthersAreRefused()
    {
        decimal[] values = [0, 1, -1, 0.00000001m, 12345678901234567890.12345678m, -99999999999999999999.99999999m, 1.50m, 4294967295.5m,
            18446744073709551616m];
        var table = new Dataset<decimal>(
            "t", new("t", "t"), new("t", "t"), [],
            [ColumnFactory.Required<decimal>("x", ColumnType.Decimal, new("x", "x"), new("x", "x"), value => (decimal?)value)]);
        var path = Path.Combine(_folder.FullName, "decimals.parquet");
        using (var stream = File.Create(path))
        using (var file = new ParquetFile<decimal>(table, stream, rowGroup: 4))
        {
            file.Write(values);
            file.Complete();
        }

        using var duck = new DuckDb();
        Assert.Equal(
            values.Select(value => (decimal?)value),
            duck.Query($"SELECT CAST(x AS VARCHAR) FROM read_parquet('{path}')").Select(row => Number(row[0])));
        using var bytes = new PinnedBytes();
        Assert.Throws<OverflowException>(() => bytes.Pin(100000000000000000000m));
        Assert.Throws<OverflowException>(() => (Cell)(decimal?)0.000000001m);
    }

    [Fact]
    [Trait("Category", "siege")]
    public async Task WhatCameAfterTheInstantIsInNoFile()
    {
        await using var world = await WorldAsync();
        await world.ReportAsync("01", 1);
        await world.ReportAsync("79", 1);
        var instant = world.Clock.GetUtcNow();
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.ReportAsync("01", 1, revision: 2, reason: "số liệu sai");
        await world.ReportAsync("92", 1);
        await world.RollUpAsync();
        await world.ExportAsync(instant);

        var manifest = await world.LatestAsync();
        var reports = DuckDb.Table(
            await world.DownloadAsync(manifest, "reports/year=2024/VN.parquet", _folder.FullName), ReportTables.Reports);
        var rollups = DuckDb.Table(
            await world.DownloadAsync(manifest, "rollups/year=2024/VN.parquet", _folder.FullName), RollupTables.Rollups);
        var revisions = DuckDb.Table(
            await world.DownloadAsync(manifest, "revisions/year=2024/VN.parquet", _folder.FullName), ReportTables.Revisions);
        using var duck = new DuckDb();
        Assert.Equal([["01", "1"], ["79", "1"]], duck.Query($"SELECT DISTINCT unit, revision FROM {reports} ORDER BY 1"));
        Assert.Equal(
            [["01", "1", "True"], ["79", "1", "True"]],
            duck.Query($"SELECT DISTINCT unit, revision, is_current FROM {revisions} ORDER BY 1"));
        Assert.Equal(
            duck.Single($"SELECT CAST(SUM(amount) AS VARCHAR) FROM {reports} WHERE indicator = 'loans' OR indicator LIKE 'trees%'"),
            duck.Single($"SELECT CAST(SUM(amount) AS VARCHAR) FROM {rollups} WHERE unit = 'VN' AND (indicator = 'loans' OR indicator LIKE "
                + "'trees%')"));
    }

    private async Task<ExportTestData> WorldAsync() =>
        await ExportTestData.CreateAsync(storage.NewStore());

    private static string Fingerprint(string table, ColumnInfo column) => column.Type == ColumnType.Code
        ? $"SELECT COUNT({column.Name}), MIN(CAST({column.Name} AS VARCHAR)), MAX(CAST({column.Name} AS VARCHAR)) FROM {table}"
        : $"SELECT COUNT({column.Name}), CAST(SUM(CAST({column.Name} AS DECIMAL(38, 8))) AS VARCHAR), CAST(MAX(CAST({column.Name} AS "
            + $"DECIMAL(38, 8))) AS VARCHAR) FROM {table}";

    private static decimal? Number(string? text) =>
        text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture) / 1.0000000000000000000000000000m;
}
