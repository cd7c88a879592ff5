using Azure;

namespace YouthFunctions.Jobs.Runs;

/// <summary>A run of a job in parts, counted as its parts end.</summary>
/// <param name="Job">The job: the name of its timer.</param>
/// <param name="Id">When it began, such as <c>20240603T020000Z</c>.</param>
/// <param name="Phase">How it stands.</param>
/// <param name="StartUtc">When it began.</param>
/// <param name="Total">How many parts it has so far.</param>
/// <param name="Done">How many are done.</param>
/// <param name="Failed">How many failed in their last try.</param>
/// <param name="ETag">The version that was read.</param>
public sealed record JobRun(
    string Job, string Id, RunPhase Phase, DateTimeOffset StartUtc, int Total, int Done, int Failed, ETag ETag)
{
    /// <summary>How many parts it will have when the steps to come have theirs; null when it has all.</summary>
    public int? Planned { get; init; }

    /// <summary>How many parts it has and will have.</summary>
    public int AllParts => Math.Max(Total, Planned ?? 0);

    /// <summary>When it ended; null until then.</summary>
    public DateTimeOffset? EndUtc { get; init; }

    /// <summary>Calls of storage that its parts made.</summary>
    public long Transactions { get; init; }

    /// <summary>Whoever does what comes after the parts.</summary>
    public string? Owner { get; init; }

    /// <summary>Until when nobody else begins with what comes after the parts.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>How often what comes after the parts was begun.</summary>
    public int Finishes { get; init; }

    /// <summary>Whether something is still to be done.</summary>
    public bool IsActive => Phase is RunPhase.Running or RunPhase.Finishing;

    /// <summary>Whether nothing is left to do about any part of the steps so far.</summary>
    public bool IsCounted => Done + Failed >= Total;

    /// <summary>When it should end if the other parts take as long as those that ended; null while that cannot be told.</summary>
    public DateTimeOffset? ExpectedEndUtc(DateTimeOffset now) =>
        !IsActive || Done + Failed == 0 ? null : now + ((now - StartUtc) * (AllParts - Done - Failed) / (Done + Failed));
}
