using DuckDB.NET.Data;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Rollups;
using YouthFunctions.Plan;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Exports;

/// <summary>What another engine reads out of a snapshot.</summary>
[Collection(StorageCollection.Name)]
public sealed class ExportTests(StorageFixture storage) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("export-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("csv")]
    [InlineData("parquet")]
    public async Task AnotherEngineAddsUpToTheStoredRollupsToTheLastDigit(string format)
    {
        await using var world = await ExportWorld.CreateAsync(Store.ByConnectionString(storage.ConnectionString, storage.NewPrefix()));
        foreach (var unit in new[] { "VN", "01", "01-001", "79", "79-760" })
            for (var month = 1; month <= 4; month++)
                await world.ReportAsync(unit, month);
        await world.RollUpAsync();
        await world.ExportAsync();
        var manifest = await world.LatestAsync();
        var file = await world.DownloadAsync(manifest, $"rollups/year=2024/VN.{format}", _folder.FullName);

        using var duck = new DuckDBConnection("Data Source=:memory:");
        duck.Open();
        var read = format == "csv" ? $"read_csv('{file}', all_varchar = false)" : $"read_parquet('{file}')";
        var stored = world.Get<RollupStore>();
        var tree = world.Get<UnitRegister>().TreeOf(2024);
        foreach (var unit in new[] { "VN", "01", "01-001", "79" })
        {
            var year = await stored.FindAsync(tree, UnitCode.Parse(unit), 2024, default);
            foreach (var indicator in (await world.PlanAsync()).Plan.Indicators)
            {
                var cell = year!.Total[indicator.Code, 4];
                using var command = duck.CreateCommand();
                command.CommandText = $"""
                    SELECT CAST(year_to_date AS VARCHAR), CAST(year_to_date_denominator AS VARCHAR), reported, unit_name
                    FROM {read} WHERE unit = '{unit}' AND indicator = '{indicator.Code}' AND month = DATE '2024-04-01'
                    """;
                using var row = command.ExecuteReader();
                Assert.True(row.Read(), $"{unit} {indicator.Code}");
                Assert.Equal(cell.YearToDate.Numerator, decimal.Parse(row.GetString(0), System.Globalization.CultureInfo.InvariantCulture));
                Assert.Equal(cell.YearToDate.Denominator, row.IsDBNull(1) ? null : decimal.Parse(row.GetString(1), System.Globalization.CultureInfo.InvariantCulture));
                Assert.Equal(cell.Reported, Convert.ToInt32(row.GetValue(2), System.Globalization.CultureInfo.InvariantCulture));
                Assert.Equal(tree[UnitCode.Parse(unit)].Name, row.GetString(3));
                Assert.False(row.Read());
            }
        }
    }
}
