using Azure.Storage.Queues.Models;
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
    public async Task<JobRun> DrainAsync(string job) =>
        await PartMessages.DrainAsync(store, job, ResendAsync, (_, message) => DeliverAsync(message), MaxDeliveries)
            ?? throw new InvalidOperationException($"{job} has no run.");

    private async Task DeliverAsync(QueueMessage message)
    {
        var result = await services.GetRequiredService<QueueRunner>().RunAsync(
            FunctionTable.All.Queue("RunPart"), message.Text(), default);
        if (result.Error is null)
            return;
        line?.Revive();
        await store.Queue(QueueName.Parts).SendMessageAsync(message.Body);
    }

    private Task ResendAsync(JobRun run)
    {
        clock.Advance(RunStarter.ResendAfter);
        return TryAsync(() => services.GetRequiredService<RunStarter>().ResendAsync(run, default));
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
