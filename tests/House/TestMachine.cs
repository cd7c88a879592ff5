using System.Net;
using System.Net.Sockets;
using YouthFunctions.Emulator;

namespace YouthFunctions.Tests.House;

/// <summary>The machine and working copy that the tests run on.</summary>
public static class TestMachine
{
    /// <summary>The working copy's folder.</summary>
    public static string RepositoryRoot { get; } = Path.GetDirectoryName(LocalStorageOptions.LocalFolder(AppContext.BaseDirectory))!;

    /// <summary>A port of the loopback interface that nobody listens on.</summary>
    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
