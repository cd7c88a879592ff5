using System.Globalization;
using System.Text.Json.Nodes;
using YouthFunctions.Access;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Declarations;

namespace YouthFunctions.OpenApi;

/// <summary>Makes the OpenAPI 3.1 document of the table of functions. Pages for people are not in it.</summary>
public static class OpenApiDocument
{
    private const string Json = "application/json";

    private static readonly Dictionary<int, string> StatusDescriptions = new()
    {
        [200] = "OK; for a report that was stored before, its receipt.",
        [201] = "Created.",
        [202] = "Begun; Location says where its state is read.",
        [204] = "Done.",
        [206] = "The range that was asked for.",
        [304] = "The caller has it already.",
        [400] = "It cannot be read.",
        [401] = "No valid key or token.",
        [403] = "The role may not use this function, or only at the top may it be used.",
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
        var (paths, schemas) = (new JsonObject(), new Schemas());
        foreach (var function in functions.Where(function => function.Route.StartsWith("api/", StringComparison.Ordinal)))
        {
            var path = "/" + function.Route.Replace("{*", "{", StringComparison.Ordinal);
            if (paths[path] is not JsonObject item)
                paths[path] = item = [];
            item[function.Method.ToLowerInvariant()] = Describe(function, Declaration.Read(function), schemas);
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject
            {
                ["title"] = "YouthFunctions",
                ["version"] = "1",
                ["description"] = "Reporting and early warning for a nationwide organisation. Answers are in Vietnamese or English, "
                    + "by Accept-Language. Problems follow RFC 9457.",
                ["license"] = new JsonObject { ["name"] = "MIT", ["identifier"] = "MIT" },
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["tags"] = new JsonArray(
                [.. paths.Select(path => Tag(path.Key)).Distinct().Select(tag => (JsonNode)new JsonObject { ["name"] = tag })]),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = schemas.Components(),
                ["securitySchemes"] = new JsonObject
                {
                    ["key"] = new JsonObject { ["type"] = "apiKey", ["in"] = "header", ["name"] = Authenticator.KeyHeader },
                    ["bearer"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["bearerFormat"] = "JWT" },
                },
            },
        };
    }

    private static JsonObject Describe(HttpFunction function, Declaration declaration, Schemas schemas)
    {
        var summary = declaration.Operation.Summary;
        var described = new JsonObject
        {
            ["operationId"] = function.Name,
            ["tags"] = new JsonArray(Tag("/" + function.Route)),
            ["summary"] = summary.English,
            ["description"] = summary.Vietnamese + (function.Roles == Role.None
                ? "" : $" ({function.Roles}{(function.Scope == AccessScope.Country ? $", {UnitCode.Country}" : "")})"),
            ["parameters"] = ParameterList.Create(function, declaration),
            ["responses"] = Responses(function, declaration, schemas),
            ["security"] = function.Roles == Role.None
                ? []
                : new JsonArray(new JsonObject { ["key"] = new JsonArray() }, new JsonObject { ["bearer"] = new JsonArray() }),
        };
        if (declaration.Bodies.Count > 0)
            described["requestBody"] = new JsonObject { ["required"] = true, ["content"] = Bodies(function, declaration, schemas) };
        return described;
    }

    private static JsonObject Bodies(HttpFunction function, Declaration declaration, Schemas schemas)
    {
        var content = new JsonObject();
        foreach (var body in declaration.Bodies)
        {
            var media = new JsonObject { ["schema"] = BodySchema(body, schemas) };
            if (Examples.Request(function.Name, body.MediaType) is { } example)
                media["example"] = example;
            content[body.MediaType] = media;
        }

        return content;
    }

    private static JsonNode BodySchema(BodyAttribute body, Schemas schemas)
    {
        if (body.Type is { } type)
            return schemas.Request(type);
        if (body.MediaType == Json)
            return new JsonObject { ["type"] = "object" };
        var schema = new JsonObject { ["type"] = "string" };
        if (body.Columns.Count > 0)
            schema["description"] = $"Columns: {string.Join("; ", body.Columns.Select(Describe))}.";
        return schema;
    }

    private static string Describe(CsvColumn column) =>
        $"{column.Name}{(column.IsRequired ? "" : " (may be missing)")}: {column.Meaning}";

    private static JsonObject Responses(HttpFunction function, Declaration declaration, Schemas schemas)
    {
        var statuses = new SortedSet<int>([.. declaration.Refusals.Keys, 429, 500, 503]);
        if (function.Roles != Role.None)
            statuses.UnionWith([401, 403]);
        if (function.Method != "GET")
            statuses.Add(507);
        if (function.Route.Contains("{unit}", StringComparison.Ordinal) || function.Route.Contains("{year}", StringComparison.Ordinal)
            || declaration.Query.Any(parameter => parameter.Name == "year"))
            statuses.Add(404);
        if (declaration.Bodies.Count > 0)
            statuses.Add(413);
        if (declaration.Bodies.Count > 0 || declaration.Query.Count > 0)
            statuses.Add(400);
        var responses = new JsonObject();
        foreach (var answers in declaration.Answers.GroupBy(answer => answer.Status).OrderBy(answers => answers.Key))
            responses[Key(answers.Key)] = Answer(function, [.. answers], schemas);
        foreach (var status in statuses)
            responses[Key(status)] = new JsonObject
            {
                ["description"] = StatusDescriptions[status],
                ["content"] = new JsonObject
                {
                    [Problems.MediaType] = new JsonObject
                    {
                        ["schema"] = ProblemSchema(declaration.Refusals.GetValueOrDefault(status), schemas),
                    },
                },
            };
        return responses;
    }

    private static JsonNode ProblemSchema(Type? type, Schemas schemas)
    {
        var any = schemas.Answer(typeof(Problem));
        return type is null ? any : new JsonObject { ["anyOf"] = new JsonArray(any, schemas.Answer(type)) };
    }

    // One status, in as many media types as the handler declares.
    private static JsonObject Answer(HttpFunction function, IReadOnlyList<AnswerAttribute> answers, Schemas schemas)
    {
        var response = new JsonObject { ["description"] = StatusDescriptions[answers[0].Status] };
        var content = new JsonObject();
        foreach (var answer in answers)
        {
            if (answer.MediaType is not { } mediaType)
                continue;
            var media = new JsonObject
            {
                ["schema"] = answer.Type is { } type ? schemas.Answer(type) : new JsonObject { ["type"] = "string" },
            };
            if (Examples.Answer(function.Name, mediaType) is { } example)
                media["example"] = example;
            content[mediaType] = media;
        }

        if (content.Count > 0)
            response["content"] = content;
        return response;
    }

    private static string Key(int status) => status.ToString(CultureInfo.InvariantCulture);

    private static string Tag(string path) => path.Split('/')[2];
}
