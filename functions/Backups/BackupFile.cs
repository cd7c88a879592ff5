using YouthFunctions.Storage;

namespace YouthFunctions.Backups;

/// <summary>One file of a backup: a table, or a blob that is kept nowhere else.</summary>
/// <param name="Name">Its name in the backup's folder.</param>
/// <param name="Table">The table; null for a blob.</param>
/// <param name="Blob">The blob's container and name; null for a table.</param>
/// <param name="Rows">Rows of a table.</param>
/// <param name="Bytes">Bytes as stored.</param>
/// <param name="Sha256">Their hash, in lower-case hexadecimal digits.</param>
public sealed record BackupFile(string Name, TableName? Table, string? Blob, long Rows, long Bytes, string Sha256);
