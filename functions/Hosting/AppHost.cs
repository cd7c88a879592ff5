using Azure.Identity;
using Microsoft.AspNetCore.Http;
using YouthFunctions.Plan;
using YouthFunctions.Storage;

namespace YouthFunctions.Hosting;

/// <summary>Makes the web application of the two heads that run on Kestrel.</summary>
public static class AppHost
{
    /// <summary>The largest request body taken, in bytes.</summary>
    public const long BodyLimit = 64L * 1024 * 1024;

    /// <summary>The account named in the configuration: <c>Storage:ConnectionString</c>, or <c>Storage:TableEndpoint</c>
    /// and <c>Storage:BlobEndpoint</c> with the app's identity.</summary>
    /// <exception cref="InvalidOperationException">Neither is set.</exception>
    public static Store ConfiguredStore(IConfiguration configuration)
    {
        var prefix = configuration["Storage:Prefix"] ?? "";
        if (configuration["Storage:ConnectionString"] is { Length: > 0 } connection)
            return Store.ByConnectionString(connection, prefix);
        return configuration["Storage:TableEndpoint"] is { Length: > 0 } tables && configuration["Storage:BlobEndpoint"] is { Length: > 0 } blobs
            ? Store.ByIdentity(new Uri(tables), new Uri(blobs), new DefaultAzureCredential(), prefix)
            : throw new InvalidOperationException("Set Storage__TableEndpoint and Storage__BlobEndpoint, or Storage__ConnectionString, to say where data is kept.");
    }

    /// <summary>A standalone web server on the loopback interface, with the timers' clock.</summary>
    /// <param name="store">Where data is kept.</param>
    /// <param name="clock">The product's clock.</param>
    /// <param name="port">0 for any free one.</param>
    /// <param name="heldOpenYears">Years whose months never close.</param>
    /// <param name="withTimers">Whether timers fire by themselves.</param>
    /// <param name="services">Puts services in place of the product's own; for tests.</param>
    public static WebApplication Standalone(
        Store store, TimeProvider clock, int port, IReadOnlyCollection<int> heldOpenYears, bool withTimers, Action<IServiceCollection>? services = null)
    {
        var builder = Builder(port);
        builder.Services.AddYouthFunctions(store, clock, PlanFiles.Read(Services.PlanDirectory, heldOpenYears), UnitRegister.Shipped(Services.PlanDirectory));
        if (withTimers)
            builder.Services.AddHostedService<TimerClock>();
        else
            builder.Logging.SetMinimumLevel(LogLevel.Warning); // a command draws its own progress
        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.Run(app.Services.GetRequiredService<Dispatcher>().DispatchAsync);
        return app;
    }

    /// <summary>The handler behind an Azure Functions host: the same functions, and an address for each timer.</summary>
    /// <param name="port">Where the host expects it.</param>
    public static WebApplication CustomHandler(int port)
    {
        var builder = Builder(port);
        builder.Services.AddYouthFunctions(
            ConfiguredStore(builder.Configuration), TimeProvider.System, PlanFiles.Read(Services.PlanDirectory, []), UnitRegister.Shipped(Services.PlanDirectory));
        builder.Services.AddSingleton<CustomHandler>();
        builder.Services.AddHostedService<StorageSetup>();
        var app = builder.Build();
        app.Run(app.Services.GetRequiredService<CustomHandler>().AnswerAsync);
        return app;
    }

    private static WebApplicationBuilder Builder(int port)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        // The Functions host leaves its own ASPNETCORE_URLS in the environment: the port is set outright.
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            if (port == 0)
                kestrel.Listen(System.Net.IPAddress.Loopback, 0);
            else
                kestrel.ListenLocalhost(port);
            kestrel.Limits.MaxRequestBodySize = BodyLimit;
            kestrel.AddServerHeader = false;
        });
        builder.Logging.SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft", LogLevel.Warning).AddFilter("Azure", LogLevel.Warning);
        return builder;
    }
}
