using System.Net;
using System.Net.Http.Headers;
using Azure;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Catalog;
using YouthFunctions.Jobs;
using YouthFunctions.Storage;
using YouthFunctions.Storage.Pipeline;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Storage;

/// <summary>A request waits for storage that hangs for its budget, by the product's clock, and is answered 503; a timer waits on.</summary>
public sealed class StorageTimeBudgetTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private const string Report = """{"unit":"01-001","period":"2024-05","values":{"trees-planted":{"amount":1200}}}""";
    private bool _isSpent;

    public static TheoryData<string, string, Role> Endpoints => new()
    {
        { "POST", "/api/reports", Role.Reporter },
        { "POST", "/api/reports/batch", Role.Reporter },
        { "PUT", "/api/reports/01-001/2024-05", Role.Reporter },
        { "POST", "/api/bridges/kobo", Role.Reporter },
        { "GET", "/api/reports/01-001/2024-05", Role.Reporter },
        { "GET", "/api/years/2024/verification", Role.Administrator },
        { "GET", "/api/rollups/01?year=2024", Role.Leader },
        { "GET", "/api/forecasts/01?year=2024", Role.Leader },
        { "GET", "/units/01?year=2024", Role.Leader },
        { "GET", "/manage", Role.Administrator },
        { "GET", "/api/exports", Role.Analyst },
        { "GET", "/api/audit", Role.Administrator },
        { "POST", "/api/keys", Role.Administrator },
        { "PUT", "/api/targets/01?year=2024", Role.Administrator },
        { "POST", "/api/rollups/run", Role.Administrator },
        { "POST", "/api/rollups/recompute?year=2024", Role.Administrator },
        { "POST", "/api/exports/run", Role.Administrator },
    };

    [Theory, MemberData(nameof(Endpoints))]
    public async Task Storage_that_hangs_after_the_key_check_is_503_by_the_end_of_the_budget(string method, string path, Role role)
    {
        var line = new HangingTransport();
        await using var app = await TestApp.StartAsync(storage, line);
        using var client = await app.SignInAsync(role, "VN");
        (await client.GetAsync("/api/keys")).Dispose(); // whether it may or not: the key is known now
        line.Hold();
        var answer = await HungAsync(app, line, client.SendAsync(Request(method, path)));
        await Assert503Async(answer);
    }

    [Fact]
    public async Task Storage_that_hangs_at_the_key_check_is_503()
    {
        var line = new HangingTransport();
        await using var app = await TestApp.StartAsync(storage, line);
        using var client = await app.SignInAsync(Role.Reporter, "VN");
        line.Hold();
        await Assert503Async(await HungAsync(app, line, client.SendAsync(Request("POST", "/api/reports"))));
    }

    [Fact]
    public async Task A_blob_whose_body_never_comes_ends_with_the_budget()
    {
        var line = new HangingTransport { HoldsBodies = true };
        await using var app = await TestApp.StartAsync(storage, line);
        var blob = app.Store.Container(ContainerName.Locks).GetBlobClient("a.csv");
        await blob.UploadAsync(BinaryData.FromString("mã;tên"));
        line.Hold();
        var reading = ReadAsync();
        await line.WaitForCallAsync();
        app.Clock.Advance(StorageTimeBudget.Limit);
        await Assert.ThrowsAsync<RequestFailedException>(() => reading);
        Assert.True(_isSpent);

        async Task ReadAsync()
        {
            using var budget = StorageTimeBudget.Begin(app.Clock);
            try
            {
                await blob.DownloadContentAsync();
            }
            finally
            {
                _isSpent = budget.IsExhausted;
            }
        }
    }

    [Fact]
    public async Task Calls_that_are_answered_give_the_budget_back_and_slow_ones_do_not()
    {
        var line = new HangingTransport();
        await using var app = await TestApp.StartAsync(storage, line);
        using var client = await app.SignInAsync(Role.Administrator, "VN");
        line.Before = () => app.Clock.Advance(TimeSpan.FromSeconds(1));
        var before = line.Calls;
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/years/2024/verification")).StatusCode);
        Assert.True(line.Calls - before > StorageTimeBudget.Limit.TotalSeconds, "The request was to take longer than its budget.");
        line.Before = () => app.Clock.Advance(TimeSpan.FromSeconds(3));
        await Assert503Async(await client.GetAsync("/api/years/2024/verification"));
    }

    [Fact]
    public async Task A_job_by_hand_goes_on_over_slow_calls()
    {
        var line = new HangingTransport();
        await using var app = await TestApp.StartAsync(storage, line);
        using var client = await app.SignInAsync(Role.Administrator, "VN");
        (await client.GetAsync("/api/keys")).EnsureSuccessStatusCode();
        line.Before = () => app.Clock.Advance(TimeSpan.FromMilliseconds(500)); // four at once: two seconds and more a call
        var before = line.Calls;
        Assert.Equal(HttpStatusCode.OK, (await client.RunJobAsync("/api/rollups/run")).StatusCode);
        Assert.True(line.Calls - before > 2 * StorageTimeBudget.Limit.TotalSeconds, "The job was to take longer than the budget.");
    }

    [Fact]
    public async Task A_timer_waits_on()
    {
        var line = new HangingTransport();
        await using var app = await TestApp.StartAsync(storage, line);
        line.Hold();
        var run = app.Services.GetRequiredService<TimerRunner>()
            .RunAsync(FunctionTable.Timer("RollUp"), onDemand: false, CancellationToken.None);
        await line.WaitForCallAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False(run.IsCompleted);
        line.Release();
        Assert.Equal(RunState.Succeeded, (await run).State);
    }

    // The clock is a fake one: only what the budget is made of can end the request.
    private static async Task<HttpResponseMessage> HungAsync(TestApp app, HangingTransport line, Task<HttpResponseMessage> request)
    {
        Assert.NotSame(request, await Task.WhenAny(request, line.WaitForCallAsync()));
        app.Clock.Advance(StorageTimeBudget.Limit - TimeSpan.FromSeconds(1));
        Assert.False(request.IsCompleted, "It was answered before its budget ended.");
        // What waits for another's read begins to wait a moment after the call is held: at most one limit more.
        for (var second = 0; second < 1 + StorageTimeBudget.Limit.TotalSeconds && !request.IsCompleted; second++)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(request, Task.Delay(TimeSpan.FromSeconds(1)));
        }

        Assert.True(request.IsCompleted, "Its budget ended, and it was not answered.");
        return await request;
    }

    private static async Task Assert503Async(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Equal(Problems.MediaType, answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("urn:youthfunctions:problem:storage-away", (await answer.JsonAsync()).GetProperty("type").GetString());
    }

    private static HttpRequestMessage Request(string method, string path)
    {
        var body = path switch
        {
            "/api/reports/batch" => "unit,period,trees-planted\n01-001,2024-05,1200\n01-002,2024-05,1300\n",
            "/api/bridges/kobo" => """{"unit":"01-001","period":"2024-05","trees-planted":"1200"}""",
            "/api/keys" => """{"role":"reporter","unit":"01","label":"Hà Nội"}""",
            "/api/targets/01?year=2024" => """{"trees-planted":500000}""",
            _ => Report,
        };
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method != "GET")
            request.Content = new StringContent(
                body, MediaTypeHeaderValue.Parse(path == "/api/reports/batch" ? "text/csv" : "application/json"));
        return request;
    }
}
