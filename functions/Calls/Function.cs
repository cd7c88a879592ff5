using Microsoft.AspNetCore.Http;

namespace YouthFunctions.Calls;

/// <summary>Answers one HTTP request; runs inside the pipeline, which has authenticated the caller.</summary>
public delegate Task<IResult> HttpHandler(Call call, CancellationToken cancel);

/// <summary>Does one run of a timer; the runner holds the timer's lease meanwhile.</summary>
public delegate Task<TimerOutcome> TimerHandler(TimerRun run, CancellationToken cancel);

/// <summary>A function of the product, declared once and hosted by every head.</summary>
/// <param name="Name">Verb + noun; the same word in class, file, route, log and metric.</param>
public abstract record Function(string Name);

/// <summary>What a function reads or changes, which says whose caller may use it. The pipeline holds callers to it.</summary>
public enum Reach
{
    /// <summary>Nothing of anybody's: no caller is needed.</summary>
    Open,

    /// <summary>What is the same for the whole country and every signed-in caller may know; such a function changes nothing.</summary>
    Shared,

    /// <summary>The unit in the route and what is below it, which must lie in the caller's sub-tree.</summary>
    Unit,

    /// <summary>The caller's own sub-tree: lists hold nothing else, and a unit named in the body or query must lie in it.</summary>
    Caller,

    /// <summary>The whole country or the installation: callers at the centre only.</summary>
    Country,
}

/// <summary>How it is kept who changed what. The pipeline sees to it, so that no handler can forget.</summary>
public enum Trail
{
    /// <summary>Nothing is changed.</summary>
    None,

    /// <summary>An entry of the audit trail, begun before the handler runs and completed after: without it nothing is changed.</summary>
    Entry,

    /// <summary>The revision of the report is the entry: it says who, when and why in the very row that it is, and is sealed by
    /// the next. A second row would make each report dearer and tell nothing more.</summary>
    Revision,
}

/// <summary>A function behind a route.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Method">GET, POST, PUT, PATCH or DELETE.</param>
/// <param name="Route">Route template without a leading slash.</param>
/// <param name="Roles">Who may call it; <see cref="Role.None"/> for everybody, signed in or not.</param>
/// <param name="Reach">What it acts on.</param>
/// <param name="Trail">How it is kept who changed what.</param>
/// <param name="HandlerType">The class that answers; registered as a singleton.</param>
/// <param name="Bind">Takes the handling method of an instance.</param>
public sealed record HttpFunction(
    string Name, string Method, string Route, Role Roles, Reach Reach, Trail Trail, Type HandlerType, Func<object, HttpHandler> Bind)
    : Function(Name);

/// <summary>A function behind a schedule.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Schedule">Six-field NCRONTAB in UTC, as Azure Functions reads it.</param>
/// <param name="HandlerType">The class that runs; registered as a singleton.</param>
/// <param name="Bind">Takes the running method of an instance.</param>
public sealed record TimerFunction(string Name, string Schedule, Type HandlerType, Func<object, TimerHandler> Bind)
    : Function(Name);

/// <summary>What a run of a timer is told.</summary>
/// <param name="Now">The instant of the run, UTC.</param>
/// <param name="OnDemand">Whether an administrator asked for it rather than the schedule.</param>
public sealed record TimerRun(DateTimeOffset Now, bool OnDemand);

/// <summary>What a run of a timer did.</summary>
/// <param name="Rows">How many rows (reports, units, forecasts, files: the function's own) it worked on.</param>
/// <param name="Summary">One line for people.</param>
public sealed record TimerOutcome(long Rows, string Summary);
