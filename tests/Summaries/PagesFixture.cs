using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Access.Keys;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Hosting;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Summaries;

/// <summary>The product on the sample country of 15 September 2024, as a web server on a free port, with a transport
/// that counts what it asks of storage.</summary>
public sealed class SampleSite : IAsyncDisposable
{
    private readonly StorageFixture _storage;
    private readonly string _prefix;
    private readonly Action<IServiceCollection>? _services;
    private WebApplication _app = null!;

    private SampleSite(StorageFixture storage, string prefix, Action<IServiceCollection>? services) =>
        (_storage, _prefix, _services) = (storage, prefix, services);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Requests to storage so far.</summary>
    public CountingTransport Storage { get; } = new();

    /// <summary>The keys of the site.</summary>
    public KeyStore Keys => _app.Services.GetRequiredService<KeyStore>();

    /// <summary>Services of the site.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Starts a site with data of its own.</summary>
    public static async Task<SampleSite> StartAsync(
        StorageFixture storage, string prefix, bool withData = true, Action<IServiceCollection>? services = null)
    {
        var site = new SampleSite(storage, prefix, services);
        var store = Store.FromConnectionString(storage.ConnectionString, prefix, site.Storage);
        await store.CreateMissingAsync(default);
        var clock = new ProductClock(new DateTimeOffset(2024, 9, 15, 3, 0, 0, TimeSpan.Zero));
        site._app = AppHost.Standalone(store, clock, 0, [2024], withTimers: false, services);
        await site._app.StartAsync();
        // It reads trees of units in the background from its start on: what a page costs is counted after that.
        await site._app.Services.GetRequiredService<UnitTreeStore>().RefreshAsync(CancellationToken.None);
        site.Address = new Uri(site._app.Urls.First());
        if (withData)
        {
            var reportingYear = await site._app.Services.GetRequiredService<PlanStore>().FindAsync(2024, default);
            await SampleForecasts.SaveAsync(
                store, site._app.Services.GetRequiredService<UnitRegister>().TreeOf(2024), reportingYear!, default);
            await SampleForecasts.SaveCardAsync(store, default);
        }

        return site;
    }

    /// <summary>Another instance of the product on the same data, which has read nothing yet. On the storage of this site: two fixtures
    /// of one class may be served by two emulators.</summary>
    public Task<SampleSite> AnotherInstanceAsync() => StartAsync(_storage, _prefix, withData: false, _services);

    /// <summary>The text of a new key.</summary>
    public async Task<string> KeyAsync(Role role, string unit) =>
        (await Keys.CreateAsync(role, UnitCode.Parse(unit), "test", default)).Text;

    /// <summary>A client that keeps cookies and follows no redirects.</summary>
    public HttpClient Browser() =>
        new(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = Address };

    /// <summary>A client signed in with a key through the form.</summary>
    public async Task<HttpClient> SignedInAsync(Role role, string unit)
    {
        var browser = Browser();
        using var answer = await browser.SendAsync(Form("sign-in", ("key", await KeyAsync(role, unit)), ("next", "/")));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return browser;
    }

    /// <summary>A form as a browser posts it from a page of the site.</summary>
    public static HttpRequestMessage Form(string path, params (string Name, string Value)[] fields) => new(HttpMethod.Post, path)
    {
        Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        Headers = { { "Sec-Fetch-Site", "same-origin" }, { "Accept", "text/html" } },
    };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
