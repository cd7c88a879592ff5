using YouthFunctions.Access.Audit;
using YouthFunctions.Access.Keys;
using YouthFunctions.Administration;
using YouthFunctions.Alerts;
using YouthFunctions.Backups;
using YouthFunctions.Briefs;
using YouthFunctions.Calls;
using YouthFunctions.Exports;
using YouthFunctions.Exports.Publishing;
using YouthFunctions.Forecasts;
using YouthFunctions.Form;
using YouthFunctions.History;
using YouthFunctions.Jobs;
using YouthFunctions.OpenApi;
using YouthFunctions.Pages;
using YouthFunctions.Plan.Editing;
using YouthFunctions.Reports;
using YouthFunctions.Reports.Batch;
using YouthFunctions.Reports.Bridges;
using YouthFunctions.Reports.Receiving;
using YouthFunctions.Rollups;
using YouthFunctions.Rollups.Summing;
using YouthFunctions.Scorecards;
using YouthFunctions.Successions;
using YouthFunctions.Summaries;

namespace YouthFunctions.Catalog;

/// <summary>Every door of the product. Kestrel routes, the timer clock, the custom handler, the generated function.json
/// files, the OpenAPI document and the test of the isolated head all read this table. Each says whose it is: by which role it is
/// reached, what it acts on (<see cref="Reach"/>), and how it is kept who changed what (<see cref="Trail"/>).</summary>
public static class FunctionTable
{
    // Reports one by one, in files and from other systems.
    private static readonly HttpFunction[] Reports =
    [
        Delete<RemoveSimulated>("RemoveSimulatedReports", "api/reports/simulated", Role.Administrator,
            Reach.Country, Trail.Entry, f => f.Handle),
        Post<SubmitReport>("SubmitReport", "api/reports", Role.Reporter, Reach.Caller, Trail.Revision, f => f.Handle),
        // Begun before anything is stored: if the process dies, the file sent again stores nothing more and would leave no trace.
        Post<SubmitBatch>("SubmitBatch", "api/reports/batch", Role.Reporter, Reach.Caller, Trail.Entry, f => f.Handle),
        Get<GetTemplate>("GetTemplate", "api/templates/reports.xlsx", Role.Reporter, Reach.Caller, f => f.Handle),
        Post<SubmitFromBridge>("SubmitKobo", "api/bridges/kobo", Role.Reporter, Reach.Caller, Trail.Revision, f => f.Kobo),
        Post<SubmitFromBridge>("SubmitDhis2", "api/bridges/dhis2", Role.Reporter, Reach.Caller, Trail.Revision, f => f.Dhis2),
        Put<SubmitReport>("PutReport", "api/reports/{unit}/{period}", Role.Reporter, Reach.Unit, Trail.Revision, f => f.HandlePut),
        Get<GetReport>("GetReport", "api/reports/{unit}/{period}", Role.Everyone, Reach.Unit, f => f.Handle),
        Get<GetRevisions>("GetRevisions", "api/reports/{unit}/{period}/revisions", Role.Everyone, Reach.Unit, f => f.Handle),
        Post<WithdrawReport>("WithdrawReport", "api/reports/{unit}/{period}/withdraw", Role.Reporter,
            Reach.Unit, Trail.Revision, f => f.Handle),
        Post<ReviewReport>("ConfirmReport", "api/reports/{unit}/{period}/confirm", Role.Reporter | Role.Leader,
            Reach.Unit, Trail.Entry, f => f.Confirm),
        Post<ReviewReport>("ReturnReport", "api/reports/{unit}/{period}/return", Role.Reporter | Role.Leader,
            Reach.Unit, Trail.Entry, f => f.Return),
        Get<VerifyYear>("VerifyYear", "api/years/{year}/verification", Role.Administrator, Reach.Caller, f => f.Handle),
        Get<ReportForm>("ShowReportForm", "report", Role.Reporter, Reach.Caller, f => f.Show),
        Post<ReportForm>("SubmitReportForm", "report", Role.Reporter, Reach.Caller, Trail.Revision, f => f.Submit),
    ];

    // Plans of years, their activities, targets and calendars.
    private static readonly HttpFunction[] Plans =
    [
        Get<EditTargets>("GetTargets", "api/targets/{unit}", Role.Everyone, Reach.Unit, f => f.Get),
        Put<EditTargets>("PutTargets", "api/targets/{unit}", Role.Administrator, Reach.Unit, Trail.Entry, f => f.Put),
        Post<AllocateTargets>("AllocateTargets", "api/targets/allocate", Role.Administrator, Reach.Country, Trail.Entry, f => f.Handle),
        Get<EditCalendar>("GetCalendar", "api/calendar/{year}", Role.Everyone, Reach.Caller, f => f.Get),
        Put<EditCalendar>("PutCalendar", "api/calendar/{year}", Role.Administrator, Reach.Country, Trail.Entry, f => f.Put),
        Post<EditCalendar>("ReopenMonth", "api/calendar/{year}/reopenings", Role.Administrator, Reach.Caller, Trail.Entry, f => f.Reopen),
        Get<EditPlan>("GetPlan", "api/plans/{year}", Role.Everyone, Reach.Shared, f => f.Get),
        Put<EditPlan>("PutPlan", "api/plans/{year}", Role.Administrator, Reach.Country, Trail.Entry, f => f.Put),
        Get<EditActivities>("GetActivities", "api/activities/{year}", Role.Everyone, Reach.Shared, f => f.Get),
        Put<EditActivities>("PutActivities", "api/activities/{year}", Role.Administrator, Reach.Country, Trail.Entry, f => f.Put),
    ];

    // Trees of units and what came before.
    private static readonly HttpFunction[] Units =
    [
        Post<LoadHistory>("LoadHistory", "api/history", Role.Administrator, Reach.Caller, Trail.Entry, f => f.Handle),
        Delete<RemoveHistory>("RemoveHistory", "api/history", Role.Administrator, Reach.Country, Trail.Entry, f => f.Handle),
        Post<ImportSuccession>("ImportSuccession", "api/successions/{date}", Role.Administrator, Reach.Country, Trail.Entry, f => f.Handle),
        Delete<RemoveSuccession>("RemoveSuccession", "api/successions/{date}", Role.Administrator,
            Reach.Country, Trail.Entry, f => f.Handle),
    ];

    // Figures summed up the tree.
    private static readonly HttpFunction[] Rollups =
    [
        Get<GetRollups>("GetRollups", "api/rollups/{unit}", Role.Everyone, Reach.Unit, f => f.Handle),
        Post<RunJob>("RunRollUp", "api/rollups/run", Role.Administrator, Reach.Country, Trail.Entry, f => f.RollUp),
        Post<RecomputeRollups>("RecomputeRollups", "api/rollups/recompute", Role.Administrator, Reach.Caller, Trail.Entry, f => f.Handle),
    ];

    // Forecasts and how good they were.
    private static readonly HttpFunction[] Forecasts =
    [
        Get<GetForecast>("GetForecast", "api/forecasts/{unit}", Role.Everyone, Reach.Unit, f => f.Handle),
        Post<RunJob>("RunForecast", "api/forecasts/run", Role.Administrator, Reach.Country, Trail.Entry, f => f.Forecast),
        Get<GetScorecard>("GetScorecard", "api/scorecard", Role.Leader | Role.Analyst, Reach.Shared, f => f.Handle),
        Get<ShowScorecard>("ShowScorecard", "scorecard", Role.Leader | Role.Analyst, Reach.Shared, f => f.Handle),
    ];

    // Pages and lists for leaders.
    private static readonly HttpFunction[] Summaries =
    [
        Get<ShowSummary>("ShowHome", "", Role.Everyone, Reach.Caller, f => f.Home),
        Get<ShowSummary>("ShowUnit", "units/{unit}", Role.Leader | Role.Analyst, Reach.Unit, f => f.OfUnit),
        Get<ShowIndicator>("ShowIndicator", "units/{unit}/indicators/{indicator}", Role.Leader | Role.Analyst, Reach.Unit, f => f.Handle),
        Get<GetSummary>("GetSummary", "api/summary/{unit}", Role.Leader | Role.Analyst, Reach.Unit, f => f.Handle),
        Get<GetAlerts>("GetAlerts", "api/alerts", Role.Leader | Role.Analyst, Reach.Caller, f => f.Json),
        Get<GetAlerts>("GetAlertsFeed", "api/alerts.atom", Role.Leader | Role.Analyst, Reach.Caller, f => f.Feed),
        Get<GetBrief>("GetBriefs", "api/briefs/{unit}", Role.Leader | Role.Analyst, Reach.Unit, f => f.List),
        Get<GetBrief>("GetBrief", "api/briefs/{unit}/{week}", Role.Leader | Role.Analyst, Reach.Unit, f => f.Json),
        Get<GetBrief>("ShowBrief", "briefs/{unit}/{week}", Role.Leader | Role.Analyst, Reach.Unit, f => f.Page),
    ];

    // Snapshots for analysts.
    private static readonly HttpFunction[] Exports =
    [
        Get<GetExports>("GetExports", "api/exports", Role.Analyst, Reach.Caller, f => f.Handle),
        Get<GetExportChanges>("GetExportChanges", "api/exports/changes", Role.Analyst, Reach.Caller, f => f.Handle),
        Get<GetExportFile>("GetExportFile", "api/exports/{snapshot}/{*file}", Role.Analyst, Reach.Caller, f => f.Handle),
        Post<RunJob>("RunExport", "api/exports/run", Role.Administrator, Reach.Country, Trail.Entry, f => f.Export),
    ];

    // Keys, sign-ins and the trail of changes.
    private static readonly HttpFunction[] Access =
    [
        Get<ManageKeys>("ListKeys", "api/keys", Role.Administrator, Reach.Caller, f => f.List),
        Post<ManageKeys>("CreateKey", "api/keys", Role.Administrator, Reach.Caller, Trail.Entry, f => f.Create),
        Post<ManageKeys>("RotateKey", "api/keys/{id}/rotate", Role.Administrator, Reach.Caller, Trail.Entry, f => f.Rotate),
        Delete<ManageKeys>("RevokeKey", "api/keys/{id}", Role.Administrator, Reach.Caller, Trail.Entry, f => f.Revoke),
        Get<GetAudit>("GetAudit", "api/audit", Role.Administrator, Reach.Caller, f => f.Handle),
        Get<SignIn>("ShowSignIn", "sign-in", Role.None, Reach.Open, f => f.Show),
        Post<SignIn>("SignIn", "sign-in", Role.None, Reach.Open, Trail.Entry, f => f.Submit),
        Post<SignIn>("SignOut", "sign-out", Role.None, Reach.Open, Trail.Entry, f => f.Leave),
    ];

    // The installation itself.
    private static readonly HttpFunction[] Operations =
    [
        Get<GetHealth>("GetHealth", "api/health", Role.None, Reach.Open, f => f.Handle),
        Get<GetJobs>("GetJobs", "api/jobs", Role.Administrator, Reach.Country, f => f.Handle),
        Post<RunJob>("RunBackup", "api/backups/run", Role.Administrator, Reach.Country, Trail.Entry, f => f.Backup),
        Get<GetOpenApi>("GetOpenApi", "openapi/v1.json", Role.None, Reach.Open, f => f.Handle),
        Get<GetOpenApi>("ShowOpenApi", "openapi", Role.None, Reach.Open, f => f.Show),
        Get<ShowAdministration>("ShowAdministration", "admin", Role.Administrator, Reach.Caller, f => f.Handle),
        Get<GetAsset>("GetAsset", "assets/{name}", Role.None, Reach.Open, f => f.Handle),
    ];

    /// <summary>The functions behind routes.</summary>
    public static IReadOnlyList<HttpFunction> Http { get; } =
        [.. Reports, .. Plans, .. Units, .. Rollups, .. Forecasts, .. Summaries, .. Exports, .. Access, .. Operations];

    /// <summary>The functions behind schedules (UTC; 00:00 is 07:00 in Viet Nam).</summary>
    public static IReadOnlyList<TimerFunction> Timers { get; } =
    [
        Timer<Forecast>("Forecast", "0 0 19 * * *", f => f.Run),
        Timer<Idempotency>("ForgetIdempotencyKeys", "0 40 18 * * *", f => f.Forget),
        Timer<Brief>("Brief", "0 0 0 * * 1", f => f.Run),
        Timer<RollUp>("RollUp", "0 */5 * * * *", f => f.Run),
        Timer<CheckRollups>("CheckRollups", "0 30 18 * * *", f => f.Run),
        Timer<Backup>("Backup", "0 0 18 * * *", f => f.Run),
        Timer<Export>("Export", "0 30 20 * * *", f => f.Run),
    ];

    /// <summary>Both, as they are handed to whoever needs them.</summary>
    public static FunctionList All { get; } = new(Http, Timers);

    /// <summary>The timer of a name.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static TimerFunction Timer(string name) => All.Timer(name);

    // What answers GET changes nothing, and so leaves no trail.
    private static HttpFunction Get<T>(string name, string route, Role roles, Reach reach, Func<T, HttpHandler> handle) =>
        Http_("GET", name, route, roles, reach, Trail.None, handle);

    private static HttpFunction Post<T>(string name, string route, Role roles, Reach reach, Trail trail, Func<T, HttpHandler> handle) =>
        Http_("POST", name, route, roles, reach, trail, handle);

    private static HttpFunction Put<T>(string name, string route, Role roles, Reach reach, Trail trail, Func<T, HttpHandler> handle) =>
        Http_("PUT", name, route, roles, reach, trail, handle);

    private static HttpFunction Delete<T>(string name, string route, Role roles, Reach reach, Trail trail, Func<T, HttpHandler> handle) =>
        Http_("DELETE", name, route, roles, reach, trail, handle);

    private static HttpFunction Http_<T>(
        string method, string name, string route, Role roles, Reach reach, Trail trail, Func<T, HttpHandler> handle) =>
        new(name, method, route, roles, reach, trail, typeof(T), instance => handle((T)instance));

    private static TimerFunction Timer<T>(string name, string schedule, Func<T, TimerHandler> run) =>
        new(name, schedule, typeof(T), instance => run((T)instance));
}
