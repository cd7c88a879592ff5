using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Access;
using YouthFunctions.Access.Keys;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Hosting;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Reports.Rules;
using YouthFunctions.Storage;
using YouthFunctions.Tests.Hosting;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.House.Faults;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Reports.Receiving;

/// <summary>Form apps that retry, storage that fails, and a product that dies meanwhile.</summary>
public sealed class UnreliableStorageTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private const int Reports = 1000;
    private const int Apps = 24;
    private static readonly IndicatorCode Trees = IndicatorCode.Parse("trees-planted");

    [Fact]
    [Trait("Category", "siege")]
    public async Task A_thousand_reports_sent_thrice_while_storage_fails_and_the_product_is_killed_twice_count_once_each()
    {
        var prefix = StorageFixture.NewPrefix();
        var period = Month.Containing(LocalTime.DayAt(TimeProvider.System.GetUtcNow()));
        var (key, units) = await PrepareAsync(prefix, period);
        await using var proxy = await FaultyProxy.StartAsync(storage.ConnectionString, 0.05, seed: 1);
        var product = await StartAsync(proxy, prefix);
        var client = Client(product.Host.BaseAddress!, key);
        var posts = Enumerable.Range(0, Reports).SelectMany(index => Enumerable.Repeat(index, 3)).ToArray();
        new Random(2).Shuffle(posts);
        var waiting = new ConcurrentQueue<int>(posts);
        var (answered, troubles, kills) = (0, 0, 0);
        var statuses = new ConcurrentDictionary<HttpStatusCode, int>();

        async Task PostAllAsync()
        {
            while (waiting.TryDequeue(out var index))
            {
                try
                {
                    var response = await Volatile.Read(ref client)
                        .PostAsync("/api/reports", new StringContent(Body(units[index], period, index), Encoding.UTF8, "application/json"));
                    if ((int)response.StatusCode < 500)
                    {
                        statuses.AddOrUpdate(response.StatusCode, 1, (_, count) => count + 1);
                        Interlocked.Increment(ref answered);
                        continue;
                    }
                }
                catch (HttpRequestException)
                {
                    // The product is gone; a form app keeps the report and sends it again.
                }

                Interlocked.Increment(ref troubles);
                waiting.Enqueue(index);
                await Task.Delay(20);
            }
        }

        async Task KillAsync()
        {
            foreach (var mark in new[] { Reports, 2 * Reports })
            {
                while (Volatile.Read(ref answered) < mark)
                    await Task.Delay(5);
                product.Dispose(); // SIGKILL
                product = await StartAsync(proxy, prefix);
                Volatile.Write(ref client, Client(product.Host.BaseAddress!, key));
                kills++;
            }
        }

        try
        {
            await Task.WhenAll(Enumerable.Range(0, Apps).Select(_ => Task.Run(PostAllAsync)).Append(Task.Run(KillAsync)));
        }
        finally
        {
            product.Dispose();
        }

        Assert.Equal((2, 3 * Reports), (kills, answered));
        Assert.True(
            troubles > 0 && proxy.Failed > Reports / 10,
            $"{troubles} requests and {proxy.Failed} storage calls failed: nothing was tested.");
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Created], statuses.Keys.Order());
        var rows = await RowsAsync(prefix);
        var current = rows.Where(row => row.RowKey.StartsWith("c|", StringComparison.Ordinal)).Select(ReportEntity.FromEntity)
            .ToDictionary(report => report.Unit);
        Assert.Equal(Reports, current.Count);
        Assert.DoesNotContain(rows, row => row.RowKey.StartsWith("h|", StringComparison.Ordinal));
        AssertEach.All(units.Select((unit, index) => (unit, index)), item =>
        {
            var report = current[item.unit];
            Assert.Equal((1, (decimal)(item.index * 7)), (report.Revision, report.Values[Trees].Measure.Numerator));
            Assert.Empty(ChainCheck.Breaks([report]));
        });
        var marked = rows.Where(row => row.RowKey[0] is 'm' or 'v').SelectMany(RollupMark.Waiting).ToHashSet();
        Assert.True(marked.SetEquals(units));
    }

    /// <summary>Tables, a key, and a plan of the year that is now, past the faulty line: they are not what is tested.</summary>
    private async Task<(string Key, UnitCode[] Units)> PrepareAsync(string prefix, Month period)
    {
        var store = Store.FromConnectionString(storage.ConnectionString, prefix);
        await store.CreateMissingAsync(CancellationToken.None);
        var register = UnitRegister.Shipped(OrganisationFolder.Shipped);
        var files = PlanFiles.Read(OrganisationFolder.Shipped, []);
        await new PlanStore(store, register, files, TimeProvider.System)
            .SavePlanAsync(files.Plans[2024] with { Year = period.Year }, CancellationToken.None);
        var key = await new KeyStore(store, TimeProvider.System)
            .CreateAsync(Role.Reporter, UnitCode.Country, "test", CancellationToken.None);
        return (key.Text, [.. register.TreeOf(period).TopDown.Select(unit => unit.Code).Take(Reports)]);
    }

    [Fact]
    [Trait("Category", "siege")]
    public async Task A_file_sent_over_failing_storage_counts_once()
    {
        var prefix = StorageFixture.NewPrefix();
        await using var app = await TestApp.StartAsync(
            storage, new FaultTransport(FaultPlan.Random(seed: 3, 0.3, FaultKinds.Proxy)), prefix);
        var client = Client(app.Address, await SafeKeyAsync(prefix, app));
        client.Timeout = TimeSpan.FromMinutes(5);
        var units = app.Services.GetRequiredService<UnitRegister>().TreeOf(2024).SubTree(UnitCode.Parse("01")).Select(unit => unit.Code)
            .Take(400).ToArray();
        var file = new StringBuilder("unit,period,trees-planted\n");
        for (var index = 0; index < units.Length; index++)
            file.Append(CultureInfo.InvariantCulture, $"{units[index]},2024-05,{index * 7}\n");

        HttpResponseMessage response;
        var sent = 0;
        do
        {
            Assert.True(++sent < 30, "The file was never taken.");
            response = await client.PostAsync("/api/reports/batch", new StringContent(file.ToString(), Encoding.UTF8, "text/csv"));
        }
        while ((int)response.StatusCode >= 500);

        var body = await response.JsonAsync();
        Assert.Equal(units.Length, body.GetProperty("stored").GetInt32() + body.GetProperty("unchanged").GetInt32());
        var rows = await RowsAsync(prefix);
        Assert.Equal(units.Length, rows.Count(row => row.RowKey.StartsWith("c|", StringComparison.Ordinal)));
        Assert.DoesNotContain(rows, row => row.RowKey.StartsWith("h|", StringComparison.Ordinal));
    }

    private static Task<HandlerProcess> StartAsync(FaultyProxy proxy, string prefix) => HandlerProcess.StartAsync(
        ["dotnet", Path.Combine(AppContext.BaseDirectory, "YouthFunctions.dll")], AppContext.BaseDirectory,
        new Dictionary<string, string> { ["Storage__ConnectionString"] = proxy.ConnectionString, ["Storage__Prefix"] = prefix });

    private static string Body(UnitCode unit, Month period, int index) => string.Create(
        CultureInfo.InvariantCulture,
        $$$"""{"unit":"{{{unit}}}","period":"{{{period}}}","values":{"trees-planted":{"amount":{{{index * 7}}} } } }""");

    private static HttpClient Client(Uri address, string key)
    {
        var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Add(Authenticator.KeyHeader, key);
        return client;
    }

    // Made past the faulty line: the key is not what is tested.
    private async Task<string> SafeKeyAsync(string prefix, TestApp app) =>
        (await new KeyStore(Store.FromConnectionString(storage.ConnectionString, prefix), app.Clock)
            .CreateAsync(Role.Reporter, UnitCode.Country, "test", CancellationToken.None)).Text;

    private async Task<List<TableEntity>> RowsAsync(string prefix)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in Store.FromConnectionString(storage.ConnectionString, prefix).Table(TableName.Reports)
            .QueryAsync<TableEntity>())
            rows.Add(row);
        return rows;
    }
}
