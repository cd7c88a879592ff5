using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using YouthFunctions.Tests.Hosting.Heads.Rpc;

namespace YouthFunctions.Tests.Hosting.Heads;

/// <summary>
/// The isolated worker's host: starts the published worker with the arguments and the environment that Azure gives it, loads all its
/// functions, and calls them. An HTTP function is called over the stream and gets its request over HTTP, joined by an id.
/// </summary>
internal sealed class WorkerHost : IAsyncDisposable
{
    private const int MessageLength = int.MaxValue;
    private static readonly TimeSpan StartAtMost = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly WorkerStream _stream = new();
    private readonly StringBuilder _said = new();
    private WebApplication _server = null!;
    private Process _process = null!;
    private Forwarder _worker = null!;
    private bool _needsRouteParameters;

    private WorkerHost()
    {
    }

    /// <summary>What the worker says it can do.</summary>
    public IReadOnlyDictionary<string, string> Capabilities { get; private set; } = null!;

    /// <summary>The worker's functions, all loaded.</summary>
    public IReadOnlyDictionary<string, RpcFunctionMetadata> Functions { get; private set; } = null!;

    /// <summary>Starts a worker and loads its functions.</summary>
    /// <param name="appRoot">The published output.</param>
    /// <param name="settings">The app's settings.</param>
    public static async Task<WorkerHost> StartAsync(string appRoot, IReadOnlyDictionary<string, string> settings)
    {
        var host = new WorkerHost();
        try
        {
            using var patience = new CancellationTokenSource(StartAtMost);
            await host.ListenAsync();
            host.StartWorker(appRoot, settings, patience);
            await host.LoadAsync(appRoot, patience.Token);
            return host;
        }
        catch (Exception error)
        {
            await host.DisposeAsync();
            throw new InvalidOperationException($"The worker did not start: {host.Log()}", error);
        }
    }

    /// <summary>The HTTP trigger of each function that has one.</summary>
    public IReadOnlyList<HttpRoute> Routes() =>
        [.. Functions.Values.Select(function => HttpRoute.Find(function.Name, Bindings(function))).OfType<HttpRoute>()];

    /// <summary>Calls an HTTP function: tells the worker of the call, sends it the request, and waits for both.</summary>
    public async Task SendAsync(HttpContext http, HttpRoute route)
    {
        var trigger = new RpcHttp(); // empty but for this: the worker reads the request itself
        if (_needsRouteParameters)
            foreach (var (name, value) in http.GetRouteData().Values)
                trigger.Params[name] = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        var request = Request(Functions[route.Function], new TypedData { Http = trigger });
        request.TraceContext.TraceParent = http.Request.Headers.TraceParent.ToString();
        var invocation = _stream.InvokeAsync(request, http.RequestAborted);
        await _worker.SendAsync(
            http, ("x-ms-invocation-id", request.InvocationId), ("Host", http.Request.Host.ToString()),
            ("X-Forwarded-For", http.Connection.RemoteIpAddress!.ToString()), ("X-Forwarded-Proto", http.Request.Scheme));
        await invocation;
    }

    /// <summary>Calls a function that something else than a request triggers: a timer with its status as JSON, a queue with its
    /// message.</summary>
    public Task<InvocationResponse> InvokeAsync(string function, TypedData trigger, CancellationToken cancel) =>
        _stream.InvokeAsync(Request(Functions[function], trigger), cancel);

    private static InvocationRequest Request(RpcFunctionMetadata function, TypedData trigger)
    {
        var name = Bindings(function).Single(IsTrigger).GetProperty("name").GetString()!;
        return new InvocationRequest
        {
            InvocationId = HostId.Next(),
            FunctionId = function.FunctionId,
            InputData = { new ParameterBinding { Name = name, Data = trigger } },
            TraceContext = new RpcTraceContext(), // the worker takes no call without one
        };
    }

    private static bool IsTrigger(JsonElement binding) =>
        binding.GetProperty("type").GetString()!.EndsWith("Trigger", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<JsonElement> Bindings(RpcFunctionMetadata function) =>
        function.RawBindings.Select(binding => JsonDocument.Parse(binding).RootElement);

    private async Task ListenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(
            kestrel => kestrel.Listen(IPAddress.Loopback, 0, line => line.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = grpc.MaxSendMessageSize = MessageLength);
        builder.Services.AddSingleton(_stream);
        _server = builder.Build();
        _server.MapGrpcService<WorkerStream>();
        await _server.StartAsync();
    }

    private void StartWorker(string appRoot, IReadOnlyDictionary<string, string> settings, CancellationTokenSource patience)
    {
        var address = new Uri(_server.Urls.First());
        var (worker, request) = (HostId.Next(), HostId.Next());
        var length = MessageLength.ToString(CultureInfo.InvariantCulture);
        var port = address.Port.ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo(
            "dotnet",
            [
                Path.Combine(appRoot, "YouthFunctions.Isolated.dll"), "--host", "127.0.0.1", "--port", port, "--workerId", worker,
                "--requestId", request, "--grpcMaxMessageLength", length, "--functions-uri", address.ToString(),
                "--functions-worker-id", worker, "--functions-request-id", request, "--functions-grpc-max-message-length", length,
            ])
        {
            WorkingDirectory = appRoot,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated";
        start.Environment["FUNCTIONS_EXTENSION_VERSION"] = "~4";
        start.Environment["FUNCTIONS_APPLICATION_DIRECTORY"] = appRoot;
        start.Environment["AZURE_FUNCTIONS_ENVIRONMENT"] = "Production";
        start.Environment["ASPNETCORE_URLS"] = "http://+:80"; // the host's own, which must not be taken
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Exited += (_, _) => Abandon(patience);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private async Task LoadAsync(string appRoot, CancellationToken cancel)
    {
        Capabilities = await _stream.InitializeAsync(appRoot, cancel);
        _needsRouteParameters = Capabilities.ContainsKey("RequiresRouteParameters");
        _worker = new Forwarder(new Uri(Capabilities["HttpUri"]));
        var functions = await _stream.ListFunctionsAsync(appRoot, cancel);
        foreach (var function in functions)
        {
            var loaded = await _stream.LoadAsync(function, cancel);
            Assert.True(loaded.Status == StatusResult.Types.Status.Success, $"{function.Name}: {loaded.Exception?.Message}");
        }

        Functions = functions.ToDictionary(function => function.Name);
    }

    private void Keep(string? line)
    {
        lock (_said)
            _said.AppendLine(line);
    }

    /// <summary>What the worker wrote and logged so far; for whoever reads that a test failed.</summary>
    public string Log()
    {
        lock (_said)
            return $"{_said}{string.Join('\n', _stream.Logs.Select(log => $"{log.Category}: {log.Message} {log.Exception?.Message}"))}";
    }

    // A worker that ends while it starts must not be waited for.
    private static void Abandon(CancellationTokenSource patience)
    {
        try
        {
            patience.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It had started.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _stream.Terminate(Grace);
            using var patience = new CancellationTokenSource(Grace);
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true); // as the host does when the period is over
                await _process.WaitForExitAsync();
            }

            _process.Dispose();
        }

        _worker?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
    }
}
