namespace YouthFunctions.History;

/// <summary>What was removed of a loaded year.</summary>
/// <param name="Year">The year.</param>
/// <param name="Removed">How many units' parts.</param>
public sealed record RemovedHistory(int Year, int Removed);
