using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using YouthFunctions.Hosting;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Hosting;

/// <summary>The published output behind the Azure Functions host: the test plays the host, as its protocol was observed.</summary>
[Collection(StorageCollection.Name)]
public sealed class CustomHandlerTests(StorageFixture storage) : IDisposable
{
    private const string TimerBody =
        """{"Data":{"timer":{"Schedule":{"AdjustForDST":true},"ScheduleStatus":{"Last":"2026-11-23T20:50:00+00:00","Next":"2026-11-23T20:55:00+00:00","LastUpdated":"2026-11-23T20:50:00+00:00"},"IsPastDue":false}},"Metadata":{"sys":{"MethodName":"RollUp","UtcNow":"2026-11-23T20:55:00Z","RandGuid":"a"}}}""";

    private readonly string _appRoot = Directory.CreateTempSubdirectory("youthfunctions-app").FullName;
    private Process? _handler;

    [Fact]
    public async Task The_published_output_is_an_app_root_and_speaks_the_hosts_protocol()
    {
        await PublishAsync();
        var executable = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_appRoot, "host.json")))
            .RootElement.GetProperty("customHandler").GetProperty("description").GetProperty("defaultExecutablePath").GetString()!;
        foreach (var function in FunctionTable.Http)
            Assert.Equal(FunctionFiles.HostRoute(function), Binding(function.Name).GetProperty("route").GetString());
        foreach (var function in FunctionTable.Timers)
            Assert.Equal(function.Schedule, Binding(function.Name).GetProperty("schedule").GetString());

        using var host = await StartAsync(Path.Combine(_appRoot, executable), storage.ConnectionString);
        using var health = await host.GetAsync(new Uri("/api/health", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        using var shut = await host.PostAsync(new Uri("/api/reports", UriKind.Relative), new StringContent("{}", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.Unauthorized, shut.StatusCode);
        Assert.Equal("application/problem+json", shut.Content.Headers.ContentType!.MediaType);

        using var timer = await host.SendAsync(TimerCall("RollUp"));
        var answer = JsonDocument.Parse(await timer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(HttpStatusCode.OK, timer.StatusCode);
        Assert.Contains("RollUp: Succeeded", answer.GetProperty("Logs")[0].GetString(), StringComparison.Ordinal);
        using var unknown = await host.SendAsync(TimerCall("NoSuchTimer"));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task A_timer_that_fails_is_answered_by_an_object_and_not_by_nothing()
    {
        await PublishAsync();
        var nowhere = $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={Convert.ToBase64String(new byte[64])};BlobEndpoint=http://127.0.0.1:{FreePort()}/devstoreaccount1;TableEndpoint=http://127.0.0.1:{FreePort()}/devstoreaccount1;";
        using var host = await StartAsync(Path.Combine(_appRoot, "YouthFunctions"), nowhere);
        using var timer = await host.SendAsync(TimerCall("RollUp"));
        Assert.Equal(HttpStatusCode.InternalServerError, timer.StatusCode);
        Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(await timer.Content.ReadAsStringAsync()).RootElement.ValueKind);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_handler is { HasExited: false })
        {
            _handler.Kill(entireProcessTree: true); // as the host stops it, with no grace
            _handler.WaitForExit();
        }

        _handler?.Dispose();
        Directory.Delete(_appRoot, recursive: true);
    }

    private JsonElement Binding(string function) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(_appRoot, function, "function.json"))).RootElement.GetProperty("bindings")[0].Clone();

    private static HttpRequestMessage TimerCall(string name)
    {
        var call = new HttpRequestMessage(HttpMethod.Post, "/" + name) { Content = new StringContent(TimerBody, Encoding.UTF8, "application/json") };
        call.Headers.TransferEncodingChunked = true;
        call.Headers.Add("X-Azure-Functions-InvocationId", "5b1c0a52-6f0c-4f55-a9cf-4f1f2f1a7a11");
        return call;
    }

    private async Task<HttpClient> StartAsync(string executable, string connectionString)
    {
        var prefix = storage.NewPrefix();
        if (connectionString == storage.ConnectionString)
            await Store.ByConnectionString(connectionString, prefix).CreateMissingAsync(CancellationToken.None);
        var port = FreePort();
        var start = new ProcessStartInfo(executable) { WorkingDirectory = _appRoot, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["FUNCTIONS_CUSTOMHANDLER_PORT"] = port.ToString(CultureInfo.InvariantCulture);
        start.Environment["ASPNETCORE_URLS"] = "http://+:80"; // the host's own, which must not be taken
        start.Environment["Storage__ConnectionString"] = connectionString;
        start.Environment["Storage__Prefix"] = prefix;
        _handler = Process.Start(start)!;
        _handler.OutputDataReceived += (_, _) => { };
        _handler.ErrorDataReceived += (_, _) => { };
        _handler.BeginOutputReadLine();
        _handler.BeginErrorReadLine();
        var host = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var ready = await host.GetAsync(new Uri("/", UriKind.Relative));
                return host; // any answer means ready
            }
            catch (HttpRequestException) when (attempt < 1200 && !_handler.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(25)); // as often as the host asks
            }
        }
    }

    private async Task PublishAsync()
    {
        var root = Path.GetDirectoryName(YouthFunctions.Emulator.LocalStorageOptions.LocalFolder(AppContext.BaseDirectory))!;
        var configuration = AppContext.BaseDirectory.Contains("Release", StringComparison.Ordinal) ? "Release" : "Debug";
        var start = new ProcessStartInfo("dotnet", ["publish", "functions", "--no-build", "-c", configuration, "-o", _appRoot, "-v", "quiet"]) { WorkingDirectory = root, RedirectStandardOutput = true };
        using var publish = Process.Start(start)!;
        var output = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        Assert.True(publish.ExitCode == 0, output);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
