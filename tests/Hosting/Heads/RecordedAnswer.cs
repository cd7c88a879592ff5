using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace YouthFunctions.Tests.Hosting.Heads;

/// <summary>What came back, as it is compared.</summary>
/// <param name="Status">The status.</param>
/// <param name="Headers">The headers of the answer and its body, a line each, in order.</param>
/// <param name="Body">Text, or the names and contents of a workbook, or the hash of other bytes.</param>
internal sealed record RecordedAnswer(int Status, IReadOnlyList<string> Headers, string Body)
{
    /// <summary>Reads an answer whole.</summary>
    public static RecordedAnswer Of(HttpResponseMessage answer, byte[] body) => new(
        (int)answer.StatusCode,
        [
            .. answer.Headers.Concat(answer.Content.Headers)
                .SelectMany(header => header.Value.Select(value => $"{header.Key}: {value}")).Order(StringComparer.OrdinalIgnoreCase),
        ],
        TextOf(answer, body));

    private static string TextOf(HttpResponseMessage answer, byte[] body)
    {
        if (body.Length == 0)
            return "";
        using var plain = new MemoryStream();
        using (var packed = Unpack(answer.Content.Headers.ContentEncoding.SingleOrDefault(), new MemoryStream(body)))
            packed.CopyTo(plain);
        var type = answer.Content.Headers.ContentType?.MediaType ?? "";
        if (type.EndsWith("spreadsheetml.sheet", StringComparison.Ordinal))
            return Workbook(plain);
        return type.StartsWith("text/", StringComparison.Ordinal) || type.Contains("json", StringComparison.Ordinal)
            || type.Contains("xml", StringComparison.Ordinal) || type.Length == 0
            ? Encoding.UTF8.GetString(plain.ToArray())
            : $"{plain.Length} bytes {Convert.ToHexStringLower(SHA256.HashData(plain.ToArray()))}";
    }

    private static Stream Unpack(string? encoding, Stream body) => encoding switch
    {
        null => body,
        "gzip" => new GZipStream(body, CompressionMode.Decompress),
        "br" => new BrotliStream(body, CompressionMode.Decompress),
        _ => throw new InvalidOperationException($"An answer is packed by {encoding}, which nobody asked for."),
    };

    // The archive itself holds the times at which its parts were written.
    private static string Workbook(MemoryStream file)
    {
        using var archive = new ZipArchive(file);
        var text = new StringBuilder();
        foreach (var entry in archive.Entries.OrderBy(entry => entry.FullName, StringComparer.Ordinal))
        {
            using var reader = new StreamReader(entry.Open());
            text.AppendLine(entry.FullName).AppendLine(reader.ReadToEnd());
        }

        return text.ToString();
    }
}
