namespace YouthFunctions.Calls;

/// <summary>The functions of the product, handed to whoever serves, runs, watches or describes them.</summary>
/// <param name="Http">The functions behind routes.</param>
/// <param name="Timers">The functions behind schedules.</param>
/// <param name="Queues">The functions behind queues.</param>
public sealed record FunctionList(
    IReadOnlyList<HttpFunction> Http, IReadOnlyList<TimerFunction> Timers, IReadOnlyList<QueueFunction> Queues)
{
    /// <summary>The timer of a name.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public TimerFunction Timer(string name) => Timers.Single(timer => timer.Name == name);

    /// <summary>The function of a name that is behind a queue.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public QueueFunction Queue(string name) => Queues.Single(function => function.Name == name);
}
