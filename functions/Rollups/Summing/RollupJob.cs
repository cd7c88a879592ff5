using System.Globalization;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Jobs;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Rollups.Years;

namespace YouthFunctions.Rollups.Summing;

/// <summary>The timer that brings what was reported since its last run into the rollups of every open year.</summary>
public sealed class RollupJob(PlanStore plans, YearBasisFactory bases, YearRollupService rollUp, RollupFreshness freshness, JobMonitor jobs)
{
    /// <summary>Runs over the years with a month that takes reports.</summary>
    public async Task<TimerOutcome> Run(TimerRun run, CancellationToken cancel)
    {
        var units = 0;
        var years = new List<int>();
        foreach (var year in await plans.YearsAsync(cancel))
        {
            if (await plans.FindAsync(year, cancel) is not { } reportingYear || !IsOpen(reportingYear, run.Now))
                continue;
            await freshness.GetAsync(year, cancel); // measures how far behind they were
            units += await rollUp.RunAsync(await bases.CreateAsync(reportingYear.Plan, cancel), run.Now, cancel);
            years.Add(year);
        }

        await jobs.AllAsync(cancel); // every five minutes somebody must measure the ages of all timers
        return new TimerOutcome(units, string.Create(
            CultureInfo.InvariantCulture, $"{units} units re-summed in {(years.Count == 0 ? "no open year" : string.Join(", ", years))}"));
    }

    /// <summary>Whether some month of the plan takes reports.</summary>
    internal static bool IsOpen(ReportingYear reportingYear, DateTimeOffset now) => Month.OfYear(reportingYear.Plan.Year)
        .Any(month => reportingYear.Calendar.StateOf(month, now) is MonthState.Open or MonthState.Late);
}
