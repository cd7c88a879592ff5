using System.Net;
using Microsoft.AspNetCore.Http;
using YouthFunctions.Calls.Runtime;

namespace YouthFunctions.Tests.Calls;

/// <summary>Whom a request comes from and by what line, on each head.</summary>
public sealed class HostKindTests
{
    [Theory]
    [InlineData("203.0.113.9:51234", "203.0.113.9")]
    [InlineData("203.0.113.9", "203.0.113.9")]
    [InlineData("198.51.100.1, 203.0.113.9:51234", "203.0.113.9")] // what stands on the left the client wrote itself
    [InlineData("203.0.113.9:51234, 169.254.129.1:8080, 10.0.0.4", "203.0.113.9")]
    [InlineData("[2001:db8::7]:443, ::1", "2001:db8::7")]
    [InlineData("nonsense", "127.0.0.1")]
    [InlineData("", "127.0.0.1")]
    public void Behind_a_host_the_client_is_the_last_address_from_outside(string forwarded, string client)
    {
        foreach (var host in new[] { HostKind.CustomHandler, HostKind.Isolated })
            Assert.Equal(IPAddress.Parse(client), Receive(host, ("X-Forwarded-For", forwarded)).Connection.RemoteIpAddress);
    }

    [Fact]
    public void Without_a_host_anybody_could_write_these_headers_so_none_is_believed()
    {
        var http = Receive(
            HostKind.Standalone, ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Proto", "https"),
            ("X-Forwarded-Host", "elsewhere.example"));
        Assert.Equal(
            (IPAddress.Loopback, "http", "here.example"), (http.Connection.RemoteIpAddress, http.Request.Scheme, http.Request.Host.Value));
    }

    [Fact]
    public void A_custom_handler_gets_the_clients_host_header_in_another_and_the_worker_in_its_own()
    {
        Assert.Equal(
            "youth.example",
            Receive(HostKind.CustomHandler, ("X-Forwarded-Host", "youth.example"), ("X-Forwarded-Proto", "https")).Request.Host.Value);
        var isolated = Receive(HostKind.Isolated, ("X-Forwarded-Host", "youth.example"), ("X-Forwarded-Proto", "https"));
        Assert.Equal(("here.example", "https"), (isolated.Request.Host.Value, isolated.Request.Scheme));
    }

    private static DefaultHttpContext Receive(HostKind host, params (string Name, string Value)[] headers)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Loopback;
        http.Request.Scheme = "http";
        http.Request.Host = new HostString("here.example");
        foreach (var (name, value) in headers)
            http.Request.Headers[name] = value;
        host.ApplyForwardedHeaders(http);
        return http;
    }
}
