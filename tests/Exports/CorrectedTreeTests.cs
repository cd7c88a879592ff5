using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Exports.Snapshots;
using YouthFunctions.Forecasts.Persistence;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Tests.House;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Exports;

/// <summary>A tree that is imported again with a corrected name or parent is the one of the next snapshot, in every table and of every
/// year, whether anything was reported since or not.</summary>
public sealed class CorrectedTreeTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private static readonly Month From = new(2024, 1);

    [Fact]
    [Trait("Category", "siege")]
    public async Task Names_and_parents_of_a_tree_that_was_corrected_are_in_the_next_snapshot()
    {
        var register = new UnitRegister([new UnitTree(new Month(2021, 1), [Unit("VN", "Trung ương Đoàn", null), Unit("01", "Cũ", "VN")])]);
        register.Replace([Tree("Phường Sai", "01")]);
        await using var world = await ExportTestData.CreateAsync(storage.NewStore(), register);
        await world.ReportAsync("00001", 1);
        await world.RollUpAsync();
        var day = new DateOnly(2024, 9, 14);
        await world.Get<ForecastArchive>().SaveAsync(2024, day,
        [
            new UnitForecast(
                UnitCode.Parse("00001"), 2024, day, 8, world.Clock.GetUtcNow(), "",
                [IndicatorForecast.WithoutData(IndicatorCode.Parse("trees-planted"), null, 2024)]),
        ], [], null, default);
        await world.ExportAsync();
        await AssertNamedAsync("Phường Sai");
        Assert.Empty(await RowsAsync("rollups", "01-001"));

        register.Replace([Tree("Phường Đúng", "01-001")]);
        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.ExportAsync();
        await AssertNamedAsync("Phường Đúng");
        Assert.NotEmpty(await RowsAsync("rollups", "01-001"));

        async Task AssertNamedAsync(string name)
        {
            foreach (var table in new[] { "reports", "rollups", "forecasts", "forecast-history" })
            {
                var rows = await RowsAsync(table, "00001");
                Assert.NotEmpty(rows);
                Assert.All(rows, row => Assert.StartsWith($"2024,00001,{name},", row, StringComparison.Ordinal));
            }
        }

        async Task<string[]> RowsAsync(string table, string unit)
        {
            var rows = new List<string>();
            foreach (var file in (await world.LatestAsync()).Files.Where(
                file => file.Dataset == table && file.Format == "csv" && !SnapshotLayout.IsFormer(file.Path)))
                rows.AddRange((await ReadAsync(world, file)).Split("\r\n"));
            return [.. rows.Where(row => row.StartsWith($"2024,{unit},", StringComparison.Ordinal))];
        }
    }

    private static async Task<string> ReadAsync(ExportTestData world, SnapshotFile file) =>
        (await world.Get<SnapshotStore>().Container.GetBlobClient(file.Blob).DownloadContentAsync()).Value.Content.ToString();

    private static UnitTree Tree(string name, string parent) => new(From,
    [
        Unit("VN", "Trung ương Đoàn", null), Unit("01", "Thành phố Hà Nội", "VN"), Unit("01-001", "Quận Ba Đình", "01"),
        Unit("00001", name, parent),
    ]);

    private static Unit Unit(string code, string name, string? parent) =>
        new(UnitCode.Parse(code), name, parent is null ? null : UnitCode.Parse(parent));
}
