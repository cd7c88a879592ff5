using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using YouthFunctions.Storage;

namespace YouthFunctions.Tests.House.Faults;

/// <summary>
/// The network below the storage SDK, which is listened to and made to fail: each call in turn, retries too, meets the fate
/// that the plan has for it. A fate that a call cannot meet (an empty page, for a write) leaves it as it is and is not
/// counted as a fault.
/// </summary>
public sealed class FaultTransport : HttpPipelineTransport
{
    private static readonly TimeSpan Lateness = TimeSpan.FromMilliseconds(30);
    private readonly HttpClientTransport _network = new();
    private readonly Lock _lock = new();
    private readonly List<string> _calls = [];
    private readonly List<FaultKind> _faults = [];
    private EmptyPages _pages = new();
    private FaultPlan _plan;
    private bool _isDead;
    private int _count;

    /// <summary>A line on which a plan is played from the first call on.</summary>
    public FaultTransport(FaultPlan? plan = null) => _plan = plan ?? FaultPlan.None;

    /// <summary>Runs before a call, which has this number (1 for the first).</summary>
    public Func<int, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>Whether calls are listed in <see cref="Calls"/>; a run of millions needs their number only.</summary>
    public bool KeepsCalls { get; set; } = true;

    /// <summary>What 429 says of when to come again, in seconds.</summary>
    public int RetryAfterSeconds { get; set; }

    /// <summary>The calls since the plan began: method and address.</summary>
    public IReadOnlyList<string> Calls => Copy(_calls);

    /// <summary>How many calls there were since the plan began.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _count;
        }
    }

    /// <summary>Whether the process behind the line is dead.</summary>
    public bool HasDied
    {
        get
        {
            lock (_lock)
                return _isDead;
        }
    }

    /// <summary>The fates that were met since the plan began, good ones left out.</summary>
    public IReadOnlyList<FaultKind> Faults => Copy(_faults);

    /// <summary>How many calls since the plan began were entity-group transactions.</summary>
    public int Transactions => Calls.Count(call => call.Contains("$batch", StringComparison.Ordinal));

    /// <summary>The storage of a run behind this line. It is tried again as often as in the product, but at once: what is
    /// tested is what is done and not how long it takes.</summary>
    public Store Store(StorageFixture storage, string prefix) => new(
        new TableServiceClient(storage.ConnectionString, WithoutDelays(new TableClientOptions())),
        new BlobServiceClient(storage.ConnectionString, WithoutDelays(new BlobClientOptions())),
        new QueueServiceClient(storage.ConnectionString, WithoutDelays(new QueueClientOptions())), prefix);

    /// <summary>Another process takes the dead one's place; the plan goes on.</summary>
    public void Revive()
    {
        lock (_lock)
            _isDead = false;
    }

    /// <summary>Begins another plan; a process that died lives again, as another one.</summary>
    public void Use(FaultPlan plan)
    {
        lock (_lock)
        {
            _calls.Clear();
            _faults.Clear();
            _count = 0;
            (_plan, _pages, _isDead) = (plan, new EmptyPages(), false);
        }
    }

    /// <inheritdoc/>
    public override Request CreateRequest() => _network.CreateRequest();

    /// <inheritdoc/>
    public override void Process(HttpMessage message) => ProcessAsync(message).AsTask().GetAwaiter().GetResult();

    /// <inheritdoc/>
    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        var (number, fault) = Begin(message.Request);
        await Before(number);
        switch (fault)
        {
            case FaultKind.Crash:
                throw new ProcessDiedException();
            case FaultKind.RequestLost:
                throw new IOException("Injected: the call never left.");
            case FaultKind.ServerError:
                message.Response = new InjectedResponse(500, message.Request.ClientRequestId, null);
                return;
            case FaultKind.TooMany:
                message.Response = new InjectedResponse(
                    429, message.Request.ClientRequestId, null, ("Retry-After", RetryAfterSeconds.ToString(CultureInfo.InvariantCulture)));
                return;
            case FaultKind.EmptyPage:
                message.Response = _pages.HoldBack(message.Request);
                return;
            case FaultKind.Delayed:
                await Task.Delay(Lateness, message.CancellationToken);
                break;
            case FaultKind.SentTwice:
                await _network.ProcessAsync(message);
                message.Response.Dispose();
                break;
        }

        await _network.ProcessAsync(message);
        End(message, fault);
    }

    private static void End(HttpMessage message, FaultKind fault)
    {
        if (fault is FaultKind.CrashAfterwards or FaultKind.ResponseLost or FaultKind.Busy)
            message.Response.Dispose();
        switch (fault)
        {
            case FaultKind.CrashAfterwards:
                throw new ProcessDiedException();
            case FaultKind.ResponseLost:
                throw new IOException("Injected: the answer was lost.");
            case FaultKind.Busy:
                message.Response = new InjectedResponse(503, message.Request.ClientRequestId, null);
                break;
            case FaultKind.BodyTruncated when message.Response.ContentStream is { } body:
                message.Response.ContentStream = new CutStream(body, (message.Response.Headers.ContentLength ?? 2) / 2);
                break;
        }
    }

    private (int Number, FaultKind Fate) Begin(Request request)
    {
        lock (_lock)
        {
            if (_isDead)
                throw new ProcessDiedException();
            EmptyPages.Restore(request);
            _count++;
            if (KeepsCalls)
                _calls.Add($"{request.Method} {Uri.UnescapeDataString(request.Uri.ToString())}");
            var fault = _plan.KindOf(_count);
            if (!CanApply(request, fault))
                fault = FaultKind.None;
            if (fault != FaultKind.None)
                _faults.Add(fault);
            _isDead = fault is FaultKind.Crash or FaultKind.CrashAfterwards;
            return (_count, fault);
        }
    }

    private bool CanApply(Request request, FaultKind fault) => fault switch
    {
        FaultKind.EmptyPage => _pages.CanHoldBack(request),
        FaultKind.SentTwice => request.Method != RequestMethod.Get && request.Method != RequestMethod.Head,
        FaultKind.BodyTruncated => request.Method == RequestMethod.Get || request.Method == RequestMethod.Post,
        _ => true,
    };

    private T WithoutDelays<T>(T options) where T : ClientOptions
    {
        options.Retry.MaxRetries = 3;
        options.Retry.Delay = options.Retry.MaxDelay = TimeSpan.FromMilliseconds(1);
        options.Transport = this;
        return options;
    }

    private List<T> Copy<T>(List<T> list)
    {
        lock (_lock)
            return [.. list];
    }
}
