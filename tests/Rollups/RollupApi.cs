using System.Text;
using System.Text.Json;
using YouthFunctions.Calls;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Rollups;

/// <summary>The product asked by an administrator, on the day that the small world's rollups are made.</summary>
internal sealed class RollupApi(TestApp app, HttpClient client) : IAsyncDisposable
{
    public Store Store => app.Store;

    public HttpClient Client => client;

    public static async Task<RollupApi> StartAsync(StorageFixture storage)
    {
        var app = await TestApp.StartAsync(storage);
        app.Clock.SetUtcNow(RollupTestData.Start);
        return new RollupApi(app, await app.SignInAsync(Role.Administrator, "VN"));
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        return await answer.JsonAsync();
    }

    public async Task<JsonElement> PostAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "text/csv");
        using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), content);
        return await answer.JsonAsync();
    }

    public async Task<JsonElement> DeleteAsync(string path)
    {
        using var answer = await client.DeleteAsync(new Uri(path, UriKind.Relative));
        return await answer.JsonAsync();
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }
}
