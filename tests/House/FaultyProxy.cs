using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using YouthFunctions.Tests.House.Faults;

namespace YouthFunctions.Tests.House;

/// <summary>
/// A line to the emulator that fails, for a product that runs in a process of its own: some calls never arrive, some are
/// carried out and only the answer is lost, some are answered 503.
/// </summary>
public sealed class FaultyProxy : IAsyncDisposable
{
    private readonly List<WebApplication> _proxies = [];
    private readonly HttpClient _network = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
    private readonly FaultPlan _plan;
    private int _calls;
    private int _failed;

    private FaultyProxy(double failures, int seed) => _plan = FaultPlan.Random(seed, failures, FaultKinds.Proxy);

    /// <summary>The account at the near end of the line.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>How many calls failed so far.</summary>
    public int Failed => _failed;

    /// <summary>Opens a line to every endpoint of an account.</summary>
    /// <param name="account">The emulator's connection string.</param>
    /// <param name="failures">The share of calls that fail, 0 to 1.</param>
    /// <param name="seed">Of the failures; which call meets them also depends on the order of calls.</param>
    public static async Task<FaultyProxy> StartAsync(string account, double failures, int seed)
    {
        var proxy = new FaultyProxy(failures, seed);
        var parts = new List<string>();
        foreach (var part in account.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = (part[..part.IndexOf('=', StringComparison.Ordinal)],
                part[(part.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            parts.Add(name.EndsWith("Endpoint", StringComparison.Ordinal) ? $"{name}={await proxy.ProxyAsync(new Uri(value))}" : part);
        }

        proxy.ConnectionString = string.Join(';', parts);
        return proxy;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var proxy in _proxies)
            await proxy.DisposeAsync();
        _network.Dispose();
    }

    private async Task<Uri> ProxyAsync(Uri far)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.Run(context => ForwardAsync(context, far));
        _proxies.Add(app);
        await app.StartAsync();
        var near = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new Uri(new Uri(near), far.AbsolutePath);
    }

    private async Task ForwardAsync(HttpContext context, Uri far)
    {
        var fault = _plan.KindOf(Interlocked.Increment(ref _calls));
        if (fault != FaultKind.None)
            Interlocked.Increment(ref _failed);
        if (fault == FaultKind.RequestLost)
        {
            context.Abort();
            return;
        }

        // A target with another escaping would break the signature: it is passed on as it came.
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        using var request = new HttpRequestMessage(
            new HttpMethod(context.Request.Method), $"{far.GetLeftPart(UriPartial.Authority)}{target}");
        if (context.Request.ContentLength is > 0 || context.Request.Headers.TransferEncoding.Count > 0)
            request.Content = new StreamContent(context.Request.Body);
        else if (context.Request.ContentLength is 0)
            request.Content = new ByteArrayContent([]);
        foreach (var (name, values) in context.Request.Headers.Where(
            header => header.Key is not ("Host" or "Transfer-Encoding" or "Connection")))
            if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
                request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        using var answer = await _network.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (fault == FaultKind.ResponseLost)
        {
            context.Abort();
            return;
        }

        if (fault == FaultKind.Busy)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers)
            .Where(header => header.Key is not ("Transfer-Encoding" or "Connection" or "Keep-Alive")))
            context.Response.Headers[name] = values.ToArray();
        await answer.Content.CopyToAsync(context.Response.Body);
    }
}
