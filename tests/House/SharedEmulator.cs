using YouthFunctions.Emulator;

namespace YouthFunctions.Tests.House;

/// <summary>
/// An emulator in memory, on free ports, that serves a number of users and then makes way for another one. Azurite looks through much
/// of what was ever written, and every ten minutes through each pair of its extents: one emulator for a whole run would stand still for
/// longer and longer.
/// </summary>
/// <param name="places">How many it serves; those that follow serve <see cref="Places"/>.</param>
internal sealed class SharedEmulator(int places)
{
    /// <summary>How many an emulator serves.</summary>
    public const int Places = 25;

    private readonly Lock _lock = new();
    private readonly Lazy<Task<LocalStorage>> _starting = new(StartAsync);
    private int _left = places;
    private int _users;
    private SharedEmulator? _next;

    /// <summary>The connection string; starts the emulator when nobody did before.</summary>
    public async Task<string> ConnectAsync() => (await _starting.Value).ConnectionString;

    /// <summary>Takes a place; here, or at one of those that follow when none is left.</summary>
    public SharedEmulator Enter()
    {
        lock (_lock)
        {
            if (_left > 0)
            {
                (_left, _users) = (_left - 1, _users + 1);
                return this;
            }

            _next ??= new SharedEmulator(Places);
        }

        return _next.Enter();
    }

    /// <summary>Gives a place up. The last user of an emulator that takes no more ends it.</summary>
    public async Task LeaveAsync()
    {
        lock (_lock)
        {
            _users--;
            if (_left > 0 || _users > 0 || !_starting.IsValueCreated)
                return;
        }

        await (await _starting.Value).DisposeAsync();
    }

    // It ends with the run too, also when the run is killed.
    private static async Task<LocalStorage> StartAsync()
    {
        var storage = await LocalStorage.StartAsync(
            new LocalStorageOptions { InstallDirectory = StorageFixture.InstallDirectory }, new Progress<string>(Console.WriteLine),
            CancellationToken.None);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => storage.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return storage;
    }
}
