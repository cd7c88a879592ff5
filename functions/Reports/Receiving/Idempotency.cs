using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Storage;

namespace YouthFunctions.Reports.Receiving;

/// <summary>
/// The <c>Idempotency-Key</c> header (draft-ietf-httpapi-idempotency-key-header): the same key and body replays the first
/// answer, the same key and another body is 422, one still in progress is 409. Records are kept a day. An answer of 500
/// or above is never kept.
/// </summary>
/// <remarks>The record is no part of the report's transaction: the same key may come with a report of another province,
/// and both must be seen. Nothing counts twice if the two part, since intake knows a report by its content.</remarks>
public sealed class Idempotency(Store store, TimeProvider clock, ILogger<Idempotency> log)
{
    /// <summary>How long a key is remembered.</summary>
    public static readonly TimeSpan RetentionPeriod = TimeSpan.FromHours(24);

    private const string Header = "Idempotency-Key";
    private const int KeyLength = 255;

    // Tells this request's own row, met when the answer to its writing was lost, from another's.
    private const string Claim = "Claim";

    // As base64 in JSON it grows by a third, and Brotli makes it smaller again.
    private const int PropertyBody = 32 * 1024;

    // A request that is still running after this long has died with its process.
    private static readonly TimeSpan MaxRunTime = TimeSpan.FromMinutes(2);

    private TableClient Table => store.Table(TableName.Reports);

    /// <summary>Answers by <paramref name="handle"/>, or as the key was answered before; without a key always by
    /// <paramref name="handle"/>.</summary>
    /// <param name="call">The request.</param>
    /// <param name="body">Its body, unpacked.</param>
    /// <param name="handle">Does the work.</param>
    /// <param name="cancel">Stops the call.</param>
    public Task<IResult> AnswerAsync(Call call, ReadOnlyMemory<byte> body, Func<Task<IResult>> handle, CancellationToken cancel) =>
        AnswerAsync(call, hash => { hash.AppendData(body.Span); return Task.CompletedTask; }, handle, cancel);

    /// <summary>The same for a body that waits in a file; it is read only when there is a key.</summary>
    public Task<IResult> AnswerAsync(Call call, FileStream body, Func<Task<IResult>> handle, CancellationToken cancel) => AnswerAsync(
        call,
        async hash =>
        {
            var buffer = new byte[64 * 1024];
            body.Position = 0;
            for (int length; (length = await body.ReadAsync(buffer, cancel)) > 0;)
                hash.AppendData(buffer, 0, length);
            body.Position = 0;
        },
        handle, cancel);

    private async Task<IResult> AnswerAsync(
        Call call, Func<IncrementalHash, Task> addBody, Func<Task<IResult>> handle, CancellationToken cancel)
    {
        var request = call.Http.Request;
        var sent = request.Headers[Header];
        if (sent.Count == 0)
            return await handle();
        var key = sent.Count == 1 ? (sent[0] ?? "").Trim().Trim('"') : "";
        if (key.Length is 0 or > KeyLength)
            return Problems.Malformed(call, Header, new Text(
                $"{Header} là một khóa dài 1 đến {KeyLength} ký tự.", $"{Header} is one key of 1 to {KeyLength} characters."));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(
            $"{request.Method} {request.Path}{request.QueryString}\n{request.Headers.IfMatch}\n{request.Headers.IfNoneMatch}\n"));
        await addBody(hash);
        var fingerprint = Convert.ToHexStringLower(hash.GetHashAndReset());
        var row = ReportKeys.Idempotency(Hash(Encoding.UTF8.GetBytes($"{call.SignedIn.Id}\n{key}")));
        var record = new TableEntity(ReportKeys.IdempotencyPartition, row)
        {
            ["Fingerprint"] = fingerprint,
            ["StartedUtc"] = clock.GetUtcNow(),
            [Claim] = RandomNumberGenerator.GetHexString(16),
        };
        if (await ClaimAsync(call, record, cancel) is { } answered)
            return answered;
        return await RunAsync(call, record, handle, cancel);
    }

    /// <summary>Forgets the keys whose time is over.</summary>
    public async Task<TimerOutcome> RemoveExpired(TimerRun run, CancellationToken cancel)
    {
        var over = run.Now - RetentionPeriod;
        var forgotten = 0;
        await foreach (var page in Table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {ReportKeys.IdempotencyPartition} and StartedUtc lt {over}"),
            100, ["PartitionKey", "RowKey", "AnswerInBlob"], cancel).AsPages())
        {
            if (page.Values.Count == 0)
                continue;
            foreach (var row in page.Values.Where(row => row.GetBoolean("AnswerInBlob") == true))
                await Blob(row).DeleteIfExistsAsync(cancellationToken: cancel);
            await Table.SubmitTransactionAsync(
                page.Values.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All)), cancel);
            forgotten += page.Values.Count;
        }

        return new TimerOutcome(forgotten, $"{forgotten} idempotency keys forgotten.");
    }

    // Null when the key is ours to answer; the record then carries the ETag of its row.
    private async Task<IResult?> ClaimAsync(Call call, TableEntity record, CancellationToken cancel)
    {
        try
        {
            record.ETag = (await Table.AddEntityAsync(record, cancel)).Headers.ETag ?? ETag.All;
            return null;
        }
        catch (RequestFailedException error) when (error.Status == StatusCodes.Status409Conflict)
        {
            var found = await Table.GetEntityIfExistsAsync<TableEntity>(record.PartitionKey, record.RowKey, cancellationToken: cancel);
            if (!found.HasValue)
                return InProgress(call);
            var known = found.Value!;
            if (TryRecognize(known, record))
                return null;
            var (started, fingerprint) = DamagedRows.Read(
                TableName.Reports, known, row => (row.GetDateTimeOffset("StartedUtc") ?? default, row.GetString("Fingerprint")));
            var age = clock.GetUtcNow() - started;
            if (age < RetentionPeriod && fingerprint != record.GetString("Fingerprint"))
                return Problems.Create(call, StatusCodes.Status422UnprocessableEntity, "idempotency-key-reused", new Text(
                    $"{Header} này đã dùng cho một yêu cầu khác.", $"This {Header} was used for another request."));
            if (age < RetentionPeriod && await ReadResponseAsync(known, cancel) is { } response)
                return response;
            if (age < MaxRunTime)
                return InProgress(call);
            return await TakeOverAsync(record, known.ETag, cancel) ? null : InProgress(call);
        }
    }

    private async Task<bool> TakeOverAsync(TableEntity record, ETag former, CancellationToken cancel)
    {
        try
        {
            record.ETag = (await Table.UpdateEntityAsync(record, former, TableUpdateMode.Replace, cancel)).Headers.ETag ?? ETag.All;
            return true;
        }
        catch (RequestFailedException error) when (error.Status is StatusCodes.Status404NotFound or StatusCodes.Status412PreconditionFailed)
        {
            var now = await Table.GetEntityIfExistsAsync<TableEntity>(record.PartitionKey, record.RowKey, cancellationToken: cancel);
            return now.HasValue && TryRecognize(now.Value!, record);
        }
    }

    // A row that this request wrote itself; its version is then the record's.
    private static bool TryRecognize(TableEntity row, TableEntity record)
    {
        if (row.GetString(Claim) != record.GetString(Claim))
            return false;
        record.ETag = row.ETag;
        return true;
    }

    private async Task<IResult> RunAsync(Call call, TableEntity record, Func<Task<IResult>> handle, CancellationToken cancel)
    {
        StoredResponse? response = null;
        try
        {
            response = await StoredResponse.CaptureAsync(await handle(), call.Http);
            return response;
        }
        finally
        {
            // Whatever happened, a key must not stay "in progress" when this request is over.
            await CloseAsync(record, response);
        }
    }

    private async Task CloseAsync(TableEntity record, StoredResponse? response)
    {
        try
        {
            if (response is { Status: < StatusCodes.Status500InternalServerError })
            {
                await SaveResponseAsync(record, response);
                await Table.UpdateEntityAsync(record, record.ETag, TableUpdateMode.Replace, CancellationToken.None);
            }
            else
            {
                await Table.DeleteEntityAsync(record, record.ETag, CancellationToken.None);
            }
        }
        catch (Exception error) when (error is RequestFailedException or AggregateException)
        {
            log.IdempotencyKeyLeftOpen(error, record.RowKey);
        }
    }

    // The answer to a file can be larger than a property holds: then it waits in a blob, which is there before the row says so.
    private async Task SaveResponseAsync(TableEntity record, StoredResponse response)
    {
        if (response.Body.Length <= PropertyBody)
        {
            record["Answer"] = Packing.Pack(response);
            return;
        }

        await Blob(record).UploadAsync(BinaryData.FromObjectAsJson(response, StoredJson.Options), overwrite: true, CancellationToken.None);
        record["AnswerInBlob"] = true;
    }

    // Null while there is no answer yet.
    private async Task<StoredResponse?> ReadResponseAsync(TableEntity record, CancellationToken cancel) =>
        DamagedRows.Read(
            TableName.Reports, record, row => row.GetBinary("Answer") is { } answer ? Packing.Unpack<StoredResponse>(answer) : null)
        ?? (record.GetBoolean("AnswerInBlob") == true ? await Blob(record).FindJsonAsync<StoredResponse>(cancel) : null);

    private BlobClient Blob(TableEntity record) => store.Container(ContainerName.Locks).GetBlobClient($"answers/{record.RowKey[2..]}.json");

    private static IResult InProgress(Call call) =>
        Problems.Create(call, StatusCodes.Status409Conflict, "idempotency-in-progress", new Text(
            "Yêu cầu cùng khóa này đang được xử lý.", "A request with this key is being answered."), retryAfterSeconds: 1);

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
