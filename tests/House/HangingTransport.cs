using Azure.Core;
using Azure.Core.Pipeline;

namespace YouthFunctions.Tests.House;

/// <summary>The network below the storage SDK, which can be told not to answer: calls are then held until they are cancelled
/// or let go.</summary>
internal sealed class HangingTransport : HttpPipelineTransport
{
    private readonly HttpClientTransport _network = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private TaskCompletionSource? _held;
    private int _calls;

    /// <summary>Runs before each call that is not held.</summary>
    public Action Before { get; set; } = () => { };

    /// <summary>How many calls there were, held ones too.</summary>
    public int Calls => _calls;

    /// <summary>Whether the answer's body is what never comes, instead of the whole answer.</summary>
    public bool HoldsBodies { get; set; }

    /// <summary>From now on no call is answered.</summary>
    public void Hold() => _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Answers those held and all after them.</summary>
    public void Release()
    {
        var held = _held;
        _held = null;
        held?.SetResult();
    }

    /// <summary>Waits until another call is held.</summary>
    public Task WaitForCallAsync() => _arrived.WaitAsync();

    public override Request CreateRequest() => _network.CreateRequest();

    public override void Process(HttpMessage message) => throw new NotSupportedException("Storage is called asynchronously.");

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        Interlocked.Increment(ref _calls);
        if (_held is { } held && !HoldsBodies)
        {
            _arrived.Release();
            await held.Task.WaitAsync(message.CancellationToken);
        }

        Before();
        await _network.ProcessAsync(message);
        if (_held is not null && HoldsBodies && message.Response.ContentStream is { } body)
            message.Response.ContentStream = new HeldBody(body, _arrived);
    }

    private sealed class HeldBody(Stream body, SemaphoreSlim arrived) : MemoryStream
    {
        public override bool CanSeek => false;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await HoldAsync(cancellationToken);
            return 0;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) =>
            await HoldAsync(cancellationToken);

        private Task HoldAsync(CancellationToken cancel)
        {
            arrived.Release();
            return Task.Delay(Timeout.Infinite, cancel);
        }

        protected override void Dispose(bool disposing)
        {
            body.Dispose();
            base.Dispose(disposing);
        }
    }
}
