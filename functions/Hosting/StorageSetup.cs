using Azure;
using YouthFunctions.Storage;

namespace YouthFunctions.Hosting;

/// <summary>Creates what is missing in storage behind a Functions host, without keeping the host waiting for it.</summary>
public sealed class StorageSetup(Store store, ILogger<StorageSetup> log) : BackgroundService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await store.CreateMissingAsync(stoppingToken);
                return;
            }
            catch (Exception error) when (error is RequestFailedException or AggregateException)
            {
                log.StorageAway(error, nameof(StorageSetup));
                await Task.Delay(RetryDelay, stoppingToken);
            }
        }
    }
}
