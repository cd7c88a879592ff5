using YouthFunctions.Reports.Records;

namespace YouthFunctions.Reports.Receiving;

/// <summary>What became of a first report on the fast way.</summary>
/// <param name="Stored">The report as stored; null when it is to go the ordinary way.</param>
/// <param name="OwnHash">The chain hash of a report whose outcome is not known: if it stands, it was stored here and now. Null for
/// none.</param>
public readonly record struct FirstReportOutcome(Report? Stored, string? OwnHash);
