namespace YouthFunctions.Calls;

/// <summary>How a run of a timer ended.</summary>
public enum RunState
{
    /// <summary>It has begun and holds its lease.</summary>
    Running,

    /// <summary>It has put its parts on a queue, where they are worked off; their run records the end.</summary>
    InParts,

    /// <summary>It did its work.</summary>
    Succeeded,

    /// <summary>Another instance is at it; nothing was done.</summary>
    Skipped,

    /// <summary>It threw; the error is in the log and in the job's row.</summary>
    Failed,

    /// <summary>It was asked to end before its work was done (a shutdown, a drained instance); its next run goes on.</summary>
    Stopped,

    /// <summary>It has begun, and nobody holds its lease any more: its process died. Its next run goes on.</summary>
    Interrupted,
}
