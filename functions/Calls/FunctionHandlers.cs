using System.Collections.Frozen;

namespace YouthFunctions.Calls;

/// <summary>The handling method of each function, bound to its instance once. The work of timers and messages is prepared first; requests
/// prepare themselves on their way.</summary>
public sealed class FunctionHandlers(FunctionList functions, IServiceProvider services)
{
    private readonly FrozenDictionary<string, HttpHandler> _http =
        functions.Http.ToFrozenDictionary(
            function => function.Name, function => function.Bind(services.GetRequiredService(function.HandlerType)));

    private readonly FrozenDictionary<string, TimerHandler> _timers =
        functions.Timers.ToFrozenDictionary(
            function => function.Name,
            function => Prepared(function.Bind(services.GetRequiredService(function.HandlerType)), services.GetService<WorkPreparation>()));

    private readonly FrozenDictionary<string, QueueHandler> _queues =
        functions.Queues.ToFrozenDictionary(
            function => function.Name,
            function => Prepared(function.Bind(services.GetRequiredService(function.HandlerType)), services.GetService<WorkPreparation>()));

    /// <summary>The handler of an HTTP function.</summary>
    public HttpHandler Find(HttpFunction function) => _http[function.Name];

    /// <summary>The handler of a timer.</summary>
    public TimerHandler Find(TimerFunction function) => _timers[function.Name];

    /// <summary>The handler of a queue's messages.</summary>
    public QueueHandler Find(QueueFunction function) => _queues[function.Name];

    private static TimerHandler Prepared(TimerHandler work, WorkPreparation? preparation) => preparation is null
        ? work
        : async (run, cancel) =>
        {
            await preparation.Read(cancel);
            preparation.Hold();
            return await work(run, cancel);
        };

    private static QueueHandler Prepared(QueueHandler work, WorkPreparation? preparation) => preparation is null
        ? work
        : async (message, cancel) =>
        {
            await preparation.Read(cancel);
            preparation.Hold();
            await work(message, cancel);
        };
}
