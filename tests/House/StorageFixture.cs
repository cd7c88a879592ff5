using System.Globalization;
using System.Runtime.CompilerServices;
using YouthFunctions.Emulator;
using YouthFunctions.Storage;

namespace YouthFunctions.Tests.House;

/// <summary>
/// Storage for the tests of a class, on an emulator that it shares with other classes. They run side by side, so each test names its
/// tables and containers with a prefix of its own.
/// </summary>
public sealed class StorageFixture : IAsyncLifetime
{
    // The first hands over early, so that a run of few classes shows it too.
    private static readonly SharedEmulator First = new(places: 10);
    private static int _prefixes;
    private SharedEmulator? _emulator;
    private string? _connection;

    /// <summary>The folder of the installed emulator, shared with local runs of the application.</summary>
    public static string InstallDirectory { get; } =
        Path.Combine(LocalStorageOptions.LocalFolder(AppContext.BaseDirectory), "emulator");

    /// <summary>The connection string of the emulator.</summary>
    public string ConnectionString =>
        _connection ?? throw new InvalidOperationException("The emulator has not been started.");

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
    public async Task InitializeAsync()
    {
        _emulator = First.Enter();
        _connection = await _emulator.ConnectAsync();
    }

    /// <inheritdoc/>
    public Task DisposeAsync() => _emulator?.LeaveAsync() ?? Task.CompletedTask;
}
