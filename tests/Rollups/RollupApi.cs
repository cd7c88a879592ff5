using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using YouthFunctions.Access;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Hosting;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Rollups;

/// <summary>The product on a free port, with the shipped plan and units, without timers; its clock shows 2024-09-15.</summary>
internal sealed class RollupApi : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RollupApi(WebApplication app, Store store, HttpClient client) => (_app, Store, Client) = (app, store, client);

    public Store Store { get; }

    /// <summary>An administrator's.</summary>
    public HttpClient Client { get; }

    public static async Task<RollupApi> StartAsync(StorageFixture storage, string caller)
    {
        var store = Store.ByConnectionString(storage.ConnectionString, storage.NewPrefix(caller));
        await store.CreateMissingAsync(CancellationToken.None);
        var clock = new ProductClock(RollupWorld.Start);
        var key = await new KeyStore(store, clock).CreateAsync(Role.Administrator, UnitCode.Country, "test", CancellationToken.None);
        var app = AppHost.Standalone(store, clock, 0, [2024], withTimers: false);
        await app.StartAsync();
        var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        client.DefaultRequestHeaders.Add(Authenticator.KeyHeader, key.Text);
        return new RollupApi(app, store, client);
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using var answer = await Client.GetAsync(new Uri(path, UriKind.Relative));
        return await ReadAsync(answer);
    }

    public async Task<JsonElement> PostAsync(string path, string body, string type = "text/csv")
    {
        using var content = new StringContent(body, Encoding.UTF8, type);
        using var answer = await Client.PostAsync(new Uri(path, UriKind.Relative), content);
        return await ReadAsync(answer);
    }

    public async Task<JsonElement> DeleteAsync(string path)
    {
        using var answer = await Client.DeleteAsync(new Uri(path, UriKind.Relative));
        return await ReadAsync(answer);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return text.Length > 0 ? JsonDocument.Parse(text).RootElement.Clone() : throw new InvalidOperationException($"{answer.StatusCode} without a body.");
    }
}
