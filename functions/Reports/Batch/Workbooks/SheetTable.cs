namespace YouthFunctions.Reports.Batch.Workbooks;

/// <summary>One sheet of a file.</summary>
/// <param name="Name">As the tab shows it; null for a CSV file.</param>
/// <param name="IsHidden">Whether its tab is not shown.</param>
/// <param name="Lines">Reads it from the start and counts what that costs; throws <see cref="UnreadableException"/> where it
/// cannot be read on.</param>
public sealed record SheetTable(string? Name, bool IsHidden, Func<ReadLimits, IEnumerable<SheetLine>> Lines);
