using YouthFunctions.Calls.Answers;
using YouthFunctions.Reports.Batch.Sheets;

namespace YouthFunctions.Reports.Batch;

/// <summary>The result of one row of a file.</summary>
/// <param name="Row">Its number in the file.</param>
/// <param name="Unit">As sent; null when absent.</param>
/// <param name="Period">As sent; null when absent.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Revision">The revision made or found, or the one in the way; null for none.</param>
/// <param name="Faults">What is wrong with it.</param>
public sealed record RowResult(int Row, string? Unit, string? Period, RowStatus Status, int? Revision, IReadOnlyList<Fault> Faults)
{
    /// <summary>The sheet of a workbook that the row stands in; null for other files.</summary>
    public string? Sheet { get; init; }

    /// <summary>The revision that counts now, where it is not <see cref="Revision"/>.</summary>
    public int? CurrentRevision { get; init; }

    /// <summary>Values of a stored row that stand out and wait for a confirmation.</summary>
    public IReadOnlyList<Fault> Warnings { get; init; } = [];

    /// <summary>Whether the sender's confirmation of values that stand out was noted.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>Whether it was taken: what it says stands in the store, or would.</summary>
    public bool IsAccepted => Status is RowStatus.Stored or RowStatus.Valid or RowStatus.Unchanged;

    /// <summary>Whether it was not taken although it says something.</summary>
    public bool IsRefused => Status is RowStatus.Refused or RowStatus.Conflict;

    internal static RowResult Unreadable(SubmittedRow row) =>
        new(row.Number, row.Report?.Unit?.Value, row.Report?.Period?.Value, row.IsBlank ? RowStatus.Skipped : RowStatus.Refused, null,
            row.Faults)
        {
            Sheet = row.Sheet,
        };

    internal RowResult Accepted(RowStatus status, int revision, IReadOnlyList<Fault> warnings) =>
        this with { Status = status, Revision = revision, Faults = [], Warnings = warnings };

    internal RowResult AlreadyStored(int? revision, int? current, IReadOnlyList<Fault>? warnings = null) => this with
    {
        Status = RowStatus.Unchanged,
        Revision = revision,
        CurrentRevision = current == revision ? null : current,
        Faults = [],
        Warnings = warnings ?? [],
    };

    internal RowResult Conflicting(int? current, Fault fault) =>
        this with { Status = RowStatus.Conflict, Revision = current, Faults = [fault] };

    internal RowResult Refusal(IReadOnlyList<Fault> faults) => this with { Status = RowStatus.Refused, Revision = null, Faults = faults };
}
