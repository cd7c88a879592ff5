using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Access;
using YouthFunctions.Calls;
using YouthFunctions.Catalog;
using YouthFunctions.Jobs;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.Summaries;

namespace YouthFunctions.Tests.Collecting;

/// <summary>A site of four provinces on 15 September 2024, some of whose districts have reported: 02-026 late for August and on time for
/// September, 02-024 with a value out of proportion, the others not at all.</summary>
public sealed class CollectingSite : IAsyncLifetime
{
    private readonly StorageFixture _storage = new();

    /// <summary>The site.</summary>
    public SampleSite Site { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        await _storage.InitializeAsync();
        Site = await SampleSite.StartAsync(_storage, StorageFixture.NewPrefix(), withData: false, SmallCountry.Register);
        foreach (var (unit, period, trees) in new[]
        {
            ("02-026", "2024-07", 900), ("02-026", "2024-08", 1000), ("02-026", "2024-09", 1100), ("02-024", "2024-08", 9_000_000),
            ("02-027", "2024-08", 700), ("02-028", "2024-08", 800), ("02-030", "2024-08", 600), ("02", "2024-08", 10),
        })
            await ReportAsync(unit, period, trees);
        await RollUpAsync();
    }

    /// <summary>Reports trees for a unit, as its own reporter does.</summary>
    public async Task ReportAsync(string unit, string period, int trees, string more = "")
    {
        using var client = new HttpClient { BaseAddress = Site.Address };
        client.DefaultRequestHeaders.Add(Authenticator.KeyHeader, await Site.KeyAsync(Role.Reporter, unit));
        client.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue("en"));
        using var answer = await client.SendJsonAsync(
            HttpMethod.Post, "/api/reports",
            $$"""{"unit":"{{unit}}","period":"{{period}}","values":{"trees-planted":{"amount":{{trees}}} }{{more}}}""");
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Lets the timer of the sums run.</summary>
    public Task RollUpAsync() =>
        Site.Services.GetRequiredService<TimerRunner>().RunAsync(FunctionTable.Timer("RollUp"), onDemand: false, default);

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (Site is not null)
            await Site.DisposeAsync();
        await _storage.DisposeAsync();
    }
}
