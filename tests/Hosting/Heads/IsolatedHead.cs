using YouthFunctions.Storage;
using YouthFunctions.Tests.Hosting.Heads.Rpc;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Hosting.Heads;

/// <summary>The published isolated worker behind a host that speaks its protocol.</summary>
internal sealed class IsolatedHead : IHead
{
    private readonly FrontDoor _door;
    private readonly QueuePump _pump;

    private IsolatedHead(WorkerHost host, FrontDoor door, Store store)
    {
        (Host, _door, Store) = (host, door, store);
        _pump = new QueuePump(this);
    }

    /// <inheritdoc/>
    public HeadName Name => HeadName.Isolated;

    /// <inheritdoc/>
    public Uri Address => _door.Address;

    /// <inheritdoc/>
    public Store Store { get; }

    /// <summary>The worker's host.</summary>
    public WorkerHost Host { get; }

    /// <summary>Publishes and starts it.</summary>
    public static async Task<IsolatedHead> StartAsync(StorageFixture storage)
    {
        var appRoot = await PublishedHeads.IsolatedAsync();
        var prefix = StorageFixture.NewPrefix();
        var store = Store.FromConnectionString(storage.ConnectionString, prefix);
        await store.CreateMissingAsync(CancellationToken.None);
        var host = await WorkerHost.StartAsync(appRoot, HeadSettings.Of(storage.ConnectionString, prefix));
        return new IsolatedHead(host, await FrontDoor.StartAsync(host.Routes(), host.SendAsync), store);
    }

    /// <inheritdoc/>
    public Task<string?> FireAsync(string timer, bool isLate) =>
        InvokeAsync(timer, new TypedData { Json = HeadSettings.TimerStatus(isLate) });

    /// <inheritdoc/>
    public Task<string?> DeliverAsync(string function, string message) => InvokeAsync(function, new TypedData { String = message });

    private async Task<string?> InvokeAsync(string function, TypedData trigger)
    {
        var answer = await Host.InvokeAsync(function, trigger, CancellationToken.None);
        return answer.Result.Status == StatusResult.Types.Status.Success ? null : $"{answer.Result.Exception}";
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _pump.DisposeAsync();
        await _door.DisposeAsync();
        await Host.DisposeAsync();
    }
}
