namespace YouthFunctions.Calls;

/// <summary>What a run of a timer did.</summary>
/// <param name="Rows">How many rows (reports, units, forecasts, files: the function's own) it worked on.</param>
/// <param name="Summary">One line for people.</param>
public sealed record TimerOutcome(long Rows, string Summary)
{
    /// <summary>Whether the work only began: its parts are on a queue, and their run records the end.</summary>
    public bool IsInParts { get; init; }
}
