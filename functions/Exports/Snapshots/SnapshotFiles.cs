using System.Collections.Concurrent;
using System.Security.Cryptography;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Exports.Snapshots;

/// <summary>
/// The files of the snapshot in the making. Each is written to a temporary file, hashed, and uploaded unless the
/// snapshot before has the same bytes; the temporary file goes at once, so that the disk holds one table of one year.
/// </summary>
public sealed class SnapshotFiles : IAsyncDisposable
{
    private const int MaxParallelUploads = 3;
    private readonly SnapshotStore _snapshots;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("export-");
    private readonly HashSet<string> _stored;
    private readonly ConcurrentBag<SnapshotFile> _files = [];
    private readonly SemaphoreSlim _slots = new(MaxParallelUploads);
    private readonly List<Task> _uploads = [];
    private int _names;
    private int _written;

    /// <param name="snapshots">Where they go.</param>
    /// <param name="former">The snapshot before.</param>
    public SnapshotFiles(SnapshotStore snapshots, Manifest? former)
    {
        (_snapshots, Previous) = (snapshots, former);
        _stored = [.. former?.Files.Select(file => file.Blob) ?? []];
    }

    /// <summary>The snapshot before; null for the first.</summary>
    public Manifest? Previous { get; }

    /// <summary>The files so far, by path.</summary>
    public IReadOnlyList<SnapshotFile> All => [.. _files.OrderBy(file => file.Path, StringComparer.Ordinal)];

    /// <summary>How many files had new bytes.</summary>
    public int Written => _written;

    /// <summary>Takes over files of the snapshot before as they are.</summary>
    public void Reuse(Func<SnapshotFile, bool> which)
    {
        foreach (var file in Previous?.Files.Where(which) ?? [])
            _files.Add(file);
    }

    /// <summary>The path of a new temporary file.</summary>
    public string NewPath() => Path.Combine(_folder.FullName, $"{Interlocked.Increment(ref _names)}");

    /// <summary>Adds a small document.</summary>
    public async Task<SnapshotFile> AddTextAsync(string path, string text, UnitCode? unit, CancellationToken cancel)
    {
        var temporary = NewPath();
        await File.WriteAllTextAsync(temporary, text, cancel);
        return await AddAsync(temporary, new SnapshotFile(path, "", Path.GetExtension(path)[1..], null, unit, 0, 0, ""), cancel);
    }

    /// <summary>Puts a file that is there already at another path too.</summary>
    public void AddSame(SnapshotFile file, string path) => _files.Add(file with { Path = path });

    /// <summary>Adds a finished temporary file; hash and size are taken from it, and it is deleted when it is stored.</summary>
    public async Task<SnapshotFile> AddAsync(string temporary, SnapshotFile file, CancellationToken cancel)
    {
        await using (var content = File.OpenRead(temporary))
            file = file with { Bytes = content.Length, Sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancel)) };
        _files.Add(file);
        bool isNew;
        lock (_stored)
            isNew = _stored.Add(file.Blob);
        if (!isNew)
        {
            File.Delete(temporary);
            return file;
        }

        Interlocked.Increment(ref _written);
        await _slots.WaitAsync(cancel);
        lock (_uploads)
        {
            _uploads.RemoveAll(upload => upload.IsCompletedSuccessfully);
            _uploads.Add(UploadAsync(temporary, file, cancel));
        }

        return file;
    }

    /// <summary>Waits until everything is stored.</summary>
    public Task WaitForUploadsAsync()
    {
        lock (_uploads)
            return Task.WhenAll(_uploads);
    }

    /// <summary>Waits for what is under way, whatever comes of it, and deletes what is left of the temporary files.</summary>
    public async ValueTask DisposeAsync()
    {
        await WaitForUploadsAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _slots.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task UploadAsync(string temporary, SnapshotFile file, CancellationToken cancel)
    {
        try
        {
            await _snapshots.PutAsync(temporary, file, cancel);
            File.Delete(temporary);
        }
        finally
        {
            _slots.Release();
        }
    }
}
