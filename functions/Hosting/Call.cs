using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using YouthFunctions.Access;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Hosting;

/// <summary>One HTTP request on its way through the pipeline, the same on every head.</summary>
/// <param name="Http">The request and response.</param>
/// <param name="Function">The function that answers it.</param>
/// <param name="Route">The values of the route's parameters.</param>
/// <param name="Caller">Who asks; null for functions open to everybody.</param>
/// <param name="Language">The language to answer in.</param>
/// <param name="Now">The instant by the product's clock, UTC.</param>
public sealed record Call(
    HttpContext Http, HttpFunction Function, RouteValueDictionary Route, Caller? Caller, Language Language, DateTimeOffset Now)
{
    /// <summary>The caller of a function that only signed-in callers reach.</summary>
    /// <exception cref="InvalidOperationException">The function is open to everybody.</exception>
    public Caller SignedIn => Caller ?? throw new InvalidOperationException($"{Function.Name} is open to everybody and has no caller.");

    /// <summary>The unit in the route; the pipeline has checked that it is in the caller's sub-tree.</summary>
    public UnitCode Unit => UnitCode.Parse(RouteText("unit"));

    /// <summary>The text of a route parameter; empty when absent.</summary>
    public string RouteText(string name) => Route.TryGetValue(name, out var value) ? value?.ToString() ?? "" : "";

    /// <summary>The text of a query parameter; null when absent.</summary>
    public string? QueryText(string name) => Http.Request.Query.TryGetValue(name, out var value) ? value.ToString() : null;

    /// <summary>A text in the language of the answer.</summary>
    public string Say(Text text) => text.In(Language);
}
