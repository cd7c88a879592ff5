using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using YouthFunctions.Calls;
using YouthFunctions.Queues;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Queues;

/// <summary>The poller does with messages what the platform does.</summary>
public sealed class QueuePollerTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    // A message that is never taken fails the test, and does not hold up the run.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_message_that_succeeds_is_gone_and_one_that_fails_comes_five_times_and_is_poison()
    {
        var world = await World.CreateAsync(storage);
        await world.SendAsync("""{"text":"tốt"}""");
        await world.SendAsync("bad");
        while (await world.Poller.PollAsync(world.Function, default))
        {
            // Until the queue is empty.
        }

        Assert.Equal(["""{"text":"tốt"}""", .. Enumerable.Repeat("bad", 5)], world.Handler.Taken.Order(StringComparer.Ordinal).Reverse());
        var poison = (await world.Store.PoisonQueue(QueueName.Parts).ReceiveMessagesAsync(32)).Value;
        Assert.Equal("bad", Encoding.UTF8.GetString(Convert.FromBase64String(Assert.Single(poison).Body.ToString())));
        var status = Assert.Single(await world.Monitor.AllAsync(default));
        Assert.Equal((0, 1), (status.Waiting, status.Poison));
        Assert.Equal(1, await world.Monitor.TellAsync(default));
    }

    [Fact]
    public async Task What_is_not_Base64_is_poison_without_a_call()
    {
        var world = await World.CreateAsync(storage);
        await world.Store.Queue(QueueName.Parts).SendMessageAsync("not Base64!");
        Assert.True(await world.Poller.PollAsync(world.Function, default));
        Assert.False(await world.Poller.PollAsync(world.Function, default));
        Assert.Empty(world.Handler.Taken);
        Assert.Single((await world.Store.PoisonQueue(QueueName.Parts).ReceiveMessagesAsync(32)).Value);
    }

    [Fact]
    public async Task A_message_is_hidden_while_it_is_worked_on_and_comes_back_when_the_process_is_asked_to_end()
    {
        var world = await World.CreateAsync(storage);
        await world.SendAsync("wait");
        using var end = new CancellationTokenSource();
        var polling = world.Poller.PollAsync(world.Function, end.Token);
        await world.Handler.Waiting.Task.WaitAsync(Patience);
        Assert.False(await world.Poller.PollAsync(world.Function, default));
        await end.CancelAsync();
        Assert.True(await polling);
        Assert.Equal("wait", Encoding.UTF8.GetString(Convert.FromBase64String(
            (await world.Store.Queue(QueueName.Parts).ReceiveMessageAsync()).Value.Body.ToString())));
    }

    [Fact]
    public async Task What_this_process_sends_it_takes_without_waiting()
    {
        var world = await World.CreateAsync(storage);
        await world.Poller.StartAsync(default);
        await world.SendAsync("good");
        await world.Handler.First.Task.WaitAsync(Patience);
        await world.Poller.StopAsync(default);
        Assert.Equal(["good"], world.Handler.Taken);
    }

    // A service's work begins on another thread; who has started it may send at once. Without a listener such a message would wait for the
    // next one.
    [Fact]
    public async Task Once_it_has_started_it_hears_what_is_sent()
    {
        var listeners = typeof(QueueSender).GetField(nameof(QueueSender.Sent), BindingFlags.Instance | BindingFlags.NonPublic)!;
        for (var i = 0; i < 20; i++)
        {
            var world = await World.CreateAsync(storage);
            await world.Poller.StartAsync(default);
            Assert.NotNull(listeners.GetValue(world.Sender));
            await world.Poller.StopAsync(default);
            Assert.Null(listeners.GetValue(world.Sender));
        }
    }

    [Theory]
    [InlineData("""{"Data":{"message":"\"plain\""},"Metadata":{"DequeueCount":"1"}}""", "plain")]
    [InlineData("""{"Data":{"message":"\"{\\\"job\\\":\\\"Backup\\\"}\""},"Metadata":{}}""", """{"job":"Backup"}""")]
    [InlineData("""{"Data":{"message":"{\"job\":\"Backup\"}"}}""", """{"job":"Backup"}""")]
    [InlineData("""{"Data":{"message":"bare"}}""", "bare")]
    [InlineData("""{"Data":{"message":{"job":"Backup"}}}""", """{"job":"Backup"}""")]
    public void A_host_wraps_a_message_in_JSON_twice(string body, string text) =>
        Assert.Equal(text, HostMessage.Read(System.Text.Json.JsonDocument.Parse(body).RootElement));

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"Data":{}}""")]
    [InlineData("""{"Data":{"message":"\"broken"}}""")]
    public void What_is_no_call_of_a_host_is_refused(string body) =>
        Assert.Throws<System.Text.Json.JsonException>(() => HostMessage.Read(System.Text.Json.JsonDocument.Parse(body).RootElement));

    private sealed class Handler
    {
        public ConcurrentQueue<string> Taken { get; } = new();

        public TaskCompletionSource First { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Waiting { get; } = new();

        public async Task Handle(string message, CancellationToken cancel)
        {
            Taken.Enqueue(message);
            First.TrySetResult();
            if (message == "bad")
                throw new InvalidOperationException("bad");
            if (message != "wait")
                return;
            Waiting.SetResult();
            await Task.Delay(Timeout.Infinite, cancel);
        }
    }

    private sealed record World(
        Store Store, QueueFunction Function, Handler Handler, QueuePoller Poller, QueueMonitor Monitor, QueueSender Sender)
    {
        public static async Task<World> CreateAsync(StorageFixture storage)
        {
            var store = storage.NewStore();
            await store.Queue(QueueName.Parts).CreateAsync();
            var handler = new Handler();
            var function = new QueueFunction(
                "Take", QueueName.Parts, typeof(Handler), instance => ((Handler)instance).Handle);
            var list = new FunctionList([], [], [function]);
            var services = new ServiceCollection().AddSingleton(handler).BuildServiceProvider();
            var sender = new QueueSender(store);
            var poller = new QueuePoller(
                new QueueRunner(new FunctionHandlers(list, services), NullLogger<QueueRunner>.Instance), sender, list, store,
                new PollerOptions(false, TimeSpan.Zero), new FakeTimeProvider(), NullLogger<QueuePoller>.Instance);
            return new World(store, function, handler, poller, new QueueMonitor(store, list, NullLogger<QueueMonitor>.Instance), sender);
        }

        public Task SendAsync(string text) => Sender.SendAsync(QueueName.Parts, text, TimeSpan.Zero, default);
    }
}
