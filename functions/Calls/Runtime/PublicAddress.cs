using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace YouthFunctions.Calls.Runtime;

/// <summary>
/// Where people reach the product, for links in exports, feeds, briefs and messages: the setting <c>PublicUrl</c>, or on a machine
/// of one's own the port that it listens on. Never the Host header, which whoever sends a request makes up.
/// </summary>
public sealed class PublicAddress
{
    /// <summary>The setting's name.</summary>
    public const string Setting = "PublicUrl";

    private readonly string? _configured;
    private readonly IServer? _server;

    /// <param name="configuration">May name the address: <c>https://HOST</c>, with a path where one stands before ours.</param>
    /// <param name="host">What hosts the functions; only the standalone one is reached where it listens.</param>
    /// <param name="server">The server; null where there is none of our own.</param>
    /// <exception cref="SettingException">The setting is no such address.</exception>
    public PublicAddress(IConfiguration configuration, HostKind host, IServer? server = null)
    {
        _server = host == HostKind.Standalone ? server : null;
        if (configuration[Setting] is not { Length: > 0 } text)
            return;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")
            || address.Query.Length + address.Fragment.Length + address.UserInfo.Length > 0)
            throw new SettingException($"{Setting} is an address such as https://bao-cao.example, without a query.");
        _configured = address.AbsoluteUri.TrimEnd('/');
    }

    /// <summary>The address without a slash at its end; null when it is not known.</summary>
    public string? Value => _configured ?? _server?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()?.TrimEnd('/');

    /// <summary>The link to a path of ours; the mere path when the address is not known, which leads back to where it was read.</summary>
    public string Combine(string path) => Value + path;
}
