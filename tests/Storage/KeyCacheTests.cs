using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Access.Keys;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Storage;
using YouthFunctions.Storage.Caching;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Storage;

/// <summary>A key is not believed for longer because storage is away: it may have been revoked elsewhere.</summary>
public sealed class KeyCacheTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Fact]
    public async Task A_key_is_believed_without_storage_for_half_a_minute_and_no_longer()
    {
        var line = new HangingTransport();
        await using var app = await TestApp.StartAsync(storage, line);
        var keys = app.Services.GetRequiredService<KeyStore>();
        var key = await keys.CreateAsync(Role.Reporter, UnitCode.Country, "test", default);
        Assert.NotNull(await keys.AuthenticateAsync(key.Text, default));
        line.Before = () => throw new IOException("Injected: storage is away.");
        app.Clock.Advance(CacheLifetimes.ThirtySeconds.StaleWhileRevalidate - TimeSpan.FromSeconds(1));
        Assert.NotNull(await keys.AuthenticateAsync(key.Text, default));
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAnyAsync<Exception>(() => keys.AuthenticateAsync(key.Text, default));
    }
}
