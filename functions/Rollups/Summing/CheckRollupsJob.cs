using System.Globalization;
using YouthFunctions.Calls;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Rollups.Years;

namespace YouthFunctions.Rollups.Summing;

/// <summary>The nightly timer that recomputes every planned year from its reports and raises an alert where a stored figure
/// disagrees. It never repairs: an administrator looks first, and then asks for a recompute.</summary>
public sealed class CheckRollupsJob(
    PlanStore plans, YearBasisFactory bases, YearRollupService rollUp, RollupCheck check, ILogger<CheckRollupsJob> log)
{
    /// <summary>Runs over all years with a plan, open or not; what is still marked is summed first.</summary>
    /// <exception cref="AggregateException">Some years could not be checked; the others were.</exception>
    public async Task<TimerOutcome> Run(TimerRun run, CancellationToken cancel)
    {
        var (units, figures) = (0L, 0);
        await plans.ForEachYearAsync(
            async reportingYear =>
            {
                var basis = await bases.CreateAsync(reportingYear.Plan, cancel);
                await rollUp.RunAsync(basis, run.Now, cancel);
                foreach (var wrong in await check.RunAsync(basis, cancel))
                {
                    log.RollupDisagreement(wrong.Unit, wrong.Indicator, basis.Year, wrong.Month, wrong.Stored, wrong.Recomputed);
                    figures++;
                }

                units += basis.Tree.Count;
            },
            cancel);

        return new TimerOutcome(units, string.Create(CultureInfo.InvariantCulture, $"{units} units checked, {figures} figures disagree"));
    }
}
