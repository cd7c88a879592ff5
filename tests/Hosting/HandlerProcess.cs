using System.Diagnostics;
using System.Globalization;
using System.Text;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Hosting;

/// <summary>The published program as the Azure Functions host starts, asks and ends it.</summary>
public sealed class HandlerProcess : IDisposable
{
    private readonly Process _process;

    private HandlerProcess(Process process, HttpClient host) => (_process, Host) = (process, host);

    /// <summary>Asks it as the host does.</summary>
    public HttpClient Host { get; }

    /// <summary>Publishes the program.</summary>
    public static Task PublishAsync(string appRoot, params string[] how) => PublishProjectAsync("functions", appRoot, how);

    /// <summary>Publishes the program of a project.</summary>
    public static async Task PublishProjectAsync(string project, string appRoot, params string[] how)
    {
        // The analyzers have looked at the same files in the tests' own build.
        var start = new ProcessStartInfo(
            "dotnet", ["publish", project, "-o", appRoot, "-v", "quiet", "-p:RunAnalyzers=false", .. how])
        {
            WorkingDirectory = TestMachine.RepositoryRoot,
            RedirectStandardOutput = true,
            // Variables of the test host's own build would change how the project is evaluated.
            Environment = { ["MSBUILD_EXE_PATH"] = null, ["MSBuildSDKsPath"] = null, ["MSBuildExtensionsPath"] = null },
        };
        using var publish = Process.Start(start)!;
        var output = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        Assert.True(publish.ExitCode == 0, output);
    }

    /// <summary>Starts it and polls until it answers, as the host does.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="appRoot">Where it runs.</param>
    /// <param name="settings">Its environment.</param>
    /// <param name="isBare">Whether it gets nothing else of the tests' environment.</param>
    public static async Task<HandlerProcess> StartAsync(
        string[] command, string appRoot, IReadOnlyDictionary<string, string> settings, bool isBare = false)
    {
        var port = TestMachine.FreePort();
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = appRoot,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (isBare)
            start.Environment.Clear();
        start.Environment["FUNCTIONS_CUSTOMHANDLER_PORT"] = port.ToString(CultureInfo.InvariantCulture);
        start.Environment["ASPNETCORE_URLS"] = "http://+:80"; // the host's own, which must not be taken
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var watch = Stopwatch.StartNew();
        var process = Process.Start(start)!;
        var said = new StringBuilder();
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var host = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        while (true)
        {
            try
            {
                using var ready = await host.GetAsync(new Uri("/", UriKind.Relative));
                return new HandlerProcess(process, host); // any answer means ready
            }
            catch (HttpRequestException) when (watch.Elapsed < TimeSpan.FromSeconds(30) && !process.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(25)); // as often as the host asks
            }
            catch (HttpRequestException)
            {
                throw new InvalidOperationException($"{command[0]} did not answer: {said}");
            }
        }

        void Keep(string? line)
        {
            lock (said)
                said.AppendLine(line);
        }
    }

    /// <summary>A timer's call, byte for byte as the host sends it.</summary>
    public static HttpRequestMessage TimerCall(string name, string body)
    {
        var call = new HttpRequestMessage(HttpMethod.Post, "/" + name)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        call.Headers.TransferEncodingChunked = true;
        call.Headers.Add("X-Azure-Functions-InvocationId", "5b1c0a52-6f0c-4f55-a9cf-4f1f2f1a7a11");
        call.Headers.Add("X-Azure-Functions-HostVersion", "4.1037.0.0");
        return call;
    }

    /// <summary>Kills the process that was started, and none that it started itself.</summary>
    public void KillAlone()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Asks it to end, and waits until it has; the exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("sh", ["-c", $"kill -TERM {_process.Id}"]);
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Host.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true); // as the host stops it, with no grace
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
