namespace YouthFunctions.Backups;

/// <summary>A restore cannot be done; the message says in one sentence why.</summary>
public sealed class RestoreException(string message) : Exception(message);
