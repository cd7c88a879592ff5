using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using YouthFunctions.Access;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Hosting;
using YouthFunctions.Units;

namespace YouthFunctions.Benchmarks;

/// <summary>First reports posted to the product, beside the same posts to a bare Kestrel that parses them and inserts one row: both on
/// the same emulator, in turns, so that only the ratio counts. Client, servers and emulator share the machine.</summary>
internal static class IntakeBenchmark
{
    private const int Posts = 1200;
    private const int WarmUp = 3000;
    private static readonly int[] Connections = [1, 16, 64];

    private sealed record RunResult(double Rate, double P99, double ServerCpu, double EmulatorCpu);

    /// <summary>Runs it.</summary>
    /// <param name="rounds">Turns of each; the median ratio is shown with its range.</param>
    /// <param name="isSpread">Whether reports come from the whole country at random, and not one province after another.</param>
    public static async Task RunAsync(int rounds, bool isSpread)
    {
        await using var storage = await CountryStorage.StartEmulatorAsync();
        await IntakeServers.PrepareAsync(storage.ConnectionString);
        using var bare = await IntakeServer.StartAsync("bare", storage.ConnectionString);
        using var product = await IntakeServer.StartAsync("product", storage.ConnectionString);
        var bodies = Bodies(UnitRegister.Shipped(OrganisationFolder.Shipped)).ToArray();
        if (isSpread)
            new Random(20241231).Shuffle(bodies);
        // Each gets the same reports, so that neither table is the larger one.
        var bareBodies = new ConcurrentQueue<string>(bodies);
        var productBodies = new ConcurrentQueue<string>(bodies);
        // Until both are compiled and optimised.
        var atStart = product.PeakMemory;
        await PostAsync(bare, bareBodies, WarmUp, 16);
        await PostAsync(product, productBodies, WarmUp, 16);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"peak memory before the first report {atStart:0} MB, warm {product.PeakMemory:0} MB"));
        foreach (var connections in Connections)
        {
            var turns = new List<(RunResult Bare, RunResult Ours)>();
            for (var round = 0; round < rounds; round++)
                turns.Add((
                    await PostAsync(bare, bareBodies, Posts, connections),
                    await PostAsync(product, productBodies, Posts, connections)));
            var (other, ours) = turns.OrderBy(turn => turn.Ours.Rate / turn.Bare.Rate).ElementAt(rounds / 2);
            var ratios = turns.Select(turn => turn.Ours.Rate / turn.Bare.Rate).Order().ToArray();
            var tails = turns.Select(turn => turn.Ours.P99 / turn.Bare.P99).Order().ToArray();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{connections,3} connections: {ours.Rate,5:0}/s beside {other.Rate,5:0}/s, "
                + $"ratio {ratios[rounds / 2]:0.00} ({ratios[0]:0.00} to {ratios[^1]:0.00}); "
                + $"p99 {ours.P99:0} ms beside {other.P99:0} ms, {tails[rounds / 2]:0.0} times"));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"    processor time a report: server {ours.ServerCpu:0.00} ms beside {other.ServerCpu:0.00}, "
                + $"emulator {ours.EmulatorCpu:0.00} ms beside {other.EmulatorCpu:0.00}; "
                + $"peak memory {product.PeakMemory:0} MB beside {bare.PeakMemory:0} MB"));
        }
    }

    private static IEnumerable<string> Bodies(UnitRegister register) => Month.OfYear(2024).Reverse()
        .SelectMany(month => register.TreeOf(2024).TopDown.Select(unit => unit.Code).Where(unit => unit != UnitCode.Country)
            .Select((unit, index) => string.Create(
                CultureInfo.InvariantCulture,
                $$"""
                {"unit":"{{unit}}","period":"{{month}}","values":{"trees-planted":{"amount":{{index % 97}}},
                "volunteer-turns":{"amount":{{index % 31}}},"youth-gathered":{"numerator":10,"denominator":20} } }
                """)));

    private static async Task<RunResult> PostAsync(IntakeServer server, ConcurrentQueue<string> bodies, int posts, int connections)
    {
        using var line = new SocketsHttpHandler { MaxConnectionsPerServer = connections };
        using var client = new HttpClient(line) { BaseAddress = server.Address };
        client.DefaultRequestHeaders.Add(Authenticator.KeyHeader, server.Key);
        var left = posts;
        var times = new ConcurrentBag<double>();
        var (serverCpu, emulatorCpu) = (server.Cpu, EmulatorCpu());
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
        return new RunResult(
            sorted.Length / seconds, sorted[(int)(sorted.Length * 0.99)],
            (server.Cpu - serverCpu) / sorted.Length * 1000, (EmulatorCpu() - emulatorCpu) / sorted.Length * 1000);
    }

    // The emulator is told who started it; its processor time in seconds, 0 where there is no /proc to look it up.
    private static double EmulatorCpu()
    {
        var mine = $"\0--parent\0{Environment.ProcessId}\0";
        return Process.GetProcessesByName("node").Where(process => IsMine(process.Id))
            .Sum(process => process.TotalProcessorTime.TotalSeconds);

        bool IsMine(int id)
        {
            try
            {
                return File.ReadAllText($"/proc/{id}/cmdline").Contains(mine, StringComparison.Ordinal);
            }
            catch (IOException)
            {
                return false;
            }
        }
    }
}
