namespace YouthFunctions.Backups;

/// <summary>What is in a backup; written after each file, so that a run that was ended goes on where it was.</summary>
/// <param name="Id">When it was begun, such as <c>20240915T180000Z</c>; the folder's name.</param>
/// <param name="BegunUtc">When it was begun.</param>
/// <param name="EndedUtc">When its last file was written; null until then, and such a backup is not restored.</param>
/// <param name="Files">The files so far.</param>
public sealed record BackupManifest(string Id, DateTimeOffset BegunUtc, DateTimeOffset? EndedUtc, IReadOnlyList<BackupFile> Files);
