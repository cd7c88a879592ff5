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

    /// <summary>Deletes a folder that a process which ends may still write to, as an emulator that saves.</summary>
    public static void DeleteFolder(string folder)
    {
        for (var attempt = 0; Directory.Exists(folder); attempt++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException) when (attempt < 100)
            {
                Thread.Sleep(TimeSpan.FromMilliseconds(200));
            }
        }
    }
}
