namespace YouthFunctions.Reports.Records;

/// <summary>What the rules of intake need to know of the report that stands.</summary>
/// <param name="Revision">From 1.</param>
/// <param name="ContentHash">See <see cref="ReportDraft.ContentHash"/>.</param>
/// <param name="ChainHash">Seals it and all before it.</param>
/// <param name="IsWithdrawn">Whether it takes the report back.</param>
/// <param name="Doubts">The values that wait for a confirmation.</param>
public sealed record ReportVersion(int Revision, string ContentHash, string ChainHash, bool IsWithdrawn, IReadOnlyList<ValueDoubt> Doubts)
{
    /// <summary>The version of a stored report, without its values.</summary>
    public static ReportVersion From(Report report) =>
        new(report.Revision, report.ContentHash, report.ChainHash, report.IsWithdrawn, report.Doubts);
}
