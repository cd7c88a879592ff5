namespace YouthFunctions.Tests.House.Faults;

/// <summary>What becomes of a storage call.</summary>
public enum FaultKind
{
    /// <summary>It is carried out and answered.</summary>
    None,

    /// <summary>It is carried out and answered, late.</summary>
    Delayed,

    /// <summary>It never arrives.</summary>
    RequestLost,

    /// <summary>It is carried out, and the answer is lost.</summary>
    ResponseLost,

    /// <summary>It is not carried out, and answered 500.</summary>
    ServerError,

    /// <summary>It is carried out, and answered 503.</summary>
    Busy,

    /// <summary>It is not carried out, and answered 429 with Retry-After.</summary>
    TooMany,

    /// <summary>It is carried out, and the answer's body breaks off half-way.</summary>
    BodyTruncated,

    /// <summary>A listing is answered by a page without rows and with the token of the page that has them.</summary>
    EmptyPage,

    /// <summary>It arrives twice, and the answer is the second one's: 409, 412 or 404 for a write that was carried out.</summary>
    SentTwice,

    /// <summary>The process dies as it makes the call, which never arrives; nothing of it reaches storage any more.</summary>
    Crash,

    /// <summary>The call is carried out, and the process dies before it hears of it.</summary>
    CrashAfterwards,
}

/// <summary>Which fates there are for what.</summary>
public static class FaultKinds
{
    /// <summary>Those that storage or the line bring about, and that a caller should get over.</summary>
    public static IReadOnlyList<FaultKind> Network { get; } =
    [
        FaultKind.Delayed, FaultKind.RequestLost, FaultKind.ResponseLost, FaultKind.ServerError, FaultKind.Busy, FaultKind.TooMany,
        FaultKind.BodyTruncated, FaultKind.EmptyPage, FaultKind.SentTwice,
    ];

    /// <summary>Those that a proxy of bytes can play, which knows nothing of tables and pages.</summary>
    public static IReadOnlyList<FaultKind> Proxy { get; } = [FaultKind.RequestLost, FaultKind.ResponseLost, FaultKind.Busy];
}

/// <summary>The process is gone: no call of it reaches storage any more, and no code of it may go on.</summary>
public sealed class ProcessDiedException() : Exception("Injected: the process died.")
{
    /// <summary>Whether an error comes of the death of the process.</summary>
    public static bool IsCauseOf(Exception error) => error switch
    {
        ProcessDiedException => true,
        AggregateException many => many.Flatten().InnerExceptions.Any(IsCauseOf),
        _ => error.InnerException is { } inner && IsCauseOf(inner),
    };
}
