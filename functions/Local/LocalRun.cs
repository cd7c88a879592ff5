using System.Net;
using System.Net.Sockets;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Emulator;
using YouthFunctions.Hosting;
using YouthFunctions.Installation;
using YouthFunctions.Storage;

namespace YouthFunctions.Local;

/// <summary>The product on this machine: the storage emulator, and the web application on top of it.</summary>
public sealed class LocalRun : IAsyncDisposable
{
    private readonly LocalStorage _storage;

    private LocalRun(LocalStorage storage, Store store, ProductClock clock, WebApplication app, string directory)
    {
        (_storage, Store, Clock, App, Directory) = (storage, store, clock, app, directory);
        Address = new Uri(app.Urls.First());
    }

    /// <summary>Where data is kept.</summary>
    public Store Store { get; }

    /// <summary>The clock of this run.</summary>
    public ProductClock Clock { get; }

    /// <summary>The web application, started.</summary>
    public WebApplication App { get; }

    /// <summary>The folder that git ignores: data, keys.</summary>
    public string Directory { get; }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Ends when storage died under the run, with a sentence that says what to do.</summary>
    public Task<string> StorageLost => _storage.Lost;

    /// <summary>Whether the disk takes what is written.</summary>
    public DiskSpaceMonitor Disk => _storage.Disk;

    /// <summary>Starts storage, creates what is missing in it, and starts the web application.</summary>
    /// <param name="port">Where to listen; 0 for any free port.</param>
    /// <param name="clock">The clock of the run.</param>
    /// <param name="withTimers">Whether timers fire by themselves.</param>
    /// <param name="say">Told what is being done.</param>
    /// <param name="cancel">Gives the start up.</param>
    /// <param name="folder">Where data and keys are kept; null for <c>.local</c> of this working copy.</param>
    /// <exception cref="LocalStorageException">Storage cannot be started.</exception>
    /// <exception cref="LocalRunException">The port is taken.</exception>
    public static async Task<LocalRun> StartAsync(
        int port, ProductClock clock, bool withTimers, IProgress<string> say, CancellationToken cancel, string? folder = null)
    {
        EnsureFree(port);
        // Before anything is made in a folder: the files of the plans are those whose months trials need open, whatever day it is.
        var heldOpenYears = InstallationFiles.PlannedYears;
        var shared = LocalStorageOptions.LocalFolder(AppContext.BaseDirectory);
        var directory = folder ?? LocalFolders.Usual;
        LocalFolders.Claim(directory);
        var storage = await LocalStorage.StartAsync(
            new LocalStorageOptions
            {
                DataDirectory = Path.Combine(directory, "storage"),
                InstallDirectory = Path.Combine(shared, "emulator"),
            }, say, cancel);
        try
        {
            var store = Store.FromConnectionString(storage.ConnectionString, writeBlockReason: () => storage.Disk.Problem);
            say.Report("Preparing tables and containers");
            await store.CreateMissingAsync(cancel);
            say.Report("Loading the plan and the units");
            var app = AppHost.Standalone(store, clock, port, heldOpenYears, withTimers);
            await app.StartAsync(cancel);
            return new LocalRun(storage, store, clock, app, directory);
        }
        catch
        {
            await storage.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops the application first and storage last.</summary>
    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        await _storage.DisposeAsync();
    }

    private static void EnsureFree(int port)
    {
        if (port == 0)
            return;
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
        }
        catch (SocketException refused) when (refused.SocketErrorCode == SocketError.AccessDenied)
        {
            throw new LocalRunException($"Port {port} is one that only the system's administrator may open: choose another with --port.");
        }
        catch (SocketException)
        {
            throw new LocalRunException(
                $"Port {port} is in use: stop what listens there (another run of this program?), or choose another with --port.");
        }
    }
}
