namespace YouthFunctions.Tests.Hosting.Heads;

/// <summary>An HTTP trigger as the host reads it.</summary>
/// <param name="Function">The function's name.</param>
/// <param name="Template">The route, without a slash at its beginning.</param>
/// <param name="Methods">In lower case, as the trigger names them; none for every method.</param>
internal sealed record HttpRoute(string Function, string Template, string[] Methods)
{
    /// <summary>Whether the host keeps such routes for itself: the function is then in error, and the rest of the app runs.</summary>
    /// <remarks>It looks at the letters alone: <c>administration</c> is kept too.</remarks>
    public bool IsReserved => Template.StartsWith("admin", StringComparison.OrdinalIgnoreCase)
        || Template.StartsWith("runtime", StringComparison.OrdinalIgnoreCase);

    /// <summary>The trigger among a function's bindings (<c>function.json</c>, or what a worker says of itself); null for a function
    /// that has none.</summary>
    public static HttpRoute? Find(string function, IEnumerable<System.Text.Json.JsonElement> bindings)
    {
        foreach (var binding in bindings)
            if (string.Equals(binding.GetProperty("type").GetString(), "httpTrigger", StringComparison.OrdinalIgnoreCase))
                return new HttpRoute(
                    function, binding.GetProperty("route").GetString()!,
                    binding.TryGetProperty("methods", out var methods)
                        ? [.. methods.EnumerateArray().Select(method => method.GetString()!.ToLowerInvariant())]
                        : []);
        return null;
    }
}
