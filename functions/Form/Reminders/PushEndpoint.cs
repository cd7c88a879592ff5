using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace YouthFunctions.Form.Reminders;

/// <summary>Which addresses the product sends messages to. They come from browsers, so whoever is signed in could name any: only servers
/// on the public network are reached, by HTTPS, and none that is named by a number.</summary>
public static class PushEndpoint
{
    private const int MaxLength = 2_000;

    // What is not one host's address on the public network (IANA's registries of special-purpose addresses, RFC 6890).
    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
        }.Select(text => IPNetwork.Parse(text)),
    ];

    // Of IPv6 only the global unicast block is public, without what stands in it for tunnels (Teredo, 6to4) and documentation.
    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork[] NotGlobal =
        [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(text => IPNetwork.Parse(text))];

    /// <summary>The address, when it is one that a push service can have.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Uri? endpoint)
    {
        endpoint = Uri.TryCreate(text, UriKind.Absolute, out var uri) && text.Length <= MaxLength && uri.Scheme == Uri.UriSchemeHttps
            && uri is { IsDefaultPort: true, UserInfo: "", Fragment: "", HostNameType: UriHostNameType.Dns }
            && uri.IdnHost.TrimEnd('.').Contains('.', StringComparison.Ordinal)
            ? uri : null;
        return endpoint is not null;
    }

    /// <summary>Whether an address is on the public network.</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetwork
            ? !NotPublic.Any(network => network.Contains(address))
            : Global.Contains(address) && !NotGlobal.Any(network => network.Contains(address));
    }

    /// <summary>A line to such servers only: the address that a name leads to is looked at when the line is opened, so a name cannot lead
    /// elsewhere later. No answer leads on, and no proxy stands between.</summary>
    public static SocketsHttpHandler CreateLine() => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(10),
        MaxResponseHeadersLength = 16,
        ConnectCallback = ConnectAsync,
    };

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancel);
        // One of a name's addresses that is not public says enough about the name.
        if (addresses.Length == 0 || !addresses.All(IsPublic))
            throw new HttpRequestException(HttpRequestError.ConnectionError, "The push service is not on the public network.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
