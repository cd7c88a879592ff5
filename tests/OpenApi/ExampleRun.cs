namespace YouthFunctions.Tests.OpenApi;

/// <summary>One request of the examples.</summary>
/// <param name="Function">The function that answers it.</param>
/// <param name="Address">Path and query; <c>{snapshot}</c> and <c>{key}</c> stand for what an earlier answer names.</param>
/// <param name="MediaType">Which of the function's request examples is sent; null for no body.</param>
internal sealed record ExampleRun(string Function, string Address, string? MediaType = null)
{
    private const string Json = "application/json";
    private const string Csv = "text/csv";

    /// <summary>Every function of the API at least once, in an order in which each finds what it needs.</summary>
    public static IReadOnlyList<ExampleRun> All { get; } =
    [
        new("GetHealth", "/api/health"),
        new("LoadHistory", "/api/history", Csv),
        new("SubmitReport", "/api/reports", Json),
        new("PutReport", "/api/reports/01-001/2024-04", Json),
        new("SubmitBatch", "/api/reports/batch", Json),
        new("SubmitBatch", "/api/reports/batch", "application/x-ndjson"),
        new("SubmitBatch", "/api/reports/batch", Csv),
        new("SubmitKobo", "/api/bridges/kobo", Json),
        new("SubmitDhis2", "/api/bridges/dhis2", Json),
        new("ConfirmReport", "/api/reports/01-001/2024-05/confirm", Json),
        new("ReturnReport", "/api/reports/01-001/2024-04/return", Json),
        new("GetReport", "/api/reports/01-001/2024-05"),
        new("GetRevisions", "/api/reports/01-001/2024-05/revisions"),
        new("VerifyYear", "/api/years/2024/verification"),
        new("GetTemplate", "/api/templates/reports.xlsx?unit=01&period=2024-05"),
        new("PutTargets", "/api/targets/01?year=2024", Json),
        new("GetTargets", "/api/targets/01?year=2024"),
        new("PutCalendar", "/api/calendar/2024", Json),
        new("ReopenMonth", "/api/calendar/2024/reopenings", Json),
        new("GetCalendar", "/api/calendar/2024"),
        new("OpenYear", "/api/plans/2025/open", Json),
        new("GetOpening", "/api/plans/2025/open"),
        new("PutPlan", "/api/plans/2025", Json),
        new("GetPlan", "/api/plans/2024"),
        new("PutActivities", "/api/activities/2024", Json),
        new("GetActivities", "/api/activities/2024"),
        new("RunRollUp", "/api/rollups/run"),
        new("AllocateTargets", "/api/targets/allocate?year=2024&basis=last-year"),
        new("RunForecast", "/api/forecasts/run"),
        new("RunExport", "/api/exports/run"),
        new("RunBackup", "/api/backups/run"),
        new("GetJobs", "/api/jobs"),
        new("GetJob", "/api/jobs/Backup"),
        new("CancelJob", "/api/jobs/CheckRollups/cancel"),
        new("GetRollups", "/api/rollups/01?year=2024&indicator=trees-planted"),
        new("GetForecast", "/api/forecasts/01?year=2024"),
        new("GetSummary", "/api/summary/01?year=2024"),
        new("GetAlerts", "/api/alerts?since=2024-05-01&unit=01&year=2024"),
        new("GetAlertsFeed", "/api/alerts.atom?since=2024-05-01&unit=01&year=2024"),
        new("GetBriefs", "/api/briefs/01?year=2024"),
        new("GetBrief", "/api/briefs/01/2024-06-03?year=2024"),
        new("GetScorecard", "/api/scorecard?year=2024"),
        new("GetExports", "/api/exports"),
        new("GetExportFile", "/api/exports/latest/CHANGELOG.md"),
        new("GetData", "/api/data/indicators?indicator=trees-planted"),
        new("GetExportChanges", "/api/exports/changes?from={snapshot}&to={snapshot}"),
        new("RecomputeRollups", "/api/rollups/recompute?year=2024&check=true"),
        new("CreateKey", "/api/keys", Json),
        new("ListKeys", "/api/keys"),
        new("RotateKey", "/api/keys/{key}/rotate"),
        new("RevokeKey", "/api/keys/{key}"),
        new("GetAudit", "/api/audit?month=2024-06"),
        new("ImportSuccession", "/api/successions/2025-07-01?keys=end", Csv),
        new("RemoveSuccession", "/api/successions/2025-07-01"),
        new("ListUnitTrees", "/api/unit-trees"),
        new("GetUnitTree", "/api/unit-trees/2025-07"),
        new("PutUnitTree", "/api/unit-trees/2027-01", Csv),
        new("RemoveUnitTree", "/api/unit-trees/2027-01"),
        new("WithdrawReport", "/api/reports/01-001/2024-05/withdraw", Json),
        new("RemoveSimulatedReports", "/api/reports/simulated?year=2024"),
        new("RemoveHistory", "/api/history?year=2023&simulated=true"),
    ];
}
