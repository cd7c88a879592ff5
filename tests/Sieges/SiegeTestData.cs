using System.Globalization;
using System.Net;
using System.Text;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Access;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Catalog;
using YouthFunctions.Jobs;
using YouthFunctions.Queues;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.House.Faults;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Sieges;

/// <summary>
/// The whole product on a small country, with a line to storage on which faults are played, and beside it what its senders
/// know: every report that was accepted. Senders send again what was not answered, timers run again what failed.
/// </summary>
internal sealed class SiegeTestData : IAsyncDisposable
{
    /// <summary>The year that is reported.</summary>
    public const int Year = 2024;

    private const int Patience = 40;
    private readonly TestApp _app;
    private readonly string _prefix;
    private readonly int _communes;
    private readonly HttpClient _reporter;
    private readonly HttpClient _leader;

    private SiegeTestData(
        TestApp app, FaultTransport line, Store store, HttpClient reporter, HttpClient leader, string prefix, int communes) =>
        (_app, Line, Store, _reporter, _leader, _prefix, _communes) = (app, line, store, reporter, leader, prefix, communes);

    /// <summary>The line between the product and storage.</summary>
    public FaultTransport Line { get; }

    /// <summary>Storage past that line, for looking at what is there.</summary>
    public Store Store { get; }

    /// <summary>Every accepted report: the amounts of its revisions, the first one first.</summary>
    public Dictionary<(UnitCode Unit, int Month), List<int>> Accepted { get; } = [];

    /// <summary>The instants at which a file or a confirmation was accepted.</summary>
    public List<(DateTimeOffset Instant, string Function)> Audited { get; } = [];

    /// <summary>How often a sender was told that its key is being answered already.</summary>
    public int InProgress { get; private set; }

    /// <summary>The instant that the product sees.</summary>
    public DateTimeOffset Now => _app.Clock.GetUtcNow();

    /// <summary>Starts a country of two provinces, with communes in one district of the first.</summary>
    public static Task<SiegeTestData> StartAsync(StorageFixture storage, int communes, Action<IServiceCollection>? services = null) =>
        StartAsync(storage, StorageFixture.NewPrefix(), communes, services);

    /// <summary>Starts another instance on the same storage, with a line of its own.</summary>
    public Task<SiegeTestData> StartAnotherAsync(StorageFixture storage) => StartAsync(storage, _prefix, _communes, null);

    private static async Task<SiegeTestData> StartAsync(
        StorageFixture storage, string prefix, int communes, Action<IServiceCollection>? services)
    {
        var line = new FaultTransport();
        var app = await TestApp.StartAsync(storage, prefix: prefix, heldOpenYears: [Year], services: all =>
        {
            all.AddSingleton(Country(communes)).AddSingleton(line.Store(storage, prefix))
                .AddSingleton(new CallerRateLimiter(6_000_000, 1_000_000))
                .AddSingleton(new PollerOptions(false, TimeSpan.Zero, AtOnce: 0)); // messages are delivered one after the other, below
            services?.Invoke(all);
        });
        return new SiegeTestData(
            app, line, Store.FromConnectionString(storage.ConnectionString, prefix),
            await app.SignInAsync(Role.Reporter, "VN"), await app.SignInAsync(Role.Leader, "VN"), prefix, communes);
    }

    /// <summary>The code of a commune, 1 for the first.</summary>
    public static UnitCode Commune(int number) => UnitCode.Parse(string.Create(CultureInfo.InvariantCulture, $"{number:00000}"));

    /// <summary>The product's services.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>A service of the product.</summary>
    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>Time passes: what the product keeps in memory is old.</summary>
    public void Advance(TimeSpan time) => _app.Clock.Advance(time);

    /// <summary>Sends a report, or a correction of the last one accepted, until it is accepted.</summary>
    /// <param name="unit">Of whom.</param>
    /// <param name="month">1 to 5.</param>
    /// <param name="amount">What it says, other than the revision before.</param>
    /// <param name="key">An idempotency key; null for none.</param>
    public async Task ReportAsync(UnitCode unit, int month, int amount, string? key = null)
    {
        var former = Accepted.GetValueOrDefault((unit, month))?.Count;
        var more = former is null ? "" : string.Create(CultureInfo.InvariantCulture, $$""","replaces":{{former}},"reason":"đếm sót" """);
        var body = string.Create(
            CultureInfo.InvariantCulture,
            $$$"""{"unit":"{{{unit}}}","period":"{{{Year}}}-0{{{month}}}","values":{"trees-planted":{"amount":{{{amount}}}}}{{{more}}}}""");
        var status = await SendAsync(_reporter, "/api/reports", body, "application/json", key);
        Assert.True(status is HttpStatusCode.OK or HttpStatusCode.Created, $"{status} for {body}");
        Accept(unit, month, amount);
    }

    /// <summary>Sends a file of first reports until it is accepted.</summary>
    public async Task SendFileAsync(IReadOnlyList<(UnitCode Unit, int Month)> places, int amount)
    {
        var file = new StringBuilder("unit,period,trees-planted\n");
        foreach (var (unit, month) in places)
            file.Append(CultureInfo.InvariantCulture, $"{unit},{Year}-0{month},{amount}\n");
        Assert.Equal(HttpStatusCode.OK, await SendAsync(_reporter, "/api/reports/batch", file.ToString(), "text/csv", null));
        foreach (var (unit, month) in places)
            Accept(unit, month, amount);
        Audited.Add((Now, "SubmitBatch"));
    }

    /// <summary>Confirms the last accepted revision of a report as the unit above, until it is accepted.</summary>
    public async Task ConfirmAsync(UnitCode unit, int month)
    {
        var body = string.Create(CultureInfo.InvariantCulture, $$"""{"revision":{{Accepted[(unit, month)].Count}}}""");
        var path = string.Create(CultureInfo.InvariantCulture, $"/api/reports/{unit}/{Year}-0{month}/confirm");
        Assert.Equal(HttpStatusCode.OK, await SendAsync(_leader, path, body, "application/json", null));
        Audited.Add((Now, "ConfirmReport"));
    }

    /// <summary>Runs a timer until it succeeds.</summary>
    public async Task RunAsync(string timer)
    {
        for (var left = Patience; left > 0; left--)
        {
            var result = await Get<TimerRunner>().RunAsync(FunctionTable.Timer(timer), onDemand: false, CancellationToken.None);
            if (result.State == RunState.Succeeded)
                return;
            if (result.State == RunState.InParts)
            {
                await new PlayedPlatform(Services, Store, Line, _app.Clock).DrainAsync(timer);
                return;
            }

            Line.Revive();
            if (result.State == RunState.Skipped) // the lease of one that died ends after a minute
                await Store.Container(ContainerName.Locks).GetBlobClient($"timers/{timer}").GetBlobLeaseClient().BreakAsync(TimeSpan.Zero);
        }

        Assert.Fail($"{timer} never succeeded.");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _reporter.Dispose();
        _leader.Dispose();
        await _app.DisposeAsync();
    }

    /// <summary>Removes its tables, for a test that makes many countries.</summary>
    public Task RemoveTablesAsync() =>
        Task.WhenAll(Enum.GetValues<TableName>().Select(table => Store.Table(table).DeleteAsync()));

    /// <summary>Two provinces, one with communes in its district; if reorganised, without that district from July 2025 on.</summary>
    public static UnitRegister Country(int communes, bool isReorganised = false) => new(
    [
        new UnitTree(new Month(2021, 1),
        [
            new Unit(UnitCode.Country, "Trung ương Đoàn", null), Unit("01", "Thành phố Hà Nội", "VN"), Unit("01-001", "Quận Ba Đình", "01"),
            .. Enumerable.Range(1, communes).Select(number => new Unit(Commune(number), $"Phường {number}", UnitCode.Parse("01-001"))),
            Unit("79", "Thành phố Hồ Chí Minh", "VN"), Unit("79-760", "Quận 1", "79"),
        ]),
        .. isReorganised
            ? new[]
            {
                new UnitTree(new Month(2025, 7),
                [
                    new Unit(UnitCode.Country, "Trung ương Đoàn", null), Unit("01", "Thành phố Hà Nội", "VN"),
                    Unit("00001", "Phường Ba Đình", "01"), Unit("79", "Thành phố Hồ Chí Minh", "VN"),
                ]),
            }
            : [],
    ]);

    private static Unit Unit(string code, string name, string parent) => new(UnitCode.Parse(code), name, UnitCode.Parse(parent));

    private void Accept(UnitCode unit, int month, int amount)
    {
        if (!Accepted.TryGetValue((unit, month), out var revisions))
            Accepted[(unit, month)] = revisions = [];
        revisions.Add(amount);
    }

    // As a form app does: an answer of 500 or above, none at all, or "in progress" means to send it again.
    private async Task<HttpStatusCode> SendAsync(HttpClient client, string path, string body, string type, string? key)
    {
        for (var left = Patience; ; left--)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, type) };
            if (key is not null)
                request.Headers.Add("Idempotency-Key", key);
            using var answer = await client.SendAsync(request);
            var isInProgress = answer.StatusCode == HttpStatusCode.Conflict
                && (await answer.Content.ReadAsStringAsync()).Contains("idempotency-in-progress", StringComparison.Ordinal);
            if (left == 0 || ((int)answer.StatusCode < 500 && !isInProgress))
                return answer.StatusCode;
            // A request that broke off holds its key for two minutes.
            if (isInProgress && ++InProgress % 3 == 0)
                Advance(TimeSpan.FromMinutes(3));
            Line.Revive();
        }
    }
}
