using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Storage;
using YouthFunctions.Storage.Caching;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Plan;

/// <summary>The end of a plan's time in memory stops nobody: one read, and the targets are not divided anew unless they changed.</summary>
public sealed class PlanCopyTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private const int Callers = 64;

    [Fact]
    public async Task Sixty_four_callers_at_the_end_of_the_plans_time_wait_for_nothing_and_cost_one_read()
    {
        var line = new HangingTransport();
        await using var app = await TestApp.StartAsync(storage, line);
        var plans = app.Services.GetRequiredService<PlanStore>();
        var first = await plans.FindAsync(2024, default);
        app.Clock.Advance(CacheLifetimes.ThirtySeconds.Fresh);
        var before = line.Calls;
        line.Hold();
        var copies = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(() => plans.FindAsync(2024, default))));
        Assert.All(copies, copy => Assert.Same(first, copy)); // although storage does not answer
        await line.WaitForCallAsync();
        Assert.Equal(1, line.Calls - before);
        line.Release();
    }

    [Fact]
    public async Task Targets_are_not_divided_anew_while_nothing_was_stored()
    {
        await using var app = await TestApp.StartAsync(storage);
        var plans = app.Services.GetRequiredService<PlanStore>();
        var first = await plans.FindAsync(2024, default);
        app.Clock.Advance(CacheLifetimes.ThirtySeconds.StaleWhileRevalidate);
        Assert.Same(first, await plans.FindAsync(2024, default));
        await using var other = await TestApp.StartAsync(
            storage, prefix: app.Store.Table(TableName.Plans).Name[..^nameof(TableName.Plans).Length]);
        await other.Services.GetRequiredService<PlanStore>().ChangeAsync(2024, _ => PlanChange.Calendar(first!.Calendar), default);
        app.Clock.Advance(CacheLifetimes.ThirtySeconds.StaleWhileRevalidate);
        Assert.NotSame(first, await plans.FindAsync(2024, default));
    }
}
