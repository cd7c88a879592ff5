using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Exports.Tables;
using YouthFunctions.Hosting;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Exports;

/// <summary>The exported succession is the one that the product reads history by.</summary>
public sealed class SuccessionExportTests(StorageFixture storage) : IClassFixture<StorageFixture>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("export-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Trait("Category", "siege")]
    [Fact]
    public async Task AnImportedReorganisationIsExportedUntilItIsRemoved()
    {
        var before = Tree(new Month(2021, 1), ("01", "Tỉnh Một"), ("02", "Tỉnh Hai"), ("03", "Tỉnh Ba"));
        var after = Tree(new Month(2026, 1), ("01", "Tỉnh Một Hai"), ("04", "Tỉnh Bốn"));
        await using var world = await ExportTestData.CreateAsync(
            storage.NewStore(), new UnitRegister([before, after]));
        Assert.Empty(await ExportedAsync(world));

        await world.Get<SuccessionStore>().SaveAsync(after, "old_code,new_code,share\n01,01,1\n02,01,1\n03,01,3\n03,04,1\n", null, default);
        Assert.Equal(
        [
            "01 Tỉnh Một > 01 Tỉnh Một Hai full 1", "02 Tỉnh Hai > 01 Tỉnh Một Hai full 1",
            "03 Tỉnh Ba > 01 Tỉnh Một Hai partial 0.75", "03 Tỉnh Ba > 04 Tỉnh Bốn partial 0.25",
        ],
        await ExportedAsync(world));

        Assert.True(await world.Get<SuccessionStore>().RemoveAsync(after, default));
        Assert.Empty(await ExportedAsync(world));
    }

    [Fact]
    [Trait("Category", "siege")]
    public async Task TheShippedReorganisationIsExportedWhole()
    {
        await using var world = await ExportTestData.CreateAsync(
            storage.NewStore(), UnitRegister.Shipped(OrganisationFolder.Shipped));
        var rows = await ExportedAsync(world);
        Assert.Equal(63 + 10604, rows.Length);
        Assert.Contains("79 Thành phố Hồ Chí Minh > 79 Thành phố Hồ Chí Minh full 1", rows);
        Assert.Equal(
            460,
            rows.Where(row => row.Contains(" partial ", StringComparison.Ordinal)).Select(row => row.Split(' ')[0]).Distinct().Count());
    }

    [Trait("Category", "siege")]
    [Fact]
    public async Task AnotherReorganisationWithinTheYearMakesItsRollupsAnew()
    {
        var before = Tree(new Month(2021, 1), ("01", "Tỉnh Một"), ("02", "Tỉnh Hai"));
        var after = Tree(new Month(2024, 7), ("03", "Tỉnh Ba"), ("04", "Tỉnh Bốn"));
        await using var world = await ExportTestData.CreateAsync(
            storage.NewStore(), new UnitRegister([before, after]));
        await world.ReportAsync("01", 1, value: _ => new(Measure.Amount(5), false));
        await world.ReportAsync("02", 1, value: _ => new(Measure.Amount(7), false));
        await ImportAsync("01,03\n02,03\n");
        Assert.Equal("03 12, VN 12", await TreesAsync());
        await ImportAsync("01,03\n02,04\n");
        Assert.Equal("03 5, 04 7, VN 12", await TreesAsync());

        async Task ImportAsync(string links)
        {
            var store = world.Get<SuccessionStore>();
            var standing = await store.FindStoredAsync(after, default);
            Assert.NotNull(await store.SaveAsync(after, "old_code,new_code\n" + links, standing, default));
        }

        async Task<string> TreesAsync()
        {
            world.Clock.Advance(TimeSpan.FromMinutes(1));
            await world.ExportAsync();
            return await TreesPlantedAsync(world);
        }
    }

    [Fact]
    [Trait("Category", "siege")]
    public async Task APredecessorsReportThatIsCorrectedMeanwhileCountsAsItWas()
    {
        var before = Tree(new Month(2021, 1), ("01", "Tỉnh Một"), ("02", "Tỉnh Hai"));
        var after = Tree(new Month(2024, 7), ("03", "Tỉnh Ba"));
        await using var world = await ExportTestData.CreateAsync(storage.NewStore(), new UnitRegister([before, after]));
        await world.Get<SuccessionStore>().SaveAsync(after, "old_code,new_code\n01,03\n02,03\n", null, default);
        await world.ReportAsync("01", 1, value: _ => new(Measure.Amount(5), false));
        await world.ReportAsync("02", 1, value: _ => new(Measure.Amount(7), false));
        var instant = world.Clock.GetUtcNow();
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.ReportAsync("01", 1, revision: 2, reason: "đếm lại", value: _ => new(Measure.Amount(6), false));
        await world.ReportAsync("02", 2, value: _ => new(Measure.Amount(1000), false));
        await world.ExportAsync(instant);
        Assert.Equal("03 12, VN 12", await TreesPlantedAsync(world));
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.ExportAsync();
        Assert.Equal("03 1013, VN 1013", await TreesPlantedAsync(world));
    }

    private async Task<string> TreesPlantedAsync(ExportTestData world)
    {
        var file = DuckDb.Table(
            await world.DownloadAsync(await world.LatestAsync(), "rollups/year=2024/VN.parquet", _folder.FullName), RollupTables.Rollups);
        using var duck = new DuckDb();
        return string.Join(", ", duck.Query(
            $"SELECT unit, CAST(CAST(SUM(amount) AS INT) AS VARCHAR) FROM {file} WHERE indicator = 'trees-planted' GROUP BY unit "
                + "HAVING SUM(amount) IS NOT NULL ORDER BY unit").Select(row => $"{row[0]} {row[1]}"));
    }

    private async Task<string[]> ExportedAsync(ExportTestData world)
    {
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.ExportAsync();
        var file = DuckDb.Table(
            await world.DownloadAsync(await world.LatestAsync(), "succession/all.parquet", _folder.FullName), PlanTables.Succession);
        using var duck = new DuckDb();
        return [.. duck.Query(
            $"SELECT old_unit, old_unit_name, new_unit, new_unit_name, extent, share FROM {file} ORDER BY old_unit, new_unit")
            .Select(row => $"{row[0]} {row[1]} > {row[2]} {row[3]} {row[4]} {row[5]}")];
    }

    private static UnitTree Tree(Month from, params (string Code, string Name)[] provinces) => new(from,
    [
        new Unit(UnitCode.Country, "Trung ương Đoàn", null),
        .. provinces.Select(province => new Unit(UnitCode.Parse(province.Code), province.Name, UnitCode.Country)),
    ]);
}
