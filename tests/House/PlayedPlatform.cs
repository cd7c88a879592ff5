using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using YouthFunctions.Catalog;
using YouthFunctions.Jobs.Parts;
using YouthFunctions.Jobs.Runs;
using YouthFunctions.Queues;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House.Faults;

namespace YouthFunctions.Tests.House;

/// <summary>Delivers the messages of jobs in parts in the platform's place, one after the other: again when the process died or the run
/// failed, and after time has passed when none is left.</summary>
/// <param name="services">The product's.</param>
/// <param name="store">Storage past the line of the product.</param>
/// <param name="line">The product's line, to be revived; null when nothing is played on it.</param>
/// <param name="clock">The product's.</param>
internal sealed class PlayedPlatform(IServiceProvider services, Store store, FaultTransport? line, FakeTimeProvider clock)
{
    private const int MaxDeliveries = 5000;

    /// <summary>Delivers until the job's run is over.</summary>
    public async Task<JobRun> DrainAsync(string job)
    {
        var runs = new RunStore(store);
        for (var left = MaxDeliveries; left > 0; left--)
        {
            var run = await runs.FindAsync(job, default) ?? throw new InvalidOperationException($"{job} has no run.");
            if (!run.IsActive)
                return run;
            if ((await store.Queue(QueueName.Parts).ReceiveMessageAsync()).Value is not { } message)
            {
                clock.Advance(RunStarter.ResendAfter);
                await TryAsync(() => services.GetRequiredService<RunStarter>().ResendAsync(run, default));
                continue;
            }

            await store.Queue(QueueName.Parts).DeleteMessageAsync(message.MessageId, message.PopReceipt);
            var text = Encoding.UTF8.GetString(Convert.FromBase64String(message.Body.ToString()));
            var result = await services.GetRequiredService<QueueRunner>().RunAsync(FunctionTable.All.Queue("RunPart"), text, default);
            if (result.Error is null)
                continue;
            line?.Revive();
            await store.Queue(QueueName.Parts).SendMessageAsync(message.Body);
        }

        throw new InvalidOperationException($"The run of {job} does not end.");
    }

    private async Task TryAsync(Func<Task> send)
    {
        try
        {
            await send();
        }
        catch (Exception error) when (line is not null && error is not Xunit.Sdk.XunitException)
        {
            line.Revive();
        }
    }
}
