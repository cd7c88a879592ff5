using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Reorganisations;

/// <summary>What is known of imported trees while storage is away, and what knowing them costs.</summary>
public sealed class UnitTreeStoreTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private static readonly UnitTree Later = new(
        new Month(2027, 1), [SmallCountry.Trees[1].Root, new Unit(UnitCode.Parse("95"), "Tỉnh Mới", UnitCode.Country)]);

    [Fact]
    public async Task Storage_away_since_the_start_has_whoever_asks_refused_and_later_the_last_known_list_stands()
    {
        var (prefix, line, clock) = (StorageFixture.NewPrefix(), new HangingTransport(), new FakeTimeProvider());
        await Store.FromConnectionString(storage.ConnectionString, prefix).CreateMissingAsync(default);
        await Start(prefix, new HangingTransport(), clock).Trees.SaveAsync(Later, null, default);
        var (register, trees) = Start(prefix, line, clock);
        line.Before = () => throw new IOException("Injected: storage is away.");
        await Assert.ThrowsAnyAsync<Exception>(() => trees.RefreshAsync(default).AsTask());
        Assert.Throws<UnitsUnreadException>(() => register.TreeOf(2024)); // the pipeline answers 503 with Retry-After

        line.Before = () => { };
        await trees.RefreshAsync(default);
        Assert.Equal(3, register.Trees.Count);
        line.Before = () => throw new IOException("Injected: storage is away.");
        clock.Advance(TimeSpan.FromDays(2));
        await trees.RefreshAsync(default);
        Assert.Equal(3, register.Trees.Count);
    }

    [Fact]
    public async Task A_tree_that_did_not_change_stays_the_same_object_and_is_not_read_again()
    {
        var (prefix, line, clock) = (StorageFixture.NewPrefix(), new HangingTransport(), new FakeTimeProvider());
        await Store.FromConnectionString(storage.ConnectionString, prefix).CreateMissingAsync(default);
        var (register, trees) = Start(prefix, line, clock);
        Assert.True(await trees.SaveAsync(Later, null, default));
        var (tree, calls) = (register.Trees[2], line.Calls);
        clock.Advance(TimeSpan.FromSeconds(31));
        await trees.RefreshAsync(default);
        Assert.Same(tree, register.Trees[2]);
        Assert.Equal(calls + 1, line.Calls); // the listing alone
        Assert.False(await trees.SaveAsync(Later, null, default)); // there is one already
    }

    [Fact]
    public async Task A_request_costs_no_call_for_them_within_twenty_seconds()
    {
        var line = new HangingTransport();
        await using var app = await TestApp.StartAsync(storage, line, services: SmallCountry.Register);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        await centre.GetStringAsync("/api/unit-trees");
        var calls = line.Calls;
        for (var i = 0; i < 5; i++)
            using (var list = JsonDocument.Parse(await centre.GetStringAsync("/api/unit-trees")))
                Assert.Equal(2, list.RootElement.GetProperty("trees").GetArrayLength());
        Assert.Equal(calls, line.Calls);
    }

    private (UnitRegister Register, UnitTreeStore Trees) Start(string prefix, HangingTransport line, FakeTimeProvider clock)
    {
        var register = new UnitRegister(SmallCountry.Trees);
        return (register, new UnitTreeStore(
            Store.FromConnectionString(storage.ConnectionString, prefix, line), register, clock, NullLogger<UnitTreeStore>.Instance));
    }
}
