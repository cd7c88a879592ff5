using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Azure.Storage.Blobs.Models;
using YouthFunctions.Forecasting;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Storage;

namespace YouthFunctions.Forecasts.Persistence;

/// <summary>Every forecast ever made, a file a day: NDJSON under gzip, with the card of the model beside it.</summary>
public sealed class ForecastArchive(Store store)
{
    /// <summary>The blob of a year's forecasts of a day.</summary>
    public static string ForecastsBlob(int year, DateOnly asOf) =>
        string.Create(CultureInfo.InvariantCulture, $"{year}/{asOf:yyyy-MM-dd}.ndjson.gz");

    /// <summary>The blob of the card of the model that made a day's forecasts.</summary>
    public static string CardBlob(int year, DateOnly asOf) =>
        string.Create(CultureInfo.InvariantCulture, $"{year}/{asOf:yyyy-MM-dd}.model.json");

    /// <summary>Keeps the forecasts of a day; a second run on the same day replaces the first. All of them are kept or none.</summary>
    public async Task SaveAsync(int year, DateOnly asOf, IEnumerable<UnitForecast> forecasts, ModelCard? card, CancellationToken cancel)
    {
        var container = store.Container(ContainerName.Forecasts);
        if (card is not null)
            await container.GetBlobClient(CardBlob(year, asOf)).UploadAsync(
                BinaryData.FromObjectAsJson(card, StoredJson.Options), overwrite: true, cancel);
        // Onto the disk first: a stream that is opened on the blob commits what it has when an error or the end of the process closes it,
        // and half a country would stand for the day. An upload that does not come to its end leaves what was there.
        await using var file = new FileStream(
            Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        await using (var gzip = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true))
            foreach (var forecast in forecasts)
            {
                await JsonSerializer.SerializeAsync(gzip, forecast, StoredJson.Options, cancel);
                gzip.WriteByte((byte)'\n');
            }

        file.Position = 0;
        var options = new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = "application/gzip" },
            TransferOptions = BlockTransfers.Options,
        };
        await container.GetBlobClient(ForecastsBlob(year, asOf)).UploadAsync(file, options, cancel);
    }

    /// <summary>The card of the model that made a day's forecasts; null when no model could be trained.</summary>
    public Task<ModelCard?> FindCardAsync(int year, DateOnly asOf, CancellationToken cancel) =>
        store.Container(ContainerName.Forecasts).GetBlobClient(CardBlob(year, asOf)).FindJsonAsync<ModelCard>(cancel);

    /// <summary>The days on which the year was forecast, earliest first.</summary>
    public async Task<IReadOnlyList<DateOnly>> DaysAsync(int year, CancellationToken cancel)
    {
        var days = new List<DateOnly>();
        await foreach (var blob in store.Container(ContainerName.Forecasts)
            .GetBlobsAsync(BlobTraits.None, BlobStates.None, $"{year}/", cancel))
        {
            var name = blob.Name.AsSpan(5);
            if (name.EndsWith(".ndjson.gz")
                && DateOnly.TryParseExact(name[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                days.Add(day);
        }

        return days;
    }

    /// <summary>The forecasts of a day, streamed.</summary>
    public async IAsyncEnumerable<UnitForecast> ReadAsync(
        int year, DateOnly asOf, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var archive = store.Container(ContainerName.Forecasts).GetBlobClient(ForecastsBlob(year, asOf));
        await using var blob = await archive.OpenReadAsync(cancellationToken: cancel);
        await using var gzip = new GZipStream(blob, CompressionMode.Decompress);
        using var lines = new StreamReader(gzip);
        while (await lines.ReadLineAsync(cancel) is { } line)
            yield return DamagedRows.Read(
                new StoredPlace(archive.BlobContainerName, null, archive.Name), line,
                text => JsonSerializer.Deserialize<UnitForecast>(text, StoredJson.Options)
                    ?? throw new JsonException("An empty line in the archive."));
    }
}
