using System.Globalization;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using YouthFunctions.Calls;
using YouthFunctions.Jobs.Parts;
using YouthFunctions.Jobs.Runs;
using YouthFunctions.Storage;
using YouthFunctions.Units;

namespace YouthFunctions.Backups;

/// <summary>
/// The nightly copy of all tables, since tables have no point-in-time restore: in parts, of which each streams a range of a table's
/// partitions row by row through Brotli into a blob. It is no snapshot of one instant: rollups of a restored copy are made again from
/// its reports.
/// </summary>
public sealed class BackupJob(Store store, UnitRegister register, RunStarter starter, TimeProvider clock) : IPartedJob
{
    /// <summary>How long a backup is kept; the storage account's lifecycle rule says the same.</summary>
    public static readonly TimeSpan RetentionPeriod = TimeSpan.FromDays(90);

    private const string Successions = "successions";

    private readonly BackupStore _backups = new(store.Container(ContainerName.Backups));

    /// <inheritdoc/>
    public string Name => "Backup";

    /// <summary>Begins a backup, or goes on with the one under way.</summary>
    public Task<TimerOutcome> Run(TimerRun run, CancellationToken cancel)
    {
        // Imported trees and successions are blobs, and what was reported and summed by them cannot be read without them.
        var parts = Enum.GetValues<TableName>().SelectMany(table => BackupRanges.Create(table, register, run.Now))
            .Append(new JobPart(Dataset: Successions));
        return starter.StartAsync(Name, [.. parts], run.Now, cancel);
    }

    /// <summary>Copies one range of a table, or the imported trees and successions.</summary>
    public async Task<PartOutcome> RunPartAsync(JobRun run, JobPart part, CancellationToken cancel)
    {
        var files = new List<BackupFile>();
        // A part that takes long is begun once more meanwhile. Each try has files of its own: the one that ends last must not write over
        // those of the one that counts, whose hashes are in the manifest. Files that no manifest names go with their backup.
        var attempt = RandomNumberGenerator.GetHexString(8, lowercase: true);
        if (part.Dataset == Successions)
        {
            var locks = store.Container(ContainerName.Locks);
            foreach (var folder in (string[])[UnitTreeStore.Folder, SuccessionStore.Folder])
                await foreach (var blob in locks.GetBlobsAsync(BlobTraits.None, BlobStates.None, folder, cancel))
                    files.Add(await CopyAsync(run.Id, attempt, locks, blob.Name, cancel));
        }
        else if (await CopyAsync(run.Id, attempt, Enum.Parse<TableName>(part.Table!), part, cancel) is { } file)
        {
            files.Add(file);
        }

        return new PartOutcome(files.Sum(file => file.Rows), JsonSerializer.Serialize(files, StoredJson.Options));
    }

    /// <summary>Writes the list of files, which makes it a backup, and removes those that are too old.</summary>
    public async Task<TimerOutcome> FinishAsync(JobRun run, IReadOnlyList<PartRecord> parts, CancellationToken cancel)
    {
        var files = parts.SelectMany(part => JsonSerializer.Deserialize<BackupFile[]>(part.Result!, StoredJson.Options)!).ToList();
        await _backups.SaveAsync(new BackupManifest(run.Id, run.StartUtc, clock.GetUtcNow(), files), cancel);
        foreach (var id in await _backups.IdsAsync(cancel))
            if (string.CompareOrdinal(id, BackupStore.CreateId(run.StartUtc - RetentionPeriod)) < 0)
                await _backups.DeleteAsync(id, cancel);
        var rows = files.Sum(file => file.Rows);
        return new TimerOutcome(rows, string.Create(
            CultureInfo.InvariantCulture,
            $"{run.Id}: {rows} rows of {Enum.GetValues<TableName>().Length} tables, {files.Sum(file => file.Bytes)} bytes"));
    }

    // Null when there is nothing in a range, but for a table's first one: a table without rows is in the backup too.
    private async Task<BackupFile?> CopyAsync(string id, string attempt, TableName table, JobPart range, CancellationToken cancel)
    {
        var rows = store.Table(table).QueryAsync<TableEntity>(BackupRanges.Filter(range), cancellationToken: cancel);
        if (range.From is not null && !await rows.AnyAsync(cancel))
            return null;
        var name = $"{BackupRanges.FileName(table, range)}.{attempt}.ndjson.br";
        var pipe = new Pipe();
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var writing = WriteRowsAsync(rows, pipe.Writer, gone.Token);
        try
        {
            // An upload whose source throws is never committed, so a file is there whole or not at all.
            await _backups.Blob(id, name)
                .UploadAsync(pipe.Reader.AsStream(), new BlobUploadOptions { TransferOptions = BlockTransfers.Options }, gone.Token);
        }
        catch
        {
            await gone.CancelAsync();
            await pipe.Reader.CompleteAsync();
            await writing.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            throw;
        }

        var (count, bytes, hash) = await writing;
        return new BackupFile(name, table, null, count, bytes, hash);
    }

    private async Task<BackupFile> CopyAsync(
        string id, string attempt, BlobContainerClient container, string blob, CancellationToken cancel)
    {
        var content = (await container.GetBlobClient(blob).DownloadContentAsync(cancel)).Value.Content;
        var name = $"blobs/{attempt}/{blob}";
        await _backups.Blob(id, name).UploadAsync(content, overwrite: true, cancel);
        return new BackupFile(name, null, blob, 0, content.ToMemory().Length, Convert.ToHexStringLower(SHA256.HashData(content)));
    }

    private static async Task<(long Rows, long Bytes, string Sha256)> WriteRowsAsync(
        IAsyncEnumerable<TableEntity> all, PipeWriter pipe, CancellationToken cancel)
    {
        try
        {
            var rows = 0L;
            await using var counted = new HashingStream(pipe.AsStream(leaveOpen: true));
            await using (var brotli = new BrotliStream(counted, new BrotliCompressionOptions { Quality = 4 }, leaveOpen: true))
                await foreach (var row in all.WithCancellation(cancel))
                {
                    await brotli.WriteAsync(TableLine.Write(row), cancel);
                    rows++;
                }

            await pipe.CompleteAsync();
            return (rows, counted.Bytes, counted.Hash());
        }
        catch (Exception error)
        {
            await pipe.CompleteAsync(error);
            throw;
        }
    }
}
