using YouthFunctions.Analytics.Values;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.House.Faults;

namespace YouthFunctions.Tests.Sieges;

/// <summary>Intake under fire: whichever storage call of a request meets whichever trouble, the sender's next tries make it
/// right, and what was accepted counts once.</summary>
[Trait("Category", "siege")]
public sealed class IntakeSiegeTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private const int Communes = 150;
    private const int Months = 5;

    /// <summary>What a request may be.</summary>
    public enum Request
    {
        /// <summary>A first report.</summary>
        First,

        /// <summary>A first report with an idempotency key.</summary>
        WithKey,

        /// <summary>A correction.</summary>
        Correction,

        /// <summary>A confirmation by a unit above.</summary>
        Confirmation,

        /// <summary>A file of three reports.</summary>
        File,
    }

    [Theory]
    [InlineData(Request.First, 3)]
    [InlineData(Request.WithKey, 5)]
    [InlineData(Request.Correction, 3)]
    [InlineData(Request.Confirmation, 3)]
    [InlineData(Request.File, 4)]
    public async Task Whichever_call_of_a_request_meets_trouble_it_counts_once(Request kind, int callsAtLeast)
    {
        await using var world = await SiegeTestData.StartAsync(storage, Communes);
        var (calls, injected, number) = (0, 0, 0);
        foreach (var faultCase in FaultCase.All)
            for (var call = 1; ; call++)
            {
                var place = number++;
                Assert.True(number < Communes * Months / 3, "Too few communes for so many requests.");
                await PrepareAsync(world, kind, place);
                world.Advance(TimeSpan.FromMinutes(1));
                world.Line.Use(faultCase.From(call));
                await SendAsync(world, kind, place);
                calls = Math.Max(calls, world.Line.Count);
                injected += world.Line.Faults.Count;
                if (world.Line.Count < call)
                    break;
            }

        world.Line.Use(FaultPlan.None);
        Assert.True(calls >= callsAtLeast && injected > callsAtLeast * FaultCase.All.Count / 2,
            $"{calls} calls, {injected} faults: nothing was tested.");
        await world.RunAsync("RollUp");
        await Invariants.ReportsAsync(world);
        await Invariants.RollupsAsync(world);
        if (kind is Request.Confirmation or Request.File)
            await Invariants.AuditAsync(world);
    }

    [Theory]
    [InlineData(FaultKind.ResponseLost)]
    [InlineData(FaultKind.SentTwice)]
    [InlineData(FaultKind.Busy)]
    public async Task A_key_claimed_by_a_call_that_was_repeated_is_not_in_progress(FaultKind fault)
    {
        await using var world = await SiegeTestData.StartAsync(storage, 3);
        await world.ReportAsync(SiegeTestData.Commune(1), 1, 100);
        for (var call = 1; call <= 3; call++)
        {
            world.Advance(TimeSpan.FromMinutes(1));
            world.Line.Use(FaultPlan.At(call, fault));
            await world.ReportAsync(SiegeTestData.Commune(1), 1 + call, 100, $"key {call}");
        }

        Assert.Equal(0, world.InProgress);
        await Invariants.ReportsAsync(world);
    }

    // Every request has three places of its own: a commune and three months would not do, since months hang together.
    private static (UnitCode Unit, int Month) Place(int number, int part) =>
        (SiegeTestData.Commune(1 + (((number * 3) + part) / Months)), 1 + (((number * 3) + part) % Months));

    private static async Task PrepareAsync(SiegeTestData world, Request kind, int number)
    {
        world.Line.Use(FaultPlan.None);
        var (unit, month) = Place(number, 0);
        if (kind is Request.Correction or Request.Confirmation)
            await world.ReportAsync(unit, month, 100);
    }

    private static Task SendAsync(SiegeTestData world, Request kind, int number)
    {
        var (unit, month) = Place(number, 0);
        return kind switch
        {
            Request.First => world.ReportAsync(unit, month, 100),
            Request.WithKey => world.ReportAsync(unit, month, 100, $"key {number}"),
            Request.Correction => world.ReportAsync(unit, month, 101),
            Request.Confirmation => world.ConfirmAsync(unit, month),
            _ => world.SendFileAsync([.. Enumerable.Range(0, 3).Select(part => Place(number, part))], 100),
        };
    }
}
