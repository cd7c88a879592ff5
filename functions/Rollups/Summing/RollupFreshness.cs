using YouthFunctions.Calls;
using YouthFunctions.Jobs;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Rollups.Persistence;
using YouthFunctions.Rollups.Years;
using YouthFunctions.Storage.Pipeline;

namespace YouthFunctions.Rollups.Summing;

/// <summary>Knows whether the rollup timer keeps up; a request that finds it overdue starts it, since a platform's timers
/// can stop without a word.</summary>
public sealed class RollupFreshness(
    RollupStore rollups, PlanStore plans, YearBasisFactory bases, FunctionList functions, IServiceProvider services, TimeProvider clock)
{
    /// <summary>Two periods of the timer.</summary>
    public static readonly TimeSpan StaleAfter = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan MinStartInterval = TimeSpan.FromMinutes(1);
    private long _started;

    /// <summary>How fresh a year is. Years without a plan and years that are not open do not go stale by age.</summary>
    public async Task<Freshness> GetAsync(int year, CancellationToken cancel)
    {
        var state = await rollups.StateAsync(year, cancel);
        var reflects = state?.ReflectsUtc;
        var now = clock.GetUtcNow();
        var reportingYear = await plans.FindAsync(year, cancel);
        // Sums that stand on another plan are not those of this year, open or not.
        if (reportingYear is not null && state is not null
            && state.IsOfAnother((await bases.CreateAsync(reportingYear.Plan, cancel)).Fingerprint))
            return new Freshness(reflects, true);
        var isOpen = reportingYear?.IsOpen(now) is true;
        if (isOpen && reflects is { } until)
            Telemetry.RollupLag(year, now - until);
        return new Freshness(reflects, isOpen && !(now - reflects < StaleAfter));
    }

    /// <summary>How fresh each open year is.</summary>
    public async Task<IReadOnlyDictionary<int, Freshness>> OpenYearsAsync(CancellationToken cancel)
    {
        var years = new SortedDictionary<int, Freshness>();
        await foreach (var year in plans.AllAsync(cancel))
            if (year.IsOpen(clock.GetUtcNow()))
                years[year.Plan.Year] = await GetAsync(year.Plan.Year, cancel);
        return years;
    }

    /// <summary>Starts the timer's work in the background, at most once a minute; the timer's lease keeps it to one at a time.</summary>
    public void Start()
    {
        var last = Interlocked.Read(ref _started);
        var now = clock.GetTimestamp();
        if ((last != 0 && clock.GetElapsedTime(last, now) < MinStartInterval)
            || Interlocked.CompareExchange(ref _started, now, last) != last)
            return;
        // The runner knows every handler and so cannot be a constructor parameter; it records and logs its own failures.
        var runner = services.GetRequiredService<TimerRunner>();
        var stopping = services.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None;
        _ = Task.Run(
            async () =>
            {
                StorageTimeBudget.Detach(); // the request that starts it does not wait for it
                await runner.RunAsync(functions.Timer("RollUp"), onDemand: true, stopping);
            },
            CancellationToken.None);
    }
}
