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

    /// <summary>The body, which is well-formed JSON in valid Unicode, or the answer that says why not.</summary>
    public static async Task<(ReadOnlyMemory<byte> Body, IResult? Refusal)> ReadAsync(Call call, CancellationToken cancel)
    {
        if (!call.Http.Request.HasJsonContentType())
            return (default, Problems.Of(call, StatusCodes.Status415UnsupportedMediaType, "media-type", new Text(
                "Cần Content-Type: application/json.", "Send it as Content-Type: application/json.")));
        var buffer = new byte[Limit + 1];
        var length = await call.Http.Request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel);
        if (length > Limit)
            return (default, Problems.Of(call, StatusCodes.Status413PayloadTooLarge, "too-large", new Text(
                $"Một báo cáo dài tối đa {Limit / 1024} KiB.", $"One report has {Limit / 1024} KiB at most.")));
        var body = buffer.AsMemory(0, length);
        try
        {
            using var document = JsonDocument.Parse(body, ReportJson.Options);
            return IsUnicode(document.RootElement) ? (body, null) : (default, NotUnicode(call));
        }
        catch (JsonException error)
        {
            return (default, NotJson(call, error));
        }
    }

    /// <summary>Whether every text in it, names too, is whole: no half surrogate pairs, no broken UTF-8.</summary>
    public static bool IsUnicode(JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.String => element.GetString() is not null,
                JsonValueKind.Array => element.EnumerateArray().All(IsUnicode),
                JsonValueKind.Object => element.EnumerateObject().All(member => member.Name is not null && IsUnicode(member.Value)),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
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
