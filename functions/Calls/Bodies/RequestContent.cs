using Microsoft.Net.Http.Headers;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Calls.Bodies;

/// <summary>Reads request bodies as they were meant: packed or plain, with or without a byte order mark, within a limit that
/// counts what is unpacked.</summary>
/// <remarks>A custom handler's host drops <c>Content-Encoding</c> on the way, so gzip is also known by its first two bytes,
/// which no format taken here begins with. The isolated worker runs no middleware, so ASP.NET's cannot do it.</remarks>
public static class RequestContent
{
    private const int FirstBuffer = 64 * 1024;
    private static readonly byte[] Utf8Mark = [0xEF, 0xBB, 0xBF];

    /// <summary>The whole body in memory, unpacked, or the answer that says why not.</summary>
    /// <param name="call">The request.</param>
    /// <param name="limit">The most it may have when unpacked, in bytes.</param>
    /// <param name="tooLarge">What to do when it has more.</param>
    /// <param name="cancel">Stops reading.</param>
    public static async Task<(ReadOnlyMemory<byte> Body, IResult? Refusal)> ReadAsync(
        Call call, int limit, Text tooLarge, CancellationToken cancel)
    {
        var request = call.Http.Request;
        if (ReadEncoding(request) is not { } encoding)
            return (default, UnknownEncoding(call));
        try
        {
            await using var declared = Decompress(request.Body, encoding);
            var body = await ReadAsync(declared, limit, encoding.Length == 0 ? request.ContentLength : null, cancel);
            if (body is { } bytes && encoding.Length == 0 && IsGzip(bytes.Span))
            {
                await using var packed = new GzipBody(new MemoryStream(bytes.ToArray(), writable: false));
                body = await ReadAsync(packed, limit, null, cancel);
            }

            return body is { } whole
                ? (whole.Span.StartsWith(Utf8Mark) ? whole[Utf8Mark.Length..] : whole, null)
                : (default, Problems.Create(call, StatusCodes.Status413PayloadTooLarge, "too-large", tooLarge));
        }
        catch (InvalidDataException)
        {
            return (default, Broken(call));
        }
    }

    /// <summary>The whole body on disk, unpacked, to be read more than once, or the answer that says why not. The file is
    /// gone once it is disposed.</summary>
    /// <param name="call">The request.</param>
    /// <param name="limit">The most it may have when unpacked, in bytes.</param>
    /// <param name="tooLarge">What to do when it has more.</param>
    /// <param name="cancel">Stops reading.</param>
    public static async Task<(FileStream? File, IResult? Refusal)> SpoolAsync(
        Call call, long limit, Text tooLarge, CancellationToken cancel)
    {
        if (ReadEncoding(call.Http.Request) is not { } encoding)
            return (null, UnknownEncoding(call));
        FileStream? file = null;
        try
        {
            await using (var declared = Decompress(call.Http.Request.Body, encoding))
                file = await SpoolAsync(declared, limit, cancel);
            if (encoding.Length == 0 && file is not null && await IsGzipAsync(file, cancel))
            {
                await using var former = file;
                await using var packed = new GzipBody(former);
                file = await SpoolAsync(packed, limit, cancel);
            }

            return file is not null
                ? (file, null)
                : (null, Problems.Create(call, StatusCodes.Status413PayloadTooLarge, "too-large", tooLarge));
        }
        catch (InvalidDataException)
        {
            return (null, Broken(call));
        }
    }

    /// <summary>The fields of a form.</summary>
    /// <exception cref="BadHttpRequestException">It is none, it breaks off, or it has more fields than any form of ours.</exception>
    public static async Task<IFormCollection> ReadFormAsync(Call call, CancellationToken cancel)
    {
        try
        {
            return await call.Http.Request.ReadFormAsync(cancel);
        }
        catch (Exception error)
            when (error is InvalidDataException or InvalidOperationException or IOException and not BadHttpRequestException)
        {
            throw new BadHttpRequestException("The form cannot be read.", error);
        }
    }

    /// <summary>Whether bytes begin as gzip does (RFC 1952).</summary>
    public static bool IsGzip(ReadOnlySpan<byte> bytes) => bytes is [0x1F, 0x8B, ..];

    // Empty for a plain body; null for an encoding that is not known here.
    private static string? ReadEncoding(HttpRequest request) => request.Headers.ContentEncoding.ToString().Trim().ToLowerInvariant() switch
    {
        "" or "identity" => "",
        "gzip" or "x-gzip" => "gzip",
        _ => null,
    };

    private static Stream Decompress(Stream body, string encoding) => encoding == "gzip" ? new GzipBody(body) : body;

    // Null for more than the limit.
    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(Stream stream, int limit, long? length, CancellationToken cancel)
    {
        var buffer = new byte[(int)Math.Min(limit, length ?? FirstBuffer) + 1];
        var filled = 0;
        while (true)
        {
            filled += await stream.ReadAtLeastAsync(buffer.AsMemory(filled), buffer.Length - filled, throwOnEndOfStream: false, cancel);
            if (filled < buffer.Length)
                return buffer.AsMemory(0, filled);
            if (filled > limit)
                return null;
            Array.Resize(ref buffer, (int)Math.Min((long)buffer.Length * 2, limit + 1L));
        }
    }

    // Null for more than the limit.
    private static async Task<FileStream?> SpoolAsync(Stream from, long limit, CancellationToken cancel)
    {
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None,
            FirstBuffer, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            var buffer = new byte[FirstBuffer];
            for (int length; file.Position <= limit && (length = await from.ReadAsync(buffer, cancel)) > 0;)
                await file.WriteAsync(buffer.AsMemory(0, length), cancel);
            if (file.Position <= limit)
            {
                file.Position = 0;
                return file;
            }
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }

        await file.DisposeAsync();
        return null;
    }

    private static async Task<bool> IsGzipAsync(FileStream file, CancellationToken cancel)
    {
        var start = new byte[2];
        var length = await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancel);
        file.Position = 0;
        return IsGzip(start.AsSpan(0, length));
    }

    private static IResult UnknownEncoding(Call call)
    {
        call.Http.Response.Headers.AcceptEncoding = "gzip";
        return Problems.Create(call, StatusCodes.Status415UnsupportedMediaType, "content-encoding", new Text(
            $"Không nhận {HeaderNames.ContentEncoding} này; hãy gửi không nén hoặc nén gzip.",
            $"This {HeaderNames.ContentEncoding} is not known; send the body plain or packed by gzip."));
    }

    private static IResult Broken(Call call) => Problems.Malformed(call, HeaderNames.ContentEncoding, new Text(
        "Không giải nén được nội dung gửi lên; tệp bị hỏng, chưa gửi hết, hoặc không được nén như đã ghi.",
        "The body cannot be unpacked: it is damaged, not whole, or not packed as it says."));
}
