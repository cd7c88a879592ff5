using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Core.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using YouthFunctions.Access;
using YouthFunctions.Access.Keys;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Catalog;
using YouthFunctions.Hosting;
using YouthFunctions.Jobs;
using YouthFunctions.Jobs.Runs;
using YouthFunctions.Storage;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.House;

/// <summary>The product on a free port with tables of its own and a clock that stands still, on the emulator of the run.</summary>
public sealed class TestApp : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(5);
    private readonly WebApplication _app;

    private TestApp(WebApplication app, Store store, FakeTimeProvider clock) => (_app, Store, Clock) = (app, store, clock);

    /// <summary>The clock of the product; 2024-06-03 09:00 in Viet Nam at first, when May is open.</summary>
    public FakeTimeProvider Clock { get; }

    /// <summary>The tables and containers.</summary>
    public Store Store { get; }

    /// <summary>The product's services.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <summary>Starts it.</summary>
    /// <param name="storage">The emulator.</param>
    /// <param name="transport">Replaces the network below the storage SDK; the tables are made without it.</param>
    /// <param name="services">Puts services in place of the product's own.</param>
    /// <param name="heldOpenYears">Years whose months never close.</param>
    /// <param name="whyNoWrites">Why storage takes no writes now.</param>
    /// <param name="prefix">Tables and containers of an earlier app to go on with; null for new ones.</param>
    public static async Task<TestApp> StartAsync(
        StorageFixture storage, HttpPipelineTransport? transport = null, string? prefix = null, Action<IServiceCollection>? services = null,
        int[]? heldOpenYears = null, Func<string?>? whyNoWrites = null)
    {
        prefix ??= StorageFixture.NewPrefix();
        await Store.FromConnectionString(storage.ConnectionString, prefix).CreateMissingAsync(CancellationToken.None);
        var store = Store.FromConnectionString(storage.ConnectionString, prefix, transport, whyNoWrites);
        var clock = new FakeTimeProvider(new DateTimeOffset(2024, 6, 3, 2, 0, 0, TimeSpan.Zero));
        var app = AppHost.Standalone(store, clock, 0, heldOpenYears ?? [], withTimers: false, services);
        await app.StartAsync();
        // What a process reads at its start is none of the calls that a test counts. Storage that hangs holds nobody.
        var trees = app.Services.GetServices<IHostedService>().OfType<UnitTreesAtStart>().Single().ExecuteTask!;
        await Task.WhenAny(trees, Task.Delay(StartPatience));
        return new TestApp(app, store, clock);
    }

    /// <summary>A client that carries a new key.</summary>
    public async Task<HttpClient> SignInAsync(Role role, string unit)
    {
        var key = await Services.GetRequiredService<KeyStore>().CreateAsync(role, UnitCode.Parse(unit), "test", CancellationToken.None);
        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Add(Authenticator.KeyHeader, key.Text);
        client.DefaultRequestHeaders.Add("Accept-Language", "en");
        return client;
    }

    /// <summary>Waits until the run of a job in parts is over.</summary>
    public Task<JobRun> EndOfAsync(string job) => EndOfAsync(Store, job);

    /// <summary>Runs a job in parts to its end, and asserts that it did its work.</summary>
    public static async Task<JobRun> RunAsync(IServiceProvider services, string job)
    {
        await services.GetRequiredService<TimerRunner>().RunAsync(FunctionTable.Timer(job), onDemand: true, CancellationToken.None);
        var run = await EndOfAsync(services.GetRequiredService<Store>(), job);
        Assert.Equal(RunPhase.Succeeded, run.Phase);
        return run;
    }

    /// <summary>Waits until the run of a job in parts is over, of whatever works on that storage.</summary>
    public static async Task<JobRun> EndOfAsync(Store store, string job)
    {
        var runs = new RunStore(store);
        while (true)
        {
            var run = await runs.FindAsync(job, CancellationToken.None)
                ?? throw new InvalidOperationException($"{job} has no run.");
            if (!run.IsActive)
                return run;
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }

    /// <summary>Sets the shipped plan of 2024 for another year, as the centre's administrator does.</summary>
    public async Task SetPlanAsync(int year)
    {
        using var centre = await SignInAsync(Role.Administrator, "VN");
        var plan = JsonNode.Parse(await centre.GetStringAsync("/api/plans/2024"))!;
        plan["year"] = year;
        (await centre.SendJsonAsync(HttpMethod.Put, $"/api/plans/{year}", plan.ToJsonString())).EnsureSuccessStatusCode();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

/// <summary>Short words for requests and answers.</summary>
public static class HttpExtensions
{
    /// <summary>Sends JSON text.</summary>
    public static Task<HttpResponseMessage> SendJsonAsync(
        this HttpClient client, HttpMethod method, string path, string json, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return client.SendAsync(request);
    }

    /// <summary>Begins a job, waits for its end, and asserts that it did its work; the answer that tells of it.</summary>
    public static async Task<HttpResponseMessage> RunJobAsync(this HttpClient client, string path)
    {
        using var begun = await client.PostAsync(new Uri(path, UriKind.Relative), null);
        if (begun.StatusCode == HttpStatusCode.Conflict) // asking for sums that are behind sets a rollup going as well
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50));
            return await client.RunJobAsync(path);
        }

        Assert.True(begun.StatusCode == HttpStatusCode.Accepted, await begun.Content.ReadAsStringAsync());
        return await client.JobEndAsync(begun.Headers.Location!);
    }

    /// <summary>Waits for the end of a job that was begun, and asserts that it did its work; the answer that tells of it.</summary>
    /// <param name="client">Carries an administrator's key.</param>
    /// <param name="place">Where its state is read: the <c>Location</c> of the answer that began it.</param>
    public static async Task<HttpResponseMessage> JobEndAsync(this HttpClient client, Uri place)
    {
        while (true)
        {
            var answer = await client.GetAsync(place);
            var text = await answer.Content.ReadAsStringAsync();
            var state = JsonDocument.Parse(text).RootElement.TryGetProperty("state", out var word) ? word.GetString() : null;
            if (state != "running" && answer.StatusCode != HttpStatusCode.ServiceUnavailable) // a test may hold storage up
            {
                Assert.True(state == "succeeded", text);
                return answer;
            }

            answer.Dispose();
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }

    /// <summary>The answer's JSON.</summary>
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response) =>
        await response.Content.ReadFromJsonAsync<JsonElement>();

    /// <summary>The codes of the faults in a problem, with their places: <c>/values/x indicator.unknown</c>.</summary>
    public static async Task<string[]> FaultsAsync(this HttpResponseMessage response) =>
        [.. (await response.JsonAsync()).GetProperty("errors").EnumerateArray()
            .Select(error => $"{error.GetProperty("pointer")} {error.GetProperty("code")}")];
}
