using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using YouthFunctions.Access;

namespace YouthFunctions.Tests.House;

/// <summary>The local run in a process of its own, as a person starts and stops it.</summary>
internal sealed partial class LocalApp : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Where it listens on this machine.</summary>
    public string Port { get; private set; } = "";

    /// <summary>A caller with the reporter's key.</summary>
    public HttpClient Client { get; private set; } = new();

    /// <summary>The first keys, by role.</summary>
    public IReadOnlyDictionary<string, string> Keys { get; private set; } = new Dictionary<string, string>();

    private LocalApp(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => AppendOutput(line.Data);
        process.ErrorDataReceived += (_, line) => AppendOutput(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Starts it on a folder and waits until it is ready.</summary>
    public static Task<LocalApp> StartAsync(string folder) => StartAsync(folder, new Dictionary<string, string>());

    /// <summary>The same, with settings and more arguments.</summary>
    public static async Task<LocalApp> StartAsync(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        // The app chooses the port: one that was found free here may be somebody else's by the time the app listens.
        var app = new LocalApp(Start(environment, ["--port", "0", "--folder", folder, .. arguments]));
        await Task.WhenAny(app._ready.Task, app._process.WaitForExitAsync());
        if (!app._ready.Task.IsCompleted)
        {
            await app._process.WaitForExitAsync(); // and what it said has been read
            throw new InvalidOperationException($"The app ended before it was ready: {app._output}");
        }

        using var keys = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "keys.json")));
        app.Keys = keys.RootElement.EnumerateObject().ToDictionary(
            entry => entry.Name, entry => entry.Value.GetProperty("key").GetString()!);
        app.Client = app.ClientOf("reporter");
        return app;
    }

    /// <summary>A caller with the first key of a role.</summary>
    public HttpClient ClientOf(string role)
    {
        var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}") };
        client.DefaultRequestHeaders.Add(Authenticator.KeyHeader, Keys[role]);
        return client;
    }

    /// <summary>Runs it to its end; what it says goes by both streams.</summary>
    public static async Task<(int ExitCode, string Said)> RunAsync(
        IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        using var app = new LocalApp(Start(environment, arguments));
        await app._process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        return (app._process.ExitCode, app._output.ToString());
    }

    /// <summary>Sends a unit's report of May 2024.</summary>
    public async Task<HttpStatusCode> PostAsync(string unit)
    {
        var body = """{"unit":"UNIT","period":"2024-05","values":{"trees-planted":{"amount":7}}}""".Replace(
            "UNIT", unit, StringComparison.Ordinal);
        using var answer = await Client.SendJsonAsync(HttpMethod.Post, "/api/reports", body);
        return answer.StatusCode;
    }

    /// <summary>Whether a unit's report of May 2024 is there.</summary>
    public Task<HttpStatusCode> FindAsync(string unit) => GetAsync($"/api/reports/{unit}/2024-05");

    /// <summary>What health says.</summary>
    public Task<HttpStatusCode> HealthAsync() => GetAsync("/api/health");

    /// <summary>Asks it to end, as Ctrl+C or a service manager does.</summary>
    public async Task<(int ExitCode, string Said)> StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        return (_process.ExitCode, _output.ToString());
    }

    /// <summary>Ends it with no grace.</summary>
    public void Kill()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Kill();
        _process.Dispose();
        Client.Dispose();
    }

    private async Task<HttpStatusCode> GetAsync(string path)
    {
        using var answer = await Client.GetAsync(path);
        return answer.StatusCode;
    }

    private void AppendOutput(string? line)
    {
        if (line is null)
            return;
        lock (_output)
            _output.AppendLine(line);
        if (AddressLine().Match(line) is { Success: true } address)
        {
            Port = address.Groups["port"].Value;
            _ready.TrySetResult();
        }
    }

    [GeneratedRegex("^  API .*:(?<port>[0-9]+)/api/health$")]
    private static partial Regex AddressLine();

    private static Process Start(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "YouthFunctions.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
