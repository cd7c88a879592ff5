using System.Globalization;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Security.Cryptography;
using Azure.Data.Tables;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using YouthFunctions.Calls;
using YouthFunctions.Storage;
using YouthFunctions.Units;

namespace YouthFunctions.Backups;

/// <summary>
/// The nightly copy of all tables, since tables have no point-in-time restore. Each table is streamed row by row through Brotli
/// into a blob; a run that was ended goes on with the tables that are missing. It is no snapshot of one instant: rollups of a
/// restored copy are made again from its reports.
/// </summary>
public sealed class BackupJob(Store store, TimeProvider clock)
{
    /// <summary>How long a backup is kept; the storage account's lifecycle rule says the same.</summary>
    public static readonly TimeSpan RetentionPeriod = TimeSpan.FromDays(90);

    // An unfinished backup of an earlier night is not worth going on with: its tables would be of two days.
    private static readonly TimeSpan ResumePeriod = TimeSpan.FromHours(12);

    // Memory holds two blocks and a page of rows, however large a table is.
    private static readonly StorageTransferOptions TransferOptions = new()
    {
        MaximumConcurrency = 2,
        InitialTransferSize = 4 << 20,
        MaximumTransferSize = 4 << 20,
    };

    private readonly BackupStore _backups = new(store.Container(ContainerName.Backups));

    /// <summary>Goes on with the last backup if it is unfinished and new, else begins one.</summary>
    public async Task<TimerOutcome> Run(TimerRun run, CancellationToken cancel)
    {
        var manifest = await UnfinishedAsync(run.Now, cancel) ?? new BackupManifest(BackupStore.CreateId(run.Now), run.Now, null, []);
        foreach (var table in Enum.GetValues<TableName>())
            if (manifest.Files.All(file => file.Table != table))
                await AddAsync(await CopyAsync(manifest.Id, table, cancel));
        // Imported reorganisations are blobs, and what was summed by them cannot be read without them.
        var locks = store.Container(ContainerName.Locks);
        await foreach (var blob in locks.GetBlobsAsync(BlobTraits.None, BlobStates.None, SuccessionStore.Folder, cancel))
            if (manifest.Files.All(file => file.Blob != blob.Name))
                await AddAsync(await CopyAsync(manifest.Id, locks, blob.Name, cancel));
        manifest = manifest with { EndedUtc = clock.GetUtcNow() };
        await _backups.SaveAsync(manifest, cancel);
        foreach (var id in await _backups.IdsAsync(cancel))
            if (string.CompareOrdinal(id, BackupStore.CreateId(run.Now - RetentionPeriod)) < 0)
                await _backups.DeleteAsync(id, cancel);
        var rows = manifest.Files.Sum(file => file.Rows);
        return new TimerOutcome(rows, string.Create(
            CultureInfo.InvariantCulture,
            $"{manifest.Id}: {rows} rows of {Enum.GetValues<TableName>().Length} tables, {manifest.Files.Sum(file => file.Bytes)} bytes"));

        Task AddAsync(BackupFile file)
        {
            manifest = manifest with { Files = [.. manifest.Files, file] };
            return _backups.SaveAsync(manifest, cancel);
        }
    }

    private async Task<BackupManifest?> UnfinishedAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var ids = await _backups.IdsAsync(cancel);
        return ids.Count > 0 && await _backups.FindAsync(ids[0], cancel) is { EndedUtc: null } last && last.BegunUtc > now - ResumePeriod
            ? last
            : null;
    }

    private async Task<BackupFile> CopyAsync(string id, TableName table, CancellationToken cancel)
    {
        var name = $"{table}.ndjson.br";
        var pipe = new Pipe();
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var writing = WriteRowsAsync(table, pipe.Writer, gone.Token);
        try
        {
            // An upload whose source throws is never committed, so a file is there whole or not at all.
            await _backups.Blob(id, name)
                .UploadAsync(pipe.Reader.AsStream(), new BlobUploadOptions { TransferOptions = TransferOptions }, gone.Token);
        }
        catch
        {
            await gone.CancelAsync();
            await pipe.Reader.CompleteAsync();
            await writing.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            throw;
        }

        var (rows, bytes, hash) = await writing;
        return new BackupFile(name, table, null, rows, bytes, hash);
    }

    private async Task<BackupFile> CopyAsync(string id, BlobContainerClient container, string blob, CancellationToken cancel)
    {
        var content = (await container.GetBlobClient(blob).DownloadContentAsync(cancel)).Value.Content;
        var name = "blobs/" + blob;
        await _backups.Blob(id, name).UploadAsync(content, overwrite: true, cancel);
        return new BackupFile(name, null, blob, 0, content.ToMemory().Length, Convert.ToHexStringLower(SHA256.HashData(content)));
    }

    private async Task<(long Rows, long Bytes, string Sha256)> WriteRowsAsync(TableName table, PipeWriter pipe, CancellationToken cancel)
    {
        try
        {
            var rows = 0L;
            await using var counted = new HashingStream(pipe.AsStream(leaveOpen: true));
            await using (var brotli = new BrotliStream(counted, new BrotliCompressionOptions { Quality = 4 }, leaveOpen: true))
                await foreach (var row in store.Table(table).QueryAsync<TableEntity>(cancellationToken: cancel))
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
