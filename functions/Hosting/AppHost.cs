using Azure.Identity;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Installation;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Queues;
using YouthFunctions.Reports.Receiving;
using YouthFunctions.Storage;
using YouthFunctions.Units;

namespace YouthFunctions.Hosting;

/// <summary>Makes the web application of the two heads that run on Kestrel, and what the two behind a Functions host share.</summary>
public static class AppHost
{
    /// <summary>The account named in the configuration: <c>Storage:ConnectionString</c>, or <c>Storage:TableEndpoint</c> and
    /// <c>Storage:BlobEndpoint</c> with the app's identity. <c>Storage:QueueEndpoint</c> follows from the tables' where it is not
    /// set.</summary>
    /// <exception cref="SettingException">Neither is set, or one of them is not what it should be.</exception>
    public static Store ConfiguredStore(IConfiguration configuration)
    {
        var prefix = configuration["Storage:Prefix"] ?? "";
        if (!prefix.All(char.IsAsciiLetterOrDigit))
            throw new SettingException("Storage__Prefix has letters and digits only.");
        if (configuration["Storage:ConnectionString"] is { Length: > 0 } connection)
            return StoreFromConnectionString(connection, prefix);
        if (configuration["Storage:TableEndpoint"] is not { Length: > 0 } tables
            || configuration["Storage:BlobEndpoint"] is not { Length: > 0 } blobs)
            throw new SettingException(
                "Set Storage__TableEndpoint and Storage__BlobEndpoint, or Storage__ConnectionString, to say where data is kept.");
        var queues = configuration["Storage:QueueEndpoint"] is { Length: > 0 } given
            ? given
            : tables.Replace(".table.", ".queue.", StringComparison.OrdinalIgnoreCase); // as Azure names an account's services
        return Store.FromIdentity(
            Address(tables, "Storage__TableEndpoint"), Address(blobs, "Storage__BlobEndpoint"), Address(queues, "Storage__QueueEndpoint"),
            new DefaultAzureCredential(), prefix);
    }

    private static Uri Address(string text, string setting) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is ("https" or "http")
        ? address
        : throw new SettingException($"{setting} is an address, such as https://ACCOUNT.table.core.windows.net.");

    private static Store StoreFromConnectionString(string connection, string prefix)
    {
        try
        {
            return Store.FromConnectionString(connection, prefix);
        }
        catch (Exception error) when (error is FormatException or InvalidOperationException or ArgumentException)
        {
            throw new SettingException("Storage__ConnectionString is not the connection string of a storage account.");
        }
    }

    /// <summary>A standalone web server on the loopback interface, with the timers' clock.</summary>
    /// <param name="store">Where data is kept.</param>
    /// <param name="clock">The product's clock.</param>
    /// <param name="port">0 for any free one.</param>
    /// <param name="heldOpenYears">Years whose months never close.</param>
    /// <param name="withTimers">Whether timers fire by themselves.</param>
    /// <param name="services">Puts services in place of the product's own; for tests.</param>
    public static WebApplication Standalone(
        Store store, TimeProvider clock, int port, IReadOnlyCollection<int> heldOpenYears, bool withTimers,
        Action<IServiceCollection>? services = null)
    {
        var builder = Builder(port);
        builder.Services.AddSingleton(HostKind.Standalone);
        Observability.Add(builder.Services, builder.Configuration, HostKind.Standalone);
        builder.Services.AddYouthFunctions(
            store, clock, InstallationFiles.ReadPlans(heldOpenYears), InstallationFiles.ReadUnits());
        // A command works off what it sets going itself; who serves also looks for what others sent or left.
        builder.Services.AddSingleton(new PollerOptions(PollsUnasked: withTimers, QueueFunction.RetryDelay))
            .AddSingleton<QueuePoller>().AddHostedService(provider => provider.GetRequiredService<QueuePoller>());
        if (withTimers)
            builder.Services.AddHostedService<TimerScheduler>()
                .AddHostedService(provider => provider.GetRequiredService<RollupRequests>());
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
        AddBehindHost(builder.Services, builder.Configuration, HostKind.CustomHandler);
        builder.Services.AddSingleton<CustomHandler>().AddHostedService<ParentWatch>();
        var app = builder.Build();
        app.Run(app.Services.GetRequiredService<CustomHandler>().AnswerAsync);
        return app;
    }

    /// <summary>Registers the product for a head behind an Azure Functions host, which fires the timers.</summary>
    public static void AddBehindHost(IServiceCollection services, IConfiguration configuration, HostKind host)
    {
        services.AddSingleton(host);
        SetLogFilters(services);
        Observability.Add(services, configuration, host);
        var store = ConfiguredStore(configuration);
        CheckQueueName(configuration["PartsQueue"], store, QueueName.Parts);
        CheckQueueName(configuration["RollupsQueue"], store, QueueName.Rollups);
        services.AddYouthFunctions(
            store, TimeProvider.System, InstallationFiles.ReadPlans([]), InstallationFiles.ReadUnits());
        services.AddHostedService<StorageSetup>().AddHostedService(provider => provider.GetRequiredService<RollupRequests>());
    }

    // The host reads the name from the setting, and the product makes its own from the prefix: messages must not go past each other.
    private static void CheckQueueName(string? name, Store store, QueueName queue)
    {
        if (name is not null && name != store.Queue(queue).Name)
            throw new SettingException($"{queue}Queue must be {store.Queue(queue).Name}, which follows from Storage__Prefix.");
    }

    /// <summary>What is logged on every head: all that the product says, and warnings of what it stands on. The platform's lines of
    /// each request and of each call to storage would be four times the product's own, and nobody's alert reads them.</summary>
    public static void SetLogFilters(IServiceCollection services) => services.AddLogging(logging =>
        logging.SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft", LogLevel.Warning).AddFilter("Azure", LogLevel.Warning)
            .AddFilter("System.Net.Http", LogLevel.Warning));

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
            HostKind.Limit(kestrel);
        });
        SetLogFilters(builder.Services);
        return builder;
    }
}
