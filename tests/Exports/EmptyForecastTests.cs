using YouthFunctions.Calls;
using YouthFunctions.Forecasts;
using YouthFunctions.Jobs;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Exports;

/// <summary>The first night of an installation: the forecast ran, and there was nothing to forecast yet.</summary>
public sealed class EmptyForecastTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Trait("Category", "siege")]
    [Fact]
    public async Task A_day_without_forecasts_is_exported_as_tables_without_rows()
    {
        await using var world = await ExportTestData.CreateAsync(storage.NewStore());
        await world.ReportAsync("01", 1);
        await world.Get<ForecastJob>().Run(new TimerRun(world.Clock.GetUtcNow(), false), default);
        await world.DrainAsync("Forecast");
        Assert.Equal(0, (await world.Get<JobStore>().AllAsync(default).SingleAsync(job => job.Name == "Forecast")).Rows);
        await world.ExportAsync();
        var tables = (await world.LatestAsync()).Files.Where(file => file.Dataset == "forecasts" && file.Format == "csv").ToArray();
        Assert.NotEmpty(tables);
        AssertEach.All(tables, file => Assert.True(file is { Rows: 0, Bytes: > 20 }, $"{file.Path}: {file.Bytes} bytes"));
        Assert.Contains((await world.LatestAsync()).Files, file => file.Format == "xlsx");
    }
}
