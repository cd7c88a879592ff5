// Written from FunctionTable.cs by: dotnet run --project functions -- write-isolated
// A test holds it to the table; change the table, and write it again.
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace YouthFunctions.Isolated;

/// <summary>The functions behind routes. The worker's host asks for no key: the pipeline does, as on every head.</summary>
public sealed class HttpFunctions(IsolatedHead head)
{
    /// <summary><c>GET /api/health</c></summary>
    [Function("GetHealth")]
    public IActionResult GetHealth([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/health")] HttpRequest request) =>
        head.Answer("GetHealth", request);

    /// <summary><c>GET /api/jobs</c></summary>
    [Function("GetJobs")]
    public IActionResult GetJobs([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/jobs")] HttpRequest request) =>
        head.Answer("GetJobs", request);

    /// <summary><c>GET /api/forecasts/{unit}</c></summary>
    [Function("GetForecast")]
    public IActionResult GetForecast([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/forecasts/{unit}")] HttpRequest request) =>
        head.Answer("GetForecast", request);

    /// <summary><c>DELETE /api/reports/simulated</c></summary>
    [Function("RemoveSimulatedReports")]
    public IActionResult RemoveSimulatedReports([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/reports/simulated")] HttpRequest request) =>
        head.Answer("RemoveSimulatedReports", request);

    /// <summary><c>GET /api/targets/{unit}</c></summary>
    [Function("GetTargets")]
    public IActionResult GetTargets([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/targets/{unit}")] HttpRequest request) =>
        head.Answer("GetTargets", request);

    /// <summary><c>PUT /api/targets/{unit}</c></summary>
    [Function("PutTargets")]
    public IActionResult PutTargets([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/targets/{unit}")] HttpRequest request) =>
        head.Answer("PutTargets", request);

    /// <summary><c>POST /api/targets/allocate</c></summary>
    [Function("AllocateTargets")]
    public IActionResult AllocateTargets([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/targets/allocate")] HttpRequest request) =>
        head.Answer("AllocateTargets", request);

    /// <summary><c>GET /api/exports</c></summary>
    [Function("GetExports")]
    public IActionResult GetExports([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/exports")] HttpRequest request) =>
        head.Answer("GetExports", request);

    /// <summary><c>GET /api/exports/changes</c></summary>
    [Function("GetExportChanges")]
    public IActionResult GetExportChanges([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/exports/changes")] HttpRequest request) =>
        head.Answer("GetExportChanges", request);

    /// <summary><c>GET /api/exports/{snapshot}/{*file}</c></summary>
    [Function("GetExportFile")]
    public IActionResult GetExportFile([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/exports/{snapshot}/{*file}")] HttpRequest request) =>
        head.Answer("GetExportFile", request);

    /// <summary><c>POST /api/backups/run</c></summary>
    [Function("RunBackup")]
    public IActionResult RunBackup([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/backups/run")] HttpRequest request) =>
        head.Answer("RunBackup", request);

    /// <summary><c>POST /api/exports/run</c></summary>
    [Function("RunExport")]
    public IActionResult RunExport([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/exports/run")] HttpRequest request) =>
        head.Answer("RunExport", request);

    /// <summary><c>POST /api/forecasts/run</c></summary>
    [Function("RunForecast")]
    public IActionResult RunForecast([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/forecasts/run")] HttpRequest request) =>
        head.Answer("RunForecast", request);

    /// <summary><c>POST /api/reports</c></summary>
    [Function("SubmitReport")]
    public IActionResult SubmitReport([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/reports")] HttpRequest request) =>
        head.Answer("SubmitReport", request);

    /// <summary><c>POST /api/reports/batch</c></summary>
    [Function("SubmitBatch")]
    public IActionResult SubmitBatch([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/reports/batch")] HttpRequest request) =>
        head.Answer("SubmitBatch", request);

    /// <summary><c>GET /api/templates/reports.xlsx</c></summary>
    [Function("GetTemplate")]
    public IActionResult GetTemplate([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/templates/reports.xlsx")] HttpRequest request) =>
        head.Answer("GetTemplate", request);

    /// <summary><c>POST /api/bridges/kobo</c></summary>
    [Function("SubmitKobo")]
    public IActionResult SubmitKobo([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/bridges/kobo")] HttpRequest request) =>
        head.Answer("SubmitKobo", request);

    /// <summary><c>POST /api/bridges/dhis2</c></summary>
    [Function("SubmitDhis2")]
    public IActionResult SubmitDhis2([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/bridges/dhis2")] HttpRequest request) =>
        head.Answer("SubmitDhis2", request);

    /// <summary><c>GET /openapi/v1.json</c></summary>
    [Function("GetOpenApi")]
    public IActionResult GetOpenApi([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "openapi/v1.json")] HttpRequest request) =>
        head.Answer("GetOpenApi", request);

    /// <summary><c>GET /openapi</c></summary>
    [Function("ShowOpenApi")]
    public IActionResult ShowOpenApi([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "openapi")] HttpRequest request) =>
        head.Answer("ShowOpenApi", request);

    /// <summary><c>PUT /api/reports/{unit}/{period}</c></summary>
    [Function("PutReport")]
    public IActionResult PutReport([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/reports/{unit}/{period}")] HttpRequest request) =>
        head.Answer("PutReport", request);

    /// <summary><c>GET /api/reports/{unit}/{period}</c></summary>
    [Function("GetReport")]
    public IActionResult GetReport([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/reports/{unit}/{period}")] HttpRequest request) =>
        head.Answer("GetReport", request);

    /// <summary><c>GET /api/rollups/{unit}</c></summary>
    [Function("GetRollups")]
    public IActionResult GetRollups([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/rollups/{unit}")] HttpRequest request) =>
        head.Answer("GetRollups", request);

    /// <summary><c>GET /api/reports/{unit}/{period}/revisions</c></summary>
    [Function("GetRevisions")]
    public IActionResult GetRevisions([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/reports/{unit}/{period}/revisions")] HttpRequest request) =>
        head.Answer("GetRevisions", request);

    /// <summary><c>POST /api/reports/{unit}/{period}/withdraw</c></summary>
    [Function("WithdrawReport")]
    public IActionResult WithdrawReport([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/reports/{unit}/{period}/withdraw")] HttpRequest request) =>
        head.Answer("WithdrawReport", request);

    /// <summary><c>POST /api/reports/{unit}/{period}/confirm</c></summary>
    [Function("ConfirmReport")]
    public IActionResult ConfirmReport([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/reports/{unit}/{period}/confirm")] HttpRequest request) =>
        head.Answer("ConfirmReport", request);

    /// <summary><c>POST /api/reports/{unit}/{period}/return</c></summary>
    [Function("ReturnReport")]
    public IActionResult ReturnReport([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/reports/{unit}/{period}/return")] HttpRequest request) =>
        head.Answer("ReturnReport", request);

    /// <summary><c>GET /api/years/{year}/verification</c></summary>
    [Function("VerifyYear")]
    public IActionResult VerifyYear([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/years/{year}/verification")] HttpRequest request) =>
        head.Answer("VerifyYear", request);

    /// <summary><c>GET /api/calendar/{year}</c></summary>
    [Function("GetCalendar")]
    public IActionResult GetCalendar([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/calendar/{year}")] HttpRequest request) =>
        head.Answer("GetCalendar", request);

    /// <summary><c>PUT /api/calendar/{year}</c></summary>
    [Function("PutCalendar")]
    public IActionResult PutCalendar([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/calendar/{year}")] HttpRequest request) =>
        head.Answer("PutCalendar", request);

    /// <summary><c>POST /api/calendar/{year}/reopenings</c></summary>
    [Function("ReopenMonth")]
    public IActionResult ReopenMonth([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/calendar/{year}/reopenings")] HttpRequest request) =>
        head.Answer("ReopenMonth", request);

    /// <summary><c>GET /api/plans/{year}</c></summary>
    [Function("GetPlan")]
    public IActionResult GetPlan([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/plans/{year}")] HttpRequest request) =>
        head.Answer("GetPlan", request);

    /// <summary><c>PUT /api/plans/{year}</c></summary>
    [Function("PutPlan")]
    public IActionResult PutPlan([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/plans/{year}")] HttpRequest request) =>
        head.Answer("PutPlan", request);

    /// <summary><c>GET /api/activities/{year}</c></summary>
    [Function("GetActivities")]
    public IActionResult GetActivities([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/activities/{year}")] HttpRequest request) =>
        head.Answer("GetActivities", request);

    /// <summary><c>PUT /api/activities/{year}</c></summary>
    [Function("PutActivities")]
    public IActionResult PutActivities([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/activities/{year}")] HttpRequest request) =>
        head.Answer("PutActivities", request);

    /// <summary><c>GET /api/keys</c></summary>
    [Function("ListKeys")]
    public IActionResult ListKeys([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/keys")] HttpRequest request) =>
        head.Answer("ListKeys", request);

    /// <summary><c>POST /api/keys</c></summary>
    [Function("CreateKey")]
    public IActionResult CreateKey([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/keys")] HttpRequest request) =>
        head.Answer("CreateKey", request);

    /// <summary><c>POST /api/keys/{id}/rotate</c></summary>
    [Function("RotateKey")]
    public IActionResult RotateKey([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/keys/{id}/rotate")] HttpRequest request) =>
        head.Answer("RotateKey", request);

    /// <summary><c>DELETE /api/keys/{id}</c></summary>
    [Function("RevokeKey")]
    public IActionResult RevokeKey([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/keys/{id}")] HttpRequest request) =>
        head.Answer("RevokeKey", request);

    /// <summary><c>GET /api/audit</c></summary>
    [Function("GetAudit")]
    public IActionResult GetAudit([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/audit")] HttpRequest request) =>
        head.Answer("GetAudit", request);

    /// <summary><c>POST /api/rollups/run</c></summary>
    [Function("RunRollUp")]
    public IActionResult RunRollUp([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/rollups/run")] HttpRequest request) =>
        head.Answer("RunRollUp", request);

    /// <summary><c>POST /api/rollups/recompute</c></summary>
    [Function("RecomputeRollups")]
    public IActionResult RecomputeRollups([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/rollups/recompute")] HttpRequest request) =>
        head.Answer("RecomputeRollups", request);

    /// <summary><c>POST /api/history</c></summary>
    [Function("LoadHistory")]
    public IActionResult LoadHistory([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/history")] HttpRequest request) =>
        head.Answer("LoadHistory", request);

    /// <summary><c>DELETE /api/history</c></summary>
    [Function("RemoveHistory")]
    public IActionResult RemoveHistory([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/history")] HttpRequest request) =>
        head.Answer("RemoveHistory", request);

    /// <summary><c>POST /api/successions/{date}</c></summary>
    [Function("ImportSuccession")]
    public IActionResult ImportSuccession([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/successions/{date}")] HttpRequest request) =>
        head.Answer("ImportSuccession", request);

    /// <summary><c>DELETE /api/successions/{date}</c></summary>
    [Function("RemoveSuccession")]
    public IActionResult RemoveSuccession([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/successions/{date}")] HttpRequest request) =>
        head.Answer("RemoveSuccession", request);

    /// <summary><c>GET /</c></summary>
    [Function("ShowHome")]
    public IActionResult ShowHome([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "{home:maxlength(0)?}")] HttpRequest request) =>
        head.Answer("ShowHome", request);

    /// <summary><c>GET /units/{unit}</c></summary>
    [Function("ShowUnit")]
    public IActionResult ShowUnit([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "units/{unit}")] HttpRequest request) =>
        head.Answer("ShowUnit", request);

    /// <summary><c>GET /units/{unit}/indicators/{indicator}</c></summary>
    [Function("ShowIndicator")]
    public IActionResult ShowIndicator([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "units/{unit}/indicators/{indicator}")] HttpRequest request) =>
        head.Answer("ShowIndicator", request);

    /// <summary><c>GET /api/summary/{unit}</c></summary>
    [Function("GetSummary")]
    public IActionResult GetSummary([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/summary/{unit}")] HttpRequest request) =>
        head.Answer("GetSummary", request);

    /// <summary><c>GET /api/alerts</c></summary>
    [Function("GetAlerts")]
    public IActionResult GetAlerts([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/alerts")] HttpRequest request) =>
        head.Answer("GetAlerts", request);

    /// <summary><c>GET /api/alerts.atom</c></summary>
    [Function("GetAlertsFeed")]
    public IActionResult GetAlertsFeed([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/alerts.atom")] HttpRequest request) =>
        head.Answer("GetAlertsFeed", request);

    /// <summary><c>GET /api/scorecard</c></summary>
    [Function("GetScorecard")]
    public IActionResult GetScorecard([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/scorecard")] HttpRequest request) =>
        head.Answer("GetScorecard", request);

    /// <summary><c>GET /scorecard</c></summary>
    [Function("ShowScorecard")]
    public IActionResult ShowScorecard([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "scorecard")] HttpRequest request) =>
        head.Answer("ShowScorecard", request);

    /// <summary><c>GET /admin</c></summary>
    [Function("ShowAdministration")]
    public IActionResult ShowAdministration([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "admin")] HttpRequest request) =>
        head.Answer("ShowAdministration", request);

    /// <summary><c>GET /api/briefs/{unit}</c></summary>
    [Function("GetBriefs")]
    public IActionResult GetBriefs([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/briefs/{unit}")] HttpRequest request) =>
        head.Answer("GetBriefs", request);

    /// <summary><c>GET /api/briefs/{unit}/{week}</c></summary>
    [Function("GetBrief")]
    public IActionResult GetBrief([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/briefs/{unit}/{week}")] HttpRequest request) =>
        head.Answer("GetBrief", request);

    /// <summary><c>GET /briefs/{unit}/{week}</c></summary>
    [Function("ShowBrief")]
    public IActionResult ShowBrief([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "briefs/{unit}/{week}")] HttpRequest request) =>
        head.Answer("ShowBrief", request);

    /// <summary><c>GET /report</c></summary>
    [Function("ShowReportForm")]
    public IActionResult ShowReportForm([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "report")] HttpRequest request) =>
        head.Answer("ShowReportForm", request);

    /// <summary><c>POST /report</c></summary>
    [Function("SubmitReportForm")]
    public IActionResult SubmitReportForm([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "report")] HttpRequest request) =>
        head.Answer("SubmitReportForm", request);

    /// <summary><c>GET /sign-in</c></summary>
    [Function("ShowSignIn")]
    public IActionResult ShowSignIn([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "sign-in")] HttpRequest request) =>
        head.Answer("ShowSignIn", request);

    /// <summary><c>POST /sign-in</c></summary>
    [Function("SignIn")]
    public IActionResult SignIn([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "sign-in")] HttpRequest request) =>
        head.Answer("SignIn", request);

    /// <summary><c>POST /sign-out</c></summary>
    [Function("SignOut")]
    public IActionResult SignOut([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "sign-out")] HttpRequest request) =>
        head.Answer("SignOut", request);

    /// <summary><c>GET /assets/{name}</c></summary>
    [Function("GetAsset")]
    public IActionResult GetAsset([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "assets/{name}")] HttpRequest request) =>
        head.Answer("GetAsset", request);
}
