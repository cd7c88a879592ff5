using System.Net;
using YouthFunctions.Catalog;
using YouthFunctions.Hosting;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Hosting.Heads;

/// <summary>The published isolated worker, driven by its host's protocol: quick, so that it runs with every test run.</summary>
[Trait("Category", "siege")]
public sealed class WorkerTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Fact]
    public async Task The_published_worker_loads_every_function_and_answers_through_the_host()
    {
        await using var head = await IsolatedHead.StartAsync(storage);
        Assert.Equal(
            FunctionTable.Http.Select(function => function.Name).Concat(FunctionTable.Timers.Select(timer => timer.Name))
                .Concat(FunctionTable.Queues.Select(queue => queue.Name))
                .Append(Dispatcher.Unrouted.Name)
                .Order(StringComparer.Ordinal),
            head.Host.Functions.Keys.Order(StringComparer.Ordinal));

        using var client = new HttpClient { BaseAddress = head.Address };
        using var health = await client.GetAsync(new Uri("api/health", UriKind.Relative));
        Assert.True(health.StatusCode == HttpStatusCode.OK, $"{health.StatusCode}: {head.Host.Log()}");
        using var shut = await client.GetAsync(new Uri("api/reports/01-001/2024-05", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Unauthorized, shut.StatusCode);
        Assert.Equal("application/problem+json", shut.Content.Headers.ContentType?.MediaType);

        foreach (var isLate in new[] { false, true })
        {
            var failure = await head.FireAsync("RollUp", isLate);
            Assert.True(failure is null, failure);
        }

        // A part of a run that is over is worked off; a message that is none is delivered again, and at last given up.
        Assert.Null(await head.DeliverAsync("RunPart", """{"job":"Backup","run":"x","part":0}"""));
        Assert.Contains("job and run", await head.DeliverAsync("RunPart", "{}"), StringComparison.Ordinal);
    }
}
