using System.Globalization;
using Xunit.Abstractions;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Plan;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.House.Faults;

namespace YouthFunctions.Tests.Sieges;

/// <summary>Days of a small country on a bad line: reports, corrections, files, confirmations and timers in random order, every
/// sixth storage call failing in a random way. A seed that fails makes the same day again.</summary>
[Trait("Category", "siege")]
public sealed class RandomSiegeTests(StorageFixture storage, ITestOutputHelper output) : IClassFixture<StorageFixture>
{
    private const string SeedsVariable = "YOUTHFUNCTIONS_SIEGE_SEEDS";
    private const int Steps = 40;
    private const int Communes = 8;
    private static readonly string[] Timers = ["RollUp", "RollUp", "Forecast", "Export", "Backup"];

    [Theory]
    [InlineData(1)]
    public async Task A_day_on_a_bad_line_loses_nothing(int seed) => await LiveAsync(seed);

    /// <summary>As many days as <c>YOUTHFUNCTIONS_SIEGE_SEEDS</c> says; five otherwise.</summary>
    [Fact]
    public async Task Many_days_on_a_bad_line_lose_nothing()
    {
        var seeds = int.Parse(Environment.GetEnvironmentVariable(SeedsVariable) ?? "5", CultureInfo.InvariantCulture);
        Assert.True(seeds > 0);
        for (var seed = 2; seed < seeds + 2; seed++)
            await LiveAsync(seed);
    }

    private async Task LiveAsync(int seed)
    {
        await using var world = await SiegeTestData.StartAsync(storage, Communes);
        var chance = new Random(seed);
        var plan = FaultPlan.Random(seed, 1.0 / 6, FaultKinds.Network);
        world.Line.Use(plan);
        await world.ReportAsync(SiegeTestData.Commune(1), 1, 100);
        await world.SendFileAsync([(SiegeTestData.Commune(2), 1), (SiegeTestData.Commune(3), 1)], 100);
        for (var step = 0; step < Steps; step++)
        {
            world.Advance(TimeSpan.FromMinutes(1));
            await StepAsync(world, chance, step);
        }

        var (calls, faults) = (world.Line.Count, world.Line.Faults.Count);
        Assert.True(calls > 10 * Steps && faults > calls / 20, $"{faults} of {calls} calls failed: nothing was tested.");
        output.WriteLine($"seed {seed}: {calls} calls, {faults} of them failed, {world.Accepted.Count} reports");
        world.Line.Use(FaultPlan.None);
        world.Advance(TimeSpan.FromMinutes(1));
        await world.RunAsync("RollUp");
        await Invariants.ReportsAsync(world);
        await Invariants.RollupsAsync(world);
        await Invariants.AuditAsync(world);
        world.Line.Use(plan);
        await world.RunAsync("Forecast");
        var export = world.Now;
        await world.RunAsync("Export");
        world.Line.Use(FaultPlan.None);
        await Invariants.ForecastAsync(world, LocalTime.DayAt(world.Now));
        await Invariants.SnapshotAsync(world, export);
    }

    private static async Task StepAsync(SiegeTestData world, Random chance, int step)
    {
        var unit = SiegeTestData.Commune(chance.Next(1, Communes + 1));
        var month = chance.Next(1, 6);
        switch (chance.Next(10))
        {
            case < 6:
                await world.ReportAsync(unit, month, 200 + step, chance.Next(2) == 0 ? $"key {step}" : null);
                break;
            case 6:
                var place = world.Accepted.Keys.Order().ElementAt(chance.Next(world.Accepted.Count));
                await world.ConfirmAsync(place.Unit, place.Month);
                break;
            case 7 when !world.Accepted.ContainsKey((unit, month)):
                await world.SendFileAsync([(unit, month)], 200 + step);
                break;
            default:
                await world.RunAsync(Timers[chance.Next(Timers.Length)]);
                break;
        }
    }
}
