using CsCheck;
using YouthFunctions.Calls;
using YouthFunctions.Jobs.Parts;
using YouthFunctions.Jobs.Runs;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.House.Faults;

namespace YouthFunctions.Tests.Jobs;

/// <summary>The night ends whole, and once, whatever becomes of its messages and its processes.</summary>
public sealed class PartsTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private const int Parts = 6;
    private const string AllParts = "parts 01,02,03,04,05,06";

    private static readonly FaultKind[] Kinds =
    [
        FaultKind.Crash, FaultKind.CrashAfterwards, FaultKind.RequestLost, FaultKind.ResponseLost, FaultKind.ServerError, FaultKind.Busy,
        FaultKind.SentTwice,
    ];

    [Trait("Category", "siege")]
    [Fact]
    public void Messages_that_come_twice_late_in_any_order_or_never_change_nothing() => Gen.Int.Sample(
        seed =>
        {
            var world = PlayAsync(seed, FaultPlan.None, FaultPlan.None).GetAwaiter().GetResult();
            var jobs = world.Instances.Select(instance => instance.Job).ToList();
            Assert.Equal(1, jobs.Sum(job => job.Finishes));
            Assert.All(
                Enumerable.Range(1, Parts), part => Assert.Equal(1, jobs.Sum(job => job.Begun.GetValueOrDefault($"{part:00}"))));
            AssertWholeAsync(world).GetAwaiter().GetResult();
        },
        iter: 12, threads: 1);

    [Fact]
    [Trait("Category", "siege")]
    public void Processes_that_die_or_meet_trouble_at_any_call_change_nothing() => Gen.Int.Sample(
        seed =>
        {
            var world = PlayAsync(seed, FaultPlan.Random(seed, 0.02, Kinds), FaultPlan.Random(~seed, 0.02, Kinds)).GetAwaiter().GetResult();
            AssertWholeAsync(world).GetAwaiter().GetResult();
        },
        iter: 12, threads: 1);

    [Trait("Category", "siege")]
    [Theory]
    [InlineData(FaultKind.Crash, 1)]
    [InlineData(FaultKind.Crash, 2)]
    [InlineData(FaultKind.CrashAfterwards, 1)]
    [InlineData(FaultKind.CrashAfterwards, 2)]
    [InlineData(FaultKind.ResponseLost, 1)]
    [InlineData(FaultKind.ResponseLost, 2)]
    [InlineData(FaultKind.SentTwice, 1)]
    [InlineData(FaultKind.SentTwice, 2)]
    public async Task Whichever_call_the_process_dies_or_is_misled_at_the_run_ends_whole(FaultKind fault, int steps)
    {
        var (parts, summary) = steps == 1 ? (3, "parts 01,02,03") : (2, "parts 01,02,step2-01,step2-02");
        var all = parts * steps;
        var world = await PartedWorld.CreateAsync(storage, FaultPlan.None);
        world.Instances[0].Job.Steps = steps;
        for (var call = 1; ; call++)
        {
            var instance = world.Instances[0];
            world.Clock.Advance(TimeSpan.FromHours(1));
            var before = instance.Job.Published;
            instance.Line.Use(FaultPlan.At(call, fault));
            await world.StartAsync(parts, planned: all);
            await world.DrainAsync();
            var met = instance.Line.Faults.Count > 0;
            var isOver = instance.Line.Count < call;
            instance.Line.Use(FaultPlan.None);
            var run = await world.RunAsync();
            Assert.Equal((RunPhase.Succeeded, all, all, 0), (run.Phase, run.Done, run.Total, run.Failed));
            Assert.InRange(instance.Job.Published - before, met ? 0 : 1, 1); // 0: whoever wrote it never heard that it did
            var record = await world.RecordAsync();
            Assert.Equal((RunState.Succeeded, 10L * all, summary), (record.State, record.Rows, record.Summary));
            Assert.Equal(run.StartUtc, record.StartUtc);
            if (!isOver)
                continue;
            Assert.InRange(call, 30, 200);
            return;
        }
    }

    [Fact]
    public async Task The_next_step_begins_when_all_parts_of_the_one_before_are_done()
    {
        var world = await PartedWorld.CreateAsync(storage, FaultPlan.None);
        var job = world.Instances[0].Job;
        job.Steps = 3;
        var seen = new List<string>();
        job.Before = part =>
        {
            seen.Add($"{part.Dataset}{part.Province}");
            return Task.CompletedTask;
        };
        await world.StartAsync(2, planned: 6);
        Assert.Equal((2, 6), await world.RunAsync() is var begun ? (begun.Total, begun.AllParts) : default);
        await world.DrainAsync();
        Assert.Equal(["01", "02", "step2-01", "step2-02", "step3-01", "step3-02"], seen);
        Assert.Equal((RunPhase.Succeeded, 6, 6), await world.RunAsync() is var run ? (run.Phase, run.Done, run.Total) : default);
        Assert.Equal("parts 01,02,step2-01,step2-02,step3-01,step3-02", (await world.RecordAsync()).Summary);
    }

    [Fact]
    public async Task A_part_that_always_fails_is_tried_five_times_and_fails_the_run_when_the_others_are_done()
    {
        var world = await PartedWorld.CreateAsync(storage, FaultPlan.None);
        var job = world.Instances[0].Job;
        job.Before = part => part.Province == "02" ? throw new InvalidOperationException("no luck") : Task.CompletedTask;
        await world.StartAsync(3);
        await world.DrainAsync();
        var run = await world.RunAsync();
        Assert.Equal((RunPhase.Failed, 2, 1), (run.Phase, run.Done, run.Failed));
        Assert.Equal((QueueFunction.MaxTries, 0), (job.Begun["02"], job.Finishes));
        var record = await world.RecordAsync();
        Assert.Equal(RunState.Failed, record.State);
        Assert.Contains("1 of 3 parts failed: 02: no luck", record.Error, StringComparison.Ordinal);
        Assert.Equal(QueueFunction.MaxTries, (await world.Runs.PartsAsync(run, default))[1].Attempts);
    }

    [Fact]
    public async Task A_part_whose_process_dies_each_time_is_given_up_too()
    {
        var world = await PartedWorld.CreateAsync(storage, FaultPlan.None);
        var instance = world.Instances[0];
        instance.Job.Before = part =>
        {
            if (part.Province == "01")
                instance.Line.Use(FaultPlan.At(1, FaultKind.Crash)); // the next call is its last
            return Task.CompletedTask;
        };
        await world.StartAsync(2);
        await world.DrainAsync();
        Assert.Equal((RunPhase.Failed, 1, 1), await world.RunAsync() is var run ? (run.Phase, run.Done, run.Failed) : default);
        Assert.Equal(QueueFunction.MaxTries, instance.Job.Begun["01"]);
    }

    [Fact]
    public async Task A_part_that_somebody_is_at_is_left_to_them_until_their_time_is_over()
    {
        var world = await PartedWorld.CreateAsync(storage, FaultPlan.None, FaultPlan.None);
        var (first, second) = (world.Instances[0], world.Instances[1]);
        var (begun, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        first.Job.Before = async _ =>
        {
            begun.SetResult();
            await goOn.Task;
        };
        await world.StartAsync(1);
        await world.CollectAsync();
        var slow = first.Parts.Handle(world.Mail[0], default);
        await begun.Task;
        await second.Parts.Handle(world.Mail[0], default);
        Assert.Empty(second.Job.Begun);
        world.Clock.Advance(PartRunner.Lease);
        await second.Parts.Handle(world.Mail[0], default);
        Assert.Equal(RunPhase.Succeeded, (await world.RunAsync()).Phase);
        goOn.SetResult();
        await slow; // it comes too late, and counts nothing twice
        Assert.Equal((1, 1, 0), await world.RunAsync() is var run ? (run.Done, second.Job.Finishes, first.Job.Finishes) : default);
    }

    [Fact]
    public async Task A_second_start_goes_on_with_the_run_under_way_and_a_later_one_replaces_it()
    {
        var world = await PartedWorld.CreateAsync(storage, FaultPlan.None);
        await world.StartAsync(2);
        var first = (await world.RunAsync()).Id;
        await world.StartAsync(2);
        Assert.Equal(first, (await world.RunAsync()).Id);
        await world.CollectAsync();
        Assert.Equal(2, world.Mail.Count);
        world.Clock.Advance(TimeSpan.FromHours(13));
        await world.StartAsync(2);
        var second = await world.RunAsync();
        Assert.NotEqual(first, second.Id);
        foreach (var late in world.Mail.ToArray())
            await world.Instances[0].Parts.Handle(late, default);
        Assert.Equal(0, (await world.RunAsync()).Done); // messages of the run that was given up
        world.Mail.Clear();
        await world.DrainAsync();
        Assert.Equal((RunPhase.Succeeded, second.Id), await world.RunAsync() is var run ? (run.Phase, run.Id) : default);
    }

    [Fact]
    public async Task A_run_without_parts_ends_at_once()
    {
        var world = await PartedWorld.CreateAsync(storage, FaultPlan.None);
        await world.StartAsync(0);
        await world.DrainAsync();
        Assert.Equal(RunPhase.Succeeded, (await world.RunAsync()).Phase);
    }

    private static async Task AssertWholeAsync(PartedWorld world)
    {
        var run = await world.RunAsync();
        Assert.Equal((RunPhase.Succeeded, Parts, 0), (run.Phase, run.Done, run.Failed));
        var record = await world.RecordAsync();
        Assert.Equal((RunState.Succeeded, Parts * 10L, AllParts), (record.State, record.Rows, record.Summary));
        Assert.InRange(world.Instances.Sum(instance => instance.Job.Published), 0, 1);
    }

    // Delivers at random, to two instances, sometimes at once; loses some and sends some twice.
    private async Task<PartedWorld> PlayAsync(int seed, params FaultPlan[] plans)
    {
        const int MaxFaults = 3; // a part is given up after its fifth try: fewer, so that it never is
        var chance = new Random(seed);
        var world = await PartedWorld.CreateAsync(storage, plans);
        await world.StartAsync(Parts);
        for (var left = 1000; (await world.RunAsync()).IsActive; left--)
        {
            Assert.True(left > 0, "The run does not end.");
            foreach (var instance in world.Instances.Where(instance => instance.Line.Faults.Count >= MaxFaults))
                instance.Line.Use(FaultPlan.None);
            await world.CollectAsync();
            if (world.Mail.Count == 0)
            {
                await world.ResumeAsync(world.Instances[chance.Next(2)]);
                continue;
            }

            var index = chance.Next(world.Mail.Count);
            var message = world.Mail[index];
            switch (chance.Next(6))
            {
                case 0:
                    world.Mail.RemoveAt(index);
                    break;
                case 1:
                    world.Mail.Add(message);
                    break;
                case 2:
                    var other = world.Mail[chance.Next(world.Mail.Count)];
                    world.Mail.Remove(message);
                    world.Mail.Remove(other);
                    await Task.WhenAll(
                        world.DeliverAsync(world.Instances[0], message), world.DeliverAsync(world.Instances[1], other));
                    break;
                default:
                    world.Mail.RemoveAt(index);
                    await world.DeliverAsync(world.Instances[chance.Next(2)], message);
                    break;
            }
        }

        return world;
    }
}
