using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Organisations;

/// <summary>The example of another organisation, started by its one command on an empty folder, with the reports of its groups of
/// January to August 2026, and what the timers make of them.</summary>
public sealed class ExampleOrganisation : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("youthfunctions-other").FullName;
    private LocalApp? _app;

    /// <summary>The folder of its files.</summary>
    public static string Files { get; } = Path.Combine(TestMachine.RepositoryRoot, "examples", "first-aid");

    /// <summary>Its groups, by code.</summary>
    public static IReadOnlyList<string> Groups { get; } =
        [.. File.ReadLines(Path.Combine(Files, "units-2026.csv")).Select(line => line.Split(',')[0]).Where(code => code[0] == 'G')];

    /// <summary>Where it listens on this machine.</summary>
    public int Port => int.Parse(_app!.Port, CultureInfo.InvariantCulture);

    /// <summary>The first key of a role.</summary>
    public string KeyOf(string role) => _app!.Keys[role];

    /// <summary>A caller with the first key of a role.</summary>
    public HttpClient ClientOf(string role) => _app!.ClientOf(role);

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        // A brief each five seconds: what a timer makes on Mondays is made at once.
        _app = await LocalApp.StartAsync(
            _folder, new Dictionary<string, string> { ["BriefSchedule"] = "*/5 * * * * *" }, "--organisation", Files, "--as-of",
            "2026-09-15");
        using var reporter = ClientOf("reporter");
        using (var reports = new StringContent(string.Join('\n', Reports()), Encoding.UTF8, "application/x-ndjson"))
        using (var stored = await reporter.PostAsync(new Uri("/api/reports/batch", UriKind.Relative), reports))
            Assert.True(stored.IsSuccessStatusCode, await stored.Content.ReadAsStringAsync());
        foreach (var job in new[] { "rollups", "forecasts", "exports" })
            await RunAsync(job);
    }

    /// <inheritdoc/>
    public Task DisposeAsync()
    {
        _app?.Dispose();
        TestMachine.DeleteFolder(_folder);
        return Task.CompletedTask;
    }

    private async Task RunAsync(string job)
    {
        using var administrator = ClientOf("administrator");
        using var begun = await administrator.PostAsync(new Uri($"/api/{job}/run", UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.Accepted, begun.StatusCode);
        for (; ; )
        {
            using var state = JsonDocument.Parse(await administrator.GetStringAsync(begun.Headers.Location));
            var word = state.RootElement.GetProperty("state").GetString();
            Assert.NotEqual("failed", word);
            if (word == "succeeded")
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }
    }

    // Every group but the last; each a little larger than the one before, so that sums differ.
    private static IEnumerable<string> Reports() => Groups.SkipLast(1).SelectMany((group, index) => Enumerable.Range(1, 8).Select(month =>
        JsonSerializer.Serialize(new
        {
            unit = group,
            period = string.Create(CultureInfo.InvariantCulture, $"2026-{month:00}"),
            values = new Dictionary<string, object>
            {
                ["people-trained"] = new { amount = 20 + index + month },
                ["schools-visited"] = new { amount = (index + month) % 3 },
                ["active-volunteers"] = new { amount = 50 + index + month },
                ["certificates-valid"] = new { numerator = 40 + index, denominator = 50 + index + month },
                ["events-covered"] = new { amount = 2 + (month / 4) },
                ["injuries-on-duty"] = new { amount = (index + month) % 9 == 0 ? 1 : 0 },
                ["funds-raised"] = new { amount = 1000 + (10 * index) },
            },
        })));
}
