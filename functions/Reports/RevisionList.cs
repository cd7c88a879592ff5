using YouthFunctions.Analytics.Values;
using YouthFunctions.Reports.Receiving;
using YouthFunctions.Reports.Records;
using YouthFunctions.Reports.Rules;

namespace YouthFunctions.Reports;

/// <summary>All revisions of a report.</summary>
/// <param name="Unit">The reporting unit.</param>
/// <param name="Period">The month reported.</param>
/// <param name="IsIntact">Whether no revision was changed or taken out afterwards.</param>
/// <param name="Breaks">Where one was.</param>
/// <param name="Revisions">The first one first.</param>
public sealed record RevisionList(
    UnitCode Unit, Month Period, bool IsIntact, IReadOnlyList<ChainBreak> Breaks, IReadOnlyList<RevisionListEntry> Revisions);

/// <summary>One revision of a report.</summary>
/// <param name="Receipt">What its sender was told; its status is <c>current</c> or <c>superseded</c>.</param>
/// <param name="PreviousHash">The chain hash of the revision before; the first one has one of its own kind.</param>
/// <param name="Review">What a unit above said of it; null for nothing.</param>
public sealed record RevisionListEntry(Receipt Receipt, string PreviousHash, Review? Review);
