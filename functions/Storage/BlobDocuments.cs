using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace YouthFunctions.Storage;

/// <summary>Reads small blobs that may not be there.</summary>
public static class BlobDocuments
{
    /// <summary>A write that asks for the version that was read; for no blob at all where there was none.</summary>
    public static BlobRequestConditions Unchanged(ETag? version) =>
        version is { } read ? new BlobRequestConditions { IfMatch = read } : new BlobRequestConditions { IfNoneMatch = ETag.All };

    /// <summary>The blob's content and version; null when there is no such blob.</summary>
    public static async Task<BlobDownloadResult?> FindContentAsync(this BlobClient blob, CancellationToken cancel)
    {
        try
        {
            return (await blob.DownloadContentAsync(cancel)).Value;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    /// <summary>The document in a blob; null when there is no such blob.</summary>
    /// <exception cref="DamagedRowException">The blob holds something else.</exception>
    public static async Task<T?> FindJsonAsync<T>(this BlobClient blob, CancellationToken cancel) where T : class =>
        await blob.FindContentAsync(cancel) is { } found ? blob.Read<T>(found.Content) : null;

    /// <summary>The document in a blob's content.</summary>
    /// <exception cref="DamagedRowException">It holds something else.</exception>
    public static T Read<T>(this BlobClient blob, BinaryData content) where T : class => DamagedRows.Read(
        new StoredPlace(blob.BlobContainerName, null, blob.Name), content,
        stored => stored.ToObjectFromJson<T>(StoredJson.Options)
            ?? throw new System.Text.Json.JsonException($"An empty {typeof(T).Name}."));
}
