using YouthFunctions.Hosting;

namespace YouthFunctions.Reports.Batch;

/// <summary>What became of a row.</summary>
public enum RowStatus
{
    /// <summary>It is a new revision.</summary>
    Stored,

    /// <summary>It would be one, if this were no trial.</summary>
    Valid,

    /// <summary>It was stored before.</summary>
    Unchanged,

    /// <summary>Another revision is current than the row says.</summary>
    Conflict,

    /// <summary>It breaks rules, or cannot be read.</summary>
    Refused,
}

/// <summary>The result of one row of a file.</summary>
/// <param name="Row">Its number in the file.</param>
/// <param name="Unit">As sent; null when absent.</param>
/// <param name="Period">As sent; null when absent.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Revision">The revision made or found, or the one in the way; null for none.</param>
/// <param name="Faults">What is wrong with it.</param>
public sealed record RowResult(int Row, string? Unit, string? Period, RowStatus Status, int? Revision, IReadOnlyList<Fault> Faults)
{
    /// <summary>Its values that are stored and await confirmation.</summary>
    public IReadOnlyList<Fault> Warnings { get; init; } = [];
}
