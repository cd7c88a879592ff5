using Microsoft.Extensions.Time.Testing;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.House.Faults;

namespace YouthFunctions.Tests.Storage;

/// <summary>Whoever holds a lease learns that it cannot be renewed, whatever the reason, before another can have it.</summary>
public sealed class BlobLeaseTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(20);
    private readonly FakeTimeProvider _clock = new();

    public static TheoryData<string> Failures => ["no line", "time-out", "anything"];

    [Theory, MemberData(nameof(Failures))]
    public async Task A_renewal_that_fails_says_that_the_lease_is_lost_and_its_end_does_not_throw(string failure)
    {
        var line = new FaultTransport();
        var lease = await HoldAsync(line.Store(storage, StorageFixture.NewPrefix()));
        var lost = WhenLost(lease);
        line.Before = _ => throw failure switch
        {
            "no line" => (Exception)new IOException("Injected: the line is away."), // all tries together: an AggregateException
            "time-out" => new TaskCanceledException("Injected: no answer in time."),
            _ => new InvalidOperationException("Injected: whatever else."),
        };
        _clock.Advance(RenewEvery);
        await lost;
        await lease.DisposeAsync();
    }

    [Fact]
    public async Task A_renewal_that_is_not_answered_before_the_lease_ends_says_that_it_is_lost()
    {
        var line = new HangingTransport();
        var lease = await HoldAsync(Store.FromConnectionString(storage.ConnectionString, StorageFixture.NewPrefix(), line));
        var lost = WhenLost(lease);
        line.Hold();
        _clock.Advance(RenewEvery);
        await line.WaitForCallAsync();
        _clock.Advance(TimeSpan.FromSeconds(30));
        await lost;
        line.Release();
        await lease.DisposeAsync();
    }

    [Fact]
    public async Task A_lease_that_is_given_back_is_not_lost()
    {
        var store = storage.NewStore();
        var lease = await HoldAsync(store);
        var isLost = false;
        await using (lease.Lost.Register(() => isLost = true))
            await lease.DisposeAsync();
        Assert.False(isLost);
        await (await HoldAsync(store)).DisposeAsync();
    }

    private async Task<BlobLease> HoldAsync(Store store)
    {
        var locks = store.Container(ContainerName.Locks);
        await locks.CreateIfNotExistsAsync();
        return (await BlobLease.TryAcquireAsync(locks, "timers/Test", _clock, CancellationToken.None))!;
    }

    private static Task WhenLost(BlobLease lease)
    {
        var lost = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lease.Lost.Register(() => lost.TrySetResult());
        return lost.Task;
    }
}
