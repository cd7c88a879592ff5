using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Catalog;
using YouthFunctions.Hosting;
using YouthFunctions.Jobs;
using YouthFunctions.Queues;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Hosting.Heads;

/// <summary>Kestrel alone. Its clock is the system's and no year is held open, since the heads behind a host know nothing
/// else.</summary>
internal sealed class StandaloneHead : IHead
{
    private readonly WebApplication _app;

    private StandaloneHead(WebApplication app, Store store) => (_app, Store) = (app, store);

    /// <inheritdoc/>
    public HeadName Name => HeadName.Standalone;

    /// <inheritdoc/>
    public Uri Address => new(_app.Urls.First());

    /// <inheritdoc/>
    public Store Store { get; }

    /// <summary>Starts it.</summary>
    public static async Task<StandaloneHead> StartAsync(StorageFixture storage)
    {
        var store = storage.NewStore();
        await store.CreateMissingAsync(CancellationToken.None);
        var app = AppHost.Standalone(store, TimeProvider.System, 0, [], withTimers: false, services =>
        {
            var settings = new ConfigurationBuilder()
                .AddInMemoryCollection([new(PublicAddress.Setting, HeadSettings.PublicUrl)]).Build();
            services.AddSingleton(new PublicAddress(settings, HostKind.Standalone));
        });
        await app.StartAsync();
        return new StandaloneHead(app, store);
    }

    /// <inheritdoc/>
    public async Task<string?> FireAsync(string timer, bool isLate)
    {
        var runner = _app.Services.GetRequiredService<TimerRunner>();
        var result = await runner.RunAsync(FunctionTable.Timer(timer), onDemand: false, CancellationToken.None);
        return result.State is RunState.Succeeded or RunState.Skipped or RunState.InParts ? null : $"{result.State}: {result.Error}";
    }

    /// <inheritdoc/>
    public async Task<string?> DeliverAsync(string function, string message)
    {
        var runner = _app.Services.GetRequiredService<QueueRunner>();
        return (await runner.RunAsync(FunctionTable.All.Queue(function), message, CancellationToken.None)).Error;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
