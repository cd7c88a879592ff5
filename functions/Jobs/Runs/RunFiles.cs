using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using YouthFunctions.Storage;

namespace YouthFunctions.Jobs.Runs;

/// <summary>The files by which the steps of a run hand on to each other, a folder a run, and in it one a year. They are left until the
/// next run, so that a step that died can be done again, and not packed: that would take longer than moving them.</summary>
/// <param name="container">Where they lie.</param>
public abstract class RunFiles(BlobContainerClient container)
{
    private const string Folder = "runs/";

    // A run is given up before that.
    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(20);

    /// <summary>The blob of a file.</summary>
    public static string Blob(string run, int? year, string file) =>
        string.Create(CultureInfo.InvariantCulture, $"{Folder}{run}/{(year is null ? "" : $"{year}/")}{file}");

    /// <summary>Writes a file.</summary>
    public Task WriteAsync(string run, int? year, string file, Action<Stream> write, CancellationToken cancel) =>
        WriteAsync(run, year, file, write, null, cancel);

    /// <summary>Writes a document.</summary>
    public Task WriteAsync<T>(string run, int? year, string file, T document, CancellationToken cancel) =>
        WriteAsync(run, year, file, Serialize(document), cancel);

    /// <summary>Writes a document unless there is one, and gives the one that is there then: instances that do the same step at once go on
    /// from the same.</summary>
    public async Task<T> AddAsync<T>(string run, int? year, string file, T document, CancellationToken cancel) where T : class
    {
        try
        {
            await WriteAsync(run, year, file, Serialize(document), BlobDocuments.Unchanged(null), cancel);
            return document;
        }
        catch (RequestFailedException there) when (there.Status is 409 or 412)
        {
            return (await FindAsync<T>(run, year, file, cancel))!;
        }
    }

    /// <summary>Reads a file; default when there is none.</summary>
    public async Task<T?> FindAsync<T>(string run, int? year, string file, Func<Stream, T> read, CancellationToken cancel)
    {
        try
        {
            var blob = container.GetBlobClient(Blob(run, year, file));
            using var found = (await blob.DownloadStreamingAsync(cancellationToken: cancel)).Value;
            using var content = new MemoryStream((int)found.Details.ContentLength); // growing would take twice as much
            await found.Content.CopyToAsync(content, cancel);
            content.Position = 0;
            return read(content);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return default;
        }
    }

    /// <summary>Reads a document; null when there is none.</summary>
    public Task<T?> FindAsync<T>(string run, int? year, string file, CancellationToken cancel) where T : class => FindAsync(
        run, year, file, stream => JsonSerializer.Deserialize<T>(stream, StoredJson.Options)
            ?? throw new JsonException($"An empty {typeof(T).Name}."), cancel);

    /// <summary>Removes the files of runs that are over.</summary>
    public async Task RemoveOldAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var first = $"{Folder}{RunStore.CreateId(now - KeptFor)}";
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, Folder, cancel))
            if (string.CompareOrdinal(blob.Name, first) < 0)
                await container.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancel);
    }

    private async Task WriteAsync(
        string run, int? year, string file, Action<Stream> write, BlobRequestConditions? conditions, CancellationToken cancel)
    {
        await using var content = TemporaryFile.Open();
        write(content);
        content.Position = 0;
        await container.GetBlobClient(Blob(run, year, file)).UploadAsync(
            content, new BlobUploadOptions { TransferOptions = BlockTransfers.Options, Conditions = conditions }, cancel);
    }

    private static Action<Stream> Serialize<T>(T document) =>
        stream => JsonSerializer.Serialize(stream, document, StoredJson.Options);
}
