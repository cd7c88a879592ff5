using YouthFunctions.Access.Keys;
using YouthFunctions.Administration.Keys;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Bodies;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Jobs;
using YouthFunctions.Jobs.Runs;
using YouthFunctions.Pages;
using YouthFunctions.Plan.Editing;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Queues;
using YouthFunctions.Rollups.Summing;
using YouthFunctions.Units;

namespace YouthFunctions.Administration;

/// <summary>The administrators' page: whether all is well with the product, and how it is set.</summary>
public sealed class ShowAdministration(
    YearSelector years, YearOpening opening, JobMonitor watch, RollupFreshness freshness, KeyStore keys,
        UnitContinuity units, UnitRegister register, RunStore runs, QueueMonitor queues)
{
    private static readonly Text Title = new("Quản trị", "Administration");

    /// <summary>The page, of the year <c>?year=</c>.</summary>
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        var offer = call.SignedIn.IsAtCentre ? await opening.OfferAsync(LocalTime.DayAt(call.Now).Year, cancel) : null;
        return await PageAsync(
            call, offer is null or { HasPlan: true } or { From: null, Draft: null } ? null : new OpeningView(offer, Kept(offer.Draft), []),
            StatusCodes.Status200OK, cancel);
    }

    /// <summary>The form that opens this year, with a draft or by publishing one; the page again with what is wrong.</summary>
    public async Task<IResult> OpenYearAsync(Call call, CancellationToken cancel)
    {
        if (SignIn.RefuseForm(call) is { } refusal)
            return refusal;
        var form = await RequestContent.ReadFormAsync(call, cancel);
        if (YearParameter.Parse(form["year"]) is not { } year)
            return Problems.Malformed(call, "/year", new Text("Cần một năm bốn chữ số.", "A year of four digits is needed."));
        var theme = new Text(form["theme-vietnamese"].ToString().Trim(), form["theme-english"].ToString().Trim());
        var typed = new OpenYearRequest(
            theme.Vietnamese.Length + theme.English.Length > 0 ? theme : null, form["source"].ToString().Trim(),
            form["targets"].ToString() is { Length: > 0 } targets ? targets : null, Publish: form["publish"].ToString() == "yes");
        var (offer, faults) = await opening.OpenAsync(await opening.OfferAsync(year, cancel), typed, cancel);
        if (faults.Count > 0)
            return await PageAsync(
                call, new OpeningView(offer, typed, faults), StatusCodes.Status422UnprocessableEntity, cancel);
        OpenYear.Record(call, offer);
        return SignIn.SeeOther(call, offer.HasPlan ? $"/manage?year={year}" : "/manage#opening");
    }

    private static OpenYearRequest Kept(PlanDraft? draft) =>
        new(draft?.Plan.Theme, draft?.Plan.Source, draft is { CarriesTargets: false } ? "divided" : null);

    private async Task<IResult> PageAsync(Call call, OpeningView? offer, int status, CancellationToken cancel)
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
                .ThenBy(key => key.CreatedUtc).Take(ShowKeys.MaxShown)],
            register.Trees, register.TreeOf(chosen.Year), offer)
        {
            KeyCounts = (within.Count, within.Count(key => key.IsValid)),
            Runs = jobs.Count > 0 ? await runs.AllAsync(cancel).ToDictionaryAsync(run => run.Job, cancellationToken: cancel) : [],
            Queues = jobs.Count > 0 ? await queues.AllAsync(cancel) : [],
        }), status);
    }
}
