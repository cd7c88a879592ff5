namespace YouthFunctions.Exports;

/// <summary>Rows of a table as of a snapshot.</summary>
/// <param name="Snapshot">The snapshot's id.</param>
/// <param name="InstantUtc">The instant that it shows.</param>
/// <param name="Dataset">The table.</param>
/// <param name="Rows">By column; a value that is not known is null.</param>
/// <param name="Next">Where the next rows are, of the same snapshot; null when these are the last.</param>
public sealed record DataPage(
    string Snapshot, DateTimeOffset InstantUtc, string Dataset, IReadOnlyList<IReadOnlyDictionary<string, object?>> Rows, string? Next);
