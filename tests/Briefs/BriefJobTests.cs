using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Briefs;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Forecasting.Status;
using YouthFunctions.Forecasts.Persistence;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Storage;
using YouthFunctions.Summaries.Standings;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.Summaries;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Briefs;

/// <summary>The weekly brief and its message.</summary>
public sealed class BriefJobTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private static readonly DateTimeOffset Monday = new(2024, 9, 16, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_second_brief_begins_with_what_changed()
    {
        await using var site = await SampleSite.StartAsync(storage, StorageFixture.NewPrefix(), services: SmallCountry.Register);
        var brief = Make(site, []);
        Assert.Equal(5, (await brief.Run(new TimerRun(Monday, false), default)).Rows);
        await RaiseTreesAsync(site, UnitCode.Parse("02"));
        await brief.Run(new TimerRun(Monday.AddDays(7), false), default);

        using var browser = await site.SignedInAsync(Role.Leader, "02");
        using var json = JsonDocument.Parse(await browser.GetStringAsync("/api/briefs/02/2024-09-23"));
        var change = Assert.Single(json.RootElement.GetProperty("changes").EnumerateArray());
        Assert.Equal(("trees-planted", "recovered", "performance"), (
            change.GetProperty("indicator").GetString(), change.GetProperty("kind").GetString(), change.GetProperty("cause").GetString()));
        var html = await browser.GetStringAsync("/briefs/02/2024-09-23");
        Assert.True(html.IndexOf("trở lại đúng tiến độ", StringComparison.Ordinal) is var index and > 0
            && index < html.IndexOf("class=\"lead\"", StringComparison.Ordinal));
        Assert.Contains("href=\"/units/02?year=2024\"", html, StringComparison.Ordinal);
        Assert.Contains("/briefs/02/2024-09-16?year=2024", html, StringComparison.Ordinal);
        var english = await browser.GetStringAsync("/briefs/02/2024-09-23?lang=en");
        Assert.Contains("back on track", english, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\">", english, StringComparison.Ordinal);
        using var latest = await browser.GetAsync("/briefs/02/latest?year=2024");
        Assert.Equal("/briefs/02/2024-09-23?year=2024", latest.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/briefs/02-026/latest?year=2024")).StatusCode);
        Assert.Contains(
            "/briefs/02/2024-09-23?year=2024", await browser.GetStringAsync("/briefs?year=2024&lang=vi"), StringComparison.Ordinal);
        Assert.Contains("no brief of this year yet", await browser.GetStringAsync("/briefs?unit=02-026&lang=en"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/briefs?unit=01")).StatusCode);
        using var list = JsonDocument.Parse(await browser.GetStringAsync("/api/briefs/02"));
        Assert.Equal(["2024-09-23", "2024-09-16"], list.RootElement.GetProperty("weeks").EnumerateArray().Select(week => week.GetString()));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/briefs/01/2024-09-23")).StatusCode);
    }

    [Fact]
    public async Task The_message_is_signed_tried_again_and_never_sent_twice_for_one_week()
    {
        await using var site = await SampleSite.StartAsync(storage, StorageFixture.NewPrefix(), services: SmallCountry.Register);
        await using var hook = await Hook.StartAsync(503, 503, 200);
        var brief = Make(site, new()
        {
            ["Brief:WebhookUrl"] = hook.Address,
            ["Brief:WebhookSecret"] = "s3cret",
            ["PublicUrl"] = "https://bao-cao.example"
        });
        Assert.EndsWith("message: posted", (await brief.Run(new TimerRun(Monday, false), default)).Summary, StringComparison.Ordinal);
        Assert.EndsWith(
            "posted before", (await brief.Run(new TimerRun(Monday.AddHours(5), true), default)).Summary, StringComparison.Ordinal);
        Assert.Equal(3, hook.Received.Count);
        var (headers, body) = hook.Received.Last();
        Assert.Equal(BriefWebhook.Sign("s3cret", headers["X-Timestamp"].ToString(), body), headers["X-Signature"].ToString());
        using var message = JsonDocument.Parse(body);
        Assert.Equal("https://bao-cao.example/briefs/VN/2024-09-16?year=2024", message.RootElement.GetProperty("link").GetString());
        Assert.Contains("Cây xanh", message.RootElement.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "siege")]
    public async Task A_refused_message_fails_the_run_is_sent_by_its_retry_and_an_unanswered_one_is_not()
    {
        await using var site = await SampleSite.StartAsync(storage, StorageFixture.NewPrefix(), services: SmallCountry.Register);
        await using var hook = await Hook.StartAsync(404, 500, 200);
        var brief = Make(site, new() { ["Brief:WebhookUrl"] = hook.Address, ["PublicUrl"] = "https://bao-cao.example/" });
        await Assert.ThrowsAsync<HttpRequestException>(() => brief.Run(new TimerRun(Monday, false), default));
        var before = await BriefsAsync(site);
        await RaiseTreesAsync(site, UnitCode.Parse("02"));
        var retry = await brief.Run(new TimerRun(Monday.AddMinutes(5), false), default);
        Assert.Contains("no answer", retry.Summary, StringComparison.Ordinal);
        Assert.Equal(0, retry.Rows);
        Assert.Equal(before, await BriefsAsync(site)); // what was read is not written anew by other figures
        Assert.Contains("posted before", (await brief.Run(new TimerRun(Monday, true), default)).Summary, StringComparison.Ordinal);
        Assert.Equal(2, hook.Received.Count);
    }

    [Fact]
    public async Task A_process_that_is_ended_while_it_waits_to_send_leaves_the_message_to_the_next_one()
    {
        await using var site = await SampleSite.StartAsync(storage, StorageFixture.NewPrefix(), services: SmallCountry.Register);
        await using var hook = await Hook.StartAsync(503, 200);
        var settings = new Dictionary<string, string?>
        {
            ["Brief:WebhookUrl"] = hook.Address,
            ["PublicUrl"] = "https://bao-cao.example",
        };
        using var ended = new CancellationTokenSource();
        var brief = Make(site, settings, async (_, cancel) =>
        {
            await ended.CancelAsync();
            cancel.ThrowIfCancellationRequested();
        });
        await Assert.ThrowsAsync<HttpRequestException>(() => brief.Run(new TimerRun(Monday, false), ended.Token));
        Assert.EndsWith(
            "message: posted", (await Make(site, settings).Run(new TimerRun(Monday, false), default)).Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_whose_link_would_lead_nowhere_is_not_sent_and_the_run_says_so()
    {
        await using var site = await SampleSite.StartAsync(storage, StorageFixture.NewPrefix(), services: SmallCountry.Register);
        await using var hook = await Hook.StartAsync(200);
        await Assert.ThrowsAsync<SettingException>(() => Make(site,
            new() { ["Brief:WebhookUrl"] = hook.Address }).Run(new TimerRun(Monday, false), default));
        foreach (var unresolved in new[] { "@Microsoft.KeyVault(SecretUri=https://vault.example/secrets/x)", "ftp://chat.example/x" })
        {
            var brief = Make(site, new() { ["Brief:WebhookUrl"] = unresolved, ["PublicUrl"] = "https://bao-cao.example" });
            await Assert.ThrowsAsync<SettingException>(() => brief.Run(new TimerRun(Monday, false), default));
        }

        Assert.Empty(hook.Received);
        var set = Make(site, new() { ["Brief:WebhookUrl"] = hook.Address, ["PublicUrl"] = "https://bao-cao.example" });
        Assert.Contains("posted", (await set.Run(new TimerRun(Monday, true), default)).Summary, StringComparison.Ordinal);
    }

    private static BriefJob Make(
        SampleSite site, Dictionary<string, string?> settings, Func<TimeSpan, CancellationToken, Task>? wait = null)
    {
        var services = site.Services;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var webhook = new BriefWebhook(configuration, new PublicAddress(configuration, HostKind.CustomHandler),
            TimeProvider.System)
        { FirstWait = TimeSpan.FromMilliseconds(5), Wait = wait ?? Task.Delay };
        return new BriefJob(
            services.GetRequiredService<SummaryReader>(), services.GetRequiredService<YearSelector>(),
            services.GetRequiredService<UnitRegister>(), services.GetRequiredService<BriefStore>(), webhook);
    }

    // Every file of every brief with its version.
    private static async Task<string[]> BriefsAsync(SampleSite site) =>
        await site.Services.GetRequiredService<Store>().Container(ContainerName.Briefs).GetBlobsAsync()
            .Select(blob => $"{blob.Name} {blob.Properties.ETag}").Where(blob => !blob.Contains("/posted/", StringComparison.Ordinal))
            .ToArrayAsync();

    private static async Task RaiseTreesAsync(SampleSite site, UnitCode unit)
    {
        var store = site.Services.GetRequiredService<ForecastStore>();
        var tree = site.Services.GetRequiredService<UnitRegister>().TreeOf(2024);
        var forecast = (await store.FindAsync(tree, unit, 2024, default))!;
        var raised = forecast with
        {
            Indicators = [.. forecast.Indicators.Select(indicatorForecast => indicatorForecast.Indicator == SampleForecasts.Trees
                ? indicatorForecast with
                {
                    Status = TargetStatus.OnTrack,
                    Projection = indicatorForecast.Projection! with { Probability = 0.7 },
                }
                : indicatorForecast)],
        };
        await store.SaveAsync(tree, [raised], default);
    }

    /// <summary>A receiver of messages that answers with given statuses in turn.</summary>
    private sealed class Hook : IAsyncDisposable
    {
        private WebApplication _app = null!;

        public ConcurrentQueue<(IHeaderDictionary Headers, byte[] Body)> Received { get; } = new();

        public string Address => _app.Urls.First() + "/hook";

        public static async Task<Hook> StartAsync(params int[] statuses)
        {
            var hook = new Hook();
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
            hook._app = builder.Build();
            hook._app.Run(async http =>
            {
                using var body = new MemoryStream();
                await http.Request.Body.CopyToAsync(body);
                hook.Received.Enqueue(
                    (new HeaderDictionary(http.Request.Headers.ToDictionary(pair => pair.Key, pair => pair.Value)), body.ToArray()));
                http.Response.StatusCode = statuses[Math.Min(hook.Received.Count, statuses.Length) - 1];
            });
            await hook._app.StartAsync();
            return hook;
        }

        public async ValueTask DisposeAsync()
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }
    }
}
