namespace YouthFunctions.Emulator;

/// <summary>Knows whether what the emulator acknowledges now will also be on the disk: it keeps tables in memory and writes
/// whole files every five seconds.</summary>
/// <param name="directory">Where the files are; null when everything stays in memory, which is never in trouble.</param>
/// <param name="unsaved">Why the last save failed; null when it did not.</param>
/// <param name="clock">How long a look at the disk is good for.</param>
/// <param name="freeBytes">Room on the disk, in bytes; the system's own figure when null.</param>
public sealed class DiskWatch(string? directory, Func<string?> unsaved, TimeProvider clock, Func<long>? freeBytes = null)
{
    /// <summary>Room that must be left beside that of the files, in bytes: for what comes within a save, and for uploads.</summary>
    public const long Reserve = 32L << 20;

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();
    private long? _looked;
    private string? _trouble;

    /// <summary>Why nothing may be written now, in one sentence; null while all is well.</summary>
    public string? Trouble
    {
        get
        {
            if (directory is null)
                return null;
            if (unsaved() is { } reason)
                return $"The last save in {directory} failed ({reason}): free space on that disk; it is tried again every second.";
            lock (_lock)
            {
                if (_looked is { } last && clock.GetElapsedTime(last) < LookEvery)
                    return _trouble;
                _looked = clock.GetTimestamp();
                return _trouble = Look();
            }
        }
    }

    // A save writes each file anew beside the old one.
    private string? Look()
    {
        try
        {
            var free = freeBytes?.Invoke() ?? new DriveInfo(Path.GetFullPath(directory!)).AvailableFreeSpace;
            var needed = Reserve + Directory.EnumerateFiles(directory!, "__azurite_db_*.json").Sum(file => new FileInfo(file).Length);
            return free >= needed ? null : FormattableString.Invariant(
                $"The disk of {directory} has {free >> 20} MB left and {needed >> 20} MB are needed to save: free space on it.");
        }
        catch (IOException error)
        {
            return $"The folder {directory} cannot be looked at ({error.Message}): mend that.";
        }
    }
}
