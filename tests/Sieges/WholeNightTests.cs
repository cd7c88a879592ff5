using Xunit.Abstractions;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Backups;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Catalog;
using YouthFunctions.Exports.Publishing;
using YouthFunctions.Exports.Snapshots;
using YouthFunctions.Forecasts;
using YouthFunctions.Jobs;
using YouthFunctions.Jobs.Parts;
using YouthFunctions.Jobs.Runs;
using YouthFunctions.Queues;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.House.Faults;

namespace YouthFunctions.Tests.Sieges;

/// <summary>A whole night on two instances over one storage, with a part for each province: a process dies at each message, and each
/// message is handed to both at once too. The night ends whole, and once.</summary>
[Trait("Category", "siege")]
public sealed class WholeNightTests(StorageFixture storage, ITestOutputHelper output) : IClassFixture<StorageFixture>
{
    private const int MaxDeliveries = 1000;

    // Deaths come at one of so many first calls of a message's work.
    private const int Calls = 9;

    private static readonly string[] Night = ["CheckRollups", "Backup", "Forecast", "Export"];

    private int _messages;
    private int _deaths;

    [Fact]
    public async Task It_ends_whole_and_once_though_a_process_dies_at_each_message()
    {
        await using var first = await SiegeTestData.StartAsync(storage, 3);
        await using var second = await first.StartAnotherAsync(storage);
        SiegeTestData[] both = [first, second];
        for (var month = 1; month <= 2; month++)
            foreach (var unit in new[] { "01-001", "00001", "00002", "79-760" })
                await first.ReportAsync(UnitCode.Parse(unit), month, 100);
        await first.RunAsync("RollUp");
        foreach (var instance in both)
            (instance.Get<ForecastJob>().MostUnitsInPart, instance.Get<ExportSteps>().MostUnitsInPart) = (1, 1);

        var began = first.Now;
        foreach (var job in Night)
        {
            // Both timers fire, and one run begins.
            await Task.WhenAll(both.Select(instance =>
                instance.Get<TimerRunner>().RunAsync(FunctionTable.Timer(job), onDemand: false, default)));
            var run = await DrainAsync(job, both);
            Assert.Equal((RunPhase.Succeeded, run.Total, 0), (run.Phase, run.Done, run.Failed));
            var parts = await new RunStore(first.Store).PartsAsync(run, default);
            Assert.Equal(run.Total, parts.Count(part => part.State == PartState.Done));
            Assert.Equal(parts.Count, parts.Select(part => part.Part).Distinct().Count());
            var record = await new JobStore(first.Store).AllAsync(default).SingleAsync(record => record.Name == job);
            Assert.Equal(RunState.Succeeded, record.State);
            output.WriteLine($"{job}: {run.Total} parts; {record.Summary}");
        }

        Assert.Single(await first.Get<SnapshotStore>().IdsAsync(default));
        await Invariants.SnapshotAsync(first, began);
        await Invariants.ForecastAsync(first, LocalTime.DayAt(began));
        await Invariants.RollupsAsync(first);
        var target = storage.NewStore();
        await new RestoreService(target).RunAsync(
            new BackupStore(first.Store.Container(ContainerName.Backups)), null, false, new Progress<string>(), default);
        output.WriteLine($"{_messages} messages, {_deaths} deaths");
        Assert.True(_deaths > _messages / 2, $"{_deaths} deaths at {_messages} messages");
    }

    // The platform's part: a message whose process died comes again, and when none is left, time has passed.
    private async Task<JobRun> DrainAsync(string job, SiegeTestData[] both)
    {
        var (begun, times) = ((string?)null, 0);
        var last = await PartMessages.DrainAsync(
            both[0].Store, job,
            async run =>
            {
                AssertSame(run);
                foreach (var instance in both)
                    instance.Advance(RunStarter.ResendAfter);
                await both[times++ % 2].Get<RunStarter>().ResendAsync(run, default);
            },
            async (run, message) =>
            {
                AssertSame(run);
                await HandAsync(message.Text(), both);
            },
            MaxDeliveries);
        AssertSame(last!);
        return last!;

        void AssertSame(JobRun run) => Assert.Equal(begun ??= run.Id, run.Id); // one run
    }

    private async Task HandAsync(string message, SiegeTestData[] both)
    {
        var (number, dying, living) = (_messages++, both[_messages % 2], both[(_messages + 1) % 2]);
        if (number % 2 == 0)
        {
            // Dies while it is at it, before or after a call was answered; the message comes again, to both.
            var kind = number % 4 == 0 ? FaultKind.Crash : FaultKind.CrashAfterwards;
            dying.Line.Use(FaultPlan.At(1 + (number / 2 % Calls), kind));
            await RunAsync(dying, message);
            _deaths += dying.Line.HasDied ? 1 : 0;
            dying.Line.Use(FaultPlan.None);
            dying.Line.Revive();
            await Task.WhenAll(both.Select(instance => RunAsync(instance, message)));
            return;
        }

        // Both have it at once, and one dies after its work, before the message is deleted: it comes again, to the other.
        await Task.WhenAll(both.Select(instance => RunAsync(instance, message)));
        _deaths++;
        await RunAsync(living, message);
    }

    private static Task RunAsync(SiegeTestData instance, string message) =>
        instance.Get<QueueRunner>().RunAsync(FunctionTable.All.Queue("RunPart"), message, default);
}
