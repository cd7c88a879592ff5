using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using YouthFunctions.Hosting;

namespace YouthFunctions.Reports;

/// <summary>Reads the body of a request as JSON, within limits.</summary>
public static class ReportBody
{
    /// <summary>The largest body of one report, in bytes; a full report of a plan takes a twentieth of it.</summary>
    public const int Limit = 64 * 1024;

    /// <summary>The body as a document, or the answer that says why not.</summary>
    public static async Task<(JsonDocument? Document, IResult? Refusal)> ReadAsync(Call call, CancellationToken cancel)
    {
        if (!call.Http.Request.HasJsonContentType())
            return (null, Problems.Of(call, StatusCodes.Status415UnsupportedMediaType, "media-type", new Text(
                "Cần Content-Type: application/json.", "Send it as Content-Type: application/json.")));
        var buffer = new byte[Limit + 1];
        var length = await call.Http.Request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel);
        if (length > Limit)
            return (null, Problems.Of(call, StatusCodes.Status413PayloadTooLarge, "too-large", new Text(
                $"Một báo cáo dài tối đa {Limit / 1024} KiB.", $"One report has {Limit / 1024} KiB at most.")));
        try
        {
            return (JsonDocument.Parse(buffer.AsMemory(0, length), ReportJson.Options), null);
        }
        catch (JsonException error)
        {
            return (null, NotJson(call, error));
        }
    }

    /// <summary>400: the body is no JSON.</summary>
    public static IResult NotJson(Call call, JsonException error)
    {
        var line = ((error.LineNumber ?? 0) + 1).ToString(CultureInfo.InvariantCulture);
        var position = ((error.BytePositionInLine ?? 0) + 1).ToString(CultureInfo.InvariantCulture);
        return Problems.Malformed(call, "", new Text(
            $"Nội dung không phải JSON hợp lệ (dòng {line}, byte {position}).", $"The body is not valid JSON (line {line}, byte {position})."));
    }

    /// <summary>400: a text in the body is not valid Unicode.</summary>
    public static IResult NotUnicode(Call call) => Problems.Malformed(call, "", new Text(
        "Nội dung có ký tự Unicode hỏng.", "The body holds broken Unicode text."));
}
