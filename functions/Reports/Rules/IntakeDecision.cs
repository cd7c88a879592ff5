using YouthFunctions.Calls.Answers;
using YouthFunctions.Reports.Records;

namespace YouthFunctions.Reports.Rules;

/// <summary>What is to be done with a report.</summary>
public abstract record IntakeDecision
{
    private IntakeDecision()
    {
    }

    /// <summary>It becomes the next revision.</summary>
    /// <param name="IsOnTime">Whether a first revision is on time.</param>
    /// <param name="Doubts">The values that are out of proportion, whether confirmed or not.</param>
    public sealed record Accept(bool IsOnTime, IReadOnlyList<ValueDoubt> Doubts) : IntakeDecision
    {
        /// <summary>The revision that it makes; what the sender confirms at once is doubted no longer.</summary>
        /// <param name="draft">The report.</param>
        /// <param name="former">The revision that it replaces; null for none.</param>
        /// <param name="by">The id of the caller.</param>
        /// <param name="now">The instant of storing.</param>
        public Report CreateRevision(ReportDraft draft, Report? former, string by, DateTimeOffset now)
        {
            // Who confirmed what still stands is kept.
            var report = draft.After(former, IsOnTime, by, now) with
            {
                Doubts = Doubts,
                Confirmation = draft.IsWithdrawn ? null : former?.Confirmation,
            };
            return draft.IsConfirmed ? report.ConfirmedBy(by, now) : report;
        }
    }

    /// <summary>It was stored before, as a revision; nothing changes.</summary>
    public sealed record AlreadyStored(int Revision) : IntakeDecision;

    /// <summary>It was stored before with doubts, which the sender now answers.</summary>
    public sealed record Confirm : IntakeDecision;

    /// <summary>Another revision is current than the sender believed.</summary>
    public sealed record Conflict : IntakeDecision;

    /// <summary>It breaks rules.</summary>
    public sealed record Refuse(IReadOnlyList<Fault> Faults) : IntakeDecision;
}
