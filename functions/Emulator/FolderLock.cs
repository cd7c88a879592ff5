using System.Diagnostics;

namespace YouthFunctions.Emulator;

/// <summary>A file held open by one process at a time; the system lets it go when that process ends in any way.</summary>
internal static class FolderLock
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until the file can be held; disposing the answer lets it go.</summary>
    /// <exception cref="LocalStorageException">It is held by another process for longer than <paramref name="patience"/>.</exception>
    public static async Task<IDisposable> AcquireAsync(
        string path, TimeSpan patience, string holder, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var waiting = Stopwatch.StartNew();
        var told = false;
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (UnauthorizedAccessException error)
            {
                throw new LocalStorageException($"{path} cannot be written: make its folder writable and start again.", error);
            }
            catch (IOException exception) when (waiting.Elapsed > patience)
            {
                throw new LocalStorageException(
                    $"Waited {patience.TotalSeconds:0} s for {holder} that holds {path}: wait until it ends, or end it, and start again.",
                    exception);
            }
            catch (IOException) when (!told)
            {
                told = true;
                progress.Report($"Waiting for {holder}");
            }
            catch (IOException)
            {
                await Task.Delay(PollInterval, cancellationToken);
            }
        }
    }
}
