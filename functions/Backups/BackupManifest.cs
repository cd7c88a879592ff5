namespace YouthFunctions.Backups;

/// <summary>What is in a backup; written when its last file was.</summary>
/// <param name="Id">When it was begun, such as <c>20240915T180000Z</c>; the folder's name.</param>
/// <param name="BegunUtc">When it was begun.</param>
/// <param name="EndedUtc">When its last file was written; null in an older one that broke off, and such a backup is not restored.</param>
/// <param name="Files">The files.</param>
public sealed record BackupManifest(string Id, DateTimeOffset BegunUtc, DateTimeOffset? EndedUtc, IReadOnlyList<BackupFile> Files);
