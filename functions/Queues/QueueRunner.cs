using System.Diagnostics;
using YouthFunctions.Calls;

namespace YouthFunctions.Queues;

/// <summary>Works off messages, for the hosts and the poller alike.</summary>
public sealed class QueueRunner(FunctionHandlers handlers, ILogger<QueueRunner> log)
{
    /// <summary>Works off a message. Never throws: three handlers that end by an exception stop a Functions host.</summary>
    public async Task<MessageResult> RunAsync(QueueFunction function, string message, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        using var activity = Telemetry.Start(function.Name);
        var result = await TryAsync(function, message, cancel);
        if (result.State == RunState.Failed)
            activity?.SetStatus(ActivityStatusCode.Error, result.Error);
        Telemetry.Message(function.Name, result.State, Stopwatch.GetElapsedTime(started));
        return result;
    }

    private async Task<MessageResult> TryAsync(QueueFunction function, string message, CancellationToken cancel)
    {
        try
        {
            await handlers.Find(function)(message, cancel);
            return new MessageResult(RunState.Succeeded, null);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return new MessageResult(RunState.Stopped, "It was asked to end; the message is delivered again.");
        }
        catch (Exception error)
        {
            log.MessageFailed(error, function.Name);
            return new MessageResult(RunState.Failed, error.Message);
        }
    }
}
