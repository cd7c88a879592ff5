using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YouthFunctions.Access;
using YouthFunctions.Calls;

namespace YouthFunctions.OpenApi;

/// <summary>Makes the OpenAPI 3.1 document of the table of functions. Pages for people are not in it.</summary>
public static partial class OpenApiDocument
{
    private static readonly Dictionary<int, string> StatusDescriptions = new()
    {
        [200] = "OK; for a report that was stored before, its receipt.",
        [201] = "Created.",
        [202] = "Begun; Location names the place where its state can be read.",
        [204] = "Done.",
        [206] = "The range that was asked for.",
        [304] = "The caller has it already.",
        [400] = "It cannot be read.",
        [401] = "No valid key or token.",
        [403] = "The role may not use this function, or only at the centre may it be used.",
        [404] = "There is none within the caller's reach.",
        [409] = "It conflicts with what is there; the answer names it.",
        [412] = "What If-Match or If-None-Match names is not what stands.",
        [413] = "The body is too large.",
        [415] = "The media type is not taken.",
        [416] = "The range lies outside the file.",
        [422] = "It breaks rules; every fault is named with its place.",
        [429] = "Too many requests; see Retry-After.",
        [500] = "Something unexpected went wrong.",
        [503] = "Storage does not answer; send it again later.",
        [507] = "Storage takes no writes, because its disk is full (only where the product runs on the emulator).",
    };

    /// <summary>The document.</summary>
    /// <param name="functions">All functions; those below <c>api/</c> are described.</param>
    public static JsonObject Build(IReadOnlyList<HttpFunction> functions)
    {
        var paths = new JsonObject();
        foreach (var function in functions.Where(function => function.Route.StartsWith("api/", StringComparison.Ordinal)))
        {
            var path = "/" + function.Route.Replace("{*", "{", StringComparison.Ordinal);
            if (paths[path] is not JsonObject item)
                paths[path] = item = [];
            item[function.Method.ToLowerInvariant()] = Describe(function, Operations.Find(function));
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject
            {
                ["title"] = "YouthFunctions",
                ["version"] = "1",
                ["description"] = "Reporting and early warning for a nationwide youth organisation. Answers are in Vietnamese or English, "
                    + "by Accept-Language. Problems follow RFC 9457.",
                ["license"] = new JsonObject { ["name"] = "MIT", ["identifier"] = "MIT" },
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["tags"] = new JsonArray(
                [.. paths.Select(path => Tag(path.Key)).Distinct().Select(tag => (JsonNode)new JsonObject { ["name"] = tag })]),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = Schemas.Build(),
                ["securitySchemes"] = new JsonObject
                {
                    ["key"] = new JsonObject { ["type"] = "apiKey", ["in"] = "header", ["name"] = Authenticator.KeyHeader },
                    ["bearer"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["bearerFormat"] = "JWT" },
                },
            },
        };
    }

    private static JsonObject Describe(HttpFunction function, Operation operation)
    {
        var described = new JsonObject
        {
            ["operationId"] = function.Name,
            ["tags"] = new JsonArray(Tag("/" + function.Route)),
            ["summary"] = operation.Summary.English,
            ["description"] = operation.Summary.Vietnamese + (function.Roles == Role.None
                ? "" : $" ({function.Roles}{(function.Scope == AccessScope.Country ? ", VN" : "")})"),
            ["parameters"] = Parameters(function, operation),
            ["responses"] = Responses(function, operation),
            ["security"] = function.Roles == Role.None
                ? []
                : new JsonArray(new JsonObject { ["key"] = new JsonArray() }, new JsonObject { ["bearer"] = new JsonArray() }),
        };
        if (operation.BodyTypes.Count > 0)
            described["requestBody"] = new JsonObject { ["required"] = true, ["content"] = Bodies(operation) };
        return described;
    }

    private static JsonArray Parameters(HttpFunction function, Operation operation)
    {
        var path = RouteParameter().Matches(function.Route)
            .Select(JsonNode (match) => Parameter(match.Groups[1].Value, "path", "", isRequired: true));
        var query = operation.Query.Select(JsonNode (pair) => Parameter(pair.Key, "query", pair.Value, isRequired: false));
        var headers = operation.Headers.Select(JsonNode (name) => Parameter(name, "header", "", isRequired: false));
        return new JsonArray([.. path, .. query, .. headers]);
    }

    private static JsonObject Parameter(string name, string where, string description, bool isRequired)
    {
        var (example, about) = name switch
        {
            "unit" => ("01-001", "A unit's code."),
            "period" => ("2024-05", "A month."),
            "year" => ("2024", "A year."),
            "Idempotency-Key" => ("8e03978e-40d5-43dd-bc93-6894a57f9324", "The same key and body replays the first answer for a day."),
            "If-Match" => ("\"1-60303ae22b998861\"", "The ETag of what is replaced."),
            "If-None-Match" => ("*", "With *, only what is not there yet is taken."),
            _ => ("x", $"The {name}."),
        };
        return new JsonObject
        {
            ["name"] = name,
            ["in"] = where,
            ["required"] = isRequired,
            ["description"] = description.Length > 0 ? description : about,
            ["schema"] = new JsonObject { ["type"] = "string" },
            ["example"] = example,
        };
    }

    private static JsonObject Bodies(Operation operation)
    {
        var content = new JsonObject();
        foreach (var type in operation.BodyTypes)
        {
            var media = new JsonObject
            {
                ["schema"] = operation.Body is null || type != "application/json" ? new JsonObject() : Schemas.Reference(operation.Body),
            };
            if (operation.BodyExample is { } example && type == "application/json")
                media["example"] = JsonNode.Parse(example);
            content[type] = media;
        }

        return content;
    }

    private static JsonObject Responses(HttpFunction function, Operation operation)
    {
        var statuses = new SortedSet<int>([operation.Success, 429, 500, 503, .. operation.OtherStatuses]);
        if (function.Roles != Role.None)
            statuses.UnionWith([401, 403]);
        if (function.Method != "GET")
            statuses.Add(507);
        if (function.Route.Contains("{unit}", StringComparison.Ordinal))
            statuses.Add(404);
        if (operation.BodyTypes.Count > 0 || operation.Query.Count > 0)
            statuses.Add(400);
        var responses = new JsonObject();
        foreach (var status in statuses)
            responses[status.ToString(CultureInfo.InvariantCulture)] = Response(status, operation);
        return responses;
    }

    private static JsonObject Response(int status, Operation operation)
    {
        var response = new JsonObject { ["description"] = StatusDescriptions[status] };
        if (status >= 400)
        {
            response["content"] = new JsonObject
            {
                ["application/problem+json"] = new JsonObject { ["schema"] = Schemas.Reference("Problem") },
            };
        }
        else if (status is not (204 or 304))
        {
            var media = new JsonObject
            {
                ["schema"] = operation.Answer is { } name
                    ? Schemas.Reference(name)
                    : new JsonObject { ["type"] = operation.Example is null ? "string" : "object" },
            };
            if (operation.Example is { } example)
                media["example"] = JsonNode.Parse(example);
            response["content"] = new JsonObject { [operation.AnswerType] = media };
        }

        return response;
    }

    private static string Tag(string path) => path.Split('/')[2];

    [GeneratedRegex(@"\{\*?([a-z]+)\}", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex RouteParameter();
}
