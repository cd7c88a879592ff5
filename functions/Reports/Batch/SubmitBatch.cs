using System.Globalization;
using Microsoft.AspNetCore.Http;
using YouthFunctions.Access;
using YouthFunctions.Hosting;

namespace YouthFunctions.Reports.Batch;

/// <summary>
/// Takes a file of reports: a JSON array, NDJSON, CSV or XLSX. <c>mode=best-effort</c> (the default) stores what holds;
/// <c>mode=all-or-nothing</c> stores nothing unless every row holds; <c>dryRun=true</c> stores nothing. Sending a file
/// again changes nothing.
/// </summary>
public sealed class SubmitBatch(BatchImport import, Idempotency idempotency, AuditTrail audit)
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static readonly Text TooLarge = new(
        $"Tệp tối đa {Head.BodyLimit / 1024 / 1024} MiB sau khi giải nén; hãy chia nhỏ.",
        $"A file has {Head.BodyLimit / 1024 / 1024} MiB at most when unpacked; divide it.");

    /// <summary>200 with a result a row when something was stored; 409 or 422 when nothing was.</summary>
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        var (wish, refusal) = BatchWish.Read(call);
        if (wish is null)
            return refusal!;
        var type = (call.Http.Request.ContentType ?? "").Split(';')[0].Trim().ToLowerInvariant();
        if (type is not ("application/json" or "application/x-ndjson" or "text/csv" or Xlsx))
            return Problems.Of(call, StatusCodes.Status415UnsupportedMediaType, "media-type", new Text(
                "Cần JSON, NDJSON, CSV hoặc XLSX.", "Send JSON, NDJSON, CSV or XLSX."));
        // Read up to four times (style, trial, storing), and a workbook in no order: so it waits on disk, not in memory.
        var (file, unread) = await RequestContent.SpoolAsync(call, Head.BodyLimit, TooLarge, cancel);
        if (file is null)
            return unread!;
        await using (file)
            return await idempotency.AnswerAsync(call, file, () => TakeAsync(call, file, type, wish, cancel), cancel);
    }

    private async Task<IResult> TakeAsync(Call call, FileStream file, string type, BatchWish wish, CancellationToken cancel)
    {
        var outcome = await import.RunAsync(() => Rows(file, type, wish.Numbers, cancel), call.SignedIn, wish, cancel);
        if (outcome.Count(RowStatus.Stored) is > 0 and var stored)
            await audit.AddAsync(
                new AuditEntry(call.Now, call.SignedIn.Id, "batch.stored", call.SignedIn.Unit, type, stored.ToString(CultureInfo.InvariantCulture) + " reports"), cancel);
        return new BatchAnswer(call, outcome);
    }

    private static IAsyncEnumerable<SentRow> Rows(Stream file, string type, NumberStyle numbers, CancellationToken cancel)
    {
        file.Position = 0;
        return type switch
        {
            "application/json" => JsonRows.ReadArrayAsync(file, cancel),
            "application/x-ndjson" => JsonRows.ReadLinesAsync(file, cancel),
            _ => new SheetFile(file, type == Xlsx, numbers).ReadAsync(cancel),
        };
    }
}
