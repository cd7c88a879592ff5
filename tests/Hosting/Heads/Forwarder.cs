using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace YouthFunctions.Tests.Hosting.Heads;

/// <summary>Sends a request on to another server and its answer back, both as streams: what the host's reverse proxy does.</summary>
internal sealed class Forwarder(Uri target) : IDisposable
{
    private const int TriesAtMost = 100;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(100);

    // What belongs to one connection, or is written by whoever sends.
    private static readonly HashSet<string> NotSentOn = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Proxy-Connection", "Transfer-Encoding", "TE", "Trailer", "Upgrade",
    };

    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null, // the client's traceparent goes on as it came
        ConnectCallback = ConnectAsync,
    });

    /// <summary>Sends it on.</summary>
    /// <param name="http">The request, and where its answer goes.</param>
    /// <param name="more">Headers of the host's own.</param>
    public async Task SendAsync(HttpContext http, params (string Name, string Value)[] more)
    {
        using var request = Request(http, more);
        using var answer = await _client.SendAsync(request, http.RequestAborted);
        http.Response.StatusCode = (int)answer.StatusCode;
        foreach (var header in answer.Headers.Concat(answer.Content.Headers).Where(header => !NotSentOn.Contains(header.Key)))
            http.Response.Headers[header.Key] = header.Value.ToArray();
        http.Features.Get<IHttpResponseBodyFeature>()!.DisableBuffering();
        await answer.Content.CopyToAsync(http.Response.Body, http.RequestAborted);
    }

    // A worker says where it listens before it does: the host, too, tries again.
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(context.DnsEndPoint, cancel);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException) when (tries < TriesAtMost)
            {
                socket.Dispose();
                await Task.Delay(BetweenTries, cancel);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }

    private HttpRequestMessage Request(HttpContext http, (string Name, string Value)[] more)
    {
        var source = http.Request;
        var request = new HttpRequestMessage(
            new HttpMethod(source.Method), new Uri(target, source.Path.ToUriComponent() + source.QueryString.ToUriComponent()))
        {
            Version = HttpVersion.Version11,
        };
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true)
            request.Content = new StreamContent(source.Body);
        foreach (var (name, values) in source.Headers.Where(header => !NotSentOn.Contains(header.Key)))
            if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
                request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        foreach (var (name, value) in more)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
