using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using YouthFunctions.Forecasting;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Storage;

namespace YouthFunctions.Forecasts.Persistence;

/// <summary>Every forecast ever made, a file a day: NDJSON under gzip, with the card of the model beside it.</summary>
public sealed class ForecastArchive(Store store)
{
    private BlobContainerClient Container => store.Container(ContainerName.Forecasts);

    /// <summary>The blob of a year's forecasts of a day.</summary>
    public static string ForecastsBlob(int year, DateOnly asOf) =>
        string.Create(CultureInfo.InvariantCulture, $"{year}/{asOf:yyyy-MM-dd}.ndjson.gz");

    /// <summary>The blob of the card of the model that made a day's forecasts.</summary>
    public static string CardBlob(int year, DateOnly asOf) =>
        string.Create(CultureInfo.InvariantCulture, $"{year}/{asOf:yyyy-MM-dd}.model.json");

    /// <summary>Keeps the forecasts of a day; a second run on the same day replaces the first. All of them are kept or none.</summary>
    /// <param name="year">The year.</param>
    /// <param name="asOf">The day.</param>
    /// <param name="first">The forecasts that come first.</param>
    /// <param name="parts">The blobs of the others, see <see cref="SavePartAsync"/>; they follow in their order.</param>
    /// <param name="card">The card of the model; null when none could be trained.</param>
    /// <param name="cancel">Stops before anything is replaced.</param>
    public async Task SaveAsync(
        int year, DateOnly asOf, IEnumerable<UnitForecast> first, IEnumerable<string> parts, ModelCard? card, CancellationToken cancel)
    {
        if (card is not null)
            await Container.GetBlobClient(CardBlob(year, asOf)).UploadAsync(
                BinaryData.FromObjectAsJson(card, StoredJson.Options), overwrite: true, cancel);
        // Onto the disk first: a stream that is opened on the blob commits what it has when an error or the end of the process closes it,
        // and half a country would stand for the day. An upload that does not come to its end leaves what was there.
        await using var file = OpenTemporary();
        await WriteAsync(file, first, cancel);
        foreach (var part in parts) // files of gzip one after the other are one (RFC 1952, 2.2)
            await Container.GetBlobClient(part).DownloadToAsync(file, cancel);
        await UploadAsync(ForecastsBlob(year, asOf), file, cancel);
    }

    /// <summary>Keeps the forecasts of a part of the country until those of the whole are kept.</summary>
    public async Task SavePartAsync(string blob, IEnumerable<UnitForecast> forecasts, CancellationToken cancel)
    {
        await using var file = OpenTemporary();
        await WriteAsync(file, forecasts, cancel);
        await UploadAsync(blob, file, cancel);
    }

    /// <summary>The forecasts of a part, streamed.</summary>
    public IAsyncEnumerable<UnitForecast> ReadPartAsync(string blob, CancellationToken cancel) =>
        ReadAsync(Container.GetBlobClient(blob), cancel);

    /// <summary>The card of the model that made a day's forecasts; null when no model could be trained.</summary>
    public Task<ModelCard?> FindCardAsync(int year, DateOnly asOf, CancellationToken cancel) =>
        Container.GetBlobClient(CardBlob(year, asOf)).FindJsonAsync<ModelCard>(cancel);

    /// <summary>The days on which the year was forecast, earliest first.</summary>
    public async Task<IReadOnlyList<DateOnly>> DaysAsync(int year, CancellationToken cancel) =>
        [.. (await VersionsAsync(year, cancel)).Select(found => found.Day)];

    /// <summary>The days of a year that have forecasts, in order, each with the version of its forecasts.</summary>
    public async Task<IReadOnlyList<(DateOnly Day, ETag Version)>> VersionsAsync(int year, CancellationToken cancel)
    {
        var days = new List<(DateOnly, ETag)>();
        await foreach (var blob in Container.GetBlobsAsync(BlobTraits.None, BlobStates.None, $"{year}/", cancel))
        {
            var name = blob.Name.AsSpan(5);
            if (name.EndsWith(".ndjson.gz")
                && DateOnly.TryParseExact(name[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                days.Add((day, blob.Properties.ETag!.Value));
        }

        return days;
    }

    /// <summary>The forecasts of a day, streamed.</summary>
    public IAsyncEnumerable<UnitForecast> ReadAsync(int year, DateOnly asOf, CancellationToken cancel) =>
        ReadAsync(Container.GetBlobClient(ForecastsBlob(year, asOf)), cancel);

    private static async IAsyncEnumerable<UnitForecast> ReadAsync(BlobClient archive, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var blob = await archive.OpenReadAsync(cancellationToken: cancel);
        await using var gzip = new GZipStream(blob, CompressionMode.Decompress);
        using var lines = new StreamReader(gzip);
        while (await lines.ReadLineAsync(cancel) is { } line)
            yield return DamagedRows.Read(
                new StoredPlace(archive.BlobContainerName, null, archive.Name), line,
                text => JsonSerializer.Deserialize<UnitForecast>(text, StoredJson.Options)
                    ?? throw new JsonException("An empty line in the archive."));
    }

    private static FileStream OpenTemporary() => new(
        Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);

    private static async Task WriteAsync(FileStream file, IEnumerable<UnitForecast> forecasts, CancellationToken cancel)
    {
        await using var gzip = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true);
        foreach (var forecast in forecasts)
        {
            await JsonSerializer.SerializeAsync(gzip, forecast, StoredJson.Options, cancel);
            gzip.WriteByte((byte)'\n');
        }
    }

    private async Task UploadAsync(string blob, FileStream file, CancellationToken cancel)
    {
        file.Position = 0;
        var options = new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = "application/gzip" },
            TransferOptions = BlockTransfers.Options,
        };
        await Container.GetBlobClient(blob).UploadAsync(file, options, cancel);
    }
}
