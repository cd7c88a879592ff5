using System.Net;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Catalog;
using YouthFunctions.Jobs;
using YouthFunctions.Jobs.Runs;
using YouthFunctions.Queues;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.Summaries;
using YouthFunctions.Units;

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
    public async Task A_timer_that_never_did_its_work_is_late_since_its_first_try()
    {
        await using var app = await TestApp.StartAsync(storage);
        using var administrator = await app.SignInAsync(Role.Administrator, "VN");
        var runner = (TimerRunner)app.Services.GetService(typeof(TimerRunner))!;
        await app.Store.Container(ContainerName.Locks).DeleteAsync(); // the lease cannot be taken: every run fails
        for (var tries = 0; tries < 5; tries++)
        {
            await runner.RunAsync(FunctionTable.Timer("RollUp"), onDemand: false, CancellationToken.None);
            Assert.False((await JobAsync(administrator, "RollUp")).GetProperty("isLate").GetBoolean());
            app.Clock.Advance(TimeSpan.FromMinutes(5));
        }

        app.Clock.Advance(TimeSpan.FromMinutes(2)); // the second was due after five minutes, and twenty have gone by since
        await runner.RunAsync(FunctionTable.Timer("RollUp"), onDemand: false, CancellationToken.None);
        Assert.True((await JobAsync(administrator, "RollUp")).GetProperty("isLate").GetBoolean());
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

    [Fact]
    public async Task A_job_in_parts_is_accepted_told_of_while_it_runs_and_recorded_by_its_last_part()
    {
        await using var app = await TestApp.StartAsync(storage, services: SmallCountry.Register);
        using var administrator = await app.SignInAsync(Role.Administrator, "VN");
        using var begun = await administrator.PostAsync(new Uri("/api/backups/run", UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.Accepted, begun.StatusCode);
        Assert.Equal("/api/jobs/Backup", begun.Headers.Location!.OriginalString);
        using var ended = await administrator.JobEndAsync(begun.Headers.Location);
        var run = await app.EndOfAsync("Backup");

        var job = await ended.JsonAsync();
        Assert.Equal("succeeded", job.GetProperty("state").GetString());
        Assert.Equal("2024-06-03T02:00:00+00:00", job.GetProperty("succeededUtc").GetString());
        Assert.True(job.GetProperty("rows").GetInt64() > 0);
        Assert.True(job.GetProperty("transactions").GetInt64() > run.Total);
        var parts = job.GetProperty("parts");
        Assert.Equal((run.Total, run.Total, 0, 0), (parts.GetProperty("total").GetInt32(), parts.GetProperty("done").GetInt32(),
            parts.GetProperty("failed").GetInt32(), parts.GetProperty("running").GetInt32()));
        Assert.Equal(run.Id, (await JobAsync(administrator, "Backup")).GetProperty("parts").GetProperty("run").GetString());
        using var none = await administrator.GetAsync(new Uri("/api/jobs/Nothing", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task A_run_that_is_cancelled_begins_no_further_part_and_is_recorded_as_stopped()
    {
        await using var app = await TestApp.StartAsync(storage, services: all =>
        {
            SmallCountry.Register(all);
            all.AddSingleton(new PollerOptions(false, TimeSpan.Zero, AtOnce: 0));
        });
        using var administrator = await app.SignInAsync(Role.Administrator, "VN");
        var cancel = new Uri("/api/jobs/CheckRollups/cancel", UriKind.Relative);
        using (var early = await administrator.PostAsync(cancel, null))
            Assert.Equal(HttpStatusCode.Conflict, early.StatusCode);
        var runner = app.Services.GetRequiredService<TimerRunner>();
        Assert.Equal(RunState.InParts, (await runner.RunAsync(FunctionTable.Timer("CheckRollups"), false, default)).State);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var job = await JobAsync(administrator, "CheckRollups");
        Assert.Equal("running", job.GetProperty("state").GetString());
        Assert.False(job.GetProperty("parts").TryGetProperty("expectedEndUtc", out _)); // nothing is done yet
        var queue = (await (await administrator.GetAsync(new Uri("/api/jobs", UriKind.Relative))).JsonAsync()).GetProperty("queues")
            .EnumerateArray().Single(queue => queue.GetProperty("function").GetString() == "RunPart");
        Assert.Equal(job.GetProperty("parts").GetProperty("total").GetInt32(), queue.GetProperty("waiting").GetInt32());
        Assert.Equal(0, queue.GetProperty("poison").GetInt32());

        using (var cancelled = await administrator.PostAsync(cancel, null))
            Assert.Equal("cancelled", (await cancelled.JsonAsync()).GetProperty("state").GetString());
        var message = (await app.Store.Queue(QueueName.Parts).ReceiveMessageAsync()).Value;
        var late = await app.Services.GetRequiredService<QueueRunner>().RunAsync(
            FunctionTable.All.Queue("RunPart"), message.Text(), default);
        Assert.Equal(RunState.Succeeded, late.State);
        job = await JobAsync(administrator, "CheckRollups");
        Assert.Equal("stopped", job.GetProperty("state").GetString());
        Assert.Equal(("cancelled", 0), (job.GetProperty("parts").GetProperty("state").GetString()!,
            job.GetProperty("parts").GetProperty("done").GetInt32()));
    }

    [Fact]
    public async Task A_year_whose_plan_cannot_be_read_keeps_no_other_year_from_being_checked()
    {
        await using var app = await TestApp.StartAsync(storage, services: all =>
        {
            SmallCountry.Register(all);
            all.AddSingleton(new PollerOptions(false, TimeSpan.Zero, AtOnce: 0));
        });
        await app.Store.Table(TableName.Plans).AddEntityAsync(new TableEntity("2023", "plan") { ["Document"] = new byte[] { 1 } });

        var run = await app.Services.GetRequiredService<TimerRunner>().RunAsync(FunctionTable.Timer("CheckRollups"), false, default);

        Assert.Equal(RunState.Failed, run.State);
        Assert.StartsWith("Not done for 2023.", run.Error, StringComparison.Ordinal);
        var provinces = app.Services.GetRequiredService<UnitRegister>().TreeOf(2024).Children(UnitCode.Country).Count;
        Assert.Equal(provinces, (await app.Services.GetRequiredService<RunStore>().FindAsync("CheckRollups", default))!.Total);
    }

    [Fact]
    public async Task Messages_that_were_given_up_are_told_of_on_the_list_and_the_page()
    {
        await using var app = await TestApp.StartAsync(storage, services: SmallCountry.Register);
        using var administrator = await app.SignInAsync(Role.Administrator, "VN");
        await app.Store.PoisonQueue(QueueName.Parts).SendMessageAsync("eA==");
        using var answer = await administrator.GetAsync(new Uri("/api/jobs", UriKind.Relative));
        var queue = (await answer.JsonAsync()).GetProperty("queues").EnumerateArray()
            .Single(queue => queue.GetProperty("function").GetString() == "RunPart");
        Assert.Equal(1, queue.GetProperty("poison").GetInt32());
        var page = await administrator.GetStringAsync("/manage?year=2024&lang=en");
        Assert.Contains("1 message was given up", page, StringComparison.Ordinal);
    }

    private static async Task<System.Text.Json.JsonElement> JobAsync(HttpClient administrator, string name)
    {
        using var answer = await administrator.GetAsync(new Uri("/api/jobs", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.JsonAsync()).GetProperty("jobs").EnumerateArray().Single(job => job.GetProperty("job").GetString() == name)
            .Clone();
    }
}
