using System.Text.Json;
using Microsoft.AspNetCore.Http;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Hosting.Heads;

/// <summary>The published program behind a host that reads its <c>function.json</c> files and proxies HTTP to it, as its
/// <c>host.json</c> asks.</summary>
internal sealed class CustomHandlerHead : IHead
{
    private readonly HandlerProcess _handler;
    private readonly Forwarder _forwarder;
    private readonly QueuePump _pump;
    private FrontDoor _door = null!;

    private CustomHandlerHead(HandlerProcess handler, Store store)
    {
        (_handler, Store, _forwarder) = (handler, store, new Forwarder(handler.Host.BaseAddress!));
        _pump = new QueuePump(this);
    }

    /// <inheritdoc/>
    public HeadName Name => HeadName.CustomHandler;

    /// <inheritdoc/>
    public Uri Address => _door.Address;

    /// <inheritdoc/>
    public Store Store { get; }

    /// <summary>Publishes and starts it.</summary>
    public static async Task<CustomHandlerHead> StartAsync(StorageFixture storage)
    {
        var appRoot = await PublishedHeads.CustomHandlerAsync();
        var prefix = StorageFixture.NewPrefix();
        var store = Store.FromConnectionString(storage.ConnectionString, prefix);
        await store.CreateMissingAsync(CancellationToken.None);
        var handler = await HandlerProcess.StartAsync(
            [Path.Combine(appRoot, "YouthFunctions")], appRoot, HeadSettings.Of(storage.ConnectionString, prefix));
        var head = new CustomHandlerHead(handler, store);
        head._door = await FrontDoor.StartAsync(Routes(appRoot), head.SendAsync);
        return head;
    }

    /// <inheritdoc/>
    public Task<string?> FireAsync(string timer, bool isLate) => InvokeAsync(timer, "timer", HeadSettings.TimerStatus(isLate));

    /// <inheritdoc/>
    public Task<string?> DeliverAsync(string function, string message) =>
        InvokeAsync(function, "message", JsonSerializer.Serialize(JsonSerializer.Serialize(message))); // a JSON string within one

    private async Task<string?> InvokeAsync(string function, string binding, string trigger)
    {
        var body = $$$$"""{"Data":{"{{{{binding}}}}":{{{{trigger}}}}},"Metadata":{"sys":{"MethodName":"{{{{function}}}}"}}}""";
        using var call = HandlerProcess.TimerCall(function, body);
        using var answer = await _handler.Host.SendAsync(call);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(text).RootElement.ValueKind); // an empty answer would hang the host
        return answer.IsSuccessStatusCode ? null : text;
    }

    private static List<HttpRoute> Routes(string appRoot) =>
    [
        .. Directory.EnumerateFiles(appRoot, "function.json", SearchOption.AllDirectories).Select(file => HttpRoute.Find(
            Path.GetFileName(Path.GetDirectoryName(file))!,
            JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("bindings").EnumerateArray())).OfType<HttpRoute>(),
    ];

    private Task SendAsync(HttpContext http, HttpRoute route) => _forwarder.SendAsync(
        http, ("Host", _handler.Host.BaseAddress!.Authority), ("X-Azure-Functions-InvocationId", HostId.Next()),
        ("X-Forwarded-Host", http.Request.Host.ToString()), ("X-Forwarded-For", http.Connection.RemoteIpAddress!.ToString()),
        ("X-Forwarded-Proto", http.Request.Scheme));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _pump.DisposeAsync();
        await _door.DisposeAsync();
        _forwarder.Dispose();
        _handler.Dispose();
    }
}
