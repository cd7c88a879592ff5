using System.Collections.Frozen;

namespace YouthFunctions.Calls;

/// <summary>The handling method of each function, bound to its instance once.</summary>
public sealed class FunctionHandlers(FunctionList functions, IServiceProvider services)
{
    private readonly FrozenDictionary<string, HttpHandler> _http =
        functions.Http.ToFrozenDictionary(
            function => function.Name, function => function.Bind(services.GetRequiredService(function.HandlerType)));

    private readonly FrozenDictionary<string, TimerHandler> _timers =
        functions.Timers.ToFrozenDictionary(
            function => function.Name, function => function.Bind(services.GetRequiredService(function.HandlerType)));

    private readonly FrozenDictionary<string, QueueHandler> _queues =
        functions.Queues.ToFrozenDictionary(
            function => function.Name, function => function.Bind(services.GetRequiredService(function.HandlerType)));

    /// <summary>The handler of an HTTP function.</summary>
    public HttpHandler Find(HttpFunction function) => _http[function.Name];

    /// <summary>The handler of a timer.</summary>
    public TimerHandler Find(TimerFunction function) => _timers[function.Name];

    /// <summary>The handler of a queue's messages.</summary>
    public QueueHandler Find(QueueFunction function) => _queues[function.Name];
}
