using System.Collections.Concurrent;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using YouthFunctions.Storage;

namespace YouthFunctions.Exports.Snapshots;

/// <summary>Snapshots in their container: manifests, the pointer to the latest, and files by hash.</summary>
public sealed class SnapshotStore(Store store)
{
    private const int MaxCachedManifests = 16;

    private readonly ConcurrentDictionary<string, Manifest> _manifests = new();

    /// <summary>The container.</summary>
    public BlobContainerClient Container => store.Container(ContainerName.Exports);

    /// <summary>The ids of all snapshots, the newest first.</summary>
    public async Task<IReadOnlyList<string>> IdsAsync(CancellationToken cancel)
    {
        var ids = new List<string>();
        await foreach (var blob in Container.GetBlobsAsync(BlobTraits.None, BlobStates.None, SnapshotNames.Snapshots, cancel))
            ids.Add(blob.Name[SnapshotNames.Snapshots.Length..^".json".Length]);
        ids.Sort((left, right) => string.CompareOrdinal(right, left));
        return ids;
    }

    /// <summary>The snapshot in force and the version of the pointer to it; null before the first.</summary>
    public async Task<(LatestSnapshot Latest, ETag Version)?> LatestAsync(CancellationToken cancel) =>
        await Container.GetBlobClient(SnapshotNames.Latest).FindContentAsync(cancel) is { } pointer
            ? (Container.GetBlobClient(SnapshotNames.Latest).Read<LatestSnapshot>(pointer.Content), pointer.Details.ETag)
            : null;

    /// <summary>A snapshot's manifest; null when there is none of this id. Manifests never change, so a few are kept.</summary>
    public async Task<Manifest?> FindAsync(string id, CancellationToken cancel)
    {
        if (_manifests.TryGetValue(id, out var kept))
            return kept;
        if (!SnapshotNames.TryInstant(id, out _))
            return null;
        if (await Container.GetBlobClient(SnapshotNames.Manifest(id)).FindJsonAsync<Manifest>(cancel) is not { } manifest)
            return null;
        if (_manifests.Count >= MaxCachedManifests)
            _manifests.Clear();
        return _manifests[id] = manifest;
    }

    /// <summary>Whether a snapshot that was found is still there: another instance may have removed it, its manifest first. It is then
    /// forgotten here too.</summary>
    public async Task<bool> IsThereAsync(Manifest manifest, CancellationToken cancel)
    {
        Response<bool> isThere = await Container.GetBlobClient(SnapshotNames.Manifest(manifest.Id)).ExistsAsync(cancel);
        if (!isThere.Value)
            _manifests.TryRemove(manifest.Id, out _);
        return isThere.Value;
    }

    /// <summary>A file of a snapshot; null when another instance removed the snapshot, which is then forgotten here too.</summary>
    public async Task<Stream?> TryOpenAsync(Manifest manifest, SnapshotFile file, CancellationToken cancel)
    {
        try
        {
            return await Container.GetBlobClient(file.Blob).OpenReadAsync(cancellationToken: cancel);
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            _manifests.TryRemove(manifest.Id, out _);
            return null;
        }
    }

    /// <summary>Stores a file's bytes under their hash, unless they are there: whoever reads them meanwhile goes on reading.</summary>
    public async Task PutAsync(string path, SnapshotFile file, CancellationToken cancel)
    {
        await using var content = File.OpenRead(path);
        try
        {
            await Container.GetBlobClient(file.Blob).UploadAsync(
                content,
                new BlobUploadOptions
                {
                    Conditions = BlobDocuments.Unchanged(null),
                    HttpHeaders = new BlobHttpHeaders { ContentType = MediaTypes.FromFormat(file.Format) },
                    TransferOptions = BlockTransfers.Options,
                }, cancel);
        }
        catch (RequestFailedException there) when (there.Status is 409 or 412)
        {
            // Of another snapshot, or of another part of this one.
        }
    }

    /// <summary>Makes a snapshot visible: its manifest first, then the pointer, only if nobody moved it meanwhile.</summary>
    /// <exception cref="RequestFailedException">Storage failed, or another run published first (409, 412).</exception>
    public async Task PublishAsync(Manifest manifest, ETag? latest, CancellationToken cancel)
    {
        await WriteAsync(SnapshotNames.Manifest(manifest.Id), manifest, BlobDocuments.Unchanged(null), cancel);
        await WriteAsync(
            SnapshotNames.Latest, new LatestSnapshot(manifest.Id, manifest.InstantUtc),
            BlobDocuments.Unchanged(latest), cancel);
    }

    // A write can be stored although an error is seen, and its repetition is then refused: what is there is compared.
    private async Task WriteAsync<T>(string name, T document, BlobRequestConditions conditions, CancellationToken cancel)
    {
        var content = BinaryData.FromObjectAsJson(document, StoredJson.Options);
        var blob = Container.GetBlobClient(name);
        try
        {
            await blob.UploadAsync(
                content,
                new BlobUploadOptions { Conditions = conditions, HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" } },
                cancel);
        }
        catch (RequestFailedException refused) when (refused.Status is 409 or 412)
        {
            var there = await blob.DownloadContentAsync(cancel);
            if (!there.Value.Content.ToMemory().Span.SequenceEqual(content.ToMemory().Span))
                throw;
        }
    }
}
