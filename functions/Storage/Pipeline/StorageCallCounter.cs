using Azure.Core;
using Azure.Core.Pipeline;

namespace YouthFunctions.Storage.Pipeline;

/// <summary>Counts calls of storage, each of which is a transaction on the bill, retries too: for whoever began a count in the
/// flow that makes them.</summary>
public sealed class StorageCallCounter
{
    private static readonly AsyncLocal<StorageCallCounter?> Current = new();
    private long _calls;

    /// <summary>The pipeline policy that counts; sits below the retries.</summary>
    public static HttpPipelinePolicy Policy { get; } = new CountingPolicy();

    /// <summary>How many calls were made since <see cref="Begin"/> by the flow that began it and what it started.</summary>
    public long Calls => Interlocked.Read(ref _calls);

    /// <summary>Begins a count in the caller's flow; it ends with the async method that called it.</summary>
    public static StorageCallCounter Begin() => Current.Value = new StorageCallCounter();

    private static void Add()
    {
        if (Current.Value is { } count)
            Interlocked.Increment(ref count._calls);
    }

    private sealed class CountingPolicy : HttpPipelinePolicy
    {
        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            Add();
            ProcessNext(message, pipeline);
        }

        public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            Add();
            return ProcessNextAsync(message, pipeline);
        }
    }
}
