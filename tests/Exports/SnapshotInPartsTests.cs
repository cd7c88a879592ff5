using YouthFunctions.Calls;
using YouthFunctions.Exports.Publishing;
using YouthFunctions.Exports.Snapshots;
using YouthFunctions.Jobs.Parts;
using YouthFunctions.Jobs.Runs;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Exports;

/// <summary>However many parts make a snapshot, it is the same, of one instant, and whole.</summary>
public sealed class SnapshotInPartsTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Fact]
    [Trait("Category", "siege")]
    public async Task Many_parts_make_the_files_that_few_make()
    {
        var (few, fewParts) = await ExportAsync(int.MaxValue);
        var (many, manyParts) = await ExportAsync(1);
        Assert.True(manyParts > 2 * fewParts, $"{manyParts} and {fewParts} parts");
        Assert.Equal(few.Sources.Keys, many.Sources.Keys);
        Assert.Equal(few.Files.Select(Content), many.Files.Select(Content));
        Assert.Contains(few.Files, file => file.Path == "v1/rollups/year=2024/VN.parquet" && file.Rows > 100);
        Assert.Contains(few.Files, file => file.Path == "v1/forecast-history/year=2024/as_of_month=2024-09/VN.parquet" && file.Rows == 11);
        Assert.Contains(few.Files, file => file.Path == "v1/forecasts/year=2024/VN.csv" && file.Rows == 6);

        // A workbook has the time of its making in it; what it was made from is compared.
        static (string, long, string) Content(SnapshotFile file) => (file.Path, file.Rows, file.Source ?? file.Sha256);
    }

    [Fact]
    [Trait("Category", "siege")]
    public async Task A_plan_that_changes_meanwhile_leaves_the_snapshot_before_and_is_in_the_next_one()
    {
        await using var world = await ExportTestData.CreateAsync(storage.NewStore());
        await world.ReportAsync("01", 1);
        await world.ExportAsync();
        var former = await world.LatestAsync();
        await world.ReportAsync("01", 2);
        await world.Get<ExportJob>().Run(new TimerRun(world.Clock.GetUtcNow(), false), default);
        var plan = (await world.PlanAsync()).Plan;
        var begun = 0;
        for (var tries = 0; await new RunStore(world.Store).FindAsync("Export", default) is { IsActive: true }; tries++)
        {
            Assert.True(tries <= QueueFunction.MaxTries, "The run goes on.");
            var error = await Record.ExceptionAsync(() => world.DrainAsync("Export", async run =>
            {
                begun = begun == 0 ? run.Total : begun;
                if (begun > 0 && run.Total > begun && (await world.PlanAsync()).Plan.Source == plan.Source)
                    await world.Get<PlanStore>().SavePlanAsync(plan with { Source = "another" }, default);
            }));
            Assert.Contains("2024 changed while it was exported", error!.Message, StringComparison.Ordinal);
        }

        Assert.Equal(former.Id, (await world.LatestAsync()).Id);
        world.Clock.Advance(RunStarter.ResendAfter);
        await world.ExportAsync();
        var next = await world.LatestAsync();
        Assert.NotEqual(former.Sources["year 2024"], next.Sources["year 2024"]);
        Assert.True(next.InstantUtc > former.InstantUtc);
    }

    [Fact]
    [Trait("Category", "siege")]
    public async Task A_night_that_is_forecast_again_meanwhile_is_not_published_half()
    {
        await using var world = await ExportTestData.CreateAsync(storage.NewStore());
        world.Get<ExportSteps>().MostUnitsInPart = 1;
        var day = new DateOnly(2024, 9, 14);
        await world.ReportAsync("01", 1);
        await world.SaveForecastsAsync(day, ("VN", 1000), ("01", 600), ("79", 300));
        await world.Get<ExportJob>().Run(new TimerRun(world.Clock.GetUtcNow(), false), default);
        var (isAgain, errors) = (false, new List<string>());
        for (var tries = 0; await new RunStore(world.Store).FindAsync("Export", default) is { IsActive: true }; tries++)
        {
            Assert.True(tries <= QueueFunction.MaxTries, "The run goes on.");
            errors.Add((await Record.ExceptionAsync(() => world.DrainAsync("Export", async run =>
            {
                if (!isAgain && run.Done == 2) // the other tables, and the first province of the month
                {
                    isAgain = true;
                    await world.SaveForecastsAsync(day, ("VN", 1100), ("01", 700), ("79", 300));
                }
            })))?.Message ?? "");
        }

        Assert.Contains("What 'forecast-history 2024 2024-09' is made from changed while it was exported.", errors);
        Assert.Null(await world.Get<SnapshotStore>().LatestAsync(default));
        world.Clock.Advance(RunStarter.ResendAfter);
        await world.ExportAsync();
        Assert.Contains((await world.LatestAsync()).Files, file => file.Path == "v1/forecasts/year=2024/VN.csv" && file.Rows == 3);
    }

    [Fact]
    [Trait("Category", "siege")]
    public async Task A_file_that_another_part_stores_again_is_read_to_its_end()
    {
        var store = storage.NewStore();
        await store.CreateMissingAsync(default);
        var snapshots = new SnapshotStore(store);
        var text = new string('x', 1 << 20);
        var file = await StoreAsync();
        await using var reader = await snapshots.Container.GetBlobClient(file.Blob).OpenReadAsync(bufferSize: 1 << 10);
        var read = await reader.ReadAsync(new byte[100]);
        Assert.Equal(file, await StoreAsync());
        using var rest = new MemoryStream();
        await reader.CopyToAsync(rest);
        Assert.Equal(text.Length, read + rest.Length);

        async Task<SnapshotFile> StoreAsync()
        {
            await using var files = new SnapshotFiles(snapshots, null);
            var stored = await files.AddTextAsync("a.csv", text, null, default);
            await files.WaitForUploadsAsync();
            return stored;
        }
    }

    private async Task<(Manifest Manifest, int Parts)> ExportAsync(int most)
    {
        await using var world = await ExportTestData.CreateAsync(storage.NewStore());
        (world.Get<ExportSteps>().MostUnitsInPart, world.Get<ExportSteps>().MostRowsInPart) = (most, most);
        await world.ReportSomeAsync();
        (string, double)[] forecasts = [("VN", 9), ("01", 4), ("01-001", 3), ("79", 2), ("79-760", 1), ("92", 1)];
        await world.SaveForecastsAsync(new DateOnly(2024, 8, 31), forecasts);
        await world.SaveForecastsAsync(new DateOnly(2024, 9, 14), forecasts[..5]);
        await world.SaveForecastsAsync(new DateOnly(2024, 9, 15), forecasts);
        await world.ExportAsync();
        return (await world.LatestAsync(), (await new RunStore(world.Store).FindAsync("Export", default))!.Total);
    }
}
