using System.Collections.Frozen;
using YouthFunctions.Catalog;

namespace YouthFunctions.Calls;

/// <summary>The handling method of each function, bound to its instance once.</summary>
public sealed class FunctionHandlers(IServiceProvider services)
{
    private readonly FrozenDictionary<string, HttpHandler> _http =
        FunctionTable.Http.ToFrozenDictionary(function => function.Name, function => function.Bind(services.GetRequiredService(function.HandlerType)));

    private readonly FrozenDictionary<string, TimerHandler> _timers =
        FunctionTable.Timers.ToFrozenDictionary(function => function.Name, function => function.Bind(services.GetRequiredService(function.HandlerType)));

    /// <summary>The handler of an HTTP function.</summary>
    public HttpHandler Of(HttpFunction function) => _http[function.Name];

    /// <summary>The handler of a timer.</summary>
    public TimerHandler Of(TimerFunction function) => _timers[function.Name];
}
