using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using YouthFunctions.Hosting;

namespace YouthFunctions.Reports.Batch;

/// <summary>The results of a file, written a row at a time: counts first, then a result a row in the order sent.</summary>
public sealed class BatchAnswer(Call call, IReadOnlyList<RowResult> results, bool isDryRun, int status) : IResult, IStatusCodeHttpResult
{
    private const int FlushAt = 32 * 1024;

    /// <inheritdoc/>
    public int? StatusCode => status;

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = status == StatusCodes.Status200OK ? "application/json; charset=utf-8" : Problems.MediaType;
        response.Headers.CacheControl = "no-store";
        await using var writer = new Utf8JsonWriter(response.Body, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.WriteStartObject();
        if (status != StatusCodes.Status200OK)
        {
            writer.WriteString("type", "urn:youthfunctions:problem:batch-refused");
            writer.WriteString("title", call.Say(new Text("Tệp có dòng chưa đúng; không lưu dòng nào.", "The file has faulty rows; nothing was stored.")));
            writer.WriteNumber("status", status);
        }

        writer.WriteBoolean("dryRun", isDryRun);
        writer.WriteNumber("rows", results.Count);
        foreach (var state in Enum.GetValues<RowStatus>())
            writer.WriteNumber(Word(state), results.Count(result => result.Status == state));
        writer.WriteStartArray("results");
        foreach (var result in results)
        {
            Write(writer, result);
            if (writer.BytesPending > FlushAt)
                await writer.FlushAsync(httpContext.RequestAborted);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        await writer.FlushAsync(httpContext.RequestAborted);
    }

    private void Write(Utf8JsonWriter writer, RowResult result)
    {
        writer.WriteStartObject();
        writer.WriteNumber("row", result.Row);
        if (result.Unit is not null)
            writer.WriteString("unit", result.Unit);
        if (result.Period is not null)
            writer.WriteString("period", result.Period);
        writer.WriteString("status", Word(result.Status));
        if (result.Revision is { } revision)
            writer.WriteNumber("revision", revision);
        Write(writer, "errors", result.Faults);
        Write(writer, "warnings", result.Warnings);
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
            writer.WriteString("detail", call.Say(fault.Message));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string Word(RowStatus state) => JsonNamingPolicy.CamelCase.ConvertName(state.ToString());
}
