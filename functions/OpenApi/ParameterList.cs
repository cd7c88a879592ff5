using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Calls.Organisations;

namespace YouthFunctions.OpenApi;

/// <summary>The parameters of an operation: those of the route, of the query, and headers.</summary>
internal static partial class ParameterList
{
    private static readonly Dictionary<string, (string Example, string Meaning)> Known = new()
    {
        ["unit"] = ("01-001", "A unit's code."),
        ["period"] = ("2024-05", "A month."),
        ["year"] = ("2024", "A year."),
        ["week"] = ("2024-06-03", "A Monday."),
        ["date"] = ("2025-07-01", "The day on which a tree of units begins."),
        ["from"] = ("2025-07", "The first month in which a tree of units is in force."),
        ["job"] = ("RollUp", "A timer."),
        ["id"] = ("3f2a9c0d1e4b", "A key's id."),
        ["dataset"] = ("rollups", "A table of the exports."),
        ["snapshot"] = ("latest", "A snapshot's id, or latest."),
        ["file"] = ("CHANGELOG.md", "A file's path within the snapshot."),
        ["Idempotency-Key"] = ("8e03978e-40d5-43dd-bc93-6894a57f9324", "The same key and body replays the first answer for a day."),
        ["If-Match"] = ("\"1-60303ae22b998861\"", "The ETag of what is replaced."),
        ["If-None-Match"] = ("*", "With *, only what is not there yet is taken; of a GET, the ETag that the caller has."),
        ["Range"] = ("bytes=0-1023", "A range of bytes."),
    };

    /// <summary>The parameters of a function.</summary>
    public static JsonArray Create(HttpFunction function, Declaration declaration) => new(
    [
        .. RouteParameter().Matches(function.Route).Select(JsonNode (match) => Create(match.Groups[1].Value, "path", isRequired: true)),
        .. declaration.Query.Select(JsonNode (query) => Create(query)),
        .. declaration.Operation.Headers.Select(JsonNode (name) => Create(name, "header", isRequired: false)),
    ]);

    private static JsonObject Create(string name, string place, bool isRequired) =>
        Create(name, place, isRequired, Known[name].Meaning, new JsonObject { ["type"] = "string" }, ExampleOf(name, Known[name].Example));

    // Examples that name units or indicators are of the shipped organisation; of another one, only the shape of a code is known.
    private static string? ExampleOf(string name, string example) => !OrganisationFolder.IsOther ? example : name switch
    {
        "unit" => Organisation.Current.First.SampleCode,
        "indicator" => null,
        _ => example,
    };

    private static JsonObject Create(QueryAttribute query)
    {
        var schema = new JsonObject
        {
            ["type"] = query.Type == typeof(int) ? "integer" : query.Type == typeof(bool) ? "boolean" : "string",
        };
        string[] words = query.FirstLevel < 0 ? query.Words : [.. UnitLevel.All.Skip(query.FirstLevel).Select(level => level.Key)];
        if (words.Length > 0)
            schema["enum"] = new JsonArray([.. words.Select(word => (JsonNode)word)]);
        var example = query.Example ?? words.FirstOrDefault() ?? Known.GetValueOrDefault(query.Name).Example;
        return Create(
            query.Name, "query", query.IsRequired, query.Meaning, schema,
            query.Type == typeof(bool) ? true
            : query.Type == typeof(int) ? int.Parse(example, System.Globalization.CultureInfo.InvariantCulture)
            : (JsonNode?)ExampleOf(query.Name, example));
    }

    private static JsonObject Create(string name, string place, bool isRequired, string meaning, JsonObject schema, JsonNode? example)
    {
        var parameter = new JsonObject
        {
            ["name"] = name,
            ["in"] = place,
            ["required"] = isRequired,
            ["description"] = meaning,
            ["schema"] = schema,
        };
        if (example is not null)
            parameter["example"] = example;
        return parameter;
    }

    [GeneratedRegex(@"\{\*?([a-z]+)\}", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex RouteParameter();
}
