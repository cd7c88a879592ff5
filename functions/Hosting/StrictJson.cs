using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using YouthFunctions.Storage;

namespace YouthFunctions.Hosting;

/// <summary>Reads small bodies into records: no unknown, repeated or missing members, no null where there must be a value.</summary>
public static class StrictJson
{
    private const int Limit = 64 * 1024;

    private static readonly JsonSerializerOptions Options = new(Packing.Json)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        MaxDepth = 8,
    };

    /// <summary>The body as a <typeparamref name="T"/>.</summary>
    /// <exception cref="JsonException">It is none; the pipeline answers 400.</exception>
    /// <exception cref="BadHttpRequestException">It is too large, or not sent as JSON.</exception>
    public static async Task<T> ReadAsync<T>(Call call, CancellationToken cancel)
    {
        if (!call.Http.Request.HasJsonContentType())
            throw new BadHttpRequestException("The body is not sent as application/json.");
        var buffer = new byte[Limit + 1];
        var length = await call.Http.Request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel);
        if (length > Limit)
            throw new BadHttpRequestException("The body is too large.", StatusCodes.Status413PayloadTooLarge);
        return JsonSerializer.Deserialize<T>(buffer.AsSpan(0, length), Options) ?? throw new JsonException("The body is null.");
    }
}
