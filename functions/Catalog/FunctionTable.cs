using YouthFunctions.Access.Audit;
using YouthFunctions.Access.Keys;
using YouthFunctions.Administration;
using YouthFunctions.Administration.Desks;
using YouthFunctions.Administration.Files;
using YouthFunctions.Administration.Keys;
using YouthFunctions.Administration.Operations;
using YouthFunctions.Administration.Plans;
using YouthFunctions.Alerts;
using YouthFunctions.Backups;
using YouthFunctions.Briefs;
using YouthFunctions.Briefs.Archive;
using YouthFunctions.Calls;
using YouthFunctions.Collecting;
using YouthFunctions.Collecting.Uploading;
using YouthFunctions.Downloads;
using YouthFunctions.Exports;
using YouthFunctions.Exports.Publishing;
using YouthFunctions.Forecasts;
using YouthFunctions.Form;
using YouthFunctions.Form.Invitations;
using YouthFunctions.Form.Reminders;
using YouthFunctions.History;
using YouthFunctions.Jobs;
using YouthFunctions.Jobs.Parts;
using YouthFunctions.OpenApi;
using YouthFunctions.Pages;
using YouthFunctions.Pages.Search;
using YouthFunctions.Plan.Editing;
using YouthFunctions.Reorganisations;
using YouthFunctions.Reports;
using YouthFunctions.Reports.Batch;
using YouthFunctions.Reports.Bridges;
using YouthFunctions.Reports.Receiving;
using YouthFunctions.Rollups;
using YouthFunctions.Rollups.Summing;
using YouthFunctions.Scorecards;
using YouthFunctions.Storage;
using YouthFunctions.Successions;
using YouthFunctions.Summaries;
using YouthFunctions.Welcome;

namespace YouthFunctions.Catalog;

/// <summary>Every endpoint and timer of the product. Kestrel routes, the timer clock, the custom handler, the generated function.json
/// files, the OpenAPI document and the test of the isolated worker all read this table. Each says whose it is: by which role it is
/// reached, what it acts on (<see cref="AccessScope"/>), and how it is kept who changed what (<see cref="AuditMode"/>).</summary>
public static class FunctionTable
{
    // Reports one by one, in files and from other systems.
    private static readonly HttpFunction[] Reports =
    [
        Delete<RemoveSimulated>("RemoveSimulatedReports", "api/reports/simulated", Role.Administrator,
            AccessScope.Country, AuditMode.Entry, handler => handler.Handle),
        Post<SubmitReport>("SubmitReport", "api/reports", Role.Reporter, AccessScope.Caller, AuditMode.Revision, handler => handler.Handle),
        // Begun before anything is stored: if the process dies, the file sent again stores nothing more and would leave no trace.
        Post<SubmitBatch>(
            "SubmitBatch", "api/reports/batch", Role.Reporter, AccessScope.Caller, AuditMode.Entry, handler => handler.Handle),
        Get<GetTemplate>("GetTemplate", "api/templates/reports.xlsx", Role.Reporter, AccessScope.Caller, handler => handler.Handle),
        Post<SubmitFromBridge>(
            "SubmitKobo", "api/bridges/kobo", Role.Reporter, AccessScope.Caller, AuditMode.Revision, handler => handler.Kobo),
        Post<SubmitFromBridge>(
            "SubmitDhis2", "api/bridges/dhis2", Role.Reporter, AccessScope.Caller, AuditMode.Revision, handler => handler.Dhis2),
        Put<SubmitReport>(
            "PutReport", "api/reports/{unit}/{period}", Role.Reporter, AccessScope.Unit, AuditMode.Revision, handler => handler.HandlePut),
        Get<GetReport>("GetReport", "api/reports/{unit}/{period}", Role.Everyone, AccessScope.Unit, handler => handler.Handle),
        Get<GetRevisions>(
            "GetRevisions", "api/reports/{unit}/{period}/revisions", Role.Everyone, AccessScope.Unit, handler => handler.Handle),
        Post<WithdrawReport>("WithdrawReport", "api/reports/{unit}/{period}/withdraw", Role.Reporter,
            AccessScope.Unit, AuditMode.Revision, handler => handler.Handle),
        Post<ReviewReport>("ConfirmReport", "api/reports/{unit}/{period}/confirm", Role.Reporter | Role.Leader,
            AccessScope.Unit, AuditMode.Entry, handler => handler.Confirm),
        Post<ReviewReport>("ReturnReport", "api/reports/{unit}/{period}/return", Role.Reporter | Role.Leader,
            AccessScope.Unit, AuditMode.Entry, handler => handler.Return),
        Get<VerifyYear>("VerifyYear", "api/years/{year}/verification", Role.Administrator, AccessScope.Caller, handler => handler.Handle),
        Get<ReportForm>("ShowReportForm", "report", Role.Reporter, AccessScope.Caller, handler => handler.Show),
        Post<ReportForm>("SubmitReportForm", "report", Role.Reporter, AccessScope.Caller, AuditMode.Revision, handler => handler.Submit),
        Post<SendWorkbook>(
            "SubmitWorkbookForm", "report/workbook", Role.Reporter, AccessScope.Caller, AuditMode.Entry, handler => handler.Handle),
        Get<GetReceipt>("GetReceipt", "report/receipt", Role.Reporter, AccessScope.Caller, handler => handler.Handle),
        Get<GetDueDays>("GetDueDays", "report/calendar", Role.Reporter, AccessScope.Caller, handler => handler.Handle),
        Post<ManageReminders>(
            "BeginReminders", "report/reminders", Role.Reporter, AccessScope.Caller, AuditMode.Entry, handler => handler.Begin),
        Post<ManageReminders>(
            "EndReminders", "report/reminders/end", Role.Reporter, AccessScope.Caller, AuditMode.Entry, handler => handler.End),
    ];

    // Plans of years, their activities, targets and calendars.
    private static readonly HttpFunction[] Plans =
    [
        Get<EditTargets>("GetTargets", "api/targets/{unit}", Role.Everyone, AccessScope.Unit, handler => handler.Get),
        Put<EditTargets>("PutTargets", "api/targets/{unit}", Role.Administrator, AccessScope.Unit, AuditMode.Entry, handler => handler.Put),
        Post<AllocateTargets>(
            "AllocateTargets", "api/targets/allocate", Role.Administrator, AccessScope.Country, AuditMode.Entry, handler => handler.Handle),
        Get<EditCalendar>("GetCalendar", "api/calendar/{year}", Role.Everyone, AccessScope.Caller, handler => handler.Get),
        Put<EditCalendar>(
            "PutCalendar", "api/calendar/{year}", Role.Administrator, AccessScope.Country, AuditMode.Entry, handler => handler.Put),
        Post<EditCalendar>(
            "ReopenMonth", "api/calendar/{year}/reopenings", Role.Administrator, AccessScope.Caller, AuditMode.Entry,
            handler => handler.Reopen),
        Get<EditPlan>("GetPlan", "api/plans/{year}", Role.Everyone, AccessScope.Shared, handler => handler.Get),
        Put<EditPlan>("PutPlan", "api/plans/{year}", Role.Administrator, AccessScope.Country, AuditMode.Entry, handler => handler.Put),
        Get<OpenYear>("GetOpening", "api/plans/{year}/open", Role.Administrator, AccessScope.Country, handler => handler.Get),
        Post<OpenYear>(
            "OpenYear", "api/plans/{year}/open", Role.Administrator, AccessScope.Country, AuditMode.Entry, handler => handler.Post),
        Get<EditActivities>("GetActivities", "api/activities/{year}", Role.Everyone, AccessScope.Shared, handler => handler.Get),
        Put<EditActivities>(
            "PutActivities", "api/activities/{year}", Role.Administrator, AccessScope.Country, AuditMode.Entry, handler => handler.Put),
    ];

    // Trees of units and what came before.
    private static readonly HttpFunction[] Units =
    [
        Post<LoadHistory>("LoadHistory", "api/history", Role.Administrator, AccessScope.Caller, AuditMode.Entry, handler => handler.Handle),
        Delete<RemoveHistory>(
            "RemoveHistory", "api/history", Role.Administrator, AccessScope.Country, AuditMode.Entry, handler => handler.Handle),
        Post<ImportSuccession>(
            "ImportSuccession", "api/successions/{date}", Role.Administrator, AccessScope.Country, AuditMode.Entry,
            handler => handler.Handle),
        Delete<RemoveSuccession>("RemoveSuccession", "api/successions/{date}", Role.Administrator,
            AccessScope.Country, AuditMode.Entry, handler => handler.Handle),
        Get<GetUnitTrees>("ListUnitTrees", "api/unit-trees", Role.Everyone, AccessScope.Shared, handler => handler.List),
        Get<GetUnitTrees>("GetUnitTree", "api/unit-trees/{from}", Role.Everyone, AccessScope.Shared, handler => handler.Get),
        Put<PutUnitTree>(
            "PutUnitTree", "api/unit-trees/{from}", Role.Administrator, AccessScope.Country, AuditMode.Entry, handler => handler.Handle),
        Delete<RemoveUnitTree>(
            "RemoveUnitTree", "api/unit-trees/{from}", Role.Administrator, AccessScope.Country, AuditMode.Entry,
            handler => handler.Handle),
    ];

    // Figures summed up the tree.
    private static readonly HttpFunction[] Rollups =
    [
        Get<GetRollups>("GetRollups", "api/rollups/{unit}", Role.Everyone, AccessScope.Unit, handler => handler.Handle),
        Post<RunJob>("RunRollUp", "api/rollups/run", Role.Administrator, AccessScope.Country, AuditMode.Entry, handler => handler.Rollup),
        Post<RecomputeRollups>(
            "RecomputeRollups", "api/rollups/recompute", Role.Administrator, AccessScope.Caller, AuditMode.Entry,
            handler => handler.Handle),
    ];

    // Forecasts and how good they were.
    private static readonly HttpFunction[] Forecasts =
    [
        Get<GetForecast>("GetForecast", "api/forecasts/{unit}", Role.Everyone, AccessScope.Unit, handler => handler.Handle),
        Post<RunJob>(
            "RunForecast", "api/forecasts/run", Role.Administrator, AccessScope.Country, AuditMode.Entry, handler => handler.Forecast),
        Get<GetScorecard>("GetScorecard", "api/scorecard", Role.Leader | Role.Analyst, AccessScope.Shared, handler => handler.Handle),
        Get<ShowScorecard>("ShowScorecard", "scorecard", Role.Leader | Role.Analyst, AccessScope.Shared, handler => handler.Handle),
    ];

    // Pages and lists for leaders.
    private static readonly HttpFunction[] Summaries =
    [
        Get<ShowHome>("ShowHome", "", Role.None, AccessScope.Anonymous, handler => handler.Handle),
        Get<SearchUnits>("SearchUnits", "search", Role.Everyone, AccessScope.Caller, handler => handler.Handle),
        Get<ShowSummary>("ShowUnit", "units/{unit}", Role.Leader | Role.Analyst, AccessScope.Unit, handler => handler.Unit),
        Get<ShowIndicator>(
            "ShowIndicator", "units/{unit}/indicators/{indicator}", Role.Leader | Role.Analyst, AccessScope.Unit,
            handler => handler.Handle),
        Get<GetSummary>("GetSummary", "api/summary/{unit}", Role.Leader | Role.Analyst, AccessScope.Unit, handler => handler.Handle),
        Get<GetAlerts>("GetAlerts", "api/alerts", Role.Leader | Role.Analyst, AccessScope.Caller, handler => handler.Json),
        Get<GetAlerts>("GetAlertsFeed", "api/alerts.atom", Role.Leader | Role.Analyst, AccessScope.Caller, handler => handler.Feed),
        Get<GetAlerts>("ShowAlerts", "alerts", Role.Leader | Role.Analyst, AccessScope.Caller, handler => handler.Page),
        Get<ShowBriefs>("ShowBriefs", "briefs", Role.Leader | Role.Analyst, AccessScope.Caller, handler => handler.Handle),
        Get<GetBrief>("GetBriefs", "api/briefs/{unit}", Role.Leader | Role.Analyst, AccessScope.Unit, handler => handler.List),
        Get<GetBrief>("GetBrief", "api/briefs/{unit}/{week}", Role.Leader | Role.Analyst, AccessScope.Unit, handler => handler.Json),
        Get<GetBrief>("ShowBrief", "briefs/{unit}/{week}", Role.Leader | Role.Analyst, AccessScope.Unit, handler => handler.Page),
    ];

    // The desk of whoever collects reports from the units below.
    private static readonly HttpFunction[] Collecting =
    [
        Get<ShowCollecting>("ShowCollecting", "collect", Role.Reporter | Role.Leader, AccessScope.Caller, handler => handler.Handle),
        Get<ShowCollecting>(
            "ShowCollectingUnit", "collect/{unit}", Role.Reporter | Role.Leader, AccessScope.Unit, handler => handler.Handle),
        Get<ShowCollecting>(
            "ShowSilentUnits", "collect/{unit}/silent", Role.Reporter | Role.Leader, AccessScope.Unit, handler => handler.Silent),
        Get<ShowReminders>(
            "ShowReminders", "collect/{unit}/remind", Role.Reporter | Role.Leader, AccessScope.Unit, handler => handler.Handle),
        Post<SubmitReview>("SubmitReview", "collect/{unit}/review", Role.Reporter | Role.Leader, AccessScope.Unit, AuditMode.Entry,
            handler => handler.Handle),
        Get<UploadReports>("ShowUpload", "collect/{unit}/upload", Role.Reporter, AccessScope.Unit, handler => handler.Show),
        Post<UploadReports>(
            "SubmitUpload", "collect/{unit}/upload", Role.Reporter, AccessScope.Unit, AuditMode.Entry, handler => handler.Submit),
        Get<ShowCollected>(
            "ShowCollected", "collect/{unit}/{period}", Role.Reporter | Role.Leader, AccessScope.Unit, handler => handler.Handle),
    ];

    // Snapshots for analysts.
    private static readonly HttpFunction[] Exports =
    [
        Get<GetExports>("GetExports", "api/exports", Role.Analyst, AccessScope.Caller, handler => handler.Handle),
        Get<GetExportChanges>("GetExportChanges", "api/exports/changes", Role.Analyst, AccessScope.Caller, handler => handler.Handle),
        Get<GetExportFile>("GetExportFile", "api/exports/{snapshot}/{*file}", Role.Analyst, AccessScope.Caller, handler => handler.Handle),
        Get<GetData>("GetData", "api/data/{dataset}", Role.Analyst, AccessScope.Caller, handler => handler.Handle),
        Get<ShowDownloads>("ShowDownloads", "downloads", Role.Analyst, AccessScope.Caller, handler => handler.Handle),
        // The link in the address is the key.
        Get<GetLinkedFile>(
            "GetLinkedFile", "downloads/{snapshot}/{ticket}/{*file}", Role.None, AccessScope.Anonymous, handler => handler.Handle),
        Post<RunJob>("RunExport", "api/exports/run", Role.Administrator, AccessScope.Country, AuditMode.Entry, handler => handler.Export),
    ];

    // Keys, sign-ins and the trail of changes.
    private static readonly HttpFunction[] Access =
    [
        Get<ManageKeys>("ListKeys", "api/keys", Role.Administrator, AccessScope.Caller, handler => handler.List),
        Post<ManageKeys>("CreateKey", "api/keys", Role.Administrator, AccessScope.Caller, AuditMode.Entry, handler => handler.Create),
        Post<ManageKeys>(
            "RotateKey", "api/keys/{id}/rotate", Role.Administrator, AccessScope.Caller, AuditMode.Entry, handler => handler.Rotate),
        Delete<ManageKeys>(
            "RevokeKey", "api/keys/{id}", Role.Administrator, AccessScope.Caller, AuditMode.Entry, handler => handler.Revoke),
        Get<GetAudit>("GetAudit", "api/audit", Role.Administrator, AccessScope.Caller, handler => handler.Handle),
        Get<Enter>("ShowEnter", "enter", Role.None, AccessScope.Anonymous, handler => handler.Show),
        Post<Enter>("Enter", "enter", Role.None, AccessScope.Anonymous, AuditMode.Entry, handler => handler.Submit),
        Get<InviteUnits>("ShowInvitations", "invitations", Role.Reporter | Role.Leader, AccessScope.Caller, handler => handler.Show),
        Post<InviteUnits>("CreateInvitations", "invitations", Role.Reporter | Role.Leader, AccessScope.Caller, AuditMode.Entry,
            handler => handler.Create),
        Post<InviteUnits>("SignOutPhone", "invitations/sign-out", Role.Reporter | Role.Leader, AccessScope.Caller, AuditMode.Entry,
            handler => handler.SignOutPhone),
        Get<SignIn>("ShowSignIn", "sign-in", Role.None, AccessScope.Anonymous, handler => handler.Show),
        Post<SignIn>("SignIn", "sign-in", Role.None, AccessScope.Anonymous, AuditMode.Entry, handler => handler.Submit),
        Post<SignIn>("SignOut", "sign-out", Role.None, AccessScope.Anonymous, AuditMode.Entry, handler => handler.SignOut),
    ];

    // The installation itself.
    private static readonly HttpFunction[] Operations =
    [
        Get<GetHealth>("GetHealth", "api/health", Role.None, AccessScope.Anonymous, handler => handler.Handle),
        Get<GetJobs>("GetJobs", "api/jobs", Role.Administrator, AccessScope.Country, handler => handler.Handle),
        Get<GetJobs>("GetJob", "api/jobs/{job}", Role.Administrator, AccessScope.Country, handler => handler.HandleJob),
        Post<RunJob>("RunBackup", "api/backups/run", Role.Administrator, AccessScope.Country, AuditMode.Entry, handler => handler.Backup),
        Post<CancelJob>(
            "CancelJob", "api/jobs/{job}/cancel", Role.Administrator, AccessScope.Country, AuditMode.Entry, handler => handler.Handle),
        Get<GetOpenApi>("GetOpenApi", "openapi/v1.json", Role.None, AccessScope.Anonymous, handler => handler.Handle),
        Get<GetOpenApi>("ShowOpenApi", "openapi", Role.None, AccessScope.Anonymous, handler => handler.Show),
        Get<ShowAdministration>("ShowAdministration", "manage", Role.Administrator, AccessScope.Caller, handler => handler.Handle),
        Post<ShowAdministration>(
            "SubmitOpenYear", "manage/open-year", Role.Administrator, AccessScope.Country, AuditMode.Entry,
            handler => handler.OpenYearAsync),
        Get<ShowKeys>("ShowKeys", "manage/keys", Role.Administrator, AccessScope.Caller, handler => handler.Handle),
        Post<SubmitKeys>("SubmitKeys", "manage/keys", Role.Administrator, AccessScope.Caller, AuditMode.Entry, handler => handler.Handle),
        Post<ChangeKey>(
            "ChangeKey", "manage/keys/change", Role.Administrator, AccessScope.Caller, AuditMode.Entry, handler => handler.Handle),
        Get<CalendarDesk>("ShowCalendar", "manage/calendar", Role.Administrator, AccessScope.Caller, handler => handler.Show),
        Post<CalendarDesk>("SubmitCalendarDays", "manage/calendar/days", Role.Administrator, AccessScope.Country, AuditMode.Entry,
            handler => handler.SubmitDays),
        Post<CalendarDesk>("SubmitReopening", "manage/calendar/reopen", Role.Administrator, AccessScope.Caller, AuditMode.Entry,
            handler => handler.SubmitReopening),
        Get<TargetsDesk>("ShowTargets", "manage/targets/{unit}", Role.Administrator, AccessScope.Unit, handler => handler.Show),
        Post<TargetsDesk>(
            "SubmitTargets", "manage/targets/{unit}", Role.Administrator, AccessScope.Unit, AuditMode.Entry, handler => handler.Submit),
        Get<TargetsFileDesk>(
            "GetTargetsWorkbook", "manage/targets/{unit}/workbook", Role.Administrator, AccessScope.Unit, handler => handler.Download),
        Get<TargetsFileDesk>(
            "ShowTargetsUpload", "manage/targets/{unit}/upload", Role.Administrator, AccessScope.Unit, handler => handler.Show),
        Post<TargetsFileDesk>(
            "SubmitTargetsUpload", "manage/targets/{unit}/upload", Role.Administrator, AccessScope.Unit, AuditMode.Entry,
            handler => handler.Submit),
        Get<MessagesDesk>("ShowMessages", "manage/messages", Role.Administrator, AccessScope.Country, handler => handler.Show),
        Post<MessagesDesk>("TestWebhook", "manage/messages/test", Role.Administrator, AccessScope.Country, AuditMode.Entry,
            handler => handler.SubmitTest),
        Get<PlanDesk>("ShowPlan", "manage/plan", Role.Administrator, AccessScope.Country, handler => handler.Show),
        Post<PlanDesk>(
            "SubmitPlan", "manage/plan", Role.Administrator, AccessScope.Country, AuditMode.Entry, handler => handler.Submit),
        Get<PlanDesk>(
            "ShowPlanIndicator", "manage/plan/indicator", Role.Administrator, AccessScope.Country, handler => handler.ShowIndicator),
        Post<PlanDesk>(
            "SubmitPlanIndicator", "manage/plan/indicator", Role.Administrator, AccessScope.Country, AuditMode.Entry,
            handler => handler.SubmitIndicator),
        Get<ActivitiesDesk>("ShowActivities", "manage/activities", Role.Administrator, AccessScope.Country, handler => handler.Show),
        Post<ActivitiesDesk>(
            "SubmitActivity", "manage/activities", Role.Administrator, AccessScope.Country, AuditMode.Entry, handler => handler.Submit),
        Get<HistoryDesk>("ShowHistory", "manage/history", Role.Administrator, AccessScope.Caller, handler => handler.Show),
        Post<HistoryDesk>(
            "SubmitHistory", "manage/history", Role.Administrator, AccessScope.Caller, AuditMode.Entry, handler => handler.Submit),
        Post<HistoryDesk>(
            "SubmitHistoryRemoval", "manage/history/remove", Role.Administrator, AccessScope.Country, AuditMode.Entry,
            handler => handler.SubmitRemoval),
        Get<SuccessionDesk>(
            "ShowReorganisations", "manage/reorganisations", Role.Administrator, AccessScope.Country, handler => handler.Show),
        Post<SuccessionDesk>(
            "SubmitReorganisation", "manage/reorganisations", Role.Administrator, AccessScope.Country, AuditMode.Entry,
            handler => handler.Submit),
        Post<SuccessionDesk>(
            "SubmitReorganisationRemoval", "manage/reorganisations/remove", Role.Administrator, AccessScope.Country, AuditMode.Entry,
            handler => handler.SubmitRemoval),
        Post<UnitTreeDesk>(
            "SubmitUnitTree", "manage/reorganisations/tree", Role.Administrator, AccessScope.Country, AuditMode.Entry,
            handler => handler.Submit),
        Post<UnitTreeDesk>(
            "SubmitUnitTreeRemoval", "manage/reorganisations/tree/remove", Role.Administrator, AccessScope.Country, AuditMode.Entry,
            handler => handler.SubmitRemoval),
        Get<ShowComparison>(
            "ShowComparison", "manage/reorganisations/compare", Role.Administrator, AccessScope.Country, handler => handler.Handle),
        Post<JobButtons>(
            "SubmitJob", "manage/jobs", Role.Administrator, AccessScope.Country, AuditMode.Entry, handler => handler.Handle),
        Get<ShowBackups>("ShowBackups", "manage/backups", Role.Administrator, AccessScope.Country, handler => handler.Handle),
        Get<ShowSettings>("ShowSettings", "manage/settings", Role.Administrator, AccessScope.Country, handler => handler.Handle),
        Get<GetAsset>("GetAsset", "assets/{name}", Role.None, AccessScope.Anonymous, handler => handler.Handle),
        Get<GetAsset>("GetScript", "assets/{version}/{name}", Role.None, AccessScope.Anonymous, handler => handler.HandleScript),
    ];

    /// <summary>The functions behind routes.</summary>
    public static IReadOnlyList<HttpFunction> Http { get; } =
        [.. Reports, .. Plans, .. Units, .. Rollups, .. Forecasts, .. Summaries, .. Collecting, .. Exports, .. Access, .. Operations];

    /// <summary>The functions behind schedules (UTC; 00:00 is 07:00 in Viet Nam), which settings can move. Those of the night are tried
    /// again when they fail: the next night is late.</summary>
    public static IReadOnlyList<TimerFunction> Timers { get; } =
    [
        Timer<ForecastJob>("Forecast", "0 0 19 * * *", handler => handler.Run),
        Timer<Idempotency>("ForgetIdempotencyKeys", "0 40 18 * * *", handler => handler.RemoveExpired),
        Timer<BriefJob>("Brief", "0 0 0 * * 1", handler => handler.Run),
        Timer<RollupJob>("RollUp", "0 */5 * * * *", handler => handler.Run, retries: 0), // its next run comes as soon
        Timer<CheckRollupsJob>("CheckRollups", "0 30 18 * * *", handler => handler.Run),
        Timer<BackupJob>("Backup", "0 0 18 * * *", handler => handler.Run),
        Timer<ExportJob>("Export", "0 30 20 * * *", handler => handler.Run),
        Timer<ResumeParts>("ResumeParts", "0 2-57/5 * * * *", handler => handler.Run, retries: 0),
        Timer<ReminderJob>("Remind", "0 0 1 * * *", handler => handler.Run), // in the morning, when people are at work
    ];

    /// <summary>The functions behind queues.</summary>
    public static IReadOnlyList<QueueFunction> Queues { get; } =
    [
        Queue<PartRunner>("RunPart", QueueName.Parts, handler => handler.Handle),
        Queue<RollUpProvince>("RollUpProvince", QueueName.Rollups, handler => handler.Handle),
    ];

    /// <summary>All of them, as they are handed to whoever needs them.</summary>
    public static FunctionList All { get; } = new(Http, Timers, Queues);

    /// <summary>The timer of a name.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static TimerFunction Timer(string name) => All.Timer(name);

    // What answers GET changes nothing, and so leaves no trail.
    private static HttpFunction Get<T>(string name, string route, Role roles, AccessScope scope, Func<T, HttpHandler> handle) =>
        CreateHttp("GET", name, route, roles, scope, AuditMode.None, handle);

    private static HttpFunction Post<T>(
        string name, string route, Role roles, AccessScope scope, AuditMode audit, Func<T, HttpHandler> handle) =>
        CreateHttp("POST", name, route, roles, scope, audit, handle);

    private static HttpFunction Put<T>(
        string name, string route, Role roles, AccessScope scope, AuditMode audit, Func<T, HttpHandler> handle) =>
        CreateHttp("PUT", name, route, roles, scope, audit, handle);

    private static HttpFunction Delete<T>(
        string name, string route, Role roles, AccessScope scope, AuditMode audit, Func<T, HttpHandler> handle) =>
        CreateHttp("DELETE", name, route, roles, scope, audit, handle);

    private static HttpFunction CreateHttp<T>(
        string method, string name, string route, Role roles, AccessScope scope, AuditMode audit, Func<T, HttpHandler> handle) =>
        new(name, method, route, roles, scope, audit, typeof(T), instance => handle((T)instance));

    private static QueueFunction Queue<T>(string name, QueueName queue, Func<T, QueueHandler> handle) =>
        new(name, queue, typeof(T), instance => handle((T)instance));

    private static TimerFunction Timer<T>(string name, string schedule, Func<T, TimerHandler> run, int retries = 3) =>
        new(name, schedule, retries, typeof(T), instance => run((T)instance));
}
