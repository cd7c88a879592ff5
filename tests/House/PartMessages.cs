using System.Text;
using Azure.Storage.Queues.Models;
using YouthFunctions.Jobs.Runs;
using YouthFunctions.Storage;

namespace YouthFunctions.Tests.House;

/// <summary>The messages of jobs in parts, which a test takes off the queue in the platform's place.</summary>
internal static class PartMessages
{
    /// <summary>What a message says.</summary>
    public static string Text(this QueueMessage message) => Encoding.UTF8.GetString(Convert.FromBase64String(message.Body.ToString()));

    /// <summary>Takes messages one after the other until the job's run is over.</summary>
    /// <param name="store">Storage past the line of the product.</param>
    /// <param name="job">The job.</param>
    /// <param name="resend">Has time pass and lost messages sent again; called when none is left.</param>
    /// <param name="deliver">Takes each message once it is off the queue.</param>
    /// <param name="most">How many times at most.</param>
    /// <returns>The run; null when there never was one.</returns>
    public static async Task<JobRun?> DrainAsync(
        Store store, string job, Func<JobRun, Task> resend, Func<JobRun, QueueMessage, Task> deliver, int most)
    {
        var (runs, queue) = (new RunStore(store), store.Queue(QueueName.Parts));
        for (var left = most; left > 0; left--)
        {
            var run = await runs.FindAsync(job, default);
            if (run is not { IsActive: true })
                return run;
            if ((await queue.ReceiveMessageAsync()).Value is not { } message)
            {
                await resend(run);
                continue;
            }

            await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
            await deliver(run, message);
        }

        throw new InvalidOperationException($"The run of {job} does not end.");
    }
}
