using Azure.Core;
using Azure.Core.Pipeline;

namespace YouthFunctions.Tests.Rollups;

/// <summary>The process is gone: no call of it reaches storage any more, and no code of it may go on.</summary>
internal sealed class ProcessDiedException() : Exception("The process died.");

/// <summary>A network that is listened to below the SDK: what was called, and what happens around the call.</summary>
internal sealed class TapTransport : HttpPipelineTransport
{
    private readonly HttpClientTransport _network = new();
    private readonly List<string> _calls = [];
    private bool _isDead;

    /// <summary>Runs before a call, which has this number (1 for the first).</summary>
    public Func<int, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>The process dies when it makes this call; 0 for never.</summary>
    public int DiesAt { get; set; }

    /// <summary>Whether the call it dies at still reaches storage.</summary>
    public bool DiesAfterwards { get; set; }

    /// <summary>The calls so far: method and address.</summary>
    public IReadOnlyList<string> Calls
    {
        get
        {
            lock (_calls)
                return [.. _calls];
        }
    }

    public override Request CreateRequest() => _network.CreateRequest();

    public override void Process(HttpMessage message) => throw new NotSupportedException("Storage is called asynchronously.");

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        int number;
        lock (_calls)
        {
            if (_isDead)
                throw new ProcessDiedException();
            _calls.Add($"{message.Request.Method} {Uri.UnescapeDataString(message.Request.Uri.ToString())}");
            number = _calls.Count;
            _isDead = number == DiesAt;
        }

        if (number == DiesAt && !DiesAfterwards)
            throw new ProcessDiedException();
        await Before(number);
        await _network.ProcessAsync(message);
        if (number == DiesAt)
            throw new ProcessDiedException();
    }
}
