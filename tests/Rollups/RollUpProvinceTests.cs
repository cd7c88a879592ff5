using System.Net;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Calls;
using YouthFunctions.Catalog;
using YouthFunctions.Jobs;
using YouthFunctions.Queues;
using YouthFunctions.Reports;
using YouthFunctions.Reports.Receiving;
using YouthFunctions.Reports.Records;
using YouthFunctions.Rollups.Summing;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Rollups;

/// <summary>A report is in its ancestors' sums by its message, and by the timer when there is none.</summary>
public sealed class RollUpProvinceTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Fact]
    [Trait("Category", "siege")]
    public async Task A_report_is_in_the_sums_above_it_without_the_timer_and_many_send_one_message()
    {
        await using var app = await StartAsync();
        using var reporter = await app.SignInAsync(Role.Reporter, "VN");
        using var leader = await app.SignInAsync(Role.Leader, "VN");
        await ReportAsync(reporter, "01-001", 1201);
        await ReportAsync(reporter, "01-002", 40);
        await ReportAsync(reporter, "79", 7);
        Assert.Equal(2, await MessagesAsync(app)); // a province each

        var taken = 0;
        while (taken < 2) // they are hidden for some seconds, in which further reports need none
            taken += await app.Services.GetRequiredService<QueuePoller>().PollAsync(FunctionTable.All.Queue("RollUpProvince"), default)
                ? 1 : 0;
        Assert.Equal(0, await MessagesAsync(app));
        Assert.Contains("1241", await leader.GetStringAsync("/api/rollups/01?year=2024"), StringComparison.Ordinal);
        Assert.Contains("1248", await leader.GetStringAsync("/api/rollups/VN?year=2024"), StringComparison.Ordinal);

        app.Clock.Advance(TimeSpan.FromSeconds(3));
        await ReportAsync(reporter, "01-003", 1);
        Assert.Equal(1, await MessagesAsync(app));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Reviews_send_a_message_as_reports_do_also_many_at_once(int count)
    {
        await using var app = await StartAsync();
        using var reporter = await app.SignInAsync(Role.Reporter, "VN");
        await ReportAsync(reporter, "01-001", 1201);
        await ReportAsync(reporter, "01-002", 40);
        Assert.Equal(1, await MessagesAsync(app));
        app.Clock.Advance(TimeSpan.FromSeconds(3)); // within some seconds of a message a province needs no other
        var month = Analytics.Values.Month.Parse("2024-05");
        var tree = app.Services.GetRequiredService<UnitRegister>().TreeOf(month);
        var outcomes = await app.Services.GetRequiredService<ReportReviews>().ReviewAllAsync(
            [.. new[] { "01-001", "01-002" }.Take(count).Select(code => (tree[Analytics.Values.UnitCode.Parse(code)], 1))], month,
            report => ReportReviews.Said(report, ReviewState.Confirmed, null, "tester", app.Clock.GetUtcNow()), default);
        Assert.All(outcomes, item => Assert.True(item.Outcome.IsStored));
        Assert.Equal(2, await MessagesAsync(app));
    }

    [Fact]
    public async Task Messages_that_come_twice_late_or_never_change_nothing_since_the_timer_asks_for_marks()
    {
        await using var app = await StartAsync();
        using var reporter = await app.SignInAsync(Role.Reporter, "VN");
        using var leader = await app.SignInAsync(Role.Leader, "VN");
        // Reading sums of a year that was never summed sets a rollup going, beside which nothing here could be told.
        await app.Services.GetRequiredService<TimerRunner>().RunAsync(FunctionTable.Timer("RollUp"), onDemand: false, default);
        await ReportAsync(reporter, "01-001", 1201);
        var handler = app.Services.GetRequiredService<RollUpProvince>();
        var message = new RollupRequest(Analytics.Values.UnitCode.Parse("01"), 2024, app.Clock.GetUtcNow()).Write();
        await Task.WhenAll(handler.Handle(message, default), handler.Handle(message, default), handler.Handle(message, default));
        var once = await leader.GetStringAsync("/api/rollups/VN?year=2024");
        Assert.Contains("1201", once, StringComparison.Ordinal);
        await handler.Handle(message, default);
        Assert.Equal(once, await leader.GetStringAsync("/api/rollups/VN?year=2024"));

        await ReportAsync(reporter, "01-002", 40);
        app.Clock.Advance(TimeSpan.FromMinutes(3));
        await handler.Handle(message, default); // too old: the timer's
        Assert.DoesNotContain("1241", await leader.GetStringAsync("/api/rollups/VN?year=2024"), StringComparison.Ordinal);
        await handler.Handle(new RollupRequest(Analytics.Values.UnitCode.Parse("01"), 1999, app.Clock.GetUtcNow()).Write(), default);
        await app.Services.GetRequiredService<TimerRunner>().RunAsync(FunctionTable.Timer("RollUp"), onDemand: false, default);
        Assert.Contains("1241", await leader.GetStringAsync("/api/rollups/VN?year=2024"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_is_taken_although_no_message_can_be_sent()
    {
        await using var app = await StartAsync();
        using var reporter = await app.SignInAsync(Role.Reporter, "VN");
        await app.Store.Queue(QueueName.Rollups).DeleteAsync();
        await ReportAsync(reporter, "01-001", 5);
    }

    private async Task<TestApp> StartAsync()
    {
        var app = await TestApp.StartAsync(
            storage, services: all => all.AddSingleton(new PollerOptions(false, TimeSpan.Zero, AtOnce: 0)));
        await app.Services.GetRequiredService<RollupRequests>().StartAsync(default);
        return app;
    }

    private static async Task ReportAsync(HttpClient reporter, string unit, int trees)
    {
        using var sent = await reporter.SendJsonAsync(
            HttpMethod.Post, "/api/reports",
            $$$"""{"unit":"{{{unit}}}","period":"2024-05","values":{"trees-planted":{"amount":{{{trees}}} } } }""");
        Assert.Equal(HttpStatusCode.Created, sent.StatusCode);
    }

    // The message is sent beside the answer; hidden ones are counted too.
    private static async Task<int> MessagesAsync(TestApp app)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(500));
        return (await app.Services.GetRequiredService<QueueMonitor>().AllAsync(default))
            .Single(queue => queue.Function.Name == "RollUpProvince").Waiting;
    }
}
