using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using YouthFunctions.Calls;

namespace YouthFunctions.Tests.Fuzz;

/// <summary>Of a good request, one for each field and each value at an end of what numbers, months and days can be: in its route, its
/// query, its JSON, its form or its table.</summary>
internal static class FuzzEdges
{
    private static readonly string[] Numbers =
    [
        "-1", "0", "1", "1899", "1900", "1910", "9998", "9999", "10000", "2147483647", "2147483648", "-2147483648", "1e15",
        "0.0000000000000000000000000001", "79228162514264337593543950335", "79228162514264337593543950336",
    ];

    private static readonly string[] Texts =
    [
        "", " ", "0001", "0000-01", "0001-01", "1899-12", "9998-12", "9999-12", "0001-01-01", "9999-12-31", "2024-00-10", "+2024", "2024-1",
    ];

    private static readonly string[] JsonTokens =
        [.. Numbers, .. Texts.Select(text => JsonSerializer.Serialize(text)), "null", "true", "{}", "[]", "[null]"];

    private static readonly string[] Nothings = ["null", "{}", "[]"];
    private static readonly string[] Words = [.. Numbers, .. Texts];
    private static readonly string[] Tags = [.. Numbers.Select(number => $"\"{number}-0123456789abcdef\"")];

    /// <summary>The requests that are made of good ones. A field that several have, or several entries of a list, is changed in the
    /// first.</summary>
    /// <param name="function">The function that they are meant for.</param>
    /// <param name="seeds">The good ones.</param>
    public static IEnumerable<FuzzInput> Around(HttpFunction function, IEnumerable<FuzzInput> seeds) =>
        seeds.SelectMany(seed => Fields(function, seed)).DistinctBy(field => field.Name).SelectMany(field => field.Inputs);

    private static IEnumerable<(string Name, IEnumerable<FuzzInput> Inputs)> Fields(HttpFunction function, FuzzInput seed) =>
    [
        .. Paths(function.Route.Split('/'), seed.Path.Split('/'))
            .Select(field => ($"path {field.Name}", field.Texts.Select(path => seed with { Path = path }))),
        .. Pairs(seed.Query.TrimStart('?'))
            .Select(field => ($"?{field.Name}", field.Texts.Select(query => seed with { Query = "?" + query }))),
        .. Bodies(seed).Select(field => ($"{seed.ContentType} {field.Name}", field.Texts.Select(body => seed with { Body = body }))),
        .. IsChange(function, seed) ? Ends(seed) : [],
    ];

    private static (string, IEnumerable<FuzzInput>)[] Ends(FuzzInput seed) =>
        [("If-Match", Tags.Select(tag => seed with { Headers = new(seed.Headers) { ["If-Match"] = tag } }))];

    private static bool IsChange(HttpFunction function, FuzzInput seed) =>
        seed.Body.Length > 0 && function.Route.StartsWith("api/", StringComparison.Ordinal);

    private static IEnumerable<(string Name, IEnumerable<string> Texts)> Paths(string[] route, string[] path) =>
        from index in Enumerable.Range(0, route.Length)
        where route[index].StartsWith('{')
        select (route[index], Words.Select(word => Replaced('/', path, index + 1, word)));

    private static IEnumerable<(string Name, IEnumerable<string> Texts)> Pairs(string text)
    {
        var parts = text.Split('&', StringSplitOptions.RemoveEmptyEntries);
        return from index in Enumerable.Range(0, parts.Length)
               let name = parts[index].Split('=')[0]
               select (name, Words.Select(word => Replaced('&', parts, index, name + "=" + Uri.EscapeDataString(word))));
    }

    private static IEnumerable<(string Name, IEnumerable<string> Texts)> Bodies(FuzzInput seed) => seed.ContentType switch
    {
        null => [],
        "application/x-www-form-urlencoded" => Pairs(seed.Body),
        "application/json" when seed.Body.Length > 0 => Documents(Encoding.UTF8.GetString(seed.Bytes)),
        "text/csv" => Tables(seed.Body),
        _ => [],
    };

    private static IEnumerable<(string Name, IEnumerable<string> Texts)> Documents(string json)
    {
        var top = JsonNode.Parse(json)!;
        // What is a value in one seed may be a whole object in another: they are two fields.
        return Leaves(top, []).Select(path => Field("value", path, JsonTokens))
            .Concat(Branches(top, []).Select(path => Field("whole", path, Nothings)));

        (string, IEnumerable<string>) Field(string kind, object[] path, string[] tokens) =>
            ($"{kind} {string.Join('/', path.Select(step => step is string name ? name : "[]"))}",
                tokens.Select(token => FuzzInput.FromUtf8(Replaced(json, path, token))));
    }

    // Where whole objects and lists stand within a document: nothing in place of one is not nothing in place of its values.
    private static IEnumerable<object[]> Branches(JsonNode? node, object[] path) => node switch
    {
        JsonObject document => document.SelectMany(pair => Branches(pair.Value, [.. path, pair.Key])).Concat(Within(path)),
        JsonArray list => list.SelectMany((item, index) => Branches(item, [.. path, index])).Concat(Within(path)),
        _ => [],
    };

    private static object[][] Within(object[] path) => path.Length > 0 ? [path] : [];

    // Where the values of a document stand: names and places in lists, from the top.
    private static IEnumerable<object[]> Leaves(JsonNode? node, object[] path) => node switch
    {
        JsonObject document => document.SelectMany(pair => Leaves(pair.Value, [.. path, pair.Key])),
        JsonArray list => list.SelectMany((item, index) => Leaves(item, [.. path, index])),
        _ => [path],
    };

    // A token may be a number that no JsonNode keeps as it is written, so it takes a mark's place in the text.
    private static string Replaced(string json, object[] path, string token)
    {
        const string Mark = "\"here it stands\"";
        var top = JsonNode.Parse(json)!;
        var parent = path[..^1].Aggregate(top, (node, step) => step is string name ? node[name]! : node[(int)step]!);
        if (path[^1] is string last)
            parent[last] = JsonNode.Parse(Mark);
        else
            parent[(int)path[^1]] = JsonNode.Parse(Mark);
        return top.ToJsonString().Replace(Mark, token, StringComparison.Ordinal);
    }

    private static IEnumerable<(string Name, IEnumerable<string> Texts)> Tables(string text)
    {
        var lines = text.Split('\n');
        var separator = lines[0].Contains(';', StringComparison.Ordinal) ? ';' : ',';
        var names = lines[0].Split(separator);
        return from row in Enumerable.Range(1, Math.Max(0, lines.Length - 1))
               let cells = lines[row].Split(separator)
               from column in Enumerable.Range(0, Math.Min(names.Length, cells.Length))
               orderby cells[column].Length == 0 // a cell that says something is rather changed
               select (names[column], Words.Select(
                   word => Replaced('\n', lines, row, Replaced(separator, cells, column, word))));
    }

    private static string Replaced(char separator, string[] parts, int index, string text) =>
        string.Join(separator, parts.Select((part, at) => at == index ? text : part));
}
