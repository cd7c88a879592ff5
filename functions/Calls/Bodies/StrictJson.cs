using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using YouthFunctions.Calls.Answers;

namespace YouthFunctions.Calls.Bodies;

/// <summary>Reads small bodies into records: no unknown, repeated or missing members, no null where there must be a value.</summary>
public static partial class StrictJson
{
    private const int Limit = 64 * 1024;

    /// <summary>How bodies are read.</summary>
    internal static readonly JsonSerializerOptions Options = new(WireJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        MaxDepth = 8,
    };

    // A part matches one of three ways, and only that one's group holds text.
    private static string PointerTo(JsonException error) => error.Path is { Length: > 1 } path
        ? PathPart().Replace(path[1..], part => "/" + part.Groups[1].Value + part.Groups[2].Value + part.Groups[3].Value)
        : "";

    // $.indicators[1]['a b'] as System.Text.Json writes paths.
    [GeneratedRegex(@"\[(\d+)\]|\['([^']*)'\]|\.([^.\[]+)")]
    private static partial Regex PathPart();

    /// <summary>The body as a <typeparamref name="T"/>.</summary>
    /// <exception cref="BadBodyException">It is none; the pipeline answers 400.</exception>
    /// <exception cref="BadHttpRequestException">It is too large, or not sent as JSON.</exception>
    public static async Task<T> ReadAsync<T>(Call call, CancellationToken cancel)
    {
        if (!call.Http.Request.HasJsonContentType())
            throw new BadHttpRequestException("The body is not sent as application/json.");
        var (body, refusal) = await RequestContent.ReadAsync(call, Limit, default, cancel);
        if (refusal is IStatusCodeHttpResult { StatusCode: { } status })
            throw new BadHttpRequestException("The body cannot be read.", status);
        try
        {
            var read = JsonSerializer.Deserialize<T>(body.Span, Options) ?? throw new BadBodyException("");
            return NullElements.Find(read, Options) is { } pointer ? throw new BadBodyException(pointer) : read;
        }
        catch (JsonException error)
        {
            throw new BadBodyException(PointerTo(error));
        }
    }
}
