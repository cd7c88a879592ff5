using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using YouthFunctions.Access.Keys;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Hosting;
using YouthFunctions.Storage;

namespace YouthFunctions.Benchmarks;

/// <summary>The two servers of <see cref="IntakeBenchmark"/>, each in a process of its own so that processor time and memory can be
/// told apart.</summary>
internal static class IntakeServers
{
    /// <summary>The name of the step that serves.</summary>
    public const string Step = "intake-serve";

    private const string Prefix = "intake";

    /// <summary>Serves until its standard input ends; the address and the key stand in its first line of output.</summary>
    /// <param name="which"><c>bare</c> or <c>product</c>.</param>
    /// <param name="connectionString">The emulator's.</param>
    public static async Task<int> ServeAsync(string which, string connectionString)
    {
        var store = Store.FromConnectionString(connectionString, Prefix);
        await using var app = which == "bare"
            ? CreateBaseline(store)
            : AppHost.Standalone(store, TimeProvider.System, 0, [2024], withTimers: false);
        await app.StartAsync();
        var key = which == "bare" ? null
            : await app.Services.GetRequiredService<KeyStore>()
                .CreateAsync(Role.Reporter, UnitCode.Country, "race", CancellationToken.None);
        Console.WriteLine($"{app.Urls.First()} {key?.Text ?? "none"}");
        await Console.In.ReadToEndAsync();
        return 0;
    }

    /// <summary>Makes the tables.</summary>
    public static Task PrepareAsync(string connectionString) =>
        Store.FromConnectionString(connectionString, Prefix).CreateMissingAsync(CancellationToken.None);

    // What a report costs at the least: read the body, write one row.
    private static WebApplication CreateBaseline(Store store)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapPost("/api/reports", async (HttpRequest request) =>
        {
            using var document = await JsonDocument.ParseAsync(request.Body);
            var root = document.RootElement;
            await store.Table(TableName.Audit).AddEntityAsync(
                new TableEntity(
                    root.GetProperty("unit").GetString()![..2] + "|2024", $"{root.GetProperty("unit")}|{root.GetProperty("period")}")
                {
                    ["Values"] = root.GetProperty("values").GetRawText(),
                });
            return Results.StatusCode(StatusCodes.Status201Created);
        });
        return app;
    }
}

/// <summary>A server of the race, as the one who posts sees it.</summary>
internal sealed class IntakeServer : IDisposable
{
    private readonly Process _process;

    private IntakeServer(Process process, Uri address, string key) => (_process, Address, Key) = (process, address, key);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>What it lets in.</summary>
    public string Key { get; }

    /// <summary>Processor time so far, in seconds.</summary>
    public double Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime.TotalSeconds;
        }
    }

    /// <summary>The most memory that the process held, in MB.</summary>
    public double PeakMemory
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64 / 1e6;
        }
    }

    /// <summary>Starts one.</summary>
    public static async Task<IntakeServer> StartAsync(string which, string connectionString)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [IntakeServers.Step, which, connectionString])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        // The load comes from one caller, whom the product would slow down.
        start.Environment["RateLimit__PerMinute"] = start.Environment["RateLimit__Burst"] = 10_000_000.ToString(
            CultureInfo.InvariantCulture);
        // The bare server runs as .NET comes; the product as its project file says.
        if (which == "product")
            (start.Environment["DOTNET_TieredPGO"], start.Environment["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"]) = ("0", "0");
        var process = Process.Start(start)!;
        var line = (await process.StandardOutput.ReadLineAsync())?.Split(' ')
            ?? throw new InvalidOperationException($"The {which} server did not start.");
        return new IntakeServer(process, new Uri(line[0]), line[1]);
    }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
