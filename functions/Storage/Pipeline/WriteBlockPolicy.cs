using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace YouthFunctions.Storage.Pipeline;

/// <summary>Refuses writes, of requests and timers alike, while they could not be kept; reading goes on.</summary>
/// <param name="reason">Why not, in one sentence; null while writes are taken.</param>
internal sealed class WriteBlockPolicy(Func<string?> reason) : HttpPipelinePolicy
{
    /// <summary>The status of a write that was refused: insufficient storage (RFC 4918).</summary>
    public const int Status = 507;

    /// <inheritdoc/>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Check(message);
        ProcessNext(message, pipeline);
    }

    /// <inheritdoc/>
    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Check(message);
        return ProcessNextAsync(message, pipeline);
    }

    private void Check(HttpMessage message)
    {
        if (message.Request.Method != RequestMethod.Get && message.Request.Method != RequestMethod.Head && reason() is { } sentence)
            throw new RequestFailedException(Status, sentence);
    }
}
