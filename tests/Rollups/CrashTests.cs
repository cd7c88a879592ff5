using YouthFunctions.Analytics.Values;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;
using static YouthFunctions.Tests.Rollups.RollupWorld;

namespace YouthFunctions.Tests.Rollups;

[Collection(StorageCollection.Name)]
public sealed class CrashTests(StorageFixture storage)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whichever_storage_call_the_process_dies_at_the_next_run_makes_the_sums_right(bool afterTheCall)
    {
        var (world, prefix) = await WorldAsync();
        for (var call = 1; ; call++)
        {
            await ReportAllAsync(world, call);
            var transport = new TapTransport { DiesAt = call, DiesAfterwards = afterTheCall };
            var dying = new RollupWorld(Store.ByConnectionString(storage.ConnectionString, prefix, transport));
            var survived = await SurvivesAsync(dying);
            await world.RunAsync();
            await AssertSumsAsync(world, call);
            if (survived)
            {
                Assert.True(call > 15, $"The run made only {call - 1} calls: the test did not see it work.");
                return;
            }
        }
    }

    [Fact]
    public async Task A_report_that_arrives_at_any_moment_of_a_run_is_in_the_sums_after_the_next()
    {
        var (world, prefix) = await WorldAsync();
        for (var at = 1; ; at++)
        {
            await ReportAllAsync(world, 1);
            var transport = new TapTransport { Before = number => number == at ? ReportAllAsync(world, 2) : Task.CompletedTask };
            await new RollupWorld(Store.ByConnectionString(storage.ConnectionString, prefix, transport)).RunAsync();
            await world.RunAsync();
            if (transport.Calls.Count < at)
                return;
            await AssertSumsAsync(world, 2);
        }
    }

    [Fact]
    public async Task A_run_overtaken_by_another_at_any_moment_spoils_nothing()
    {
        var (world, prefix) = await WorldAsync();
        for (var at = 1; ; at++)
        {
            await ReportAllAsync(world, 1);
            await world.RunAsync();
            await world.ReportAsync("01101", 1, (Trees, Flow(2)), (Loans, Flow(2)));
            await world.ReportAsync("02-001", 1, (Trees, Flow(2)), (Loans, Flow(2)));
            var transport = new TapTransport
            {
                Before = async number =>
                {
                    if (number != at)
                        return;
                    await ReportAllAsync(world, 2);
                    await world.RunAsync();
                },
            };
            await new RollupWorld(Store.ByConnectionString(storage.ConnectionString, prefix, transport)).RunAsync();
            if (transport.Calls.Count < at)
                return;
            await AssertSumsAsync(world, 2);
            var before = await world.AllAsync();
            await world.RunAsync();
            Assert.True((await world.AllAsync()).All(pair => pair.Value.Total.HasSameCells(before[pair.Key].Total)));
        }
    }

    [Fact]
    public async Task One_corrected_commune_writes_its_path_and_reads_a_page_a_level()
    {
        var (world, prefix) = await WorldAsync();
        await ReportAllAsync(world, 1);
        await world.RunAsync();
        var before = await world.AllAsync();
        await world.ReportAsync("01101", 1, (Trees, Flow(9)));
        var transport = new TapTransport();
        await new RollupWorld(Store.ByConnectionString(storage.ConnectionString, prefix, transport)).RunAsync();

        var after = await world.AllAsync();
        var written = after.Where(pair => pair.Value.ETag != before[pair.Key].ETag).Select(pair => pair.Key.ToString()).Order(StringComparer.Ordinal);
        Assert.Equal(["01", "01-001", "01101", "VN"], written);
        var pages = transport.Calls.Where(call => call.StartsWith("GET ", StringComparison.Ordinal) && call.Contains("Rollups()", StringComparison.Ordinal)).ToArray();
        Assert.Equal(3, pages.Length);
        Assert.Equal(pages.Length, pages.Distinct().Count());
    }

    private static async Task<bool> SurvivesAsync(RollupWorld world)
    {
        try
        {
            await world.RunAsync();
            return true;
        }
        catch (Exception error) when (error is ProcessDiedException or AggregateException { InnerException: ProcessDiedException })
        {
            return false;
        }
    }

    // Every level of one province and a district of the other.
    private static async Task ReportAllAsync(RollupWorld world, int amount)
    {
        foreach (var unit in new[] { "01101", "01-001", "01", "02-001" })
            await world.ReportAsync(unit, 1, (Trees, Flow(amount)), (Loans, Flow(amount)));
    }

    private static async Task AssertSumsAsync(RollupWorld world, int amount)
    {
        var rows = await world.AllAsync();
        Assert.Equal(
            new[] { 1, 2, 3, 1, 1, 4 }.Select(times => Measure.Amount(times * amount)),
            new[] { "01101", "01-001", "01", "02-001", "02", "VN" }.Select(unit => rows[Code(unit)].Total[Trees, 1].Amount));
        Assert.Equal(Measure.Amount(2 * amount), rows[Code("VN")].Total[Loans, 12].YearToDate);
        Assert.Equal(6, rows[Code("VN")].Total[Trees, 1].Expected);
        Assert.Equal(0, await world.MarksAsync());
    }

    private async Task<(RollupWorld World, string Prefix)> WorldAsync()
    {
        var prefix = storage.NewPrefix();
        var store = Store.ByConnectionString(storage.ConnectionString, prefix);
        await store.CreateMissingAsync(CancellationToken.None);
        return (new RollupWorld(store), prefix);
    }
}
