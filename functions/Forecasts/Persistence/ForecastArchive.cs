using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasting;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Rollups.Persistence;
using YouthFunctions.Storage;
using YouthFunctions.Units;

namespace YouthFunctions.Forecasts.Persistence;

/// <summary>Every forecast ever made, a file a day: NDJSON under gzip, with the card of the model beside it. The centre and each province
/// are a block of their own, and what is said of the file tells where each begins, so that some provinces can be read alone.</summary>
public sealed class ForecastArchive(Store store, UnitRegister register)
{
    private const string Trees = "trees", Parts = "parts";

    // The list of trees is replaced and never changed; a hash of a large country takes a while.
    private Tuple<IReadOnlyList<UnitTree>, int, string>? _fingerprint;

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
        await using var file = TemporaryFile.Open();
        var (trees, offsets) = (Fingerprint(year), (ArchiveOffsets?)await WriteAsync(file, year, first, cancel));
        foreach (var part in parts) // files of gzip one after the other are one (RFC 1952, 2.2)
        {
            var blob = Container.GetBlobClient(part);
            var said = (await blob.GetPropertiesAsync(cancellationToken: cancel)).Value;
            offsets = offsets?.Then(OffsetsOf(said.Metadata, trees)); // one that was written on other trees leaves the whole without them
            await blob.DownloadToAsync(
                file, new BlobDownloadToOptions { Conditions = new BlobRequestConditions { IfMatch = said.ETag } }, cancel);
        }

        if (file.Length == 0) // of gzip too when nothing is in it
            await new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true).DisposeAsync();
        await UploadAsync(ForecastsBlob(year, asOf), file, trees, offsets, cancel);
    }

    /// <summary>Keeps the forecasts of a part of the country until those of the whole are kept.</summary>
    public async Task SavePartAsync(string blob, int year, IEnumerable<UnitForecast> forecasts, CancellationToken cancel)
    {
        await using var file = TemporaryFile.Open();
        var offsets = await WriteAsync(file, year, forecasts, cancel);
        await UploadAsync(blob, file, Fingerprint(year), offsets, cancel);
    }

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
    public async IAsyncEnumerable<UnitForecast> ReadAsync(int year, DateOnly asOf, [EnumeratorCancellation] CancellationToken cancel)
    {
        var blob = Container.GetBlobClient(ForecastsBlob(year, asOf));
        await using var content = await blob.OpenReadAsync(cancellationToken: cancel);
        await foreach (var forecast in ReadAsync(content, blob, cancel))
            yield return forecast;
    }

    /// <summary>The forecasts of a day of some provinces, streamed; those of the centre are with the range that its code is in. Of a day
    /// that was kept when the trees were others, or by a former version, all is read and the others are passed over.</summary>
    public async IAsyncEnumerable<UnitForecast> ReadAsync(
        int year, DateOnly asOf, ProvinceRange range, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (blob, tree) = (Container.GetBlobClient(ForecastsBlob(year, asOf)), register.TreeOf(year));
        var said = (await blob.GetPropertiesAsync(cancellationToken: cancel)).Value;
        var pieces = OffsetsOf(said.Metadata, Fingerprint(year)) is { } offsets && offsets.Length == said.ContentLength
            ? offsets.PiecesOf(range) : [(0, said.ContentLength)];
        foreach (var (from, length) in pieces.Where(piece => piece.Length > 0))
        {
            // Onto the disk first: whoever takes the forecasts may be slow, and the line would be cut.
            await using var file = TemporaryFile.Open();
            using (var piece = (await blob.DownloadStreamingAsync(
                new BlobDownloadOptions
                {
                    Range = new HttpRange(from, length),
                    Conditions = new BlobRequestConditions { IfMatch = said.ETag },
                },
                cancel)).Value)
                await piece.Content.CopyToAsync(file, cancel);
            file.Position = 0;
            await foreach (var forecast in ReadAsync(file, blob, cancel))
                if (range.Contains(ProvinceOf(tree, forecast)))
                    yield return forecast;
        }
    }

    private static async IAsyncEnumerable<UnitForecast> ReadAsync(
        Stream content, BlobClient archive, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var gzip = new GZipStream(content, CompressionMode.Decompress);
        using var lines = new StreamReader(gzip);
        while (await lines.ReadLineAsync(cancel) is { } line)
            yield return DamagedRows.Read(
                new StoredPlace(archive.BlobContainerName, null, archive.Name), line,
                text => JsonSerializer.Deserialize<UnitForecast>(text, StoredJson.Options)
                    ?? throw new JsonException("An empty line in the archive."));
    }

    // What a tree does not know goes with the centre.
    private static UnitCode ProvinceOf(UnitTree tree, UnitForecast forecast) => tree.ProvinceOf(forecast.Unit) ?? UnitCode.Country;

    private static ArchiveOffsets? OffsetsOf(IDictionary<string, string> said, string trees) =>
        said.TryGetValue(Trees, out var then) && then == trees && said.TryGetValue(Parts, out var parts)
            ? ArchiveOffsets.Read(parts) : null;

    private string Fingerprint(int year)
    {
        var trees = register.Trees;
        if (_fingerprint is not var (known, ofYear, hash) || !ReferenceEquals(known, trees) || ofYear != year)
            _fingerprint = Tuple.Create(trees, year, hash = TreeFingerprint.Create(register, year));
        return hash;
    }

    // A block of gzip for each province, and in it the order that they came in.
    private async Task<ArchiveOffsets> WriteAsync(FileStream file, int year, IEnumerable<UnitForecast> forecasts, CancellationToken cancel)
    {
        var (tree, offsets, before) = (register.TreeOf(year), ArchiveOffsets.None, file.Position);
        GZipStream? block = null;
        UnitCode? province = null;
        try
        {
            foreach (var forecast in forecasts)
            {
                if (ProvinceOf(tree, forecast) is var next && next != province)
                {
                    await EndAsync();
                    (province, block) = (next, new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true));
                }

                await JsonSerializer.SerializeAsync(block!, forecast, StoredJson.Options, cancel);
                block!.WriteByte((byte)'\n');
            }

            await EndAsync();
            return offsets;
        }
        finally
        {
            if (block is not null)
                await block.DisposeAsync();
        }

        async Task EndAsync()
        {
            if (block is null)
                return;
            await block.DisposeAsync();
            offsets = offsets.Then(province!.Value, file.Position - before);
            before = file.Position;
        }
    }

    private async Task UploadAsync(string blob, FileStream file, string trees, ArchiveOffsets? offsets, CancellationToken cancel)
    {
        file.Position = 0;
        var options = new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = "application/gzip" },
            TransferOptions = BlockTransfers.Options,
        };
        if (offsets?.TryWrite() is { } parts)
            options.Metadata = new Dictionary<string, string> { [Trees] = trees, [Parts] = parts };
        await Container.GetBlobClient(blob).UploadAsync(file, options, cancel);
    }
}
