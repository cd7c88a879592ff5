using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace YouthFunctions.Calls.Runtime;

/// <summary>
/// What hosts the functions, and all that differs between the three:
/// <list type="table">
/// <item><term>client's address</term><description>the connection's; behind a Functions host every connection is the host's. Azure's
/// front end appends the client's to <c>X-Forwarded-For</c>, and the host puts its own peer in its place, so that all callers would be one,
/// unless it runs with <c>ASPNETCORE_FORWARDEDHEADERS_ENABLED=true</c>, which the Bicep sets</description></item>
/// <item><term>scheme</term><description>behind a host the line is HTTPS as far as <c>X-Forwarded-Proto</c> says</description></item>
/// <item><term>Host header</term><description>the client's, but a custom handler gets it in <c>X-Forwarded-Host</c></description></item>
/// <item><term>keys</term><description>none of the host's: every function is anonymous there, and the pipeline asks for
/// ours</description></item>
/// <item><term>bodies</term><description><see cref="BodyLimit"/> everywhere, and a problem up to
/// <see cref="TransportLimit"/>, which is a host's own limit: above it the host answers an empty 500</description></item>
/// <item><term>middleware</term><description>none of ASP.NET's: the isolated worker runs none, so the pipeline does its
/// work</description></item>
/// <item><term>timers</term><description>a clock of our own standalone, else the host; the lease keeps them apart</description></item>
/// <item><term>the end</term><description>SIGTERM, or in the isolated worker the invocation's own token: a run stops between two steps,
/// is recorded as stopped and goes on at its next time; after SIGKILL it does the same, only unrecorded</description></item>
/// </list>
/// </summary>
/// <param name="Name">Stands in telemetry.</param>
/// <param name="IsBehindHost">Whether an Azure Functions host stands between the client and us.</param>
/// <param name="IsHostForwarded">Whether the client's Host header comes in <c>X-Forwarded-Host</c>.</param>
public sealed record HostKind(string Name, bool IsBehindHost, bool IsHostForwarded)
{
    /// <summary>The largest request body taken, in bytes.</summary>
    public const long BodyLimit = 64L * 1024 * 1024;

    /// <summary>The largest request body read, in bytes, so that one above <see cref="BodyLimit"/> is answered by a problem: what a
    /// Functions host passes on at most, 100 MB.</summary>
    public const long TransportLimit = 100L * 1024 * 1024;

    /// <summary>Kestrel on this machine, with a clock for the timers.</summary>
    public static HostKind Standalone { get; } = new("standalone", false, false);

    /// <summary>A process that the Functions host starts and forwards requests to.</summary>
    public static HostKind CustomHandler { get; } = new("custom", true, true);

    /// <summary>The isolated worker with its ASP.NET Core integration.</summary>
    public static HostKind Isolated { get; } = new("dotnet-isolated", true, false);

    /// <summary>Limits bodies alike on every head; the worker's default would be 30 MB, and what is larger an empty 500 of the
    /// host's.</summary>
    public static void Limit(KestrelServerOptions kestrel)
    {
        kestrel.Limits.MaxRequestBodySize = TransportLimit;
        kestrel.AddServerHeader = false;
    }

    /// <summary>Makes a request look as the client sent it. Forwarded headers are believed behind a host only, where Azure's front
    /// end sets them; elsewhere anybody could.</summary>
    public void ApplyForwardedHeaders(HttpContext http)
    {
        if (!IsBehindHost)
            return;
        var headers = http.Request.Headers;
        if (http.Connection.RemoteIpAddress is not { } peer || IsPrivate(peer))
            http.Connection.RemoteIpAddress = FindClient(headers["X-Forwarded-For"].ToString()) ?? http.Connection.RemoteIpAddress;
        if (headers["X-Forwarded-Proto"].ToString() is { Length: > 0 } scheme)
            http.Request.Scheme = scheme.StartsWith("https", StringComparison.OrdinalIgnoreCase) ? "https" : "http";
        if (IsHostForwarded && headers["X-Forwarded-Host"].ToString() is { Length: > 0 } host)
            http.Request.Host = new HostString(host);
    }

    // Each proxy appends the address that it saw, so what a client made up stands on the left: the last one from outside is true.
    private static IPAddress? FindClient(string forwarded) => forwarded.Split(',').Reverse()
        .Select(part => IPEndPoint.TryParse(part.Trim(), out var address) ? address.Address : null)
        .FirstOrDefault(address => address is not null && !IsPrivate(address));

    private static bool IsPrivate(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (IPAddress.IsLoopback(address) || address.IsIPv6LinkLocal || address.IsIPv6UniqueLocal)
            return true;
        var bytes = address.GetAddressBytes();
        return address.AddressFamily == AddressFamily.InterNetwork
            && (bytes[0] is 10 || (bytes[0], bytes[1]) is (169, 254) or (192, 168) or (172, >= 16 and <= 31) or (100, >= 64 and <= 127));
    }
}
