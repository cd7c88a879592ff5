namespace YouthFunctions.Exports.Snapshots;

/// <summary>Everything that a snapshot is; written when all its files are there, so that one without a manifest does not exist.</summary>
/// <param name="Id">See <see cref="SnapshotNames.Id"/>.</param>
/// <param name="InstantUtc">What was stored by this instant is in it, in every file, and nothing later.</param>
/// <param name="SchemaVersion">Of the tables.</param>
/// <param name="Sources">By partition, a hash of what it was made from: equal hashes spare the making.</param>
/// <param name="Files">By path.</param>
/// <param name="SoftwareVersion">Of the program that made it; null for one from before versions were kept.</param>
public sealed record Manifest(
    string Id, DateTimeOffset InstantUtc, string SchemaVersion, IReadOnlyDictionary<string, string> Sources,
    IReadOnlyList<SnapshotFile> Files, string? SoftwareVersion = null);
