using YouthFunctions.Queues;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Storage;

namespace YouthFunctions.Reports.Receiving;

/// <summary>Asks for a rollup of the province whenever a report of it was stored: at most one message a province every two seconds and
/// instance. What fails is left to the timer, which asks for all marks.</summary>
public sealed class RollupRequests(ReportStore reports, QueueSender sender, TimeProvider clock, ILogger<RollupRequests> log)
    : IHostedService
{
    /// <summary>How long a message is hidden: what is stored before it appears is summed by it.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromSeconds(3);

    // Shorter than the delay, so that a report that sends none was stored before the last message appears.
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, long> _lastSent = [];

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        reports.Marked += Request;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        reports.Marked -= Request;
        return Task.CompletedTask;
    }

    private void Request(string partition)
    {
        lock (_lastSent)
        {
            var now = clock.GetTimestamp();
            if (_lastSent.TryGetValue(partition, out var last) && clock.GetElapsedTime(last, now) < Window)
                return;
            _lastSent[partition] = now;
        }

        // Without the caller's flow: the answer does not wait for it, and its time for storage is not spent on it.
        using (ExecutionContext.SuppressFlow())
            _ = SendAsync(partition);
    }

    private async Task SendAsync(string partition)
    {
        try
        {
            var (province, year) = ReportKeys.ReadPartition(partition);
            await sender.SendAsync(
                QueueName.Rollups, new RollupRequest(province, year, clock.GetUtcNow()).Write(), Delay, CancellationToken.None);
        }
        catch (Exception error)
        {
            log.RollupNotRequested(error, partition); // the timer sums it
            lock (_lastSent)
                _lastSent.Remove(partition);
        }
    }
}
