namespace YouthFunctions.Exports.Parts;

/// <summary>The snapshot in the making; what all parts share.</summary>
/// <param name="Id">The id it will have.</param>
/// <param name="Former">The id of the snapshot that was in force when the run began; null for the first.</param>
public sealed record SnapshotDraft(string Id, string? Former);
