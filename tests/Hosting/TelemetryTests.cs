using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Xunit.Abstractions;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Catalog;
using YouthFunctions.Hosting;
using YouthFunctions.Jobs;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Hosting;

/// <summary>What is seen from outside.</summary>
[Collection(AloneCollection.Name)]
public sealed class TelemetryTests(StorageFixture storage, ITestOutputHelper output) : IClassFixture<StorageFixture>
{
    [Fact]
    public async Task Reports_refusals_lateness_lag_and_ages_are_counted()
    {
        var seen = new List<string>();
        using var listener = Listen(seen);
        await using var app = await TestApp.StartAsync(storage);
        using var reporter = await app.SignInAsync(Role.Reporter, "01");
        async Task SendAsync(string path, string json) => (await reporter.SendJsonAsync(HttpMethod.Post, path, json)).Dispose();

        await SendAsync("/api/reports", Report("01-001", "2024-05", 5)); // on 3 June, due on the 5th
        await SendAsync("/api/reports", Report("01-001", "2024-05", 5)); // the same again: neither taken nor refused
        await SendAsync("/api/reports", Report("01-001", "2024-05", 6));
        await SendAsync("/api/reports", Report("01-001", "2024-03", 5));
        await SendAsync("/api/reports", Report("79", "2024-05", 5));
        await SendAsync("/api/reports/batch?dryRun=true", $"[{Report("01-002", "2024-05", 1)},{Report("79", "2024-05", 1)}]");
        app.Clock.Advance(TimeSpan.FromDays(4));
        await SendAsync(
            "/api/reports/batch", $"[{Report("01-002", "2024-05", 1)},{Report("01-003", "2024-05", 1)},{Report("79", "2024-05", 1)}]");
        Assert.Equal(
            ["accepted on_time=False", "accepted on_time=False", "accepted on_time=True", "lateness=-2", "lateness=2", "lateness=2",
                "refused reason=period.closed", "refused reason=revision.exists", "refused reason=unit.unknown",
                "refused reason=unit.unknown"],
            seen.Where(text => !text.StartsWith("rollup", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

        var runner = app.Services.GetRequiredService<TimerRunner>();
        await runner.RunAsync(FunctionTable.Timer("RollUp"), onDemand: false, CancellationToken.None);
        await runner.RunAsync(FunctionTable.Timer("Forecast"), onDemand: false, CancellationToken.None);
        await app.EndOfAsync("Forecast");
        app.Clock.Advance(TimeSpan.FromHours(1));
        seen.Clear();
        await runner.RunAsync(FunctionTable.Timer("RollUp"), onDemand: false, CancellationToken.None);
        Assert.Contains("rollup.lag=3600 year=2024", seen);
        Assert.Contains("forecast.age=3600", seen);
        Assert.Contains("timer.age=3600 function=RollUp", seen);
        seen.Clear();
        await runner.RunAsync(FunctionTable.Timer("Forecast"), onDemand: false, CancellationToken.None);
        await app.EndOfAsync("Forecast");
        Assert.Contains(
            seen,
            text => text.StartsWith("forecast.flags=", StringComparison.Ordinal)
                && text.EndsWith("year=2024 status=Lagging", StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_a_collectors_address_traces_metrics_and_logs_arrive_there()
    {
        await using var collector = await Collector.StartAsync();
        using var services = Provider(
            new() { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address, ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf" });
        Say(services);
        Assert.Contains("youthfunctions.reports.accepted", collector.Sent("/v1/metrics"), StringComparison.Ordinal);
        Assert.Contains("RollUp", collector.Sent("/v1/traces"), StringComparison.Ordinal);
        Assert.Contains("TimerSucceeded", collector.Sent("/v1/logs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_connection_string_the_events_arrive_as_the_alert_rules_read_them()
    {
        await using var collector = await Collector.StartAsync();
        using var services = Provider(new()
        {
            ["APPLICATIONINSIGHTS_CONNECTION_STRING"] =
                $"InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint={collector.Address}/",
        });
        Say(services);
        var items = collector.Sent("/v2.1/track").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("data")).ToArray();
        var message = items.Single(item => item.GetProperty("baseType").GetString() == "MessageData").GetProperty("baseData")
            .GetProperty("properties");
        Assert.Equal("TimerSucceeded", message.GetProperty("EventName").GetString());
        Assert.Equal("RollUp", message.GetProperty("Function").GetString());
        var exception = items.Single(item => item.GetProperty("baseType").GetString() == "ExceptionData").GetProperty("baseData")
            .GetProperty("properties");
        Assert.Equal("TimerFailed", exception.GetProperty("EventName").GetString());
        Assert.Equal("Export", exception.GetProperty("Function").GetString());
        Assert.Contains(
            items,
            item => item.GetProperty("baseType").GetString() == "MetricData"
                && item.ToString().Contains("youthfunctions.reports.accepted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_thousand_events_and_a_thousand_runs_arrive_whole_whatever_the_caller_samples()
    {
        await using var collector = await Collector.StartAsync();
        using var services = Provider(new()
        {
            ["APPLICATIONINSIGHTS_CONNECTION_STRING"] =
                $"InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint={collector.Address}/",
        });
        var (traces, logs) = (services.GetRequiredService<TracerProvider>(), services.GetRequiredService<LoggerProvider>());
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger("test");
        for (var i = 0; i < 1000; i++)
        {
            // Every second one comes within a trace that its caller does not keep.
            var parent = new ActivityContext(
                ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(),
                i % 2 == 0 ? ActivityTraceFlags.None : ActivityTraceFlags.Recorded, isRemote: true);
            using (var caller = new Activity("caller").SetParentId(parent.TraceId, parent.SpanId, parent.TraceFlags).Start())
            using (Telemetry.Start("RollUp"))
                log.TimerSucceeded("RollUp", "4 units");
            if (i % 250 == 249) // the queue to the sender holds 2,048
                Assert.True(traces.ForceFlush(30_000) && logs.ForceFlush(30_000));
        }

        var kinds = collector.Sent("/v2.1/track").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("data").GetProperty("baseType").GetString()!)
            .CountBy(kind => kind).ToDictionary();
        Assert.Equal(1000, kinds["MessageData"]);
        Assert.Equal(1000, kinds["RemoteDependencyData"]);
    }

    [Fact]
    [Trait("Category", "siege")]
    public async Task A_request_costs_no_more_bytes_of_telemetry_than_the_page_on_cost_counts()
    {
        await using var collector = await Collector.StartAsync();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["APPLICATIONINSIGHTS_CONNECTION_STRING"] =
                $"InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint={collector.Address}/",
        }).Build();
        await using var app = await TestApp.StartAsync(storage, services: services =>
        {
            AppHost.SetLogFilters(services);
            Observability.Add(services, configuration, HostKind.Isolated);
        });
        using var reporter = await app.SignInAsync(Role.Reporter, "01");
        const int Reports = 50;
        for (var amount = 0; amount < Reports; amount++)
        {
            var report = Report($"01-{1 + amount % 9:000}", "2024-05", amount);
            (await reporter.SendJsonAsync(HttpMethod.Post, "/api/reports", report)).Dispose();
            (await reporter.GetAsync("/api/reports/01-001/2024-05")).Dispose();
        }

        var (traces, logs) = (app.Services.GetRequiredService<TracerProvider>(), app.Services.GetRequiredService<LoggerProvider>());
        Assert.True(traces.ForceFlush(30_000) && logs.ForceFlush(30_000));
        var lines = collector.Sent("/v2.1/track").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.Contains("\"MetricData\"", StringComparison.Ordinal)).ToArray();
        var bytes = lines.Sum(line => Encoding.UTF8.GetByteCount(line)) / (2.0 * Reports);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{lines.Length / (2.0 * Reports):0.00} records, {bytes:0} bytes a request"));
        Assert.InRange(lines.Length, 2 * Reports, 4 * Reports); // a trace of each, and the events of reports
        Assert.InRange(bytes, 1, 1000); // docs/cost.md and docs/scale.md count 0.9 KB
    }

    [Fact]
    public void What_the_platform_says_of_each_request_is_kept_by_no_host()
    {
        var services = new ServiceCollection().AddLogging();
        AppHost.SetLogFilters(services);
        using var provider = services.BuildServiceProvider();
        var rules = provider.GetRequiredService<Microsoft.Extensions.Options.IOptions<LoggerFilterOptions>>().Value;
        foreach (var category in new[] { "Microsoft", "Azure", "System.Net.Http" })
            Assert.Contains(rules.Rules, rule => rule.CategoryName == category && rule.LogLevel == LogLevel.Warning);
        var hostFile = JsonDocument.Parse(File.ReadAllText(Path.Combine(TestMachine.RepositoryRoot, "host.json"))).RootElement;
        var levels = hostFile.GetProperty("logging").GetProperty("logLevel");
        Assert.Equal("Warning", levels.GetProperty("default").GetString()); // "Executing ..." and "Executed ..." of each call among it
    }

    [Fact]
    public void Without_an_address_nothing_is_registered()
    {
        using var services = Provider([]);
        Assert.Null(services.GetService<TracerProvider>());
        Assert.Null(services.GetService<MeterProvider>());
    }

    private static string Report(string unit, string period, int trees) =>
        $$"""{"unit":"{{unit}}","period":"{{period}}","values":{"trees-planted":{"amount":{{trees}} } } }""";

    private static MeterListener Listen(List<string> seen)
    {
        var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, meterListener) =>
        {
            if (instrument.Meter.Name == Telemetry.Name
                && instrument.Name is "youthfunctions.reports.accepted" or "youthfunctions.reports.refused"
                    or "youthfunctions.reports.lateness"
                    or "youthfunctions.rollup.lag" or "youthfunctions.forecast.age" or "youthfunctions.forecast.flags"
                    or "youthfunctions.timer.age")
                meterListener.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Keep(instrument, "", tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Keep(instrument, $"={value}", tags));
        listener.SetMeasurementEventCallback<double>(
            (instrument, value, tags, _) => Keep(instrument, string.Create(CultureInfo.InvariantCulture, $"={value:0}"), tags));
        listener.Start();
        return listener;

        void Keep(Instrument instrument, string value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var text = new StringBuilder(instrument.Name.Replace("youthfunctions.", "", StringComparison.Ordinal)
                .Replace("reports.", "", StringComparison.Ordinal)).Append(value);
            foreach (var (name, tag) in tags)
                text.Append(CultureInfo.InvariantCulture, $" {name}={tag}");
            lock (seen)
                seen.Add(text.ToString());
        }
    }

    private static ServiceProvider Provider(Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging();
        Observability.Add(services, configuration, HostKind.CustomHandler);
        return services.BuildServiceProvider();
    }

    private static void Say(ServiceProvider services)
    {
        var (traces, metrics) = (services.GetRequiredService<TracerProvider>(), services.GetRequiredService<MeterProvider>());
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger("test");
        Telemetry.Start("RollUp")!.Dispose();
        Telemetry.ReportAccepted(true, -1);
        log.TimerSucceeded("RollUp", "4 units");
        log.TimerFailed(new InvalidOperationException("away"), "Export");
        Assert.True(
            traces.ForceFlush(10_000) && metrics.ForceFlush(10_000) && services.GetRequiredService<LoggerProvider>().ForceFlush(10_000));
    }

    /// <summary>Keeps what is posted to it, by path.</summary>
    private sealed class Collector : IAsyncDisposable
    {
        private readonly Dictionary<string, StringBuilder> _sent = [];
        private WebApplication _app = null!;

        public string Address => _app.Urls.First();

        public static async Task<Collector> StartAsync()
        {
            var collector = new Collector();
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            collector._app = builder.Build();
            collector._app.Urls.Add("http://127.0.0.1:0");
            collector._app.Run(collector.TakeAsync);
            await collector._app.StartAsync();
            return collector;
        }

        public string Sent(string path)
        {
            lock (_sent)
                return _sent.TryGetValue(path, out var text) ? text.ToString() : "";
        }

        public ValueTask DisposeAsync() => _app.DisposeAsync();

        private async Task TakeAsync(HttpContext http)
        {
            var body = http.Request.Headers.ContentEncoding == "gzip"
                ? new GZipStream(http.Request.Body, CompressionMode.Decompress)
                : http.Request.Body;
            using var reader = new StreamReader(body);
            var text = await reader.ReadToEndAsync();
            lock (_sent)
            {
                if (!_sent.TryGetValue(http.Request.Path, out var all))
                    _sent[http.Request.Path] = all = new StringBuilder();
                all.AppendLine(text);
            }

            var items = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
            if (http.Request.Path == "/v2.1/track")
                await http.Response.WriteAsJsonAsync(new { itemsReceived = items, itemsAccepted = items, errors = Array.Empty<object>() });
        }
    }
}
