using System.Collections.Frozen;
using Microsoft.AspNetCore.Routing.Template;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Hosting;

/// <summary>Finds the function that a request is for. Routes are matched here and not by the host, so that every head
/// matches alike.</summary>
public sealed class Dispatcher(Pipeline pipeline, FunctionList functions, HostKind host, TimeProvider clock)
{
    /// <summary>What a Functions host is given besides the table: every path and method that no function has, which it would answer
    /// itself, without headers, language or a problem. It has all methods, and the host takes every other route before it.</summary>
    public static HttpFunction Unrouted { get; } = new(
        "RefuseUnrouted", "", "{*any}", Role.None, AccessScope.Anonymous, AuditMode.None, typeof(Dispatcher),
        _ => throw new InvalidOperationException("The dispatcher itself answers what no function does."));

    private readonly (HttpFunction Function, TemplateMatcher Matcher)[] _routes =
    [
        .. functions.Http.Select(function => (function, new TemplateMatcher(TemplateParser.Parse(function.Route), [])))
            .OrderBy(route => route.function.Route.Count(letter => letter == '{')), // a fixed path wins over a parameter
    ];

    // A path that names a function outright needs no matching: reports come by such a one.
    private readonly FrozenDictionary<(string Method, string Path), HttpFunction> _fixed = functions.Http
        .Where(function => !function.Route.Contains('{', StringComparison.Ordinal))
        .ToFrozenDictionary(function => (function.Method, "/" + function.Route));

    /// <summary>Answers a request: by its function, or with 404 or 405.</summary>
    public async Task DispatchAsync(HttpContext http)
    {
        host.ApplyForwardedHeaders(http);
        if (_fixed.TryGetValue((http.Request.Method, http.Request.Path.Value ?? ""), out var named))
        {
            await pipeline.RunAsync(named, [], http);
            return;
        }

        var allowed = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (function, matcher) in _routes)
        {
            var values = new RouteValueDictionary();
            if (!matcher.TryMatch(http.Request.Path, values))
                continue;
            if (function.Method == http.Request.Method || (function.Method == HttpMethods.Get && HttpMethods.IsHead(http.Request.Method)))
            {
                await pipeline.RunAsync(function, values, http);
                return;
            }

            allowed.Add(function.Method);
        }

        await RefuseAsync(http, allowed);
    }

    /// <summary>Answers a request that a host has already found the function of.</summary>
    public async Task RunAsync(HttpFunction function, HttpContext http)
    {
        if (function == Unrouted)
        {
            await DispatchAsync(http);
            return;
        }

        host.ApplyForwardedHeaders(http);
        var values = new RouteValueDictionary();
        var matcher = _routes.Single(route => route.Function == function).Matcher;
        if (matcher.TryMatch(http.Request.Path, values))
            await pipeline.RunAsync(function, values, http);
        else
            await RefuseAsync(http, []);
    }

    private async Task RefuseAsync(HttpContext http, SortedSet<string> allowed)
    {
        var call = new Call(http, Unrouted, [], null, RequestLanguage.FromRequest(http.Request), clock.GetUtcNow());
        SecurityHeaders.Set(http.Response, call.Now, (clock as ProductClock)?.IsMoved ?? false);
        if (allowed.Count > 0)
            http.Response.Headers.Allow = string.Join(", ", allowed);
        var answer = allowed.Count > 0
            ? Problems.Create(call, StatusCodes.Status405MethodNotAllowed, "method", new Text(
                $"Địa chỉ này nhận {string.Join(", ", allowed)}.", $"This address takes {string.Join(", ", allowed)}."))
            : Problems.NotFound(call, new Text("Không có địa chỉ này.", "There is nothing at this address."));
        BodyDrain.BeforeAnswer(http);
        await answer.ExecuteAsync(http);
    }
}
