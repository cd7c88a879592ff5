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
