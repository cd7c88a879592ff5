using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Runtime;

namespace YouthFunctions.Hosting;

/// <summary>
/// Where traces, metrics and logs go, by OpenTelemetry: to Azure Monitor when <c>APPLICATIONINSIGHTS_CONNECTION_STRING</c> is set,
/// to a collector when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is, to the console with <c>Telemetry:Console=true</c>; else nowhere. No
/// sampling: alerts go by single events.
/// </summary>
public static class Observability
{
    /// <summary>.NET's own meters that tell of requests, of calls to storage, and of memory and processor.</summary>
    private static readonly string[] PlatformMeters = ["Microsoft.AspNetCore.Hosting", "System.Net.Http", "System.Runtime"];

    /// <summary>Whether telemetry goes anywhere.</summary>
    public static bool IsOn(IConfiguration configuration) =>
        AzureMonitor(configuration) is not null || HasCollector(configuration) || HasConsole(configuration);

    /// <summary>Registers what the settings ask for.</summary>
    public static void Add(IServiceCollection services, IConfiguration configuration, HostKind host)
    {
        if (!IsOn(configuration))
            return;
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("youth-functions", serviceVersion: ProductVersion.Current)
                .AddAttributes([new KeyValuePair<string, object>("youthfunctions.head", host.Name)]))
            .WithTracing(traces => traces.AddSource(Telemetry.Name).SetSampler(new AlwaysOnSampler()))
            .WithMetrics(metrics => metrics.AddMeter([Telemetry.Name, .. PlatformMeters]))
            .WithLogging(null, logs => logs.IncludeFormattedMessage = true);
        if (HasCollector(configuration))
            telemetry.UseOtlpExporter();
        if (HasConsole(configuration))
            telemetry.WithTracing(traces => traces.AddConsoleExporter()).WithMetrics(metrics => metrics.AddConsoleExporter());
        if (AzureMonitor(configuration) is not null)
            telemetry.WithTracing(traces => traces.AddAzureMonitorTraceExporter(Set))
                .WithMetrics(metrics => metrics.AddAzureMonitorMetricExporter(Set))
                .WithLogging(logs => logs.AddAzureMonitorLogExporter(Set));

        void Set(AzureMonitorExporterOptions options)
        {
            options.ConnectionString = AzureMonitor(configuration);
            options.EnableLiveMetrics = false;
            // The exporter sets a sampler of its own after ours, of five traces a second, and leaves out the logs of those not taken.
            options.TracesPerSecond = null;
            options.SamplingRatio = 1;
            options.EnableTraceBasedLogsSampler = false;
            // On Azure the resource takes no key: the app's identity signs what it sends.
            if (configuration["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"] is { Length: > 0 })
                options.Credential = new DefaultAzureCredential();
        }
    }

    private static string? AzureMonitor(IConfiguration configuration) =>
        configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"] is not { Length: > 0 } connection ? null
        : connection.Contains("InstrumentationKey=", StringComparison.OrdinalIgnoreCase) ? connection
        : throw new SettingException("APPLICATIONINSIGHTS_CONNECTION_STRING is the connection string of an Application Insights resource.");

    private static bool HasCollector(IConfiguration configuration) => configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 } text
        && (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? true
            : throw new SettingException("OTEL_EXPORTER_OTLP_ENDPOINT is an address such as http://localhost:4317."));

    private static bool HasConsole(IConfiguration configuration) => configuration["Telemetry:Console"] is { Length: > 0 } text
        && (bool.TryParse(text, out var isOn) ? isOn : throw new SettingException("Telemetry__Console is true or false."));
}
