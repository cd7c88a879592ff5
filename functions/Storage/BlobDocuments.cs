using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace YouthFunctions.Storage;

/// <summary>Reads small blobs that may not be there.</summary>
public static class BlobDocuments
{
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
    /// <exception cref="System.Text.Json.JsonException">The blob holds something else.</exception>
    public static async Task<T?> FindJsonAsync<T>(this BlobClient blob, CancellationToken cancel) where T : class =>
        await blob.FindContentAsync(cancel) is { } found ? found.Content.ToObjectFromJson<T>(Packing.Json) : null;
}
