using YouthFunctions.Calls;
using YouthFunctions.Jobs.Runs;

namespace YouthFunctions.Jobs.Parts;

/// <summary>A job whose work is done in parts, on whatever instance takes a part's message. A part may be begun again after it was
/// done by half or as a whole, and also while it is done elsewhere: doing it twice must be as good as once.</summary>
public interface IPartedJob
{
    /// <summary>The name of the timer that begins it.</summary>
    string Name { get; }

    /// <summary>Does one part: at most some minutes.</summary>
    Task<PartOutcome> RunPartAsync(JobRun run, JobPart part, CancellationToken cancel);

    /// <summary>Does what comes when all parts are done. One instance does it at a time; when it dies, another does it again.</summary>
    Task<TimerOutcome> FinishAsync(JobRun run, IReadOnlyList<PartRecord> parts, CancellationToken cancel);
}
