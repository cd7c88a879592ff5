using System.Text.Json.Nodes;
using NJsonSchema;
using YouthFunctions.Catalog;
using YouthFunctions.OpenApi;

namespace YouthFunctions.Tests.OpenApi;

/// <summary>The document as a judge of real requests and answers.</summary>
internal static class DocumentedApi
{
    private static readonly Dictionary<string, JsonNode> Operations = OpenApiDocument.Build(FunctionTable.Http)["paths"]!.AsObject()
        .SelectMany(path => path.Value!.AsObject().Select(operation => operation.Value!))
        .ToDictionary(operation => operation["operationId"]!.GetValue<string>());

    private static readonly JsonObject Components = Strict(
        OpenApiDocument.Build(FunctionTable.Http)["components"]!["schemas"]!.DeepClone()).AsObject();

    private static readonly Dictionary<string, Task<JsonSchema>> Schemas = [];

    /// <summary>What the document says of a function.</summary>
    public static JsonNode Operation(string function) => Operations[function];

    /// <summary>What an answer has that the document does not say: a status, a media type, a member; empty when there is nothing.</summary>
    public static async Task<string> ContradictionAsync(string function, HttpResponseMessage answer)
    {
        var status = ((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (Operations[function]["responses"]![status] is not { } response)
            return $"{function} answers {status}, which the document does not say: {await answer.Content.ReadAsStringAsync()}";
        var content = response["content"]?.AsObject();
        var type = answer.Content.Headers.ContentType?.MediaType;
        var text = await answer.Content.ReadAsStringAsync();
        if (content is null || text.Length == 0)
            return text.Length == 0 ? "" : $"{function} answers {status} with a body.";
        // A file's own type is told by its answer; the document says that there is one.
        if (content.ContainsKey("application/octet-stream"))
            return "";
        if (type is null || content[type] is not { } media)
            return $"{function} answers {status} as {type}, which the document does not say.";
        if (!type.EndsWith("json", StringComparison.Ordinal))
            return "";
        var faults = await FaultsAsync(media["schema"]!, text);
        return faults.Length == 0 ? "" : $"{function} {status} is not as its schema says: {faults}\n{text}";
    }

    /// <summary>What of a JSON text is not as a schema of the document says; empty when all is.</summary>
    public static async Task<string> FaultsAsync(JsonNode schema, string json)
    {
        var key = schema.ToJsonString();
        if (!Schemas.TryGetValue(key, out var compiled))
            Schemas[key] = compiled = JsonSchema.FromJsonAsync(Local(new JsonObject
            {
                ["anyOf"] = new JsonArray(Strict(schema.DeepClone())),
                ["definitions"] = Components.DeepClone(),
            }));
        return string.Join("; ", (await compiled).Validate(json).Select(fault => fault.ToString()));
    }

    // The reader of schemas looks for definitions in the schema itself.
    private static string Local(JsonObject schema) =>
        schema.ToJsonString().Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal);

    // Members that the document does not name are read over by whoever reads an answer; here they are an omission of the document.
    private static JsonNode Strict(JsonNode node)
    {
        if (node is JsonObject members)
        {
            foreach (var value in members.Select(pair => pair.Value).OfType<JsonNode>().ToArray())
                Strict(value);
            if (members["properties"] is JsonObject)
                members["additionalProperties"] = false;
        }

        if (node is JsonArray elements)
            foreach (var element in elements.OfType<JsonNode>().ToArray())
                Strict(element);
        return node;
    }
}
