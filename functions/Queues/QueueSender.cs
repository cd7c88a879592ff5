using System.Text;
using YouthFunctions.Calls;
using YouthFunctions.Storage;

namespace YouthFunctions.Queues;

/// <summary>Puts messages on the queues, and tells those who take them in this process.</summary>
public sealed class QueueSender(Store store)
{
    /// <summary>A message was put on a queue, where it can be taken after so long.</summary>
    public event Action<QueueName, TimeSpan>? Sent;

    /// <summary>Puts a message on a queue, in Base64 as the platform expects it.</summary>
    /// <param name="name">The queue.</param>
    /// <param name="text">The message.</param>
    /// <param name="delay">How long nobody can take it; zero for at once.</param>
    /// <param name="cancel">Gives the call up.</param>
    public async Task SendAsync(QueueName name, string text, TimeSpan delay, CancellationToken cancel)
    {
        await store.Queue(name).SendMessageAsync(
            Convert.ToBase64String(Encoding.UTF8.GetBytes(text)), visibilityTimeout: delay, cancellationToken: cancel);
        Sent?.Invoke(name, delay);
    }
}
