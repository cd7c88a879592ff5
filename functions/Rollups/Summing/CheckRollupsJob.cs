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
    /// <summary>Runs over all years, those with no open month too; what a reopened month left marked there is summed first.</summary>
    public async Task<TimerOutcome> Run(TimerRun run, CancellationToken cancel)
    {
        var (units, figures) = (0L, 0);
        foreach (var year in await plans.YearsAsync(cancel))
        {
            if (await plans.FindAsync(year, cancel) is not { } reportingYear)
                continue;
            var basis = await bases.CreateAsync(reportingYear.Plan, cancel);
            await rollUp.RunAsync(basis, run.Now, cancel);
            foreach (var wrong in await check.RunAsync(basis, cancel))
            {
                log.RollupDisagreement(wrong.Unit, wrong.Indicator, year, wrong.Month, wrong.Stored, wrong.Recomputed);
                figures++;
            }

            units += basis.Tree.Count;
        }

        return new TimerOutcome(units, string.Create(CultureInfo.InvariantCulture, $"{units} units checked, {figures} figures disagree"));
    }
}
