using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using YouthFunctions.Access;
using YouthFunctions.Access.Keys;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Form.Reminders;
using YouthFunctions.Hosting;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Reports.Records;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Form;

/// <summary>The product as a phone sees it: it can be killed and started again on the same port, and can drop the line after it has
/// stored a report and before it answers.</summary>
public sealed class PhoneSite : IAsyncDisposable
{
    private readonly string _prefix = StorageFixture.NewPrefix();
    private readonly StorageFixture _storage;
    private readonly LineCut _cut = new();
    private WebApplication _app = null!;

    private PhoneSite(StorageFixture storage) => _storage = storage;

    /// <summary>3 June 2024, when May is due, as the tests of the form have it.</summary>
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2024, 6, 3, 2, 0, 0, TimeSpan.Zero));

    /// <summary>Takes what is sent to phones that agreed to be reminded.</summary>
    public FakePushService Push { get; } = new();

    /// <summary>The port, the same after a restart.</summary>
    public int Port { get; private set; }

    /// <summary>How many requests the line is cut for, after the product has done its work and before it answers.</summary>
    public int AnswersToLose
    {
        set => _cut.Left = value;
    }

    /// <summary>Starts it.</summary>
    public static async Task<PhoneSite> StartAsync(StorageFixture storage)
    {
        var site = new PhoneSite(storage);
        await Store.FromConnectionString(storage.ConnectionString, site._prefix).CreateMissingAsync(default);
        await site.StartAgainAsync();
        return site;
    }

    /// <summary>Starts it on its port, with what it stored.</summary>
    public async Task StartAgainAsync()
    {
        _app = AppHost.Standalone(
            Store.FromConnectionString(_storage.ConnectionString, _prefix), Clock, Port, [], withTimers: false,
            services => services.AddSingleton<IStartupFilter>(_cut)
                .AddSingleton(_ => new PushSender(FakePushService.Settings, Push.CreateLine())));
        await _app.StartAsync();
        Port = new Uri(_app.Urls.First()).Port;
    }

    /// <summary>Kills it.</summary>
    public async Task KillAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    /// <summary>The product's service of a type.</summary>
    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>The text of a new key.</summary>
    public async Task<NewKey> KeyAsync(string unit, Role role = Role.Reporter) =>
        await Get<KeyStore>().CreateAsync(role, UnitCode.Parse(unit), "test", default);

    /// <summary>A client with a key.</summary>
    public async Task<HttpClient> ClientAsync(Role role, string unit)
    {
        var client = new HttpClient { BaseAddress = new Uri($"http://localhost:{Port}") };
        client.DefaultRequestHeaders.Add(Authenticator.KeyHeader, (await KeyAsync(unit, role)).Text);
        return client;
    }

    /// <summary>A code on paper for a unit.</summary>
    public async Task<string> CodeAsync(string unit, bool isOneTime = true) => (await Get<InvitationStore>().CreateAsync(
        [new Invitation(UnitCode.Parse(unit), new Month(2024, 6), unit, Clock.GetUtcNow().AddDays(30), isOneTime, "test")], default))[0];

    /// <summary>All revisions of a report, the first one first.</summary>
    public Task<IReadOnlyList<Report>> RevisionsAsync(string unit, string period) =>
        Get<ReportStore>().RevisionsAsync(UnitCode.Parse(unit), Month.Parse(period), default);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private sealed class LineCut : IStartupFilter
    {
        private int _left;

        public int Left
        {
            set => Volatile.Write(ref _left, value);
        }

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (http, goOn) =>
            {
                if (http.Request is not { Method: "POST", Path.Value: "/api/reports", QueryString.HasValue: false }
                    || Volatile.Read(ref _left) == 0)
                {
                    await goOn(http);
                    return;
                }

                Interlocked.Decrement(ref _left);
                http.Response.Body = Stream.Null;
                await goOn(http);
                http.Abort();
            });
            next(app);
        };
    }
}
