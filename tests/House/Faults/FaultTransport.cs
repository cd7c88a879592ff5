using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
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
    private readonly Lock _guard = new();
    private readonly List<string> _calls = [];
    private readonly List<Fate> _faults = [];
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
            lock (_guard)
                return _count;
        }
    }

    /// <summary>Whether the process behind the line is dead.</summary>
    public bool HasDied
    {
        get
        {
            lock (_guard)
                return _isDead;
        }
    }

    /// <summary>The fates that were met since the plan began, good ones left out.</summary>
    public IReadOnlyList<Fate> Faults => Copy(_faults);

    /// <summary>How many calls since the plan began were entity-group transactions.</summary>
    public int Transactions => Calls.Count(call => call.Contains("$batch", StringComparison.Ordinal));

    /// <summary>The storage of a run behind this line. It is tried again as often as in the product, but at once: what is
    /// tested is what is done and not how long it takes.</summary>
    public Store Store(StorageFixture storage, string prefix) => new(
        new TableServiceClient(storage.ConnectionString, AtOnce(new TableClientOptions())),
        new BlobServiceClient(storage.ConnectionString, AtOnce(new BlobClientOptions())), prefix);

    /// <summary>Another process takes the dead one's place; the plan goes on.</summary>
    public void Revive()
    {
        lock (_guard)
            _isDead = false;
    }

    /// <summary>Begins another plan; a process that died lives again, as another one.</summary>
    public void Play(FaultPlan plan)
    {
        lock (_guard)
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
        var (number, fate) = Begin(message.Request);
        await Before(number);
        switch (fate)
        {
            case Fate.Death:
                throw new ProcessDiedException();
            case Fate.NeverSent:
                throw new IOException("Injected: the call never left.");
            case Fate.ServerError:
                message.Response = new InjectedResponse(500, message.Request.ClientRequestId, null);
                return;
            case Fate.TooMany:
                message.Response = new InjectedResponse(
                    429, message.Request.ClientRequestId, null, ("Retry-After", RetryAfterSeconds.ToString(CultureInfo.InvariantCulture)));
                return;
            case Fate.EmptyPage:
                message.Response = _pages.HoldBack(message.Request);
                return;
            case Fate.Delayed:
                await Task.Delay(Lateness, message.CancellationToken);
                break;
            case Fate.SentTwice:
                await _network.ProcessAsync(message);
                message.Response.Dispose();
                break;
        }

        await _network.ProcessAsync(message);
        End(message, fate);
    }

    private static void End(HttpMessage message, Fate fate)
    {
        if (fate is Fate.DeathAfterwards or Fate.AnswerLost or Fate.Busy)
            message.Response.Dispose();
        switch (fate)
        {
            case Fate.DeathAfterwards:
                throw new ProcessDiedException();
            case Fate.AnswerLost:
                throw new IOException("Injected: the answer was lost.");
            case Fate.Busy:
                message.Response = new InjectedResponse(503, message.Request.ClientRequestId, null);
                break;
            case Fate.BodyCut when message.Response.ContentStream is { } body:
                message.Response.ContentStream = new CutStream(body, (message.Response.Headers.ContentLength ?? 2) / 2);
                break;
        }
    }

    private (int Number, Fate Fate) Begin(Request request)
    {
        lock (_guard)
        {
            if (_isDead)
                throw new ProcessDiedException();
            EmptyPages.Restore(request);
            _count++;
            if (KeepsCalls)
                _calls.Add($"{request.Method} {Uri.UnescapeDataString(request.Uri.ToString())}");
            var fate = _plan.Of(_count);
            if (!CanMeet(request, fate))
                fate = Fate.Good;
            if (fate != Fate.Good)
                _faults.Add(fate);
            _isDead = fate is Fate.Death or Fate.DeathAfterwards;
            return (_count, fate);
        }
    }

    private bool CanMeet(Request request, Fate fate) => fate switch
    {
        Fate.EmptyPage => _pages.CanHoldBack(request),
        Fate.SentTwice => request.Method != RequestMethod.Get && request.Method != RequestMethod.Head,
        Fate.BodyCut => request.Method == RequestMethod.Get || request.Method == RequestMethod.Post,
        _ => true,
    };

    private T AtOnce<T>(T options) where T : ClientOptions
    {
        options.Retry.MaxRetries = 3;
        options.Retry.Delay = options.Retry.MaxDelay = TimeSpan.FromMilliseconds(1);
        options.Transport = this;
        return options;
    }

    private List<T> Copy<T>(List<T> list)
    {
        lock (_guard)
            return [.. list];
    }
}
