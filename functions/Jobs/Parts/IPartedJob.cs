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

    /// <summary>The parts of the next step when all parts so far are done; none when these were the last. What must lie between two steps
    /// is done here, by one instance at a time, and again when that dies: of the same parts it gives the same next ones.</summary>
    Task<IReadOnlyList<JobPart>> NextAsync(JobRun run, IReadOnlyList<PartRecord> parts, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<JobPart>>([]);

    /// <summary>Does what comes when all parts of all steps are done. One instance does it at a time; when it dies, another does it again.
    /// </summary>
    Task<TimerOutcome> FinishAsync(JobRun run, IReadOnlyList<PartRecord> parts, CancellationToken cancel);
}
