using YouthFunctions.Jobs.Runs;

namespace YouthFunctions.Jobs;

/// <summary>How far the last run of a job in parts is.</summary>
/// <param name="Run">The id of the run: when it began.</param>
/// <param name="State"><c>running</c>, <c>finishing</c> (what comes after the parts is done), <c>succeeded</c>, <c>failed</c> or
/// <c>cancelled</c>.</param>
/// <param name="StartUtc">When it began.</param>
/// <param name="EndUtc">When it ended; absent until then.</param>
/// <param name="ExpectedEndUtc">When it should end if the other parts take as long as those that ended; absent while nobody can
/// tell.</param>
/// <param name="Total">How many parts it has.</param>
/// <param name="Done">How many are done.</param>
/// <param name="Failed">How many failed in their last try.</param>
/// <param name="Running">How many are worked on; absent in the list of all jobs.</param>
/// <param name="Failures">The first parts that failed, or failed and are tried again; absent in the list of all jobs.</param>
public sealed record JobParts(
    string Run, string State, DateTimeOffset StartUtc, DateTimeOffset? EndUtc, DateTimeOffset? ExpectedEndUtc, int Total, int Done,
    int Failed, int? Running, IReadOnlyList<JobPartsFailure>? Failures)
{
    private const int MaxFailuresShown = 20;

    /// <summary>The state of a run; null for none.</summary>
    /// <param name="run">The run.</param>
    /// <param name="parts">Its parts; null when they were not read.</param>
    /// <param name="now">The instant by the product's clock.</param>
    public static JobParts? Create(JobRun? run, IReadOnlyList<PartRecord>? parts, DateTimeOffset now) => run is null ? null : new(
        run.Id, run.Phase.ToString().ToLowerInvariant(), run.StartUtc, run.EndUtc, run.ExpectedEndUtc(now), run.AllParts, run.Done,
        run.Failed, parts?.Count(part => part.State == PartState.Running),
        parts?.Where(part => part.Error is not null && part.State != PartState.Done).Take(MaxFailuresShown).Select(JobPartsFailure.Create)
            .ToArray());
}

/// <summary>A part that failed.</summary>
/// <param name="Part">What it is about.</param>
/// <param name="State"><c>waiting</c> or <c>running</c> while it is tried again, then <c>failed</c>.</param>
/// <param name="Attempts">How often it was begun.</param>
/// <param name="Error">What went wrong last.</param>
public sealed record JobPartsFailure(string Part, string State, int Attempts, string Error)
{
    /// <summary>The entry of a part.</summary>
    public static JobPartsFailure Create(PartRecord part) =>
        new(part.Part.ToString(), part.State.ToString().ToLowerInvariant(), part.Attempts, part.Error!);
}
