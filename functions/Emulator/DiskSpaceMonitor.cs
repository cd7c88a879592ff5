namespace YouthFunctions.Emulator;

/// <summary>Knows whether what the emulator acknowledges now will also be on the disk: it keeps tables in memory and writes
/// whole files every five seconds.</summary>
/// <param name="directory">Where the files are; null when everything stays in memory, which is never in trouble.</param>
/// <param name="unsaved">Why the last save failed; null when it did not.</param>
/// <param name="clock">How long a look at the disk is good for.</param>
/// <param name="freeBytes">Room on the disk, in bytes; the system's own figure when null.</param>
public sealed class DiskSpaceMonitor(string? directory, Func<string?> unsaved, TimeProvider clock, Func<long>? freeBytes = null)
{
    /// <summary>Room that must be left beside that of the files, in bytes: for what comes within a save, and for uploads.</summary>
    public const long ReservedBytes = 32L << 20;

    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();
    private long? _checkedAt;
    private string? _problem;

    /// <summary>Why nothing may be written now, in one sentence; null while all is well.</summary>
    public string? Problem
    {
        get
        {
            if (directory is null)
                return null;
            if (unsaved() is { } reason)
                return $"The last save in {directory} failed ({reason}): free space on that disk; it is tried again every second.";
            lock (_lock)
            {
                if (_checkedAt is { } last && clock.GetElapsedTime(last) < CheckInterval)
                    return _problem;
                _checkedAt = clock.GetTimestamp();
                return _problem = Check();
            }
        }
    }

    // A save writes each file anew beside the old one.
    private string? Check()
    {
        try
        {
            var free = freeBytes?.Invoke() ?? new DriveInfo(Path.GetFullPath(directory!)).AvailableFreeSpace;
            var needed = ReservedBytes + Directory.EnumerateFiles(directory!, "__azurite_db_*.json").Sum(file => new FileInfo(file).Length);
            return free >= needed ? null : FormattableString.Invariant(
                $"The disk of {directory} has {free >> 20} MB left and {needed >> 20} MB are needed to save: free space on it.");
        }
        catch (IOException error)
        {
            return $"The folder {directory} cannot be looked at ({error.Message}): mend that.";
        }
    }
}
