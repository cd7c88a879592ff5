namespace YouthFunctions.Exports.Snapshots;

/// <summary>The links to a snapshot's files.</summary>
/// <param name="AddressOf">The link to a file.</param>
/// <param name="ExpiresUtc">Until when they work; null when for good.</param>
public sealed record SnapshotLinks(Func<SnapshotFile, string> AddressOf, DateTimeOffset? ExpiresUtc);
