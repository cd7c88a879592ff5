using YouthFunctions.Access.Keys;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Jobs;
using YouthFunctions.Pages;
using YouthFunctions.Plan.Editing;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Rollups.Summing;
using YouthFunctions.Units;

namespace YouthFunctions.Administration;

/// <summary>The administrators' page: whether all is well with the product, and how it is set.</summary>
public sealed class ShowAdministration(
    YearSelector years, JobMonitor watch, RollupFreshness freshness, KeyStore keys, UnitContinuity units,
        UnitRegister register)
{
    private static readonly Text Title = new("Quản trị", "Administration");

    /// <summary>The page, of the year <c>?year=</c>.</summary>
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        if (!(await years.SelectAsync(call, withList: true, cancel)).TryGet(out var chosen, out var refusal))
            return refusal;
        var reportingYear = chosen.ReportingYear;
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
            register.Trees, register.TreeOf(chosen.Year))));
    }
}
