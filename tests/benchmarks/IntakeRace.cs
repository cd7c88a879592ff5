using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using YouthFunctions.Access;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Emulator;
using YouthFunctions.Hosting;
using YouthFunctions.Plan;
using YouthFunctions.Storage;

namespace YouthFunctions.Benchmarks;

/// <summary>First reports posted to the product, beside the same posts to a bare Kestrel that parses them and inserts one row: both on
/// the same emulator, in turns, so that only the ratio counts.</summary>
internal static class IntakeRace
{
    private const int Posts = 1200;
    private static readonly int[] Connections = [1, 16, 64];

    /// <summary>Runs it.</summary>
    /// <param name="rounds">Turns of each; the medians are shown.</param>
    public static async Task RunAsync(int rounds)
    {
        Environment.SetEnvironmentVariable("RateLimit__PerMinute", "100000000");
        Environment.SetEnvironmentVariable("RateLimit__Burst", "10000000");
        var folder = LocalStorageOptions.LocalFolder(AppContext.BaseDirectory);
        await using var storage = await LocalStorage.StartAsync(
            new LocalStorageOptions { InstallDirectory = Path.Combine(folder, "emulator") }, new Progress<string>(), CancellationToken.None);
        var store = Store.ByConnectionString(storage.ConnectionString, "intake");
        await store.CreateMissingAsync(CancellationToken.None);
        await using var bare = await BareAsync(store);
        await using var product = AppHost.Standalone(store, TimeProvider.System, 0, [2024], withTimers: false);
        await product.StartAsync();
        var key = await product.Services.GetRequiredService<KeyStore>().CreateAsync(Role.Reporter, UnitCode.Country, "race", CancellationToken.None);
        var bodies = new ConcurrentQueue<string>(Bodies(product.Services.GetRequiredService<UnitRegister>()));
        await PostAsync(bare, key.Text, bodies, 300, 16);
        await PostAsync(product, key.Text, bodies, 300, 16);
        foreach (var connections in Connections)
        {
            var ratios = new List<(double Rate, double Ratio, double BareRate, double Tail, double Peak)>();
            for (var round = 0; round < rounds; round++)
            {
                var first = await PostAsync(bare, key.Text, bodies, Posts, connections);
                var second = await PostAsync(product, key.Text, bodies, Posts, connections);
                ratios.Add((second.Rate, second.Rate / first.Rate, first.Rate, second.P99 / first.P99, GC.GetTotalMemory(false) / 1048576.0));
            }

            var median = ratios.OrderBy(one => one.Ratio).ElementAt(rounds / 2);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{connections,3} connections: {median.Rate,5:0}/s beside {median.BareRate,5:0}/s, ratio {median.Ratio:0.00}; p99 {median.Tail:0.0} times; heap {median.Peak:0} MiB"));
        }
    }

    private static async Task<WebApplication> BareAsync(Store store)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapPost("/api/reports", async (HttpRequest request) =>
        {
            using var document = await JsonDocument.ParseAsync(request.Body);
            var root = document.RootElement;
            await store.Table(TableName.Audit).AddEntityAsync(new TableEntity(root.GetProperty("unit").GetString()![..2] + "|2024", $"{root.GetProperty("unit")}|{root.GetProperty("period")}")
            {
                ["Values"] = root.GetProperty("values").GetRawText(),
            });
            return Results.StatusCode(StatusCodes.Status201Created);
        });
        await app.StartAsync();
        return app;
    }

    private static IEnumerable<string> Bodies(UnitRegister register) => Month.OfYear(2024).Reverse()
        .SelectMany(month => register.TreeOf(2024).TopDown.Select(unit => unit.Code).Where(unit => unit != UnitCode.Country).Select((unit, index) => string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"unit":"{{unit}}","period":"{{month}}","values":{"trees-planted":{"amount":{{index % 97}}},"volunteer-turns":{"amount":{{index % 31}}},"youth-gathered":{"numerator":10,"denominator":20} } }""")));

    private static async Task<(double Rate, double P99)> PostAsync(WebApplication app, string key, ConcurrentQueue<string> bodies, int posts, int connections)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = connections }) { BaseAddress = new Uri(app.Urls.First()) };
        client.DefaultRequestHeaders.Add(Authenticator.KeyHeader, key);
        var left = posts;
        var times = new ConcurrentBag<double>();
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0 && bodies.TryDequeue(out var body))
            {
                var begun = Stopwatch.GetTimestamp();
                using var response = await client.PostAsync("/api/reports", new StringContent(body, Encoding.UTF8, "application/json"));
                times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                if ((int)response.StatusCode != StatusCodes.Status201Created)
                    throw new InvalidOperationException($"{response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
            }
        }));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var sorted = times.Order().ToArray();
        return (sorted.Length / seconds, sorted[(int)(sorted.Length * 0.99)]);
    }
}
