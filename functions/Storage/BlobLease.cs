using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace YouthFunctions.Storage;

/// <summary>A lease on a small blob: at most one holder over all machines. It is renewed until disposed, and
/// <see cref="Lost"/> says when renewing failed.</summary>
public sealed class BlobLease : IAsyncDisposable
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(20);

    // A renewal that is not through by then may come too late: the lease ends ten seconds after it.
    private static readonly TimeSpan RenewWithin = TimeSpan.FromSeconds(30);
    private readonly BlobLeaseClient _lease;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _stopped = new();
    private readonly Task _renewing;

    private BlobLease(BlobLeaseClient lease, TimeProvider clock)
    {
        (_lease, _clock) = (lease, clock);
        Lost = _lost.Token;
        _renewing = RenewAsync();
    }

    /// <summary>Cancelled when the lease could not be renewed: whoever holds it must stop.</summary>
    public CancellationToken Lost { get; }

    /// <summary>Takes the lease; null when another holds it.</summary>
    public static Task<BlobLease?> TryAcquireAsync(BlobContainerClient container, string name, CancellationToken cancel) =>
        TryAcquireAsync(container, name, TimeProvider.System, cancel);

    /// <summary>The same by another clock than storage's, for tests.</summary>
    internal static async Task<BlobLease?> TryAcquireAsync(
        BlobContainerClient container, string name, TimeProvider clock, CancellationToken cancel)
    {
        var blob = container.GetBlobClient(name);
        var lease = blob.GetBlobLeaseClient();
        try
        {
            await lease.AcquireAsync(Duration, cancellationToken: cancel);
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            await CreateAsync(blob, cancel);
            return await TryAcquireAsync(container, name, clock, cancel);
        }
        catch (RequestFailedException error) when (error.Status == 409)
        {
            return null;
        }

        return new BlobLease(lease, clock);
    }

    /// <summary>Whether anybody holds the lease; whoever died without giving it back holds it for a minute at most.</summary>
    public static async Task<bool> IsHeldAsync(BlobContainerClient container, string name, CancellationToken cancel)
    {
        try
        {
            var blob = await container.GetBlobClient(name).GetPropertiesAsync(cancellationToken: cancel);
            return blob.Value.LeaseState == LeaseState.Leased;
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            return false;
        }
    }

    /// <summary>Gives the lease back. Never throws: the work that was done under it must not be called failed for that.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        await _renewing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            await _lease.ReleaseAsync();
        }
        catch (Exception)
        {
            // It was lost, or given back by a call whose answer was: else it ends within a minute.
        }

        _stopped.Dispose();
        _lost.Dispose();
    }

    private static async Task CreateAsync(BlobClient blob, CancellationToken cancel)
    {
        try
        {
            await blob.UploadAsync(BinaryData.FromString(""), overwrite: false, cancel);
        }
        catch (RequestFailedException error) when (error.Status is 409 or 412)
        {
            // Another instance made it first, which is as good.
        }
    }

    private async Task RenewAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(RenewEvery, _clock, _stopped.Token);
                using var late = new CancellationTokenSource(RenewWithin, _clock);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(_stopped.Token, late.Token);
                await _lease.RenewAsync(cancellationToken: either.Token);
            }
        }
        catch (OperationCanceledException) when (_stopped.IsCancellationRequested)
        {
            // Disposed: the work is done.
        }
        catch (Exception)
        {
            // Whatever it was, a refusal, a line that is away or a renewal that takes too long: another may have it soon.
            await _lost.CancelAsync();
        }
    }
}
