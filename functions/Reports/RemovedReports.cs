namespace YouthFunctions.Reports;

/// <summary>What was removed of a year's simulated reports.</summary>
/// <param name="Year">The year.</param>
/// <param name="Removed">How many reports.</param>
public sealed record RemovedReports(int Year, int Removed);
