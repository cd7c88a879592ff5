using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using YouthFunctions.Calls;
using YouthFunctions.Jobs;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Jobs;

/// <summary>Jobs that an administrator begins: they outlive the request, and say how they do.</summary>
public sealed class DetachedRunTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private const string Run = "/api/rollups/run";

    [Fact]
    public async Task A_job_answers_at_once_with_the_place_of_its_state_and_goes_on_without_the_client()
    {
        await using var app = await TestApp.StartAsync(storage);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        using var begun = await centre.PostAsync(Run, null);
        Assert.Equal(HttpStatusCode.Accepted, begun.StatusCode);
        Assert.Equal("/api/jobs/RollUp", begun.Headers.Location?.ToString());
        var told = await begun.JsonAsync();
        Assert.Equal(("RollUp", "running"), (told.GetProperty("job").GetString(), told.GetProperty("state").GetString()));

        using var ended = await centre.RunJobAsync(Run);
        var job = await ended.JsonAsync();
        Assert.Equal("succeeded", job.GetProperty("state").GetString());
        Assert.True(job.TryGetProperty("endUtc", out _));
        using var unknown = await centre.GetAsync("/api/jobs/NoSuchJob");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        using var province = await app.SignInAsync(Role.Administrator, "01");
        Assert.Equal(HttpStatusCode.Forbidden, (await province.GetAsync("/api/jobs/RollUp")).StatusCode);
    }

    [Fact]
    public async Task Begun_twice_it_is_refused_with_the_place_of_the_run_that_is_under_way()
    {
        await using var app = await TestApp.StartAsync(storage);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        await using (var other = await BlobLease.TryAcquireAsync(
            app.Store.Container(ContainerName.Locks), JobStore.LeaseName("RollUp"), CancellationToken.None))
        {
            Assert.NotNull(other);
            using var again = await centre.PostAsync(Run, null);
            Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
            Assert.Equal("/api/jobs/RollUp", again.Headers.Location?.ToString());
            Assert.NotNull(again.Headers.RetryAfter);
        }

        (await centre.RunJobAsync(Run)).Dispose();
    }

    [Fact]
    public async Task A_run_whose_process_died_is_interrupted_and_one_that_holds_its_lease_runs()
    {
        await using var app = await TestApp.StartAsync(storage);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        var jobs = app.Services.GetRequiredService<JobStore>();
        await using (await BlobLease.TryAcquireAsync(
            app.Store.Container(ContainerName.Locks), JobStore.LeaseName("Forecast"), CancellationToken.None))
        {
            await jobs.StartAsync("Forecast", app.Clock.GetUtcNow(), CancellationToken.None);
            Assert.Equal("running", await StateAsync());
        }

        Assert.Equal("interrupted", await StateAsync());
        Assert.Contains(">Interrupted<", await centre.GetStringAsync("/manage?year=2024&lang=en"), StringComparison.Ordinal);

        async Task<string?> StateAsync() =>
            (await (await centre.GetAsync("/api/jobs/Forecast")).JsonAsync()).GetProperty("state").GetString();
    }

    [Fact]
    public async Task A_product_that_stops_waits_until_its_runs_are_recorded_as_stopped()
    {
        var prefix = StorageFixture.NewPrefix();
        await using (var app = await TestApp.StartAsync(storage, prefix: prefix))
        {
            using var centre = await app.SignInAsync(Role.Administrator, "VN");
            (await centre.PostAsync(Run, null)).EnsureSuccessStatusCode();
            app.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
            await app.Services.GetRequiredService<DetachedRuns>().StopAsync(CancellationToken.None);
        }

        await using var next = await TestApp.StartAsync(storage, prefix: prefix);
        var job = await next.Services.GetRequiredService<JobStore>().AllAsync(CancellationToken.None).SingleAsync();
        Assert.True(job.State is RunState.Stopped or RunState.Succeeded, job.State.ToString());
        Assert.NotNull(job.EndUtc);
    }
}
