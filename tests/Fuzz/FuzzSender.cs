using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Access;
using YouthFunctions.Access.Keys;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Catalog;
using YouthFunctions.Hosting;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.Sieges;

namespace YouthFunctions.Tests.Fuzz;

/// <summary>Sends requests past the network, as somebody of the country who may call the function.</summary>
internal sealed class FuzzSender(SiegeTestData world, TimeSpan hang)
{
    private readonly Dictionary<Role, string> _keys = [];
    private int _number;

    /// <summary>A small country with reports, sums, forecasts, an export and briefs: every function has something to answer.</summary>
    public static async Task<SiegeTestData> StartWorldAsync(StorageFixture storage)
    {
        var world = await SiegeTestData.StartAsync(
            storage, 4, services => services.AddSingleton(SiegeTestData.Country(4, isReorganised: true)));
        await world.ReportAsync(UnitCode.Parse("01-001"), 5, 12);
        await world.ReportAsync(SiegeTestData.Commune(1), 5, 12);
        foreach (var timer in new[] { "RollUp", "Forecast", "Export", "Brief" })
            await world.RunAsync(timer);
        world.Line.KeepsCalls = false;
        return world;
    }

    /// <summary>How a request was answered: its status, and that with the type and codes of a problem.</summary>
    public async Task<(int Status, string Behaviour)> SendAsync(FuzzInput input)
    {
        if (++_number % 500 == 0)
            world.Advance(TimeSpan.FromSeconds(31)); // what is kept in memory is read again
        var function = FunctionTable.Http.Single(httpFunction => httpFunction.Name == input.Function);
        var key = await KeyAsync(function.Roles);
        var http = Request(input, function.Method, key);
        using var body = new MemoryStream();
        http.Response.Body = body;
        using var patience = new CancellationTokenSource(hang);
        http.RequestAborted = patience.Token;
        await world.Get<Dispatcher>().DispatchAsync(http);
        Assert.False(patience.IsCancellationRequested, $"No answer in {hang}: {JsonSerializer.Serialize(input)}");
        if (http.Response.StatusCode == StatusCodes.Status401Unauthorized)
            _keys.Clear(); // a mutation ended our own key
        return (http.Response.StatusCode, Behaviour(http.Response.StatusCode, body.ToArray()));
    }

    private static string Behaviour(int status, byte[] body)
    {
        if (status < 400 || body is not [(byte)'{', ..])
            return status.ToString(CultureInfo.InvariantCulture);
        using var problem = JsonDocument.Parse(body);
        var codes = problem.RootElement.TryGetProperty("errors", out var errors)
            ? errors.EnumerateArray().Select(error => error.TryGetProperty("code", out var code) ? code.GetString() : "").Distinct()
                .Order(StringComparer.Ordinal).Take(2)
            : [];
        var type = problem.RootElement.TryGetProperty("type", out var named) ? named.GetString() : "";
        return $"{status} {type} {string.Join(' ', codes)}" + (status >= 500 ? Encoding.UTF8.GetString(body) : "");
    }

    private DefaultHttpContext Request(FuzzInput input, string method, string key)
    {
        var http = new DefaultHttpContext { RequestServices = world.Services };
        var (request, bytes) = (http.Request, input.Bytes);
        (request.Method, request.Scheme, request.Host) = (method, "http", new HostString("localhost"));
        request.Path = new PathString(input.Path);
        request.QueryString = new QueryString(input.Query);
        request.Headers[Authenticator.KeyHeader] = key;
        foreach (var (name, value) in input.Headers)
            request.Headers[name] = value;
        request.ContentType = input.ContentType;
        request.ContentLength = bytes.Length;
        request.Body = new MemoryStream(bytes, writable: false);
        return http;
    }

    private async Task<string> KeyAsync(Role roles)
    {
        var role = roles == Role.None ? Role.Reporter : Enum.GetValues<Role>().Where(getValue => int.IsPow2((int)getValue))
            .First(getValue => roles.HasFlag(getValue));
        if (!_keys.TryGetValue(role, out var key))
            _keys[role] = key = (await world.Get<KeyStore>().CreateAsync(role, UnitCode.Country, "fuzz", CancellationToken.None)).Text;
        return key;
    }
}
