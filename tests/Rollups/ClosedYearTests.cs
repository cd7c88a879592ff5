using System.Net;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Catalog;
using YouthFunctions.Jobs;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Rollups;

/// <summary>The timer asks for marks of closed years once an hour only: to ask is a call of storage for each province.</summary>
public sealed class ClosedYearTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private const int Partitions = 5; // the provinces of the small country, and the centre

    [Fact]
    public async Task A_closed_years_marks_are_asked_for_once_an_hour_and_when_somebody_asks()
    {
        await using var app = await TestApp.StartAsync(storage, services: SmallCountry.Register);
        using var reporter = await app.SignInAsync(Role.Reporter, "01-001");
        using var leader = await app.SignInAsync(Role.Leader, "VN");
        var sent = await reporter.SendJsonAsync(
            HttpMethod.Put, "/api/reports/01-001/2024-05", """{"values":{"trees-planted":{"amount":1201}}}""");
        Assert.Equal(HttpStatusCode.Created, sent.StatusCode);
        app.Clock.Advance(TimeSpan.FromDays(400)); // 2024 is closed, and what was sent waits

        var first = await RunAsync(app);
        Assert.Contains("1201", await TotalAsync(leader), StringComparison.Ordinal);
        await MarkAsync(app);
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        var second = await RunAsync(app);
        Assert.True(second <= first - Partitions, $"{second} calls after {first}");
        Assert.Equal(1, await WaitingAsync(app));
        await RunAsync(app, onDemand: true);
        Assert.Equal(0, await WaitingAsync(app));

        await MarkAsync(app);
        app.Clock.Advance(TimeSpan.FromHours(1));
        await RunAsync(app);
        Assert.Equal(0, await WaitingAsync(app));
    }

    private static async Task<long> RunAsync(TestApp app, bool onDemand = false)
    {
        var runner = app.Services.GetRequiredService<TimerRunner>();
        Assert.Equal(RunState.Succeeded, (await runner.RunAsync(FunctionTable.Timer("RollUp"), onDemand, default)).State);
        return (await new JobStore(app.Store).AllAsync(default).SingleAsync(job => job.Name == "RollUp")).Transactions!.Value;
    }

    private static async Task<string> TotalAsync(HttpClient leader) =>
        await leader.GetStringAsync("/api/rollups/VN?year=2024&indicator=trees-planted");

    // As intake leaves it, with a message that is lost.
    private static Task MarkAsync(TestApp app) => app.Store.Table(TableName.Reports).UpsertEntityAsync(
        RollupMark.Create(ReportKeys.Partition(UnitCode.Parse("01"), 2024), [UnitCode.Parse("01-001")]), TableUpdateMode.Replace);

    private static async Task<int> WaitingAsync(TestApp app) =>
        (await app.Services.GetRequiredService<MarkStore>().ReadAsync(UnitCode.Parse("01"), 2024, default)).Count;
}
