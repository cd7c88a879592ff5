using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Calls.Answers;

/// <summary>Query parameters and the answers that refuse them.</summary>
public static class QueryParameters
{
    // The language of pages, and what an Azure Functions host takes for itself.
    private static readonly string[] CommonParameters = [Languages.Switch, "code", "clientId"];

    /// <summary>Reads a query parameter that is true or false; the answer that refuses any other spelling, since a trial that is
    /// not understood would be carried out.</summary>
    /// <param name="call">The request.</param>
    /// <param name="name">The parameter.</param>
    /// <param name="value">False when absent.</param>
    public static IResult? ReadFlag(this Call call, string name, out bool value)
    {
        var text = call.QueryText(name);
        value = text == "true";
        return text is null or "true" or "false"
            ? null
            : Problems.Malformed(call, $"?{name}", new Text($"{name} là true hoặc false.", $"{name} is true or false."));
    }

    /// <summary>The answer that refuses query parameters that the function does not know; null when there are none.</summary>
    /// <param name="call">The request.</param>
    /// <param name="known">Those that it knows; those that every address takes need not be named.</param>
    public static IResult? RefuseUnknownQuery(this Call call, params ReadOnlySpan<string> known)
    {
        foreach (var name in call.Http.Request.Query.Keys)
        {
            var isKnown = CommonParameters.Contains(name, StringComparer.OrdinalIgnoreCase);
            foreach (var expected in known)
                isKnown |= string.Equals(expected, name, StringComparison.OrdinalIgnoreCase);
            if (!isKnown)
                return Problems.Malformed(call, $"?{name}", new Text("Không có tham số này.", "There is no such parameter."));
        }

        return null;
    }
}
