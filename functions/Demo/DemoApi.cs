using System.Net;
using System.Text;
using YouthFunctions.Access;
using YouthFunctions.Access.Keys;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Local;
using YouthFunctions.Units;

namespace YouthFunctions.Demo;

/// <summary>Calls the product as its users' apps do: over HTTP, with a key for the administrator and one for each
/// province's form app, and again later when it is told to wait.</summary>
public sealed class DemoApi : IDisposable
{
    private const int MaxAttempts = 8;
    private const string Reports = "api/reports";
    private readonly HttpClient _client;
    private readonly KeyStore _keys;
    private readonly string _administrator;
    private readonly Dictionary<UnitCode, NewKey> _provinces;

    private DemoApi(HttpClient client, KeyStore keys, string administrator, Dictionary<UnitCode, NewKey> provinces) =>
        (_client, _keys, _administrator, _provinces) = (client, keys, administrator, provinces);

    /// <summary>Makes the keys it needs; those of the provinces' apps end with the demo.</summary>
    public static async Task<DemoApi> CreateAsync(LocalRun run, CancellationToken cancel)
    {
        var keys = run.App.Services.GetRequiredService<KeyStore>();
        var first = await new KeysFile(run.Directory).EnsureAsync(keys, cancel);
        var provinces = new Dictionary<UnitCode, NewKey>();
        foreach (Unit province in run.App.Services.GetRequiredService<UnitRegister>().Trees[0].Children(UnitCode.Country))
            provinces[province.Code] = await keys.CreateAsync(Role.Reporter, province.Code, "form app of the demo", cancel);
        return new DemoApi(
            new HttpClient { BaseAddress = run.Address, Timeout = Timeout.InfiniteTimeSpan }, keys, first["administrator"].Key, provinces);
    }

    /// <summary>Ends the keys of the provinces' apps.</summary>
    public async Task RevokeAsync(CancellationToken cancel)
    {
        foreach (var key in _provinces.Values)
            await _keys.RevokeAsync(key.Id, cancel);
    }

    /// <summary>Posts as the administrator.</summary>
    public Task PostAsync(string address, string content, string mediaType, CancellationToken cancel) =>
        SendAsync(HttpMethod.Post, address, _administrator, content, mediaType, cancel);

    /// <summary>Deletes as the administrator.</summary>
    public Task DeleteAsync(string address, CancellationToken cancel) =>
        SendAsync(HttpMethod.Delete, address, _administrator, null, "application/json", cancel);

    /// <summary>Posts a report as a province's form app; false when somebody has reported that month in earnest, which stays.</summary>
    public Task<bool> ReportAsync(UnitCode province, string json, CancellationToken cancel) =>
        SendAsync(HttpMethod.Post, Reports, _provinces[province].Text, json, "application/json", cancel);

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<bool> SendAsync(
        HttpMethod method, string address, string key, string? content, string mediaType, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var request = new HttpRequestMessage(method, address);
            request.Headers.Add(Authenticator.KeyHeader, key);
            request.Headers.Add("Accept-Language", "en");
            if (content is not null)
                request.Content = new StringContent(content, Encoding.UTF8, mediaType);
            using var response = await _client.SendAsync(request, cancel);
            if (response is { StatusCode: HttpStatusCode.Accepted, Headers.Location: { } place })
            {
                var (hasSucceeded, state) = await JobWaiter.WaitAsync(_client, place, key, cancel);
                return hasSucceeded ? true : throw new LocalRunException($"{address} did not succeed: {state}");
            }

            if (response.IsSuccessStatusCode)
                return true;
            if (response.StatusCode == HttpStatusCode.Conflict && address == Reports)
                return false;
            if (!JobWaiter.IsWorthRepeating(response.StatusCode) || attempt == MaxAttempts)
                throw new LocalRunException(
                    $"{method} {address} was refused: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(cancel)}");
            await Task.Delay(response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(attempt), cancel);
        }
    }
}
