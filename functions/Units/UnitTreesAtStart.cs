namespace YouthFunctions.Units;

/// <summary>Has the imported trees of units read when the process starts. Nobody waits for it here: who needs units before it is done
/// waits for the same read.</summary>
public sealed class UnitTreesAtStart(UnitTreeStore trees, ILogger<UnitTreesAtStart> log) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await trees.RefreshAsync(stoppingToken);
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            log.TreesUnread(error); // each request tries again
        }
    }
}
