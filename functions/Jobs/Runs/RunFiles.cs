using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using YouthFunctions.Jobs.Runs;
using YouthFunctions.Storage;

namespace YouthFunctions.Forecasts.Parts;

/// <summary>The files by which the steps of a night hand on to each other, a folder a run and year. They are left until the next night, so
/// that a step that died can be done again.</summary>
public sealed class ForecastRunFiles(Store store)
{
    private const string Folder = "runs/";

    private BlobContainerClient Container => store.Container(ContainerName.Forecasts);

    /// <summary>The blob of a file.</summary>
    public static string Blob(string run, int year, string file) =>
        string.Create(CultureInfo.InvariantCulture, $"{Folder}{run}/{year}/{file}");

    /// <summary>Writes a file, packed.</summary>
    public async Task WriteAsync(string run, int year, string file, Action<Stream> write, CancellationToken cancel)
    {
        using var content = new MemoryStream();
        await using (var brotli = new BrotliStream(content, CompressionLevel.Fastest, leaveOpen: true))
            write(brotli);
        content.Position = 0;
        await Container.GetBlobClient(Blob(run, year, file)).UploadAsync(
            content, new BlobUploadOptions { TransferOptions = BlockTransfers.Options }, cancel);
    }

    /// <summary>Writes a document.</summary>
    public Task WriteAsync<T>(string run, int year, string file, T document, CancellationToken cancel) => WriteAsync(
        run, year, file, stream => JsonSerializer.Serialize(stream, document, StoredJson.Options), cancel);

    /// <summary>Reads a file; default when there is none.</summary>
    public async Task<T?> FindAsync<T>(string run, int year, string file, Func<Stream, T> read, CancellationToken cancel)
    {
        if (await Container.GetBlobClient(Blob(run, year, file)).FindContentAsync(cancel) is not { } found)
            return default;
        using var brotli = new BrotliStream(found.Content.ToStream(), CompressionMode.Decompress);
        using var buffered = new BufferedStream(brotli, 1 << 16);
        return read(buffered);
    }

    /// <summary>Reads a document; null when there is none.</summary>
    public Task<T?> FindAsync<T>(string run, int year, string file, CancellationToken cancel) where T : class => FindAsync(
        run, year, file, stream => JsonSerializer.Deserialize<T>(stream, StoredJson.Options)
            ?? throw new JsonException($"An empty {typeof(T).Name}."), cancel);

    /// <summary>Removes the files of runs that began before an instant.</summary>
    public async Task RemoveAsync(DateTimeOffset before, CancellationToken cancel)
    {
        var first = $"{Folder}{RunStore.CreateId(before)}";
        await foreach (var blob in Container.GetBlobsAsync(BlobTraits.None, BlobStates.None, Folder, cancel))
            if (string.CompareOrdinal(blob.Name, first) < 0)
                await Container.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancel);
    }
}
