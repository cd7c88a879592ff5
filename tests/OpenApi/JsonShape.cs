using System.Text.Json.Nodes;

namespace YouthFunctions.Tests.OpenApi;

/// <summary>Which members a JSON document has, whatever their values and however long its arrays.</summary>
internal static class JsonShape
{
    /// <summary>The paths of all members; <c>*</c> stands for each element of an array.</summary>
    public static SortedSet<string> PathsOf(JsonNode? node)
    {
        var paths = new SortedSet<string>(StringComparer.Ordinal);
        Collect(node, "", paths);
        return paths;
    }

    /// <summary>The same document with only those elements of arrays that have members which no earlier element has.</summary>
    public static JsonNode? Shorten(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                return new JsonObject(members.Select(pair => KeyValuePair.Create(pair.Key, Shorten(pair.Value))));
            case JsonArray elements:
                var (known, kept) = (new SortedSet<string>(StringComparer.Ordinal), new JsonArray());
                foreach (var element in elements)
                {
                    var paths = PathsOf(element);
                    if (element is JsonObject && kept.Count > 0 && paths.IsSubsetOf(known))
                        continue;
                    known.UnionWith(paths);
                    kept.Add(Shorten(element));
                }

                return kept;
            default:
                return node?.DeepClone();
        }
    }

    private static void Collect(JsonNode? node, string path, SortedSet<string> paths)
    {
        if (node is JsonObject members)
            foreach (var (name, value) in members)
            {
                paths.Add($"{path}/{name}");
                Collect(value, $"{path}/{name}", paths);
            }

        if (node is JsonArray elements)
            foreach (var element in elements)
                Collect(element, $"{path}/*", paths);
    }
}
