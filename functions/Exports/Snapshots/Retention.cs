using Azure;
using Azure.Storage.Blobs.Models;

namespace YouthFunctions.Exports.Snapshots;

/// <summary>
/// Takes away what is no longer kept: snapshots past their time, files that no snapshot has (an interrupted run leaves
/// such), and moves files that only old snapshots have to a cheaper tier.
/// </summary>
public sealed class Retention(SnapshotStore snapshots, ExportOptions options, TimeProvider clock)
{
    // A file is stored before the manifest that names it: what is this young may belong to a run under way.
    private static readonly TimeSpan GracePeriod = TimeSpan.FromDays(1);

    /// <summary>Which of the snapshots are kept.</summary>
    /// <param name="ids">All, the newest first.</param>
    /// <param name="latest">The one in force, which is always kept.</param>
    /// <param name="options">How long.</param>
    /// <param name="now">The instant, UTC.</param>
    public static IReadOnlySet<string> Kept(IReadOnlyList<string> ids, string latest, ExportOptions options, DateTimeOffset now)
    {
        var made = ids.Select(id => (id, instant: SnapshotNames.TryInstant(id, out var instant) ? instant : now)).ToArray();
        return made.Where(item => item.id == latest || item.instant > now.AddDays(-options.DailyDays)).Select(item => item.id)
            .Concat(options.KeepMonthly
                ? made.GroupBy(item => (item.instant.Year, item.instant.Month)).Select(month => month.First().id)
                : [])
            .ToHashSet();
    }

    /// <summary>Cleans up, and says how many blobs went.</summary>
    /// <param name="latest">The snapshot in force.</param>
    /// <param name="wallNow">The instant by storage's clock, which dates blobs; the product's may be moved.</param>
    /// <param name="cancel">Stops the run; what is left is done by the next one.</param>
    public async Task<int> RunAsync(string latest, DateTimeOffset wallNow, CancellationToken cancel)
    {
        var ids = await snapshots.IdsAsync(cancel);
        var kept = Kept(ids, latest, options, clock.GetUtcNow());
        var (recent, old) = (new HashSet<string>(), new HashSet<string>());
        foreach (var id in kept)
        {
            var isOld = SnapshotNames.TryInstant(id, out var instant) && instant <= clock.GetUtcNow().AddDays(-options.DailyDays)
                && id != latest;
            foreach (var file in (await snapshots.FindAsync(id, cancel))?.Files ?? [])
                (isOld ? old : recent).Add(file.Blob);
        }

        var (removed, tier) = (0, new AccessTier(options.OldTier));
        foreach (var id in ids.Where(id => !kept.Contains(id)))
            removed += await DeleteAsync(SnapshotNames.Manifest(id), cancel);
        await foreach (var blob in snapshots.Container.GetBlobsAsync(BlobTraits.None, BlobStates.None, SnapshotNames.Data, cancel))
        {
            if (recent.Contains(blob.Name))
                continue;
            if (!old.Contains(blob.Name) && blob.Properties.LastModified < wallNow - GracePeriod)
                removed += await DeleteAsync(blob.Name, cancel);
            else if (old.Contains(blob.Name) && blob.Properties.AccessTier != tier)
                await snapshots.Container.GetBlobClient(blob.Name).SetAccessTierAsync(tier, cancellationToken: cancel);
        }

        return removed;
    }

    private async Task<int> DeleteAsync(string name, CancellationToken cancel)
    {
        Response<bool> wasThere = await snapshots.Container.GetBlobClient(name).DeleteIfExistsAsync(cancellationToken: cancel);
        return wasThere.Value ? 1 : 0;
    }
}
