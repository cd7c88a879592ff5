using YouthFunctions.Calls.Answers;
using YouthFunctions.Reports.Records;

namespace YouthFunctions.Reports.Receiving;

/// <summary>What became of a report.</summary>
public abstract record IntakeOutcome
{
    private IntakeOutcome()
    {
    }

    /// <summary>It is a new revision.</summary>
    public sealed record Stored(Report Report) : IntakeOutcome;

    /// <summary>It was stored before, as <paramref name="Report"/>; nothing changed.</summary>
    public sealed record AlreadyStored(Report Report, Report Current) : IntakeOutcome;

    /// <summary>Another revision is current than the sender believed (null: none is).</summary>
    public sealed record Conflict(Report? Current) : IntakeOutcome;

    /// <summary>It breaks rules.</summary>
    public sealed record Refused(IReadOnlyList<Fault> Faults) : IntakeOutcome;
}
