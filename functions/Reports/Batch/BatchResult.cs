using System.Text.Encodings.Web;
using System.Text.Json;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Reports.Batch;

/// <summary>What became of a file, written a row at a time: title and counts first, then a result a row in the order sent.</summary>
public sealed class BatchResult(Call call, BatchOutcome outcome) : IResult, IStatusCodeHttpResult
{
    private const int FlushAt = 32 * 1024;

    /// <inheritdoc/>
    public int? StatusCode => outcome.Status;

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = outcome.Status;
        response.ContentType = outcome.IsRefused ? Problems.MediaType : "application/json; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentLanguage = call.Language.Tag();
        await using var writer = new Utf8JsonWriter(
            response.Body, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.WriteStartObject();
        if (outcome.IsRefused)
        {
            writer.WriteString("type", "urn:youthfunctions:problem:batch-refused");
            writer.WriteNumber("status", outcome.Status);
        }

        writer.WriteString("title", call.Localize(outcome.Title));
        writer.WriteBoolean("dryRun", outcome.IsDryRun);
        writer.WriteNumber("rows", outcome.Rows.Count);
        foreach (var status in Enum.GetValues<RowStatus>())
            writer.WriteNumber(StatusName(status), outcome.Count(status));
        writer.WriteStartArray("results");
        foreach (var row in outcome.Rows)
        {
            Write(writer, row);
            if (writer.BytesPending > FlushAt)
                await writer.FlushAsync(httpContext.RequestAborted);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        await writer.FlushAsync(httpContext.RequestAborted);
    }

    private void Write(Utf8JsonWriter writer, RowResult row)
    {
        writer.WriteStartObject();
        if (row.Sheet is not null)
            writer.WriteString("sheet", row.Sheet);
        writer.WriteNumber("row", row.Row);
        if (row.Unit is not null)
            writer.WriteString("unit", row.Unit);
        if (row.Period is not null)
            writer.WriteString("period", row.Period);
        writer.WriteString("status", StatusName(row.Status));
        if (row.Revision is { } revision)
            writer.WriteNumber("revision", revision);
        if (row.CurrentRevision is { } current)
            writer.WriteNumber("currentRevision", current);
        if (row.IsConfirmed)
            writer.WriteBoolean("confirmed", true);
        Write(writer, "errors", row.Faults);
        Write(writer, "warnings", row.Warnings);
        writer.WriteEndObject();
    }

    private void Write(Utf8JsonWriter writer, string name, IReadOnlyList<Fault> faults)
    {
        if (faults.Count == 0)
            return;
        writer.WriteStartArray(name);
        foreach (var fault in faults)
        {
            writer.WriteStartObject();
            writer.WriteString("pointer", fault.Pointer);
            writer.WriteString("code", fault.Code);
            writer.WriteString("detail", call.Localize(fault.Message));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string StatusName(RowStatus status) => JsonNamingPolicy.CamelCase.ConvertName(status.ToString());
}
