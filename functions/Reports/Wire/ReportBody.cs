using System.Globalization;
using System.Text.Json;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Bodies;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Reports.Wire;

/// <summary>Reads the body of a request as JSON, within limits.</summary>
public static class ReportBody
{
    /// <summary>The largest body of one report, in bytes; a full report of a plan takes a twentieth of it.</summary>
    public const int Limit = 64 * 1024;

    /// <summary>One report's body, or the answer that says why it cannot be read.</summary>
    public static Task<(JsonRequestBody? Body, IResult? Refusal)> ReadAsync(Call call, CancellationToken cancel) => ReadAsync(
        call, Limit, new Text($"Một báo cáo dài tối đa {Limit / 1024} KiB.", $"One report has {Limit / 1024} KiB at most."),
        ReportJson.Options, cancel);

    /// <summary>The body, or the answer that says why it cannot be read.</summary>
    /// <param name="call">The request.</param>
    /// <param name="limit">The most it may have, in bytes.</param>
    /// <param name="tooLarge">What to do when it has more.</param>
    /// <param name="options">How deep it may be.</param>
    /// <param name="cancel">Stops reading.</param>
    public static async Task<(JsonRequestBody? Body, IResult? Refusal)> ReadAsync(
        Call call, int limit, Text tooLarge, JsonDocumentOptions options, CancellationToken cancel)
    {
        if (!call.Http.Request.HasJsonContentType())
            return (null, Problems.Create(call, StatusCodes.Status415UnsupportedMediaType, "media-type", new Text(
                "Cần Content-Type: application/json.", "Send it as Content-Type: application/json.")));
        var (bytes, refusal) = await RequestContent.ReadAsync(call, limit, tooLarge, cancel);
        if (refusal is not null)
            return (null, refusal);
        if (IsUtf16(bytes.Span))
            return (null, Problems.Malformed(call, "", new Text(
                "Nội dung được ghi bằng UTF-16; JSON cần UTF-8.", "The body is written in UTF-16; JSON needs UTF-8.")));
        try
        {
            var document = JsonDocument.Parse(bytes, options);
            if (IsUnicode(document.RootElement))
                return (new JsonRequestBody(bytes, document), null);
            document.Dispose();
            return (null, NotUnicode(call));
        }
        catch (JsonException error)
        {
            return (null, NotJson(call, error));
        }
    }

    private static bool IsUtf16(ReadOnlySpan<byte> bytes) => bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];

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
        var (line, position) = Place(error);
        return Problems.Malformed(call, "", new Text(
            $"Nội dung không phải JSON hợp lệ (dòng {line}, byte {position}).",
            $"The body is not valid JSON (line {line}, byte {position})."));
    }

    /// <summary>Where reading stopped: line and byte in it, both from 1.</summary>
    public static (string Line, string Position) Place(JsonException error) => (
        ((error.LineNumber ?? 0) + 1).ToString(CultureInfo.InvariantCulture),
        ((error.BytePositionInLine ?? 0) + 1).ToString(CultureInfo.InvariantCulture));

    /// <summary>400: a text in the body is not valid Unicode.</summary>
    public static IResult NotUnicode(Call call) => Problems.Malformed(call, "", new Text(
        "Nội dung có ký tự Unicode hỏng.", "The body holds broken Unicode text."));
}
