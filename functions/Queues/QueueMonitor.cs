using Azure;
using Azure.Storage.Queues;
using YouthFunctions.Calls;
using YouthFunctions.Storage;

namespace YouthFunctions.Queues;

/// <summary>Knows how many messages wait, and how many were given up: nobody else tells of those.</summary>
public sealed class QueueMonitor(Store store, FunctionList functions, ILogger<QueueMonitor> log)
{
    /// <summary>All queues, in the order of the table.</summary>
    public async Task<IReadOnlyList<QueueStatus>> AllAsync(CancellationToken cancel)
    {
        var all = new List<QueueStatus>();
        foreach (var function in functions.Queues)
            all.Add(new QueueStatus(
                function, await CountAsync(store.Queue(function.Queue), cancel),
                await CountAsync(store.PoisonQueue(function.Queue), cancel)));
        return all;
    }

    /// <summary>Logs each queue with messages that were given up; an alert reads that.</summary>
    public async Task<int> TellAsync(CancellationToken cancel)
    {
        var poisoned = (await AllAsync(cancel)).Where(queue => queue.Poison > 0).ToList();
        foreach (var queue in poisoned)
            log.QueuePoisoned(queue.Function.Name, queue.Poison, store.PoisonQueue(queue.Function.Queue).Name);
        return poisoned.Sum(queue => queue.Poison);
    }

    // A queue that was never used need not be there.
    private static async Task<int> CountAsync(QueueClient queue, CancellationToken cancel)
    {
        try
        {
            return (await queue.GetPropertiesAsync(cancel)).Value.ApproximateMessagesCount;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return 0;
        }
    }
}
