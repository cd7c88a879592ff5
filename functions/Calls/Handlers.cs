namespace YouthFunctions.Calls;

/// <summary>Answers one HTTP request; runs inside the pipeline, which has authenticated the caller.</summary>
public delegate Task<IResult> HttpHandler(Call call, CancellationToken cancel);

/// <summary>Does one run of a timer; the runner holds the timer's lease meanwhile.</summary>
public delegate Task<TimerOutcome> TimerHandler(TimerRun run, CancellationToken cancel);

/// <summary>Works off one message. An exception means that it is delivered again.</summary>
public delegate Task QueueHandler(string message, CancellationToken cancel);
