using System.Globalization;
using Azure.Storage.Blobs;
using YouthFunctions.Storage;

namespace YouthFunctions.Backups;

/// <summary>Backups in their container.</summary>
public sealed class BackupStore(BlobContainerClient container)
{
    private const string ManifestName = "manifest.json";
    private const string IdFormat = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>The id of a backup begun at an instant.</summary>
    public static string CreateId(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString(IdFormat, CultureInfo.InvariantCulture);

    /// <summary>The instant at which the backup of an id was begun; false for what is no id.</summary>
    public static bool TryInstant(string id, out DateTimeOffset instant) => DateTimeOffset.TryParseExact(
        id, IdFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant);

    /// <summary>The ids of all backups, the newest first, unfinished ones too.</summary>
    public async Task<IReadOnlyList<string>> IdsAsync(CancellationToken cancel)
    {
        var ids = new List<string>();
        await foreach (var item in container.GetBlobsByHierarchyAsync(new() { Delimiter = "/" }, cancel))
            if (item.IsPrefix)
                ids.Add(item.Prefix.TrimEnd('/'));
        ids.Sort((left, right) => string.CompareOrdinal(right, left));
        return ids;
    }

    /// <summary>A backup's manifest; null when there is none of this id.</summary>
    public Task<BackupManifest?> FindAsync(string id, CancellationToken cancel) =>
        Blob(id, ManifestName).FindJsonAsync<BackupManifest>(cancel);

    /// <summary>Stores a manifest in place of the one before.</summary>
    public Task SaveAsync(BackupManifest manifest, CancellationToken cancel) =>
        Blob(manifest.Id, ManifestName).UploadAsync(BinaryData.FromObjectAsJson(manifest, StoredJson.Options), overwrite: true, cancel);

    /// <summary>Deletes a backup, its manifest last, so that what is left half-way is deleted the next time.</summary>
    public async Task DeleteAsync(string id, CancellationToken cancel)
    {
        await foreach (var blob in container.GetBlobsAsync(
            Azure.Storage.Blobs.Models.BlobTraits.None, Azure.Storage.Blobs.Models.BlobStates.None, id + "/", cancel))
            if (blob.Name != $"{id}/{ManifestName}")
                await container.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancel);
        await Blob(id, ManifestName).DeleteIfExistsAsync(cancellationToken: cancel);
    }

    /// <summary>A file of a backup.</summary>
    public BlobClient Blob(string id, string name) => container.GetBlobClient($"{id}/{name}");
}
