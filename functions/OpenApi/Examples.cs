using System.Text.Json.Nodes;

namespace YouthFunctions.OpenApi;

/// <summary>Requests and answers as files beside the handlers: <c>SubmitReport.request.json</c>, <c>SubmitReport.answer.json</c>. A test
/// sends each request and compares each answer with what comes.</summary>
internal static class Examples
{
    private static readonly Dictionary<string, string> Extensions = new()
    {
        ["application/json"] = "json",
        ["application/x-ndjson"] = "ndjson",
        ["text/csv"] = "csv",
    };

    /// <summary>A request of a function; null when there is none of that media type. JSON as it is, other texts as a string.</summary>
    public static JsonNode? Request(string function, string mediaType) => Find($"{function}.request", mediaType);

    /// <summary>An answer of a function; null when there is none of that media type.</summary>
    public static JsonNode? Answer(string function, string mediaType) => Find($"{function}.answer", mediaType);

    private static JsonNode? Find(string name, string mediaType)
    {
        if (OrganisationFolder.IsOther // they are of the shipped one: its units, its indicators
            || !Extensions.TryGetValue(mediaType, out var extension)
            || typeof(Examples).Assembly.GetManifestResourceStream($"Examples/{name}.{extension}") is not { } stream)
            return null;
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd();
        return extension == "json" ? JsonNode.Parse(text) : JsonValue.Create(text);
    }
}
