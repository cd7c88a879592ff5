namespace YouthFunctions.Emulator;

/// <summary>
/// A storage account on this machine: the Azurite emulator, which lives as long as this object and saves everything it
/// acknowledged when this object is disposed or this process ends in any way, also when it is killed.
/// </summary>
public sealed class LocalStorage : IAsyncDisposable
{
    private readonly EmulatorProcess _process;
    private readonly TimeSpan _timeout;

    private LocalStorage(EmulatorProcess process, EmulatorUrls urls, TimeSpan patience, string? directory)
    {
        (_process, _timeout) = (process, patience);
        Disk = new DiskSpaceMonitor(directory, () => process.SaveFailure, TimeProvider.System);
        ConnectionString = urls.ConnectionString;
    }

    /// <summary>The connection string of the account, with the ports it listens on.</summary>
    public string ConnectionString { get; }

    /// <summary>Whether the disk takes what is written.</summary>
    public DiskSpaceMonitor Disk { get; }

    /// <summary>Ends, with a sentence that says what to do, when the emulator ended without having been asked to.</summary>
    public Task<string> Lost => _process.Lost;

    /// <summary>
    /// Installs the emulator if need be, waits for an earlier run on the same data to finish, and starts it.
    /// </summary>
    /// <param name="options">Folders and ports.</param>
    /// <param name="progress">Told what takes long.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    /// <exception cref="LocalStorageException">It cannot be started; the message says what to do.</exception>
    public static async Task<LocalStorage> StartAsync(
        LocalStorageOptions options, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var tools = await NodeTools.FindAsync(options.SearchPath, cancellationToken);
        var entry = await EmulatorInstall.EnsureAsync(
            tools, options.InstallDirectory, options.Timeout, progress, cancellationToken);
        if (options.DataDirectory is not { } directory)
            return await RunAsync(tools, entry, null, options, cancellationToken)
                ?? throw new LocalStorageException("The emulator found a data folder in use although it has none: start again.");

        MakeWritable(directory);
        // Held until the emulator serves: from then on its own mark in the folder tells others to wait.
        using var starting = await FolderLock.AcquireAsync(
            Path.Combine(directory, "start.lock"), options.Timeout, "another start on the same data", progress, cancellationToken);
        while (true)
        {
            await PreviousRun.WaitAsync(directory, options.Timeout, progress, cancellationToken);
            await DataFolder.CheckAsync(directory, cancellationToken);
            if (await RunAsync(tools, entry, directory, options, cancellationToken) is { } storage)
                return storage;
        }
    }

    /// <summary>Has the emulator save what it holds, and waits until it has ended.</summary>
    /// <exception cref="LocalStorageException">It does not end in time, or could not save.</exception>
    public async ValueTask DisposeAsync() => await _process.StopAsync(_timeout);

    /// <summary>Null when an emulator whose starter was killed took the folder first.</summary>
    private static async Task<LocalStorage?> RunAsync(
        NodeTools tools, string entry, string? directory, LocalStorageOptions options, CancellationToken cancellationToken)
    {
        var process = EmulatorProcess.Start(tools, entry, directory, options.Ports);
        try
        {
            if (await process.ReadyAsync(options.Timeout, cancellationToken) is { } urls)
                return new LocalStorage(process, urls, options.Timeout, directory);
        }
        catch
        {
            process.Detach();
            throw;
        }

        await process.StopAsync(options.Timeout);
        return null;
    }

    private static void MakeWritable(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new LocalStorageException(
                $"The data folder {directory} cannot be made ({error.Message}): choose one that can be written, and start again.", error);
        }
    }
}
