using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Catalog;
using YouthFunctions.Hosting;
using YouthFunctions.Jobs;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Jobs;

/// <summary>When timers fire where no Functions host does it: by their settings, and again when they fail.</summary>
public sealed class TimerSchedulerTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Trait("Category", "siege")]
    [Fact]
    public async Task A_timer_that_fails_is_tried_three_times_more_and_then_at_its_next_time_by_the_setting()
    {
        var store = Store.FromConnectionString(storage.ConnectionString, StorageFixture.NewPrefix());
        await store.CreateMissingAsync(CancellationToken.None);
        var failing = new FailingTimer();
        await using var services = new ServiceCollection().AddSingleton(failing).BuildServiceProvider();
        var functions = new FunctionList(
            [], [new TimerFunction("Failing", "0 0 3 * * *", 3, typeof(FailingTimer), timer => ((FailingTimer)timer).Run)], []);
        var clock = new FakeTimeProvider(new DateTimeOffset(2024, 6, 3, 2, 0, 0, TimeSpan.Zero));
        var runner = new TimerRunner(
            new FunctionHandlers(functions, services), store, new JobStore(store), clock, NullLogger<TimerRunner>.Instance);
        using var scheduler = new TimerScheduler(runner, functions, Schedules("0 30 4 * * *", functions), clock);
        await scheduler.StartAsync(CancellationToken.None);
        while (failing.Runs.Count < 5)
        {
            // By the minute where it is tried again; from one half hour, on which the due time lies, to the next otherwise.
            var runs = failing.Runs.Count;
            var minutes = runs is 0 or 4 ? 30 - (clock.GetUtcNow().Minute % 30) : 1;
            clock.Advance(TimeSpan.FromMinutes(minutes));
            do
                await Task.Delay(TimeSpan.FromMilliseconds(20)); // the loop has to come to its next wait
            while (runs is 0 or 4 && IsDue(clock.GetUtcNow()) && failing.Runs.Count == runs); // however long storage takes
        }

        static bool IsDue(DateTimeOffset now) => (now.Hour, now.Minute) == (4, 30);

        await scheduler.StopAsync(CancellationToken.None);
        Assert.Equal(new DateTimeOffset(2024, 6, 3, 4, 30, 0, TimeSpan.Zero), failing.Runs[0]);
        for (var retry = 1; retry <= 3; retry++)
            Assert.True(failing.Runs[retry] - failing.Runs[retry - 1] >= TimerFunction.RetryDelay);
        Assert.Equal(3, failing.Runs[3].Day);
        Assert.Equal(new DateTimeOffset(2024, 6, 4, 4, 30, 0, TimeSpan.Zero), failing.Runs[4]);
    }

    /// <summary>A delay can be of 49 days at most.</summary>
    [Fact]
    public async Task A_timer_may_fire_once_a_year()
    {
        var store = Store.FromConnectionString(storage.ConnectionString, StorageFixture.NewPrefix());
        await using var services = new ServiceCollection().AddSingleton(new FailingTimer()).BuildServiceProvider();
        var functions = new FunctionList(
            [], [new TimerFunction("Failing", "0 0 3 * * *", 0, typeof(FailingTimer), timer => ((FailingTimer)timer).Run)], []);
        var runner = new TimerRunner(new FunctionHandlers(functions, services), store, new JobStore(store), TimeProvider.System,
            NullLogger<TimerRunner>.Instance);
        var longAgo = TimeProvider.System.GetUtcNow().AddDays(-2);
        var schedules = Schedules($"0 0 0 {longAgo.Day} {longAgo.Month} *", functions);
        using var scheduler = new TimerScheduler(runner, functions, schedules, TimeProvider.System);
        await scheduler.StartAsync(CancellationToken.None);
        Assert.False(scheduler.ExecuteTask!.IsCompleted, scheduler.ExecuteTask.Exception?.Message);
        await scheduler.StopAsync(CancellationToken.None);
    }

    [Fact]
    public void A_setting_that_is_no_schedule_is_refused_by_its_name_and_without_its_value()
    {
        var refused = Assert.Throws<SettingException>(() => new TimerSchedules(
            new ConfigurationBuilder().AddInMemoryCollection([new("ForecastSchedule", "every night")]).Build(), FunctionTable.All));
        Assert.Contains("ForecastSchedule", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("every night", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0 0 0 31 2 *")]
    [InlineData("0 30 4 30 2 1")]
    [InlineData("0 0 0 31 4,6,9,11 *")]
    public void A_schedule_that_never_fires_is_refused_by_its_setting(string never)
    {
        var refused = Assert.Throws<SettingException>(() => new TimerSchedules(
            new ConfigurationBuilder().AddInMemoryCollection([new("ForecastSchedule", never)]).Build(), FunctionTable.All));
        Assert.Contains("ForecastSchedule", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>A leap day that is a Monday comes once in 28 years, and once in 40 around a year such as 2100.</summary>
    [Fact]
    public void A_schedule_that_seldom_fires_is_taken()
    {
        var schedules = new TimerSchedules(
            new ConfigurationBuilder().AddInMemoryCollection([new("ForecastSchedule", "0 0 0 29 2 1")]).Build(), FunctionTable.All);
        Assert.Equal(
            new DateTimeOffset(2044, 2, 29, 0, 0, 0, TimeSpan.Zero),
            schedules.Next(FunctionTable.Timer("Forecast"), new DateTimeOffset(2024, 6, 3, 2, 0, 0, TimeSpan.Zero)));
    }

    private static TimerSchedules Schedules(string moved, FunctionList functions) => new(
        new ConfigurationBuilder().AddInMemoryCollection([new("FailingSchedule", moved)]).Build(), functions);

    private sealed class FailingTimer
    {
        public List<DateTimeOffset> Runs { get; } = [];

        public Task<TimerOutcome> Run(TimerRun run, CancellationToken cancel)
        {
            Runs.Add(run.Now);
            throw new InvalidOperationException("It fails.");
        }
    }
}
