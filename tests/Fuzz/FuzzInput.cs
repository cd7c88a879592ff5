using System.Text;
using System.Text.Json.Serialization;

namespace YouthFunctions.Tests.Fuzz;

/// <summary>A request as the fuzzer sends it.</summary>
/// <param name="Function">The function that it is meant for.</param>
/// <param name="Path">The path, not escaped.</param>
/// <param name="Query">The query with its question mark; empty for none.</param>
/// <param name="Headers">Headers besides the content type.</param>
/// <param name="ContentType">Of the body; null for a request without one.</param>
/// <param name="Body">A byte a character (ISO 8859-1), so that any bytes can be read in the corpus.</param>
public sealed record FuzzInput(string Function, string Path, string Query, Dictionary<string, string> Headers, string? ContentType,
    string Body)
{
    /// <summary>The bytes of the body.</summary>
    [JsonIgnore]
    public byte[] Bytes => Encoding.Latin1.GetBytes(Body);

    /// <summary>An input with a body of text.</summary>
    public static FuzzInput Of(string function, string path, string query = "", string? contentType = null, string body = "") =>
        new(function, path, query, [], contentType, FromUtf8(body));

    /// <summary>A text's UTF-8 as a body.</summary>
    public static string FromUtf8(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
}
