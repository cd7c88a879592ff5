using YouthFunctions.Calls;

namespace YouthFunctions.Jobs;

/// <summary>The last run of a timer.</summary>
/// <param name="Name">The timer.</param>
/// <param name="State">How it ended, or that it has begun; interrupted when its process died.</param>
/// <param name="StartUtc">When it began.</param>
/// <param name="EndUtc">When it ended; null while it runs, or when its process died.</param>
/// <param name="SucceededUtc">The end of the last run that did its work.</param>
/// <param name="Rows">How many rows it worked on; null unless it succeeded.</param>
/// <param name="Transactions">Calls of storage that it made, its own record among them; null while it runs.</param>
/// <param name="Summary">One line for people; null unless it succeeded.</param>
/// <param name="Error">What went wrong; null otherwise.</param>
public sealed record JobRecord(
    string Name, RunState State, DateTimeOffset StartUtc, DateTimeOffset? EndUtc, DateTimeOffset? SucceededUtc,
    long? Rows, long? Transactions, string? Summary, string? Error)
{
    /// <summary>When it was first tried of all; null in a record from before this was kept.</summary>
    public DateTimeOffset? FirstStartUtc { get; init; }
}
