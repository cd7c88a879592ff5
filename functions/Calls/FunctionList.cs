using Microsoft.AspNetCore.Routing.Template;

namespace YouthFunctions.Calls;

/// <summary>The functions of the product, handed to whoever serves, runs, watches or describes them.</summary>
/// <param name="Http">The functions behind routes.</param>
/// <param name="Timers">The functions behind schedules.</param>
/// <param name="Queues">The functions behind queues.</param>
public sealed record FunctionList(
    IReadOnlyList<HttpFunction> Http, IReadOnlyList<TimerFunction> Timers, IReadOnlyList<QueueFunction> Queues)
{
    // A fixed path wins over a parameter, as where requests are dispatched.
    private readonly (HttpFunction Function, TemplateMatcher Matcher)[] _routes =
    [
        .. Http.Select(function => (function, new TemplateMatcher(TemplateParser.Parse(function.Route), [])))
            .OrderBy(route => route.function.Route.Count(letter => letter == '{')),
    ];

    /// <summary>The path itself or, where it is one that only takes forms, the nearest above it that can be asked for.</summary>
    public string FindPage(string path)
    {
        while (path.LastIndexOf('/') is > 0 and var above
            && _routes.FirstOrDefault(route => route.Matcher.TryMatch(path, [])).Function is { } first
            && !Http.Any(function => function.Route == first.Route && HttpMethods.IsGet(function.Method)))
            path = path[..above];
        return path;
    }

    /// <summary>The timer of a name.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public TimerFunction Timer(string name) => Timers.Single(timer => timer.Name == name);

    /// <summary>The function of a name that is behind a queue.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public QueueFunction Queue(string name) => Queues.Single(function => function.Name == name);
}
