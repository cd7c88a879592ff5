using System.Globalization;
using Azure.Storage.Blobs;
using YouthFunctions.Storage;

namespace YouthFunctions.Backups;

/// <summary>One file of a backup: a table, or a blob that is kept nowhere else.</summary>
/// <param name="Name">Its name in the backup's folder.</param>
/// <param name="Table">The table; null for a blob.</param>
/// <param name="Blob">The blob's container and name; null for a table.</param>
/// <param name="Rows">Rows of a table.</param>
/// <param name="Bytes">Bytes as stored.</param>
/// <param name="Sha256">Their hash, in lower-case hexadecimal digits.</param>
public sealed record BackupFile(string Name, TableName? Table, string? Blob, long Rows, long Bytes, string Sha256);

/// <summary>What is in a backup; written after each file, so that a run that was ended goes on where it was.</summary>
/// <param name="Id">When it was begun, such as <c>20240915T180000Z</c>; the folder's name.</param>
/// <param name="BegunUtc">When it was begun.</param>
/// <param name="EndedUtc">When its last file was written; null until then, and such a backup is not restored.</param>
/// <param name="Files">The files so far.</param>
public sealed record BackupManifest(string Id, DateTimeOffset BegunUtc, DateTimeOffset? EndedUtc, IReadOnlyList<BackupFile> Files);

/// <summary>Backups in their container.</summary>
public sealed class BackupStore(BlobContainerClient container)
{
    private const string ManifestName = "manifest.json";

    /// <summary>The id of a backup begun at an instant.</summary>
    public static string IdOf(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

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
    public Task<BackupManifest?> FindAsync(string id, CancellationToken cancel) => Blob(id, ManifestName).FindJsonAsync<BackupManifest>(cancel);

    /// <summary>Stores a manifest in place of the one before.</summary>
    public Task SaveAsync(BackupManifest manifest, CancellationToken cancel) =>
        Blob(manifest.Id, ManifestName).UploadAsync(BinaryData.FromObjectAsJson(manifest, Packing.Json), overwrite: true, cancel);

    /// <summary>Deletes a backup, its manifest last, so that what is left half-way is deleted the next time.</summary>
    public async Task DeleteAsync(string id, CancellationToken cancel)
    {
        await foreach (var blob in container.GetBlobsAsync(Azure.Storage.Blobs.Models.BlobTraits.None, Azure.Storage.Blobs.Models.BlobStates.None, id + "/", cancel))
            if (blob.Name != $"{id}/{ManifestName}")
                await container.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancel);
        await Blob(id, ManifestName).DeleteIfExistsAsync(cancellationToken: cancel);
    }

    /// <summary>A file of a backup.</summary>
    public BlobClient Blob(string id, string name) => container.GetBlobClient($"{id}/{name}");
}
