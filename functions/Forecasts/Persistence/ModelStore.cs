using System.Security.Cryptography;
using System.Text.Json;
using Azure.Storage.Blobs.Models;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Forecasting;
using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Forecasting.Training;
using YouthFunctions.Storage;

namespace YouthFunctions.Forecasts.Persistence;

/// <summary>Trained models, each under the hash of all that decides it: the years before change seldom, so that most runs, and every
/// run after one that died, find theirs trained already.</summary>
public sealed class ModelStore(Store store)
{
    // A few megabytes that take a second to read, the same from one run to the next while one year is open.
    private Tuple<string, YearEndForecaster>? _latest;

    /// <summary>The blob of a model.</summary>
    public static string Blob(string hash) => $"models/{hash}.zip";

    /// <summary>The model for a year: the one that is kept, or one that is trained now and kept.</summary>
    /// <param name="historyHash">What says that the years before are the same.</param>
    /// <param name="year">The year to forecast.</param>
    /// <param name="options">How to train.</param>
    /// <param name="history">Reads the years before, where they are needed.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>The model, and what to ask for it by.</returns>
    public async Task<(string Hash, YearEndForecaster Model)> TrainAsync(
        string historyHash, int year, ForecastOptions options, Func<Task<ForecastPanel>> history, CancellationToken cancel)
    {
        var hash = Hash(historyHash, year, options);
        return (hash, await FindAsync(hash, cancel) ?? await TrainAsync(await history(), year, options, hash, cancel));
    }

    /// <summary>A model that was trained before; null when there is none.</summary>
    public async Task<YearEndForecaster?> FindAsync(string hash, CancellationToken cancel)
    {
        if (_latest is var (latest, same) && latest == hash)
            return same;
        var model = await ReadAsync(hash, cancel);
        _latest = model is null ? _latest : Tuple.Create(hash, model);
        return model;
    }

    private async Task<YearEndForecaster> TrainAsync(
        ForecastPanel history, int year, ForecastOptions options, string hash, CancellationToken cancel)
    {
        var model = await LongWork.RunAsync(() => YearEndForecaster.Train(history, year, options, cancel), cancel);
        using var content = new MemoryStream();
        model.Save(content);
        content.Position = 0;
        await store.Container(ContainerName.Forecasts).GetBlobClient(Blob(hash)).UploadAsync(
            content,
            new BlobUploadOptions
            {
                HttpHeaders = new BlobHttpHeaders { ContentType = "application/zip" },
                TransferOptions = BlockTransfers.Options,
            }, cancel);
        _latest = Tuple.Create(hash, model);
        return model;
    }

    // One that cannot be read is trained again, and replaced.
    private async Task<YearEndForecaster?> ReadAsync(string hash, CancellationToken cancel)
    {
        if (await store.Container(ContainerName.Forecasts).GetBlobClient(Blob(hash)).FindContentAsync(cancel) is not { } found)
            return null;
        try
        {
            await using var content = found.Content.ToStream();
            return YearEndForecaster.Load(content);
        }
        catch (Exception damaged) when (damaged is InvalidDataException or JsonException or EndOfStreamException)
        {
            return null;
        }
    }

    // The values of the years before, what kinds they are of, how is trained, and by which program.
    private static string Hash(string history, int year, ForecastOptions options) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
            new { history, year, options, version = ProductVersion.Current }, StoredJson.Options)));
}
