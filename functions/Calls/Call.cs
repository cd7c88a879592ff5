using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Calls;

/// <summary>One HTTP request on its way through the pipeline, the same on every host.</summary>
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

    /// <summary>What the handler tells the audit trail of the call.</summary>
    public AuditNotes Audit { get; } = new();

    /// <summary>The unit in the route, in the tree of the time that is asked about; null (404) when that tree has no such unit within
    /// the caller's sub-tree. There is no other way to the unit of a route: a code alone names none.</summary>
    public Unit? UnitIn(UnitTree tree) => UnitIn(tree, RouteText("unit"));

    /// <summary>The unit of a code that the caller sent, in a tree; null when it is not within the caller's sub-tree there.</summary>
    public Unit? UnitIn(UnitTree tree, string? code) => UnitCode.TryParse(code, out var unit) ? SignedIn.Find(tree, unit) : null;

    /// <summary>The text of a route parameter; empty when absent.</summary>
    public string RouteText(string name) => Route.TryGetValue(name, out var value) ? value?.ToString() ?? "" : "";

    /// <summary>The text of a query parameter; null when absent.</summary>
    public string? QueryText(string name) => Http.Request.Query.TryGetValue(name, out var value) ? value.ToString() : null;

    /// <summary>A text in the language of the answer.</summary>
    public string Localize(Text text) => text.In(Language);
}
