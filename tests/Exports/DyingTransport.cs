using Azure.Core;
using Azure.Core.Pipeline;

namespace YouthFunctions.Tests.Exports;

/// <summary>The network below the storage SDK, as a process sees it that is killed after a number of calls: every later
/// call fails, and nothing of it arrives.</summary>
/// <param name="callsToLive">How many calls succeed.</param>
/// <param name="lastCallArrives">Whether the call at which it dies is still carried out, with nobody left to hear of it.</param>
internal sealed class DyingTransport(int callsToLive, bool lastCallArrives) : HttpPipelineTransport
{
    private readonly HttpClientTransport _inner = new();
    private int _calls;

    public int Calls => _calls;

    public override Request CreateRequest() => _inner.CreateRequest();

    public override void Process(HttpMessage message)
    {
        var call = Interlocked.Increment(ref _calls);
        if (call <= callsToLive || (lastCallArrives && call == callsToLive + 1))
            _inner.Process(message);
        Live(call);
    }

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        var call = Interlocked.Increment(ref _calls);
        if (call <= callsToLive || (lastCallArrives && call == callsToLive + 1))
            await _inner.ProcessAsync(message);
        Live(call);
    }

    private void Live(int call)
    {
        if (call > callsToLive)
            throw new DeadProcessException();
    }
}

/// <summary>The process is dead.</summary>
internal sealed class DeadProcessException : Exception;
