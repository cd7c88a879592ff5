namespace YouthFunctions.Storage;

/// <summary>A file that is there while it is open: what is large lies on the disk and not in memory.</summary>
public static class TemporaryFile
{
    /// <summary>Opens one, empty, to write and to read again.</summary>
    public static FileStream Open() => new(
        Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
}
