using YouthFunctions.Storage;

namespace YouthFunctions.Calls;

/// <summary>A function of the product, declared once and served by every host.</summary>
/// <param name="Name">Verb + noun; the same word in class, file, route, log and metric.</param>
public abstract record Function(string Name);

/// <summary>A function behind a route.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Method">GET, POST, PUT, PATCH or DELETE.</param>
/// <param name="Route">Route template without a leading slash.</param>
/// <param name="Roles">Who may call it; <see cref="Role.None"/> for everybody, signed in or not.</param>
/// <param name="Scope">What it acts on.</param>
/// <param name="Audit">How it is kept who changed what.</param>
/// <param name="HandlerType">The class that answers; registered as a singleton.</param>
/// <param name="Bind">Takes the handling method of an instance.</param>
public sealed record HttpFunction(
    string Name, string Method, string Route, Role Roles, AccessScope Scope, AuditMode Audit, Type HandlerType,
    Func<object, HttpHandler> Bind)
    : Function(Name);

/// <summary>A function behind a schedule.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Schedule">Six-field NCRONTAB in UTC, as Azure Functions reads it; what holds when no setting moves it.</param>
/// <param name="Retries">How often a run that failed is tried again, <see cref="RetryDelay"/> apart, before its next time.</param>
/// <param name="HandlerType">The class that runs; registered as a singleton.</param>
/// <param name="Bind">Takes the running method of an instance.</param>
public sealed record TimerFunction(
    string Name, string Schedule, int Retries, Type HandlerType, Func<object, TimerHandler> Bind)
    : Function(Name)
{
    /// <summary>Between a run that failed and the next try: longer than storage or a network is usually away.</summary>
    public static TimeSpan RetryDelay { get; } = TimeSpan.FromMinutes(5);

    /// <summary>The setting that moves the schedule.</summary>
    public string ScheduleSetting => Name + "Schedule";
}

/// <summary>A function behind a queue. The platform delivers a message at least once, also twice or late, and a run that failed again:
/// <see cref="MaxTries"/> times, and then the message lies in the queue's poison queue.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Queue">The queue.</param>
/// <param name="HandlerType">The class that runs; registered as a singleton.</param>
/// <param name="Bind">Takes the running method of an instance.</param>
public sealed record QueueFunction(string Name, QueueName Queue, Type HandlerType, Func<object, QueueHandler> Bind)
    : Function(Name)
{
    /// <summary>How often a message is tried; <c>maxDequeueCount</c> in host.json says the same.</summary>
    public const int MaxTries = 5;

    /// <summary>How many messages of a queue one process works on at once; <c>batchSize</c> in host.json says the same.</summary>
    public const int MaxAtOnce = 2;

    /// <summary>The wait after a run that failed; <c>visibilityTimeout</c> in host.json says the same.</summary>
    public static TimeSpan RetryDelay { get; } = TimeSpan.FromSeconds(30);

    /// <summary>The setting that tells a Functions host the queue's name, which begins with the installation's prefix.</summary>
    public string NameSetting => Queue + "Queue";
}
