using System.Globalization;
using System.Runtime.CompilerServices;
using YouthFunctions.Emulator;
using YouthFunctions.Storage;

namespace YouthFunctions.Tests.House;

/// <summary>
/// One emulator in memory, on free ports, for the whole run; it ends with the run, also when the run is killed. Classes that
/// use it run side by side, so each test names its tables and containers with a prefix of its own.
/// </summary>
public sealed class StorageFixture : IAsyncLifetime
{
    private static readonly Lazy<Task<LocalStorage>> Emulator = new(StartAsync);
    private static int _prefixes;
    private LocalStorage? _storage;

    /// <summary>The folder of the installed emulator, shared with local runs of the application.</summary>
    public static string InstallDirectory { get; } =
        Path.Combine(LocalStorageOptions.LocalFolder(AppContext.BaseDirectory), "emulator");

    /// <summary>The connection string of the emulator.</summary>
    public string ConnectionString =>
        (_storage ?? throw new InvalidOperationException("The emulator has not been started.")).ConnectionString;

    /// <summary>
    /// A prefix that no other call in this run gets: lower-case letters and digits, at most 24, the first a letter, so
    /// that it can begin the name of a table as well as of a container.
    /// </summary>
    public static string NewPrefix([CallerFilePath] string caller = "tests")
    {
        var letters = Path.GetFileNameWithoutExtension(caller).ToLowerInvariant().Where(char.IsAsciiLetter).Take(18);
        var number = Interlocked.Increment(ref _prefixes);
        return string.Concat(letters.Prepend('t')) + number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Storage whose tables and containers no other test uses; they are not made yet.</summary>
    public Store NewStore([CallerFilePath] string caller = "tests") => Store.FromConnectionString(ConnectionString, NewPrefix(caller));

    /// <inheritdoc/>
    public async Task InitializeAsync() => _storage = await Emulator.Value;

    /// <inheritdoc/>
    public Task DisposeAsync() => Task.CompletedTask;

    private static async Task<LocalStorage> StartAsync()
    {
        var storage = await LocalStorage.StartAsync(
            new LocalStorageOptions { InstallDirectory = InstallDirectory }, new Progress<string>(Console.WriteLine),
            CancellationToken.None);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => storage.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return storage;
    }
}
