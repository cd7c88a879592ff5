using YouthFunctions.Analytics.Values;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.House.Faults;
using static YouthFunctions.Tests.Rollups.RollupTestData;

namespace YouthFunctions.Tests.Rollups;

[Trait("Category", "siege")]
public sealed class CrashTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    // A run over the small world, marks read and cleared; fewer calls would mean that nothing was seen of it.
    private const int CallsAtLeast = 15;

    [Theory]
    [InlineData(FaultKind.Crash)]
    [InlineData(FaultKind.CrashAfterwards)]
    public async Task Whichever_storage_call_the_process_dies_at_the_next_run_makes_the_sums_right(FaultKind fault)
    {
        var (world, prefix) = await WorldAsync();
        for (var call = 1; ; call++)
        {
            await ReportAllAsync(world, call);
            var line = new FaultTransport(FaultPlan.At(call, fault));
            var survived = await SurvivesAsync(new RollupTestData(Store.FromConnectionString(storage.ConnectionString, prefix, line)));
            Assert.Equal(survived ? [] : [fault], line.Faults);
            await world.RunAsync();
            await AssertSumsAsync(world, call);
            if (!survived)
                continue;
            Assert.InRange(call, CallsAtLeast + 1, 200);
            return;
        }
    }

    [Fact]
    public async Task A_report_that_arrives_at_any_moment_of_a_run_is_in_the_sums_after_the_next()
    {
        var (world, prefix) = await WorldAsync();
        var arrivals = await AtEveryCallAsync(prefix, () => ReportAllAsync(world, 1), () => ReportAllAsync(world, 2), async () =>
        {
            await world.RunAsync();
            await AssertSumsAsync(world, 2);
        });
        Assert.InRange(arrivals, CallsAtLeast, 200);
    }

    [Fact]
    public async Task A_run_overtaken_by_another_at_any_moment_spoils_nothing()
    {
        var (world, prefix) = await WorldAsync();
        var overtaken = await AtEveryCallAsync(
            prefix,
            async () =>
            {
                await ReportAllAsync(world, 1);
                await world.RunAsync();
                await world.ReportAsync("01101", 1, (Trees, Flow(2)), (Loans, Flow(2)));
                await world.ReportAsync("02-001", 1, (Trees, Flow(2)), (Loans, Flow(2)));
            },
            async () =>
            {
                await ReportAllAsync(world, 2);
                await world.RunAsync();
            },
            async () =>
            {
                await AssertSumsAsync(world, 2);
                var before = await world.AllAsync();
                await world.RunAsync();
                var after = await world.AllAsync();
                Assert.Equal(before.Keys.Order(), after.Keys.Order());
                AssertEach.All(after, pair => Assert.True(pair.Value.Total.HasSameCells(before[pair.Key].Total)));
            });
        Assert.InRange(overtaken, CallsAtLeast, 200);
    }

    [Fact]
    public async Task One_corrected_commune_writes_its_path_and_reads_a_page_a_level()
    {
        var (world, prefix) = await WorldAsync();
        await ReportAllAsync(world, 1);
        await world.RunAsync();
        var before = await world.AllAsync();
        await world.ReportAsync("01101", 1, (Trees, Flow(9)));
        var transport = new FaultTransport();
        await new RollupTestData(Store.FromConnectionString(storage.ConnectionString, prefix, transport)).RunAsync();

        var after = await world.AllAsync();
        var written = after.Where(pair => pair.Value.ETag != before[pair.Key].ETag).Select(pair => pair.Key.ToString())
            .Order(StringComparer.Ordinal);
        Assert.Equal(["01", "01-001", "01101", "VN"], written);
        var pages = transport.Calls.Where(
            call => call.StartsWith("GET ", StringComparison.Ordinal) && call.Contains("Rollups()", StringComparison.Ordinal)).ToArray();
        Assert.Equal(3, pages.Length);
        Assert.Equal(pages.Length, pages.Distinct().Count());
    }

    /// <summary>Runs the rollup again and again, and at each run something happens one call later.</summary>
    /// <returns>At how many calls it happened; each time what must hold was looked at.</returns>
    private async Task<int> AtEveryCallAsync(string prefix, Func<Task> prepare, Func<Task> meanwhile, Func<Task> check)
    {
        for (var index = 1; ; index++)
        {
            await prepare();
            var happened = false;
            var line = new FaultTransport
            {
                Before = async number =>
                {
                    if (number != index)
                        return;
                    happened = true;
                    await meanwhile();
                },
            };
            await new RollupTestData(Store.FromConnectionString(storage.ConnectionString, prefix, line)).RunAsync();
            if (!happened)
                return index - 1;
            await check();
        }
    }

    private static async Task<bool> SurvivesAsync(RollupTestData world)
    {
        try
        {
            await world.RunAsync();
            return true;
        }
        catch (Exception error) when (ProcessDiedException.IsCauseOf(error))
        {
            return false;
        }
    }

    // Every level of one province and a district of the other; two wait by marks of their own and two in their partition's version.
    private static async Task ReportAllAsync(RollupTestData world, int amount)
    {
        foreach (var unit in new[] { "01101", "01" })
            await world.ReportAsync(unit, 1, (Trees, Flow(amount)), (Loans, Flow(amount)));
        foreach (var unit in new[] { "01-001", "02-001" })
            await world.ReportBusyAsync(unit, 1, (Trees, Flow(amount)), (Loans, Flow(amount)));
    }

    private static async Task AssertSumsAsync(RollupTestData world, int amount)
    {
        var rows = await world.AllAsync();
        Assert.Equal(
            new[] { 1, 2, 3, 1, 1, 4 }.Select(times => Measure.Amount(times * amount)),
            new[] { "01101", "01-001", "01", "02-001", "02", "VN" }.Select(unit => rows[Code(unit)].Total[Trees, 1].Amount));
        Assert.Equal(Measure.Amount(2 * amount), rows[Code("VN")].Total[Loans, 12].YearToDate);
        Assert.Equal(6, rows[Code("VN")].Total[Trees, 1].Expected);
        Assert.Equal(0, await world.WaitingAsync());
    }

    private async Task<(RollupTestData World, string Prefix)> WorldAsync()
    {
        var prefix = StorageFixture.NewPrefix();
        var store = Store.FromConnectionString(storage.ConnectionString, prefix);
        await store.CreateMissingAsync(CancellationToken.None);
        return (new RollupTestData(store), prefix);
    }
}
