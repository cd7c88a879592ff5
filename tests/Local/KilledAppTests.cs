using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Tests.House;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Local;

/// <summary>The whole local app, killed with no grace while reports come in: what it answered 2xx to is there afterwards.</summary>
public sealed class KilledAppTests : IDisposable
{
    private const int Kills = 12;
    private const int Senders = 6;
    private readonly string _folder = Directory.CreateTempSubdirectory("youthfunctions-killed").FullName;

    [Fact]
    [Trait("Category", "siege")]
    public async Task Killed_a_dozen_times_under_load_it_has_every_report_that_it_accepted()
    {
        var waiting = new ConcurrentQueue<(string Unit, string Period)>(
            from unit in UnitRegister.Shipped(OrganisationFolder.Shipped).TreeOf(2024).TopDown
            where unit.Level == UnitLevel.District
            from month in Enumerable.Range(1, 3)
            select (unit.Code.ToString(), $"2024-{month:00}"));
        var accepted = new ConcurrentBag<(string Unit, string Period)>();
        var chance = new Random(12);
        for (var kill = 0; kill < Kills; kill++)
        {
            using var app = await LocalApp.StartAsync(_folder);
            using var stop = new CancellationTokenSource();
            var senders = Enumerable.Range(0, Senders).Select(_ => SendAsync(app.Client, waiting, accepted, stop.Token)).ToArray();
            await AcceptedAsync(accepted, accepted.Count + chance.Next(5, 40), senders);
            await Task.Delay(TimeSpan.FromMilliseconds(chance.Next(0, 30)));
            app.Kill(); // SIGKILL, to the app alone: its emulator saves and ends by itself
            await stop.CancelAsync();
            await Task.WhenAll(senders);
        }

        Assert.True(accepted.Count > 10 * Kills, $"Only {accepted.Count} reports were accepted: the load was too light to show anything.");
        using var after = await LocalApp.StartAsync(_folder);
        foreach (var (unit, period) in accepted)
        {
            using var answer = await after.Client.GetAsync(new Uri($"/api/reports/{unit}/{period}", UriKind.Relative));
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{unit} {period} was accepted and is now {answer.StatusCode}");
            Assert.Contains("\"amount\":7", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => TestMachine.DeleteFolder(_folder);

    // The moment is counted in reports and not in seconds, which are worth little on a busy machine.
    private static async Task AcceptedAsync(ConcurrentBag<(string Unit, string Period)> accepted, int count, Task[] senders)
    {
        var all = Task.WhenAll(senders);
        while (accepted.Count < count && !all.IsCompleted)
            await Task.WhenAny(all, Task.Delay(TimeSpan.FromMilliseconds(5)));
    }

    private static async Task SendAsync(
        HttpClient client, ConcurrentQueue<(string Unit, string Period)> waiting, ConcurrentBag<(string Unit, string Period)> accepted,
        CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && waiting.TryDequeue(out var report))
        {
            try
            {
                var body = JsonSerializer.Serialize(new Dictionary<string, object>
                {
                    ["unit"] = report.Unit,
                    ["period"] = report.Period,
                    ["values"] = new Dictionary<string, object> { ["trees-planted"] = new { amount = 7 } },
                });
                using var answer = await client.PostAsync(
                    new Uri("/api/reports", UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"), stop);
                if (answer.IsSuccessStatusCode)
                    accepted.Add(report);
            }
            catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
            {
                waiting.Enqueue(report); // nobody knows whether it was stored: it is sent again, as a form app would
                return;
            }
        }
    }
}
