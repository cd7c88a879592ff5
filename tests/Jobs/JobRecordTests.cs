using System.Net;
using YouthFunctions.Calls;
using YouthFunctions.Catalog;
using YouthFunctions.Jobs;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.Summaries;

namespace YouthFunctions.Tests.Jobs;

/// <summary>What administrators learn of the timers.</summary>
public sealed class JobRecordTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Fact]
    public async Task A_run_is_told_with_its_rows_and_its_cost_as_counted_on_the_line()
    {
        var line = new Summaries.CountingTransport();
        await using var app = await TestApp.StartAsync(storage, line);
        using var administrator = await app.SignInAsync(Role.Administrator, "VN");
        using var reporter = await app.SignInAsync(Role.Reporter, "VN");
        using var sent = await reporter.SendJsonAsync(
            HttpMethod.Post, "/api/reports", """{"unit":"01-001","period":"2024-05","values":{"trees-planted":{"amount":1200}}}""");
        Assert.Equal(HttpStatusCode.Created, sent.StatusCode);
        var runner = (TimerRunner)app.Services.GetService(typeof(TimerRunner))!;

        var before = line.Count;
        await runner.RunAsync(FunctionTable.Timer("RollUp"), onDemand: false, CancellationToken.None);
        var job = await JobAsync(administrator, "RollUp");

        var cost = job.GetProperty("transactions").GetInt64();
        Assert.InRange(cost, 60, line.Count - before); // 64 partitions are asked for marks; what this very question cost came later
        Assert.Equal("succeeded", job.GetProperty("state").GetString());
        Assert.Equal(1, job.GetProperty("rows").GetInt64()); // the unit that reported; those above are summed besides
        Assert.Equal("2024-06-03T02:00:00+00:00", job.GetProperty("startUtc").GetString());
        Assert.False(job.GetProperty("isLate").GetBoolean());
        Assert.Equal("never", (await JobAsync(administrator, "Export")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task The_cost_is_exactly_the_calls_of_the_run()
    {
        var line = new Summaries.CountingTransport();
        await using var app = await TestApp.StartAsync(storage, line);
        var before = line.Count;
        await ((TimerRunner)app.Services.GetService(typeof(TimerRunner))!)
            .RunAsync(FunctionTable.Timer("ForgetIdempotencyKeys"), onDemand: false, CancellationToken.None);
        var made = line.Count - before;
        var job = await ((JobStore)app.Services.GetService(typeof(JobStore))!).AllAsync(CancellationToken.None).SingleAsync();
        Assert.Equal(made, job.Transactions);
    }

    [Fact]
    public async Task A_timer_that_no_longer_fires_is_late_and_one_that_fails_keeps_its_last_success()
    {
        await using var app = await TestApp.StartAsync(storage);
        using var administrator = await app.SignInAsync(Role.Administrator, "VN");
        var runner = (TimerRunner)app.Services.GetService(typeof(TimerRunner))!;
        await runner.RunAsync(FunctionTable.Timer("RollUp"), onDemand: false, CancellationToken.None);
        app.Clock.Advance(TimeSpan.FromMinutes(24));
        Assert.False((await JobAsync(administrator, "RollUp")).GetProperty("isLate").GetBoolean());
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.True((await JobAsync(administrator, "RollUp")).GetProperty("isLate").GetBoolean());

        await app.Store.Container(ContainerName.Locks).DeleteAsync(); // the lease cannot be taken: the run fails
        Assert.Equal(
            RunState.Failed, (await runner.RunAsync(FunctionTable.Timer("RollUp"), onDemand: false, CancellationToken.None)).State);
        var job = await JobAsync(administrator, "RollUp");
        Assert.Equal("failed", job.GetProperty("state").GetString());
        Assert.Equal("2024-06-03T02:00:00+00:00", job.GetProperty("succeededUtc").GetString());
        Assert.False(job.TryGetProperty("rows", out _)); // the figure of the run before is not this one's
        Assert.NotEqual("", job.GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_run_that_is_asked_to_end_is_recorded_as_stopped()
    {
        await using var app = await TestApp.StartAsync(storage);
        using var ended = new CancellationTokenSource();
        await ended.CancelAsync();
        var result = await ((TimerRunner)app.Services.GetService(typeof(TimerRunner))!)
            .RunAsync(FunctionTable.Timer("RollUp"), onDemand: false, ended.Token);
        Assert.Equal(RunState.Stopped, result.State);
        var job = await ((JobStore)app.Services.GetService(typeof(JobStore))!).AllAsync(CancellationToken.None).SingleAsync();
        Assert.Equal(RunState.Stopped, job.State);
    }

    private static async Task<System.Text.Json.JsonElement> JobAsync(HttpClient administrator, string name)
    {
        using var answer = await administrator.GetAsync(new Uri("/api/jobs", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.JsonAsync()).GetProperty("jobs").EnumerateArray().Single(job => job.GetProperty("job").GetString() == name)
            .Clone();
    }
}
