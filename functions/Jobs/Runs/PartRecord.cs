using Azure;

namespace YouthFunctions.Jobs.Runs;

/// <summary>A part of a run as it is stored.</summary>
/// <param name="Job">The job.</param>
/// <param name="Run">The id of the run.</param>
/// <param name="Number">Its place in the run, from 0.</param>
/// <param name="Part">What it is about.</param>
/// <param name="State">How it stands.</param>
/// <param name="Attempts">How often it was begun.</param>
/// <param name="SentUtc">When its message was last sent.</param>
/// <param name="ETag">The version that was read.</param>
public sealed record PartRecord(
    string Job, string Run, int Number, JobPart Part, PartState State, int Attempts, DateTimeOffset SentUtc, ETag ETag)
{
    /// <summary>Whoever began it last.</summary>
    public string? Owner { get; init; }

    /// <summary>Until when nobody else begins it; null unless it runs.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>How many rows it worked on.</summary>
    public long Rows { get; init; }

    /// <summary>What the job needs of it when all parts are done; the job's own format.</summary>
    public string? Result { get; init; }

    /// <summary>How many damaged rows it left out.</summary>
    public int Damaged { get; init; }

    /// <summary>The places of the first of them.</summary>
    public IReadOnlyList<string> DamagedRows { get; init; } = [];

    /// <summary>What went wrong when it was last tried; null when nothing did.</summary>
    public string? Error { get; init; }

    /// <summary>Whether nothing more is done about it.</summary>
    public bool IsSettled => State is PartState.Done or PartState.Failed;
}
