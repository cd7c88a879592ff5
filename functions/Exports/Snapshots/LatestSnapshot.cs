namespace YouthFunctions.Exports.Snapshots;

/// <summary>What points to the snapshot in force.</summary>
public sealed record LatestSnapshot(string Id, DateTimeOffset InstantUtc);
