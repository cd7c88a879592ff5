using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using Azure.Data.Tables;
using YouthFunctions.Reports;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Storage;

namespace YouthFunctions.Backups;

/// <summary>Puts a backup into an account: tables row by row, in transactions of one partition, and the blobs beside them.</summary>
/// <param name="target">Where it goes; what is missing there is made.</param>
public sealed class RestoreService(Store target)
{
    private const int RowsInTransaction = 100;
    private const int BytesInTransaction = 3 << 20;

    /// <summary>Restores a finished backup. Run again it does the same, so one that broke off is simply repeated with
    /// <paramref name="overwrite"/>.</summary>
    /// <param name="source">Where backups are.</param>
    /// <param name="id">Which; null for the newest that is finished.</param>
    /// <param name="overwrite">Whether rows may be put into tables that have some; rows that the backup lacks stay.</param>
    /// <param name="say">Told what is done.</param>
    /// <param name="cancel">Gives it up.</param>
    /// <exception cref="RestoreException">There is no such backup, it is damaged, or a table is not empty.</exception>
    public async Task<BackupManifest> RunAsync(
        BackupStore source, string? id, bool overwrite, IProgress<string> say, CancellationToken cancel)
    {
        var manifest = await ChooseAsync(source, id, cancel);
        await target.CreateMissingTablesAsync(cancel);
        if (!overwrite && await NotEmptyAsync(manifest, cancel) is { } table)
            throw new RestoreException($"The table {table} is not empty: restore into an empty account, or say --overwrite.");
        foreach (var file in manifest.Files) // all of it is looked at before any of it is written
            await CheckAsync(source, manifest, file, cancel);
        foreach (var file in manifest.Files)
        {
            if (file.Table is { } name)
                await PutRowsAsync(source, manifest, file, name, overwrite, cancel);
            else
                await target.Container(ContainerName.Locks).GetBlobClient(file.Blob).UploadAsync(
                    (await source.Blob(manifest.Id, file.Name).DownloadContentAsync(cancel)).Value.Content, overwrite: true, cancel);
            say.Report(string.Create(
                CultureInfo.InvariantCulture,
                $"{file.Table?.ToString() ?? file.Blob}: {(file.Table is null ? "restored" : $"{file.Rows} rows")}"));
        }

        return manifest;
    }

    private static async Task<BackupManifest> ChooseAsync(BackupStore source, string? id, CancellationToken cancel)
    {
        if (id is not null)
            return await source.FindAsync(id, cancel) switch
            {
                null or { EndedUtc: null } when (await source.IdsAsync(cancel)).Contains(id) =>
                    throw new RestoreException($"The backup {id} was never finished: choose an earlier one."),
                null => throw new RestoreException($"There is no backup {id}."),
                var found => found,
            };
        foreach (var candidate in await source.IdsAsync(cancel))
            if (await source.FindAsync(candidate, cancel) is { EndedUtc: not null } newest)
                return newest;
        throw new RestoreException("There is no finished backup.");
    }

    private async Task<TableName?> NotEmptyAsync(BackupManifest manifest, CancellationToken cancel)
    {
        foreach (var table in manifest.Files.Select(file => file.Table).OfType<TableName>().Distinct())
            if (await target.Table(table).QueryAsync<TableEntity>(maxPerPage: 1, cancellationToken: cancel).AnyAsync(cancel))
                return table;
        return null;
    }

    private static async Task CheckAsync(BackupStore source, BackupManifest manifest, BackupFile file, CancellationToken cancel)
    {
        try
        {
            await using var content = await source.Blob(manifest.Id, file.Name).OpenReadAsync(cancellationToken: cancel);
            if (Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancel)) != file.Sha256)
                throw new RestoreException(
                    $"{manifest.Id}/{file.Name} is damaged: its hash is not the one in the manifest. Choose another backup.");
        }
        catch (Azure.RequestFailedException missing) when (missing.Status == 404)
        {
            throw new RestoreException($"{manifest.Id}/{file.Name} is missing. Choose another backup.");
        }
    }

    private async Task PutRowsAsync(
        BackupStore source, BackupManifest manifest, BackupFile file, TableName name, bool overwrite, CancellationToken cancel)
    {
        await using var content = await source.Blob(manifest.Id, file.Name).OpenReadAsync(cancellationToken: cancel);
        await using var plain = new BrotliStream(content, CompressionMode.Decompress);
        using var lines = new StreamReader(plain);
        var batch = new List<TableTransactionAction>(RowsInTransaction);
        var (rows, bytes) = (0L, 0);
        while (await lines.ReadLineAsync(cancel) is { } line)
        {
            var row = TableLine.Read(System.Text.Encoding.UTF8.GetBytes(line));
            if (batch.Count == RowsInTransaction || bytes + line.Length > BytesInTransaction
                || (batch.Count > 0 && batch[0].Entity.PartitionKey != row.PartitionKey))
                await SendAsync();
            if (overwrite && PartitionVersion.IsVersionRow(name, row))
                await PartitionVersion.KeepWaitingAsync(target, row, cancel);
            batch.Add(new TableTransactionAction(TableTransactionActionType.UpsertReplace, row));
            bytes += line.Length;
            rows++;
        }

        if (batch.Count > 0)
            await SendAsync();
        if (rows != file.Rows)
            throw new RestoreException($"{manifest.Id}/{file.Name} has {rows} rows and not the {file.Rows} of the manifest.");

        async Task SendAsync()
        {
            await target.Table(name).SubmitTransactionAsync(batch, cancel);
            batch.Clear();
            bytes = 0;
        }
    }
}
