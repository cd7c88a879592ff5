namespace YouthFunctions.History;

/// <summary>What was loaded from a file.</summary>
/// <param name="Values">How many values.</param>
/// <param name="IsSimulated">Whether they are marked as simulated.</param>
/// <param name="Years">The earliest first.</param>
public sealed record LoadedHistory(int Values, bool IsSimulated, IReadOnlyList<LoadedHistoryYear> Years);

/// <summary>A year of a loaded file.</summary>
/// <param name="Year">The year.</param>
/// <param name="Units">How many units it has values of.</param>
public sealed record LoadedHistoryYear(int Year, int Units);
