using YouthFunctions.Reports.Rules;

namespace YouthFunctions.Reports;

/// <summary>Whether the history of a year's reports is whole.</summary>
/// <param name="Year">The year.</param>
/// <param name="Reports">How many reports were looked at.</param>
/// <param name="Revisions">How many revisions they have together.</param>
/// <param name="IsIntact">Whether nothing is broken and nothing damaged.</param>
/// <param name="Broken">How many revisions do not fit their history.</param>
/// <param name="Breaks">Which, the first thousand.</param>
/// <param name="Damaged">How many rows cannot be read.</param>
/// <param name="DamagedRows">Which, the first thousand.</param>
public sealed record YearVerification(
    int Year, int Reports, int Revisions, bool IsIntact, int Broken, IReadOnlyList<ChainBreak> Breaks, int Damaged,
    IReadOnlyList<YearVerificationRow> DamagedRows);

/// <summary>A row of storage that cannot be read.</summary>
/// <param name="Partition">Its partition key.</param>
/// <param name="Row">Its row key.</param>
public sealed record YearVerificationRow(string? Partition, string Row);
