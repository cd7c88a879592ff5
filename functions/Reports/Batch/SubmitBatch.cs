using System.Globalization;
using Microsoft.Net.Http.Headers;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Bodies;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Reports.Batch.Sheets;
using YouthFunctions.Reports.Receiving;
using YouthFunctions.Reports.Wire;

namespace YouthFunctions.Reports.Batch;

/// <summary>
/// Takes a file of reports: a JSON array, NDJSON, CSV or XLSX. <c>mode=best-effort</c> (the default) stores what holds;
/// <c>mode=all-or-nothing</c> stores nothing unless every row holds; <c>dryRun=true</c> stores nothing. Sending a file
/// again changes nothing.
/// </summary>
public sealed class SubmitBatch(BatchImport import, Idempotency idempotency)
{
    private static readonly Text TooLarge = new(
        $"Tệp tối đa {HostKind.BodyLimit / 1024 / 1024} MiB sau khi giải nén; hãy chia nhỏ.",
        $"A file has {HostKind.BodyLimit / 1024 / 1024} MiB at most when unpacked; divide it.");

    /// <summary>200 with a result a row when something was stored; 409 or 422 when nothing was.</summary>
    [Operation(
        "Gửi nhiều báo cáo trong một tệp.", "Takes many reports in a file; a result a row in the order sent.",
        Headers = ["Idempotency-Key"])]
    [QueryOf<BatchOptions>]
    [Body<IReadOnlyList<ReportRequest>>, Body("application/x-ndjson"), Body("text/csv"), Body(FileKinds.XlsxType)]
    [Answer<BatchAnswer>, Refuses<BatchAnswer>(409, 422), Refuses(415)]
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        var (options, refusal) = BatchOptions.Read(call);
        if (options is null)
            return refusal!;
        // Read up to four times (style, trial, storing), and a workbook in no order: so it waits on disk, not in memory.
        var (file, unread) = await RequestContent.SpoolAsync(call, HostKind.BodyLimit, TooLarge, cancel);
        if (file is null)
            return unread!;
        await using (file)
        {
            var found = FileKinds.Detect(file, call.Http.Request.ContentType ?? "");
            return found.Kind is { } kind
                ? await idempotency.AnswerAsync(call, file, () => ImportAsync(call, file, kind, options, cancel), cancel)
                : Problems.Create(
                    call, StatusCodes.Status415UnsupportedMediaType, "media-type", found.Refusal,
                    [new Fault(found.IsType ? HeaderNames.ContentType : "", "file.kind", found.Refusal)]);
        }
    }

    private async Task<IResult> ImportAsync(Call call, FileStream file, FileKind kind, BatchOptions options, CancellationToken cancel)
    {
        var outcome = await import.RunAsync(() => Rows(file, kind, options.Numbers, cancel), call.SignedIn, options, cancel);
        if (outcome.Count(RowStatus.Stored) is > 0 and var stored)
            call.Audit.Add("batch.stored", call.SignedIn.Unit, kind.ToString(), stored.ToString(CultureInfo.InvariantCulture) + " reports");
        else
            call.Audit.MarkUnchanged(); // a trial, or a file that was stored before
        return new BatchResult(call, outcome);
    }

    /// <summary>The rows of a file from its beginning.</summary>
    internal static IAsyncEnumerable<SubmittedRow> Rows(Stream file, FileKind kind, NumberStyle numbers, CancellationToken cancel)
    {
        file.Position = 0;
        return kind switch
        {
            FileKind.Json => JsonRows.ReadArrayAsync(file, cancel),
            FileKind.Ndjson => JsonRows.ReadLinesAsync(file, cancel),
            _ => new SheetFile(file, kind == FileKind.Xlsx, numbers).ReadAsync(cancel),
        };
    }
}
