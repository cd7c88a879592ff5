using System.Text;
using YouthFunctions.Calls;
using YouthFunctions.Reports.Batch;
using YouthFunctions.Tests.Form;

namespace YouthFunctions.Tests.Access;

/// <summary>A request for each function of the table: to any unit, and, for what is written, one that succeeds.</summary>
internal static class Requests
{
    /// <summary>What is sent to a function whose caller names a unit in the body or query. {0} is the unit.</summary>
    public static IReadOnlyDictionary<string, (string Query, string? Type, string Body)> ByUnit { get; } = new Dictionary<string,
        (string, string?, string)>
    {
        ["SubmitReport"] = ("", "application/json", """{"unit":"{0}","period":"2024-05","values":{"trees-planted":{"amount":5}}}"""),
        ["SubmitBatch"] = ("?mode=all-or-nothing", "application/json",
            """[{"unit":"{0}","period":"2024-05","values":{"trees-planted":{"amount":5}}}]"""),
        ["SubmitKobo"] = ("", "application/json", """{"unit":"{0}","period":"2024-05","trees_planted":"5"}"""),
        ["SubmitDhis2"] = ("", "application/json",
            """{"period":"202405","orgUnit":"{0}","dataValues":[{"dataElement":"trees-planted","value":"5"}]}"""),
        ["SubmitReportForm"] = ("", "application/x-www-form-urlencoded", "unit={0}&period=2024-05&n-trees-planted=5"),
        ["SubmitWorkbookForm"] = ("?unit={0}&period=2024-05", "application/x-www-form-urlencoded",
            "content=" + Uri.EscapeDataString(Convert.ToBase64String("unit,period,loans\n79,2024-06,1\n79-760,2024-06,1\n"u8))),
        ["ShowReportForm"] = ("?unit={0}&period=2024-05", null, ""),
        ["GetReceipt"] = ("?unit={0}&period=2024-05", null, ""),
        ["GetDueDays"] = ("?unit={0}", null, ""),
        ["ShowInvitations"] = ("?unit={0}", null, ""),
        ["CreateInvitations"] = ("", "application/x-www-form-urlencoded", "unit={0}&until=2024-07-30&once=true"),
        ["GetTemplate"] = ("?unit={0}&period=2024-05", null, ""),
        ["GetAlerts"] = ("?unit={0}&year=2024", null, ""),
        ["GetAlertsFeed"] = ("?unit={0}&year=2024", null, ""),
        ["ShowAlerts"] = ("?unit={0}&year=2024", null, ""),
        ["ShowBriefs"] = ("?unit={0}&year=2024", null, ""),
        ["ReopenMonth"] = ("", "application/json", """{"month":"2024-03","unit":"{0}","until":"2024-09-30","reason":"lũ"}"""),
        ["CreateKey"] = ("", "application/json", """{"role":"reporter","unit":"{0}","label":"x"}"""),
        ["SubmitReopening"] = ("", "application/x-www-form-urlencoded",
            "year=2024&month=2024-03&unit={0}&until=2024-09-30&reason=x&step=apply"),
        ["SubmitKeys"] = ("", "application/x-www-form-urlencoded", "way=list&step=make&list=unit%2Croles%0A{0}%2Creporter"),
        ["LoadHistory"] = ("", "text/csv", "unit,indicator,year,month,amount\n{0},trees-planted,2022,1,5\n"),
    };

    /// <summary>What is sent to a function that leaves an entry in the audit trail, so that it does its work. {key} is the id of a
    /// key, {phone} that of a phone's, {code} a code on paper.</summary>
    public static IReadOnlyDictionary<string, (string Path, string? Type, string Body)> Writing { get; } = new Dictionary<string,
        (string, string?, string)>
    {
        ["LoadHistory"] = ("api/history", "text/csv", "unit,indicator,year,month,amount\n01,trees-planted,2022,1,5\n"),
        ["RemoveHistory"] = ("api/history?year=2022", null, ""),
        ["RemoveSimulatedReports"] = ("api/reports/simulated?year=2024", null, ""),
        ["PutTargets"] = ("api/targets/01?year=2024", "application/json", """{"trees-planted":5}"""),
        ["AllocateTargets"] = ("api/targets/allocate?year=2024&basis=population", null, ""),
        ["SubmitBatch"] = ("api/reports/batch", "text/csv", "unit,period,trees-planted\n79,2024-05,7\n"),
        ["RunBackup"] = ("api/backups/run", null, ""),
        ["CancelJob"] = ("api/jobs/Backup/cancel", null, ""),
        ["RunExport"] = ("api/exports/run", null, ""),
        ["RunForecast"] = ("api/forecasts/run", null, ""),
        ["RunRollUp"] = ("api/rollups/run", null, ""),
        ["RecomputeRollups"] = ("api/rollups/recompute?year=2024", null, ""),
        ["ConfirmReport"] = ("api/reports/01/2024-05/confirm", "application/json", """{"revision":1}"""),
        ["ReturnReport"] = ("api/reports/01/2024-05/return", "application/json", """{"revision":1,"note":"xem lại"}"""),
        ["PutCalendar"] = ("api/calendar/2024", "application/json", """{"dueDay":6,"closeDay":21}"""),
        ["ReopenMonth"] = ("api/calendar/2024/reopenings", "application/json",
            """{"month":"2024-03","unit":"01","until":"2024-09-30","reason":"lũ"}"""),
        ["PutPlan"] = ("api/plans/2024", "application/json", "{plan}"),
        ["OpenYear"] = ("api/plans/2025/open", "application/json",
            """{"theme":{"vietnamese":"Năm","english":"Year"},"source":"x"}"""),
        ["SubmitOpenYear"] = ("manage/open-year", "application/x-www-form-urlencoded",
            "year=2025&theme-vietnamese=x&theme-english=y&source=z"),
        ["PutActivities"] = ("api/activities/2024", "application/json", """{"activities":[]}"""),
        ["CreateKey"] = ("api/keys", "application/json", """{"role":"reporter","unit":"01","label":"Hà Nội"}"""),
        ["RotateKey"] = ("api/keys/{key}/rotate", null, ""),
        ["RevokeKey"] = ("api/keys/{key}", null, ""),
        ["ImportSuccession"] = ("api/successions/2025-07-01", "text/csv", "old_code,new_code\n01,01\n"),
        ["RemoveSuccession"] = ("api/successions/2025-07-01", null, ""),
        ["PutUnitTree"] = ("api/unit-trees/2027-01", "text/csv", "code,name,parent\n01,Hà Nội,VN\n79,Sài Gòn,VN\n"),
        ["RemoveUnitTree"] = ("api/unit-trees/2027-01", null, ""),
        ["SubmitUnitTree"] = ("manage/reorganisations/tree", "application/x-www-form-urlencoded",
            "from=2027-01&step=apply&units-kept=" + Uri.EscapeDataString(Convert.ToBase64String(
                "code,name,parent\n01,Ha Noi,VN\n79,Sai Gon,VN\n"u8))),
        ["SubmitUnitTreeRemoval"] = ("manage/reorganisations/tree/remove", "application/x-www-form-urlencoded", "from=2027-01&step=apply"),
        ["SignIn"] = ("sign-in", "application/x-www-form-urlencoded", "key={secret}&next=/"),
        ["SignOut"] = ("sign-out", null, ""),
        ["CreateInvitations"] = ("invitations", "application/x-www-form-urlencoded", "unit=01&below=true&until=2024-07-30&once=true"),
        ["SignOutPhone"] = ("invitations/sign-out", "application/x-www-form-urlencoded", "key={phone}"),
        ["SubmitReview"] = ("collect/VN/review?period=2024-05", "application/x-www-form-urlencoded", "report=01:1&action=confirm"),
        ["SubmitUpload"] = ("collect/VN/upload?period=2024-05", "application/x-www-form-urlencoded",
            "step=send&name=a.csv&content=dW5pdCxwZXJpb2QsdHJlZXMtcGxhbnRlZAo3OS03NjEsMjAyNC0wNSw3Cg%3D%3D"),
        ["SubmitKeys"] = ("manage/keys", "application/x-www-form-urlencoded", "way=level&unit=01&level=District&roles=reporter&step=make"),
        ["SubmitCalendarDays"] = ("manage/calendar/days", "application/x-www-form-urlencoded", "year=2024&dueDay=6&closeDay=21&step=apply"),
        ["SubmitReopening"] = ("manage/calendar/reopen", "application/x-www-form-urlencoded",
            "year=2024&month=2024-03&unit=01&until=2024-09-30&reason=x&step=apply"),
        ["SubmitTargets"] = ("manage/targets/01?year=2024", "application/x-www-form-urlencoded", "t-ideas-supported=500&step=apply"),
        ["SubmitTargetsUpload"] = ("manage/targets/VN/upload?year=2024", "application/x-www-form-urlencoded",
            "step=apply&content=" + Uri.EscapeDataString(Convert.ToBase64String(TemplateWorkbook.Write(
                "x", ["Mã [unit]", "Tên", "x [ideas-supported]"], [["79", "x", "600"]], 2)))),
        ["TestWebhook"] = ("manage/messages/test", "application/x-www-form-urlencoded", "x=1"),
        ["SubmitPlan"] = ("manage/plan", "application/x-www-form-urlencoded",
            "year=2024&theme-vi=Năm&theme-en=Year&source=x&level-Province=true&step=apply"),
        ["SubmitPlanIndicator"] = ("manage/plan/indicator", "application/x-www-form-urlencoded",
            "year=2024&code=new-one&group=1&name-vi=x&name-en=y&unit-vi=c&unit-en=t&kind=Flow&overTime=Sum&overUnits=Sum&"
                + "direction=HigherIsBetter&decimals=0&weights=Youth&step=apply"),
        ["SubmitActivity"] = ("manage/activities", "application/x-www-form-urlencoded",
            "year=2024&name-vi=Tết&name-en=Tet&from=2024-02-01&to=2024-02-20&step=apply"),
        ["SubmitHistory"] = ("manage/history", "application/x-www-form-urlencoded", "step=apply&content=" + Uri.EscapeDataString(
            Convert.ToBase64String("unit,indicator,year,month,amount\n01-001,trees-planted,2023,5,7\n"u8))),
        ["SubmitHistoryRemoval"] = ("manage/history/remove", "application/x-www-form-urlencoded", "year=2023&step=apply"),
        ["SubmitReorganisation"] = ("manage/reorganisations", "application/x-www-form-urlencoded",
            "date=2025-07-01&step=apply&content=" + Uri.EscapeDataString(Convert.ToBase64String("old_code,new_code\n01,01\n"u8))),
        ["SubmitReorganisationRemoval"] = ("manage/reorganisations/remove", "application/x-www-form-urlencoded",
            "date=2025-07-01&step=apply"),
        ["SubmitJob"] = ("manage/jobs", "application/x-www-form-urlencoded", "action=run&job=RollUp"),
        ["ChangeKey"] = ("manage/keys/change", "application/x-www-form-urlencoded", "action=revoke&key={phone}"),
        ["SubmitWorkbookForm"] = ("report/workbook?unit=01&period=2024-05", "application/x-www-form-urlencoded",
            "step=send&content=" + Uri.EscapeDataString(
                Convert.ToBase64String("unit,period,trees-planted\n79,2024-05,7\n79-760,2024-05,7\n"u8))),
        ["BeginReminders"] = ("report/reminders", "application/json", FakePushService.Subscription),
        ["EndReminders"] = ("report/reminders/end", "application/json", $$"""{"endpoint":"{{FakePushService.Endpoint}}"}"""),
        ["Enter"] = ("enter", "application/x-www-form-urlencoded", "code={code}&attempt=1"),
    };

    /// <summary>A request as a page or program of ours sends it.</summary>
    public static HttpRequestMessage Of(HttpFunction function, string path, string? type = null, string body = "")
    {
        var request = new HttpRequestMessage(new HttpMethod(function.Method), "/" + path)
        {
            Headers = { { "Sec-Fetch-Site",
            "same-origin" } }
        };
        if (type is not null)
            request.Content = new StringContent(body, Encoding.UTF8, type);
        return request;
    }

    /// <summary>The function's address with a unit, and something in place of every other parameter.</summary>
    public static string PathOf(HttpFunction function, string unit) => function.Route
        .Replace("{unit}", unit, StringComparison.Ordinal).Replace("{period}", "2024-05", StringComparison.Ordinal).Replace("{year}",
            "2024", StringComparison.Ordinal)
        .Replace("{indicator}", "trees-planted", StringComparison.Ordinal).Replace("{date}", "2025-07-01", StringComparison.Ordinal)
        .Replace("{from}", "2025-07", StringComparison.Ordinal)
        .Replace("{week}", "2024-06-03", StringComparison.Ordinal).Replace("{*", "", StringComparison.Ordinal).Replace("{", "",
            StringComparison.Ordinal)
        .Replace("}", "", StringComparison.Ordinal);
}
