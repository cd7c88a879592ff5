using Azure.Core;
using Azure.Core.Pipeline;

namespace YouthFunctions.Tests.Summaries;

/// <summary>Counts the requests to storage on their way.</summary>
public sealed class CountingTransport : HttpPipelineTransport
{
    private readonly HttpClientTransport _inner = new();
    private int _count;

    /// <summary>Requests since the last <see cref="Reset"/>.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Begins to count anew.</summary>
    public void Reset() => Interlocked.Exchange(ref _count, 0);

    /// <inheritdoc/>
    public override Request CreateRequest() => _inner.CreateRequest();

    /// <inheritdoc/>
    public override void Process(HttpMessage message)
    {
        Interlocked.Increment(ref _count);
        _inner.Process(message);
    }

    /// <inheritdoc/>
    public override ValueTask ProcessAsync(HttpMessage message)
    {
        Interlocked.Increment(ref _count);
        return _inner.ProcessAsync(message);
    }
}
