using YouthFunctions.Calls;
using YouthFunctions.Catalog;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Hosting.Heads;

/// <summary>Takes parts of jobs from a head's queue and delivers them as the Functions host does: deleted when they succeed, tried again
/// when they do not. Requests for rollups are left: when they came would decide what a later step reads.</summary>
internal sealed class QueuePump : IAsyncDisposable
{
    private static readonly QueueFunction Parts = FunctionTable.All.Queue("RunPart");
    private readonly IHead _head;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _pumping;

    /// <param name="head">A head that has no poller of its own.</param>
    public QueuePump(IHead head)
    {
        _head = head;
        _pumping = PumpAsync();
    }

    private async Task PumpAsync()
    {
        var queue = _head.Store.Queue(Parts.Queue);
        try
        {
            while (true)
            {
                if ((await queue.ReceiveMessageAsync(cancellationToken: _stop.Token)).Value is not { } message)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(20), _stop.Token);
                    continue;
                }

                if (await _head.DeliverAsync(Parts.Name, message.Text()) is null)
                    await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The head is over.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _pumping;
        _stop.Dispose();
    }
}
