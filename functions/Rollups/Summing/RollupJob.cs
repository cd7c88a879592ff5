using System.Globalization;
using YouthFunctions.Calls;
using YouthFunctions.Jobs;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Rollups.Years;

namespace YouthFunctions.Rollups.Summing;

/// <summary>The timer that brings what was reported since its last run into the rollups of every year.</summary>
public sealed class RollupJob(PlanStore plans, YearBasisFactory bases, YearRollupService rollUp, RollupFreshness freshness, JobMonitor jobs)
{
    // A closed year is marked by a reopened month or a late confirmation, whose message has it summed at once. To look for marks is a
    // call a province, and those whose message was lost can wait so long.
    private static readonly TimeSpan ClosedYearsEvery = TimeSpan.FromMinutes(58);

    /// <summary>Runs over all years with a plan: a mark is worked off whether its year is still open or not.</summary>
    /// <exception cref="AggregateException">Some years could not be summed; the others were.</exception>
    public async Task<TimerOutcome> Run(TimerRun run, CancellationToken cancel)
    {
        await jobs.AllAsync(cancel); // every five minutes somebody must measure the ages of all timers
        var units = 0;
        var years = new List<int>();
        await plans.ForEachYearAsync(
            async reportingYear =>
            {
                var year = reportingYear.Plan.Year;
                var isOpen = reportingYear.IsOpen(run.Now);
                if (isOpen)
                    await freshness.GetAsync(year, cancel); // measures how far behind they were
                var basis = await bases.CreateAsync(reportingYear.Plan, cancel);
                if (!isOpen && !run.OnDemand && !await rollUp.IsDueAsync(basis, run.Now - ClosedYearsEvery, cancel))
                    return;
                var summed = await rollUp.RunAsync(basis, run.Now, cancel);
                units += summed;
                if (isOpen || summed > 0)
                    years.Add(year);
            },
            cancel);
        return new TimerOutcome(units, string.Create(
            CultureInfo.InvariantCulture, $"{units} units re-summed in {(years.Count == 0 ? "no open year" : string.Join(", ", years))}"));
    }
}
