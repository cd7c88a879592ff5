using System.Globalization;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Jobs.Parts;
using YouthFunctions.Jobs.Runs;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Rollups.Years;

namespace YouthFunctions.Rollups.Summing;

/// <summary>The nightly timer that recomputes every planned year from its reports and raises an alert where a stored figure
/// disagrees: a part for each year and province, and the centre when they are done. It never repairs: an administrator looks first, and
/// then asks for a recompute.</summary>
public sealed class CheckRollupsJob(
    PlanStore plans, YearBasisFactory bases, YearRollupService rollUp, RollupCheck check, RunStarter starter, TimeProvider clock,
    ILogger<CheckRollupsJob> log) : IPartedJob
{
    /// <inheritdoc/>
    public string Name => "CheckRollups";

    /// <summary>Begins a run over all years, those with no open month too.</summary>
    /// <exception cref="AggregateException">Some years could not be begun; the run over the others is.</exception>
    public async Task<TimerOutcome> Run(TimerRun run, CancellationToken cancel)
    {
        var parts = new List<JobPart>();
        var years = ForEachBasisAsync(
            async basis =>
            {
                await rollUp.ReplaceBasisAsync(basis, run.Now, cancel);
                parts.AddRange(basis.Tree.Children(basis.Tree.Root.Code)
                    .Select(province => new JobPart(Year: basis.Year, Province: province.Code.ToString())));
            },
            cancel);
        await years.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var begun = await starter.StartAsync(Name, parts, run.Now, cancel);
        await years; // what failed is told now
        return begun;
    }

    /// <summary>Sums what a reopened month left marked in a province, and checks it.</summary>
    public async Task<PartOutcome> RunPartAsync(JobRun run, JobPart part, CancellationToken cancel)
    {
        if (await plans.FindAsync(part.Year!.Value, cancel) is not { } year)
            return new PartOutcome(0); // removed since the run began
        var basis = await bases.CreateAsync(year.Plan, cancel);
        var province = UnitCode.Parse(part.Province!);
        await rollUp.RunPartAsync(basis, basis.PartitionsOf(province), clock.GetUtcNow(), cancel);
        var figures = Tell(basis, await check.CheckTopAsync(basis, province, cancel));
        return new PartOutcome(basis.UnitsOf(province).Count, figures.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Checks the centre's row of each year against the provinces' rows.</summary>
    /// <exception cref="AggregateException">Some years could not be checked; the others were.</exception>
    public async Task<TimerOutcome> FinishAsync(JobRun run, IReadOnlyList<PartRecord> parts, CancellationToken cancel)
    {
        var units = parts.Sum(part => part.Rows);
        var figures = parts.Sum(part => int.Parse(part.Result ?? "0", CultureInfo.InvariantCulture));
        await ForEachBasisAsync(
            async basis =>
            {
                var centre = basis.Tree.Root.Code;
                await rollUp.RunPartAsync(basis, [centre], clock.GetUtcNow(), cancel);
                figures += Tell(basis, await check.CheckTopAsync(basis, centre, cancel));
                units++;
            },
            cancel);

        return new TimerOutcome(units, string.Create(CultureInfo.InvariantCulture, $"{units} units checked, {figures} figures disagree"));
    }

    private int Tell(YearBasis basis, IReadOnlyList<Disagreement> disagreements)
    {
        foreach (var wrong in disagreements)
            log.RollupDisagreement(wrong.Unit, wrong.Indicator, basis.Year, wrong.Month, wrong.Stored, wrong.Recomputed);
        return disagreements.Count;
    }

    private Task ForEachBasisAsync(Func<YearBasis, Task> work, CancellationToken cancel) => plans.ForEachYearAsync(
        async year => await work(await bases.CreateAsync(year.Plan, cancel)), cancel);
}
