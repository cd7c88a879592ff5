using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Backups;
using YouthFunctions.Briefs;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Forecasts;
using YouthFunctions.Plan;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.House.Faults;

namespace YouthFunctions.Tests.Sieges;

/// <summary>
/// A timer or the restore under fire: whichever storage call meets whichever trouble, the next runs make it right. Each is a class of its
/// own, so that they run beside one another.
/// </summary>
[Trait("Category", "siege")]
public abstract class TimerSiege(StorageFixture storage, ITestOutputHelper output) : IClassFixture<StorageFixture>
{
    private static readonly IProgress<string> Silence = new Progress<string>();

    /// <summary>Runs the timer again and again, each run with one trouble at one of its calls.</summary>
    /// <param name="timer">The function's name.</param>
    /// <param name="callsAtLeast">Fewer storage calls than these mean that the run did not do its work.</param>
    /// <param name="atMost">Tries about so many of all pairs of a trouble and a call; all of them where YOUTHFUNCTIONS_SIEGE_ALL=1.</param>
    protected async Task InjectFaultsAsync(string timer, int callsAtLeast, int atMost)
    {
        await using var hook = await Hook.StartAsync();
        await using var world = await PreparedAsync(storage, hook);
        var (runs, injected, began) = (0, 0, world.Now);
        // The first run makes what later ones find, and so makes calls that no later one can meet trouble at.
        await RunAsync(new FaultCase(FaultKind.None, 1), 1);
        await RunAsync(new FaultCase(FaultKind.None, 1), 1);
        var calls = world.Line.Count;
        Assert.InRange(calls, callsAtLeast, 600);
        foreach (var (faultCase, call) in Pairs(calls, atMost))
        {
            await RunAsync(faultCase, call);
            injected += world.Line.Faults.Count > 0 ? 1 : 0;
            world.Line.Use(FaultPlan.None);
            await HoldsAsync(world, timer, faultCase, hook, began);
        }

        // An empty page, a cut body and a repeated write do not fit every call.
        Assert.True(runs >= 5 && injected > runs / 3, $"Trouble was met in {injected} of {runs} runs: nothing was tested.");
        output.WriteLine($"{timer}: {calls} calls, {runs} runs, {injected} of them met trouble");
        await world.RunAsync("RollUp");
        await Invariants.ReportsAsync(world);
        await Invariants.RollupsAsync(world);

        async Task RunAsync(FaultCase faultCase, int call)
        {
            world.Line.Use(FaultPlan.None);
            await world.ReportAsync(SiegeTestData.Commune(1), 1, 100 + ++runs);
            if (timer != "RollUp")
                await world.RunAsync("RollUp");
            world.Advance(TimeSpan.FromMinutes(1));
            await ForgetBriefAsync(world, hook);
            world.Line.Use(faultCase.From(call));
            began = world.Now;
            await world.RunAsync(timer);
        }
    }

    // One in so many of all pairs of a trouble and a call, spread so that every call is in about as many as any other.
    private static IEnumerable<(FaultCase Trouble, int Call)> Pairs(int calls, int atMost)
    {
        var every = FaultCase.AreAllTried ? 1 : Math.Max(1, calls * FaultCase.All.Count / atMost);
        var apart = Math.Max(1, every / FaultCase.All.Count);
        foreach (var (index, faultCase) in FaultCase.All.Index())
            for (var call = 1; call <= calls; call++)
                if ((call + (index * apart)) % every == 0)
                    yield return (faultCase, call);
    }

    private async Task HoldsAsync(SiegeTestData world, string timer, FaultCase faultCase, Hook hook, DateTimeOffset began)
    {
        switch (timer)
        {
            case "RollUp":
                await Invariants.RollupsAsync(world);
                break;
            case "Forecast":
                await Invariants.ForecastAsync(world, LocalTime.DayAt(world.Now));
                break;
            case "Brief":
                await Invariants.BriefsAsync(world, WeekOf(world.Now));
                // Rather lost than sent twice, and lost only when the process died or storage was away for long.
                Assert.InRange(
                    hook.Received.Count, faultCase is { Times: 1, Kind: not (FaultKind.Crash or FaultKind.CrashAfterwards) } ? 1 : 0, 1);
                break;
            case "Export":
                await Invariants.SnapshotAsync(world, began);
                break;
            case "Backup":
                var target = storage.NewStore();
                await new RestoreService(target)
                    .RunAsync(new BackupStore(world.Store.Container(ContainerName.Backups)), null, false, Silence, default);
                await Invariants.RestoredAsync(world, target);
                break;
            default:
                throw new ArgumentException($"{timer} has no law.", nameof(timer));
        }
    }

    // Each run is the first of its week.
    private static async Task ForgetBriefAsync(SiegeTestData world, Hook hook)
    {
        hook.Received.Clear();
        var briefs = world.Store.Container(ContainerName.Briefs);
        await foreach (var blob in briefs.GetBlobsAsync())
            await briefs.DeleteBlobAsync(blob.Name);
    }

    /// <summary>Restores a backup into an empty account again and again, each time with one trouble at one of its calls.</summary>
    /// <param name="atMost">As for timers.</param>
    protected async Task InjectFaultsIntoRestoreAsync(int atMost)
    {
        await using var hook = await Hook.StartAsync();
        await using var world = await PreparedAsync(storage, hook);
        await world.RunAsync("Backup");
        var (calls, runs, injected) = (await RestoreAsync(world, FaultPlan.None), 0, 0);
        Assert.InRange(calls, 30, 300);
        foreach (var (faultCase, call) in Pairs(calls, atMost))
        {
            await RestoreAsync(world, faultCase.From(call));
            runs++;
            injected += world.Line.Faults.Count > 0 ? 1 : 0;
        }

        Assert.True(runs >= 4 && injected > runs / 3, $"Trouble was met in {injected} of {runs} runs: nothing was tested.");
        output.WriteLine($"restore: {calls} calls, {runs} runs, {injected} of them met trouble");
    }

    private async Task<int> RestoreAsync(SiegeTestData world, FaultPlan plan)
    {
        var prefix = StorageFixture.NewPrefix();
        var target = world.Line.Store(storage, prefix);
        var source = new BackupStore(world.Get<Store>().Container(ContainerName.Backups));
        world.Line.Use(plan);
        for (var left = 10; ; left--)
        {
            try
            {
                await new RestoreService(target).RunAsync(source, null, overwrite: left < 10, Silence, default);
                break;
            }
            catch (Exception error) when (left > 0 && error is not Xunit.Sdk.XunitException)
            {
                world.Line.Revive();
            }
        }

        var calls = world.Line.Count;
        await Invariants.RestoredAsync(world, Store.FromConnectionString(storage.ConnectionString, prefix));
        return calls;
    }

    private static DateOnly WeekOf(DateTimeOffset instant)
    {
        var day = LocalTime.DayAt(instant);
        return day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
    }

    /// <summary>Reports of two months, rolled up and forecast.</summary>
    private static async Task<SiegeTestData> PreparedAsync(StorageFixture storage, Hook hook)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["Brief:WebhookUrl"] = hook.Address,
                ["PublicUrl"] = "https://bao-cao.example",
            }).Build();
        var webhook = new BriefWebhook(settings, new PublicAddress(settings, HostKind.CustomHandler), TimeProvider.System)
        {
            FirstWait = TimeSpan.FromMilliseconds(1),
        };
        var world = await SiegeTestData.StartAsync(storage, 3, services => services.AddSingleton(webhook));
        for (var month = 1; month <= 2; month++)
            foreach (var unit in new[] { "01-001", "00001", "00002", "79-760" })
                await world.ReportAsync(UnitCode.Parse(unit), month, 100);
        world.Get<ForecastJob>().MostUnitsInPart = 1; // a part for each province
        await world.RunAsync("RollUp");
        await world.RunAsync("Forecast");
        return world;
    }

    /// <summary>A receiver of the weekly message.</summary>
    private sealed class Hook : IAsyncDisposable
    {
        private WebApplication _app = null!;

        public ConcurrentQueue<string> Received { get; } = new();

        public string Address => _app.Urls.First() + "/hook";

        public static async Task<Hook> StartAsync()
        {
            var hook = new Hook();
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
            hook._app = builder.Build();
            hook._app.Run(async http =>
            {
                using var message = await System.Text.Json.JsonDocument.ParseAsync(http.Request.Body);
                hook.Received.Enqueue(message.RootElement.GetProperty("link").GetString()!);
                http.Response.StatusCode = StatusCodes.Status200OK;
            });
            await hook._app.StartAsync();
            return hook;
        }

        public ValueTask DisposeAsync() => _app.DisposeAsync();
    }
}
