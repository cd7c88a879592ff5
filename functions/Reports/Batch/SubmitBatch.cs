using System.Globalization;
using Microsoft.AspNetCore.Http;
using YouthFunctions.Hosting;

namespace YouthFunctions.Reports.Batch;

/// <summary>
/// Takes a file of reports: a JSON array, NDJSON, CSV or XLSX. <c>mode=best-effort</c> (the default) stores what holds;
/// <c>mode=all-or-nothing</c> stores nothing unless every row holds; <c>dryRun=true</c> stores nothing. Sending a file
/// again changes nothing.
/// </summary>
/// <remarks>All-or-nothing is a check of every row before the first is stored. Storage has transactions within a province
/// only: if it fails half-way, what is stored stays, the answer is 503, and the same file sent again completes it.</remarks>
public sealed class SubmitBatch(BatchImport import)
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>200 with a result a row; 422 when nothing was stored because of faults in a file sent all-or-nothing.</summary>
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        var mode = call.QueryText("mode") ?? "best-effort";
        var isDryRun = call.QueryText("dryRun") == "true";
        NumberStyle? numbers = call.QueryText("numbers") switch { null => NumberStyle.Unknown, "vi" => NumberStyle.Vietnamese, "en" => NumberStyle.English, _ => null };
        if (mode is not ("best-effort" or "all-or-nothing"))
            return Problems.Malformed(call, "?mode", new Text("mode là best-effort hoặc all-or-nothing.", "mode is best-effort or all-or-nothing."));
        if (numbers is not { } style)
            return Problems.Malformed(call, "?numbers", new Text("numbers là vi hoặc en.", "numbers is vi or en."));
        var type = (call.Http.Request.ContentType ?? "").Split(';')[0].Trim().ToLowerInvariant();
        if (type is not ("application/json" or "application/x-ndjson" or "text/csv" or Xlsx))
            return Problems.Of(call, StatusCodes.Status415UnsupportedMediaType, "media-type", new Text(
                "Cần JSON, NDJSON, CSV hoặc XLSX.", "Send JSON, NDJSON, CSV or XLSX."));
        await using var file = await SpoolAsync(call.Http.Request.Body, cancel);
        var isTrial = isDryRun || mode == "all-or-nothing";
        var results = await import.RunAsync(Rows(file, type, style, cancel), call.SignedIn, isTrial, cancel);
        var isRefused = mode == "all-or-nothing" && results.Any(result => result.Status is RowStatus.Refused or RowStatus.Conflict);
        if (isTrial && !isDryRun && !isRefused)
            results = await import.RunAsync(Rows(file, type, style, cancel), call.SignedIn, isTrial: false, cancel);
        if (!isDryRun)
            IntakeMeter.Count(results);
        var stored = results.Count(result => result.Status == RowStatus.Stored);
        if (stored > 0)
            call.Audit.Add("batch.stored", call.SignedIn.Unit, type, stored.ToString(CultureInfo.InvariantCulture) + " reports");
        return new BatchAnswer(call, results, isDryRun, isRefused ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static IAsyncEnumerable<SentRow> Rows(Stream file, string type, NumberStyle style, CancellationToken cancel)
    {
        file.Position = 0;
        return type is "text/csv" or Xlsx
            ? new SheetFile(file, type == Xlsx, style).ReadAsync(cancel)
            : JsonRows.ReadAsync(file, type == "application/x-ndjson", cancel);
    }

    // A file is read up to four times (style, trial, storing), and a workbook in no order: so it waits on disk, not in memory.
    private static async Task<FileStream> SpoolAsync(Stream body, CancellationToken cancel)
    {
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            await body.CopyToAsync(file, cancel);
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
