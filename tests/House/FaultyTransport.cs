using System.Diagnostics.CodeAnalysis;
using Azure.Core;
using Azure.Core.Pipeline;

namespace YouthFunctions.Tests.House;

/// <summary>
/// The network below the storage SDK, made to fail: some calls never leave, some are carried out and only the answer is
/// lost, some are answered 503. It counts the calls.
/// </summary>
/// <param name="failures">The share of calls that fail, 0 to 1.</param>
/// <param name="seed">Makes the same failures again.</param>
public sealed class FaultyTransport(double failures, int seed) : HttpPipelineTransport
{
    private readonly HttpClientTransport _network = new();
    private readonly Fates _fates = new(failures, seed);
    private int _calls;
    private int _transactions;

    /// <summary>How many calls there were, failed ones too.</summary>
    public int Calls => _calls;

    /// <summary>How many of them were entity-group transactions.</summary>
    public int Transactions => _transactions;

    /// <inheritdoc/>
    public override Request CreateRequest() => _network.CreateRequest();

    /// <inheritdoc/>
    public override void Process(HttpMessage message)
    {
        var fate = Begin(message);
        _network.Process(message);
        End(message, fate);
    }

    /// <inheritdoc/>
    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        var fate = Begin(message);
        await _network.ProcessAsync(message);
        End(message, fate);
    }

    private Fate Begin(HttpMessage message)
    {
        Interlocked.Increment(ref _calls);
        if (message.Request.Uri.ToString().Contains("$batch", StringComparison.Ordinal))
            Interlocked.Increment(ref _transactions);
        var fate = _fates.Next();
        return fate == Fate.NeverSent ? throw new IOException("Injected: the call never left.") : fate;
    }

    private static void End(HttpMessage message, Fate fate)
    {
        if (fate == Fate.AnswerLost)
            throw new IOException("Injected: the answer was lost.");
        if (fate == Fate.Busy)
            message.Response = new BusyResponse(message.Response.ClientRequestId);
    }

    private sealed class BusyResponse(string clientRequestId) : Azure.Response
    {
        public override int Status => 503;

        public override string ReasonPhrase => "Server Busy";

        public override Stream? ContentStream { get; set; }

        public override string ClientRequestId { get; set; } = clientRequestId;

        public override void Dispose() => ContentStream?.Dispose();

        protected override bool ContainsHeader(string name) => false;

        protected override IEnumerable<HttpHeader> EnumerateHeaders() => [];

        protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
        {
            value = null;
            return false;
        }

        protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
        {
            values = null;
            return false;
        }
    }
}
