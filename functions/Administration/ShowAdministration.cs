using YouthFunctions.Access.Keys;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Jobs;
using YouthFunctions.Jobs.Runs;
using YouthFunctions.Pages;
using YouthFunctions.Plan.Editing;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Queues;
using YouthFunctions.Rollups.Summing;
using YouthFunctions.Summaries;
using YouthFunctions.Units;

namespace YouthFunctions.Administration;

/// <summary>The administrators' page: whether all is well with the product, and how it is set.</summary>
public sealed class ShowAdministration(
    YearSelector years, PlanStore plans, JobMonitor watch, RollupFreshness freshness, KeyStore keys, UnitContinuity units,
        UnitRegister register, RunStore runs, QueueMonitor queues)
{
    private static readonly Text Title = new("Quản trị", "Administration");

    /// <summary>The page, of the year <c>?year=</c>.</summary>
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        if (await years.SelectAsync(call, withList: true, cancel) is not { } chosen
            || await plans.FindAsync(chosen.Year, cancel) is not { } reportingYear)
            return ShowSummary.NoPlan(call);
        // How the installation does is the centre's to know: errors of jobs name its parts.
        var jobs = call.SignedIn.IsAtCentre ? await watch.AllAsync(cancel) : [];
        var fresh = await freshness.OpenYearsAsync(cancel);
        var seen = reportingYear with
        {
            Calendar = reportingYear.Calendar with { Reopenings = EditCalendar.VisibleReopenings(call, reportingYear.Calendar, register) },
        };
        var within = await ManageKeys.VisibleKeysAsync(call, keys, units, cancel).ToListAsync(cancel);
        return new PageResult(call, AdministrationPage.Create(new AdministrationView(
            new PageShell(call, call.Localize(Title), [], chosen), seen, jobs, fresh,
            [.. within.OrderByDescending(key => key.IsValid).ThenBy(key => key.Unit.ToString(), StringComparer.Ordinal)
                .ThenBy(key => key.CreatedUtc)],
            register.Trees, register.TreeOf(chosen.Year))
        {
            Runs = jobs.Count > 0 ? await runs.AllAsync(cancel).ToDictionaryAsync(run => run.Job, cancellationToken: cancel) : [],
            Queues = jobs.Count > 0 ? await queues.AllAsync(cancel) : [],
        }));
    }
}
