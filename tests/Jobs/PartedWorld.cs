using System.Collections.Concurrent;
using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using YouthFunctions.Calls;
using YouthFunctions.Jobs;
using YouthFunctions.Jobs.Parts;
using YouthFunctions.Jobs.Runs;
using YouthFunctions.Queues;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.House.Faults;

namespace YouthFunctions.Tests.Jobs;

/// <summary>A job in parts on storage of its own, some instances that work on it, and the messages between them, which a test delivers,
/// loses and repeats as it likes.</summary>
internal sealed class PartedWorld
{
    private readonly Store _store;

    private PartedWorld(Store store, IReadOnlyList<Instance> instances, FakeTimeProvider clock) =>
        (_store, Instances, Clock, Runs) = (store, instances, clock, new RunStore(store));

    /// <summary>The processes that work on the job.</summary>
    public IReadOnlyList<Instance> Instances { get; }

    /// <summary>Their clock.</summary>
    public FakeTimeProvider Clock { get; }

    /// <summary>What is stored, past the instances' lines.</summary>
    public RunStore Runs { get; }

    /// <summary>The messages that were sent and neither delivered nor lost.</summary>
    public List<string> Mail { get; } = [];

    /// <summary>How the last run stands.</summary>
    public async Task<JobRun> RunAsync() => (await Runs.FindAsync(TestJob.JobName, default))!;

    /// <summary>What the job's row says.</summary>
    public async Task<JobRecord> RecordAsync() => await new JobStore(_store).AllAsync(default).SingleAsync();

    /// <summary>Starts it with as many instances as there are plans.</summary>
    public static async Task<PartedWorld> CreateAsync(StorageFixture storage, params FaultPlan[] plans)
    {
        var prefix = StorageFixture.NewPrefix();
        var store = Store.FromConnectionString(storage.ConnectionString, prefix);
        await store.Table(TableName.Jobs).CreateAsync();
        await store.Queue(QueueName.Parts).CreateAsync();
        await store.Container(ContainerName.Locks).CreateAsync();
        var clock = new FakeTimeProvider(new DateTimeOffset(2024, 6, 3, 18, 0, 0, TimeSpan.Zero));
        return new PartedWorld(store, [.. plans.Select(plan => new Instance(storage, prefix, new FaultTransport(plan), clock))], clock);
    }

    /// <summary>Takes what lies on the queue.</summary>
    public async Task CollectAsync()
    {
        var queue = _store.Queue(QueueName.Parts);
        while ((await queue.ReceiveMessagesAsync(32)).Value is { Length: > 0 } messages)
            foreach (var message in messages)
            {
                await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
                Mail.Add(message.Text());
            }
    }

    /// <summary>Has an instance work off a message; one that fails comes again.</summary>
    public async Task DeliverAsync(Instance instance, string message)
    {
        if (await instance.TryAsync(() => instance.Parts.Handle(message, default)))
            return;
        lock (Mail)
            Mail.Add(message);
    }

    /// <summary>Begins a run, again when the process dies meanwhile.</summary>
    public async Task StartAsync(int parts, int? planned = null)
    {
        var list = Enumerable.Range(1, parts).Select(number => new JobPart(Province: $"{number:00}")).ToList();
        var start = Clock.GetUtcNow();
        while (!await Instances[0].TryAsync(() => Instances[0].Starter.StartAsync(TestJob.JobName, list, start, default, planned)))
        {
            // Another process in its place.
        }
    }

    /// <summary>Time passes, and the timer looks for messages that were lost.</summary>
    public async Task ResumeAsync(Instance instance)
    {
        Clock.Advance(RunStarter.ResendAfter);
        var run = await RunAsync();
        await instance.TryAsync(() => instance.Starter.ResendAsync(run, default));
    }

    /// <summary>Delivers one after the other until the run is over.</summary>
    public async Task DrainAsync()
    {
        for (var left = 500; (await RunAsync()).IsActive; left--)
        {
            Assert.True(left > 0, "The run does not end.");
            await CollectAsync();
            if (Mail.Count == 0)
            {
                await ResumeAsync(Instances[0]);
                continue;
            }

            var message = Mail[0];
            Mail.RemoveAt(0);
            await DeliverAsync(Instances[0], message);
        }
    }

    /// <summary>A process with a line to storage of its own.</summary>
    internal sealed class Instance
    {
        public Instance(StorageFixture storage, string prefix, FaultTransport line, FakeTimeProvider clock)
        {
            Line = line;
            var store = line.Store(storage, prefix);
            var runs = new RunStore(store);
            var jobs = new JobStore(store);
            Job = new TestJob(store);
            Starter = new RunStarter(runs, jobs, new QueueSender(store), clock, NullLogger<RunStarter>.Instance);
            Parts = new PartRunner(
                [Job], runs, new RunEnd(runs, jobs, Starter, clock, NullLogger<RunEnd>.Instance), clock, NullLogger<PartRunner>.Instance);
        }

        public FaultTransport Line { get; }

        public TestJob Job { get; }

        public RunStarter Starter { get; }

        public PartRunner Parts { get; }

        /// <summary>Does something; a process that dies of it is followed by another. False when it failed.</summary>
        public async Task<bool> TryAsync(Func<Task> work)
        {
            try
            {
                await work();
                return true;
            }
            catch (Exception error) when (error is not Xunit.Sdk.XunitException)
            {
                Line.Revive();
                return false;
            }
        }
    }

    /// <summary>Writes a blob a part, and when all are done one for the whole, which is written once.</summary>
    internal sealed class TestJob(Store store) : IPartedJob
    {
        public const string JobName = "Backup";

        private readonly BlobContainerClient _blobs = store.Container(ContainerName.Locks);

        public string Name => JobName;

        /// <summary>How often each part was begun.</summary>
        public ConcurrentDictionary<string, int> Begun { get; } = [];

        /// <summary>How often this instance was the one to publish the whole.</summary>
        public int Published { get; private set; }

        /// <summary>How often it began to.</summary>
        public int Finishes { get; private set; }

        /// <summary>In how many steps the parts are done.</summary>
        public int Steps { get; set; } = 1;

        /// <summary>What a part does before its work; null for nothing.</summary>
        public Func<JobPart, Task>? Before { get; set; }

        public async Task<PartOutcome> RunPartAsync(JobRun run, JobPart part, CancellationToken cancel)
        {
            Begun.AddOrUpdate(part.Dataset + part.Province, 1, (_, times) => times + 1);
            if (Before is { } before)
                await before(part);
            await _blobs.GetBlobClient($"{run.Id}/{part.Dataset}{part.Province}").UploadAsync(
                BinaryData.FromString("done"), overwrite: true, cancel);
            return new PartOutcome(10, part.Dataset + part.Province);
        }

        /// <summary>The same parts once more, by another name.</summary>
        public async Task<IReadOnlyList<JobPart>> NextAsync(JobRun run, IReadOnlyList<PartRecord> parts, CancellationToken cancel)
        {
            var first = parts.Count(part => part.Part.Dataset is null);
            var done = first == 0 ? Steps : parts.Count / first;
            if (done >= Steps)
                return [];
            var name = $"step{done + 1}-";
            await _blobs.GetBlobClient($"{run.Id}/before-{name}").UploadAsync(
                BinaryData.FromString(string.Join(',', parts.Select(part => part.Result))), overwrite: true, cancel);
            return [.. parts.Take(first).Select(part => part.Part with { Dataset = name })];
        }

        public async Task<TimerOutcome> FinishAsync(JobRun run, IReadOnlyList<PartRecord> parts, CancellationToken cancel)
        {
            Finishes++;
            var all = string.Join(',', parts.Select(part => part.Result));
            try
            {
                await _blobs.GetBlobClient($"{run.Id}/whole").UploadAsync(
                    BinaryData.FromString(all),
                    new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } }, cancel);
                Published++;
            }
            catch (RequestFailedException there) when (there.Status == 409)
            {
                // Whoever died after it has published it.
            }

            return new TimerOutcome(parts.Sum(part => part.Rows), string.Create(CultureInfo.InvariantCulture, $"parts {all}"));
        }
    }
}
