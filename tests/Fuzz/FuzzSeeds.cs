using System.Collections.Frozen;
using YouthFunctions.Calls;
using YouthFunctions.Catalog;
using YouthFunctions.Hosting;
using YouthFunctions.Tests.Form;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Fuzz;

/// <summary>Good requests to begin with, a few for each function: what is near to a good request gets past the first check.</summary>
internal static class FuzzSeeds
{
    private const string Json = "application/json";
    private const string Csv = "text/csv";
    private const string Form = "application/x-www-form-urlencoded";
    private const string Import = "?mode=all-or-nothing&dryRun=true&confirmed=true&numbers=en";
    private const string Report =
        """{"unit":"01-001","period":"2024-05","values":{"trees-planted":{"amount":12},"volunteer-turns":{"yearToDate":50}"""
            + ""","youth-gathered":"""
        + """{"numerator":10,"denominator":20}},"reason":"x","replaces":1,"confirmed":true,"simulated":true}""";

    /// <summary>Functions that read nothing of a request besides its route and its key.</summary>
    public static FrozenSet<string> ReadNothing { get; } =
        new[] { "GetHealth", "GetJob", "GetJobs", "CancelJob", "GetOpening", "RunBackup", "RunExport", "RunForecast", "RunRollUp",
            "GetOpenApi", "ShowOpenApi", "SignOut", "ShowEnter" }.ToFrozenSet();

    // What a function takes besides its route: queries, a content type and bodies.
    private static readonly Dictionary<string, (string[] Queries, string? Type, string[] Bodies)> Known = new()
    {
        ["GetForecast"] = (["", "?year=2024"], null, []),
        ["RemoveSimulatedReports"] = (["?year=2023"], null, []),
        ["GetTargets"] = (["?year=2024"], null, []),
        ["PutTargets"] = (["?year=2024"], Json, ["""{"trees-planted":500,"loans":1000000}"""]),
        ["AllocateTargets"] = (["?year=2024&basis=population", "?year=2024&basis=history&dryRun=true"], null, []),
        ["GetExports"] = (["", "?asOf=2024-06-01", "?snapshot=20240603T020000Z"], null, []),
        ["GetData"] = (["", "?snapshot=20240603T020000Z",
            "?unit=01&level=district&indicator=trees-planted&from=2024-01&to=2024-05-31", "?format=csv&limit=5&after=0.1"],
            null, []),
        ["GetExportChanges"] = (["?from=20240603T020000Z&to=20240603T020000Z"], null, []),
        ["SubmitReport"] = (["", "?dryRun=true"], Json,
            [Report, """{"unit":"01","period":"2024-05","values":{"loans":{"amount":1000000000}}}"""]),
        ["SubmitBatch"] = (["", "?mode=all-or-nothing&confirmed=true", "?dryRun=true&numbers=vi"], null,
            [$"[{Report}]", Report + "\n" + Report, "unit,period,trees-planted\n01-001,2024-05,1.200\n",
                "đơn vị;kỳ;Cây xanh\n01-001;05/2024;12\n"]),
        ["GetTemplate"] = (["?unit=01&period=2024-05"], null, []),
        ["SubmitKobo"] = (["", "?mapping=x", Import], Json,
            ["""{"_id":17,"report/unit":"01-001","report/period":"2024-05","report/trees_planted":"12","_attachments":[]}"""]),
        ["SubmitDhis2"] = (["", Import], Json,
            ["""{"dataSet":"x","dataValues":[{"dataElement":"trees-planted","period":"202405","orgUnit":"01-001","value":"12"}]}""",
                """{"orgUnit":"01","period":"202405","dataValues":[{"dataElement":"loans","value":"5"}]}"""]),
        ["PutReport"] = (["", "?dryRun=true"], Json,
            [Report, """{"values":{"trees-planted":{"amount":7}},"replaces":1,"reason":"đếm sót"}"""]),
        ["GetReport"] = ([""], null, []),
        ["GetRollups"] = (["", "?year=2024&indicator=trees-planted&level=district&confirmed=true", "?tree=2024"], null, []),
        ["GetRevisions"] = ([""], null, []),
        ["WithdrawReport"] = ([""], Json,
            ["""{"reason":"wrong unit","replaces":2}""", """{"unit":"01-001","period":"2024-05","reason":"x","replaces":1}"""]),
        ["ConfirmReport"] = ([""], Json, ["""{"revision":1,"note":"đúng"}""", """{"revision":2}"""]),
        ["ReturnReport"] = ([""], Json, ["""{"revision":2,"note":"thiếu một xã"}"""]),
        ["VerifyYear"] = ([""], null, []),
        ["GetCalendar"] = ([""], null, []),
        ["PutCalendar"] = ([""], Json, ["""{"dueDay":5,"closeDay":20}"""]),
        ["ReopenMonth"] = ([""], Json, ["""{"month":"2024-04","unit":"01","until":"2024-06-30","reason":"x"}"""]),
        ["GetPlan"] = ([""], null, []),
        ["PutPlan"] = ([""], Json,
            ["""{"year":2025,"theme":{"vietnamese":"Năm","english":"Year"},"source":"x","reportingLevels":["province"],"indicators":["""
                + """{"code":"a","group":1,"name":{"vietnamese":"a","english":"a"},"unitOfMeasure":{"vietnamese":"a","english":"a"}"""
                + ""","kind":"flow","overTime":"sum","overUnits":"sum","direction":"higherIsBetter","isMoney":false,"decimals":0"""
                + ""","weights":"youth","target":5,"partOf":"b"}]}"""]),
        ["GetActivities"] = ([""], null, []),
        ["PutActivities"] = ([""], Json,
            ["""{"activities":[{"name":{"vietnamese":"Tết","english":"Tet"},"from":"2024-02-01","to":"2024-02-20","indicators":"""
                + """["trees-planted"]}]}"""]),
        ["ListKeys"] = ([""], null, []),
        ["OpenYear"] = ([""], Json,
            ["""{"theme":{"vietnamese":"Năm","english":"Year"},"source":"x","targets":"divided","from":2024,"publish":false}"""]),
        ["SubmitOpenYear"] = ([""], Form, ["year=2024&theme-vietnamese=x&theme-english=y&source=z&targets=carried&publish=yes"]),
        ["CreateKey"] = ([""], Json,
            ["""{"role":"Reporter","unit":"01","label":"thử","tree":"2024-06-03"}""",
                """{"roles":["reporter","leader"],"unit":"01","label":"x"}"""]),
        ["RotateKey"] = ([""], Json, ["", "{}"]),
        ["RevokeKey"] = ([""], null, []),
        ["GetAudit"] = (["", "?month=2024-06"], null, []),
        ["RecomputeRollups"] = (["?year=2024&check=true"], null, []),
        ["LoadHistory"] = (["", "?simulated=true&numbers=vi"], Csv,
            ["unit,indicator,year,month,amount,numerator,denominator\n01,trees-planted,2023,5,12,,\n01-001,youth-gathered,2023,12,,1,2\n"]),
        ["RemoveHistory"] = (["?year=2023&simulated=true"], null, []),
        ["ImportSuccession"] = (["?dryRun=true&keys=move", ""], Csv,
            ["old_code,new_code,share\n00001,00001,0.5\n00002,00001,\n79-760,79,1\n"]),
        ["RemoveSuccession"] = ([""], null, []),
        ["ListUnitTrees"] = ([""], null, []),
        ["GetUnitTree"] = ([""], null, []),
        ["PutUnitTree"] = (["?dryRun=true", "?keys=move"], Csv, ["code,name,parent\n01,Hà Nội,VN\n00004,\"Ba, Đình\",01\n01-001,x,01\n"]),
        ["RemoveUnitTree"] = (["?dryRun=true"], null, []),
        ["ShowHome"] = (["", "?lang=en&year=2024&indicator=trees-planted"], null, []),
        ["ShowUnit"] = (["?year=2024&indicator=trees-planted&sort=name"], null, []),
        ["ShowIndicator"] = (["?year=2024&lang=vi&units=3&amount=50"], null, []),
        ["GetSummary"] = (["?year=2024"], null, []),
        ["GetAlerts"] = (["?year=2024&since=2024-05-01&unit=01"], null, []),
        ["GetAlertsFeed"] = (["?year=2024&since=2024-05-01&unit=01"], null, []),
        ["ShowAlerts"] = (["?since=2024-05-01&unit=01&lang=en"], null, []),
        ["ShowBriefs"] = (["?year=2024&unit=01"], null, []),
        ["GetScorecard"] = (["?year=2023"], null, []),
        ["ShowScorecard"] = (["?year=2023&lang=en"], null, []),
        ["ShowAdministration"] = (["?unit=01&month=2024-05"], null, []),
        ["GetBriefs"] = (["?year=2024"], null, []),
        ["GetBrief"] = (["?year=2024"], null, []),
        ["ShowBrief"] = (["?year=2024&lang=en"], null, []),
        ["ShowReportForm"] = (["?unit=01-001&period=2024-05&saved=1"], null, []),
        ["SubmitReportForm"] = ([""], Form,
            ["unit=01-001&period=2024-05&trees-planted=12&youth-gathered.numerator=1&youth-gathered.denominator=2&replaces=1&reason=x&"
                + "confirmed=on"]),
        ["ShowSignIn"] = (["?next=/units/01"], null, []),
        ["SignIn"] = ([""], Form, ["key=yf-012345678901-00&next=%2Funits%2F01"]),
        ["GetExportFile"] = ([""], null, []),
        ["GetAsset"] = (["?v=1"], null, []),
        ["GetScript"] = ([""], null, []),
        ["GetReceipt"] = (["?unit=01-001&period=2024-05"], null, []),
        ["GetDueDays"] = (["?unit=01-001&year=2024"], null, []),
        ["ShowInvitations"] = (["?unit=01"], null, []),
        ["CreateInvitations"] = ([""], Form, ["unit=01-001&until=2024-07-30&once=true&below=true"]),
        ["SignOutPhone"] = ([""], Form, ["key=0123456789ab"]),
        ["ShowCalendar"] = (["?year=2024&done=1"], null, []),
        ["SubmitCalendarDays"] = ([""], Form, ["year=2024&dueDay=6&closeDay=21&step=apply"]),
        ["SubmitReopening"] = ([""], Form, ["year=2024&month=2024-03&unit=01&until=2024-09-30&reason=x&step=apply"]),
        ["ShowTargets"] = (["?year=2024&done=1"], null, []),
        ["SubmitTargets"] = (["?year=2024"], Form, ["t-trees-planted=1.000&t-youth-gathered=70&step=apply"]),
        ["GetTargetsWorkbook"] = (["?year=2024"], null, []),
        ["ShowTargetsUpload"] = (["?year=2024&lang=en"], null, []),
        ["SubmitTargetsUpload"] = (["?year=2024"], Form, ["step=look&content=UEsDBA", "step=apply&tag=x&content=eA"]),
        ["ShowMessages"] = (["?lang=en"], null, []),
        ["TestWebhook"] = ([""], Form, ["x=1"]),
        ["ShowPlan"] = (["?year=2024&done=1"], null, []),
        ["SubmitPlan"] = ([""], Form, ["year=2024&theme-vi=x&theme-en=y&source=z&level-Province=true&step=look"]),
        ["ShowPlanIndicator"] = (["?year=2024&code=trees-planted"], null, []),
        ["SubmitPlanIndicator"] = ([""], Form,
            ["year=2024&was=trees-planted&code=trees-planted&group=1&name-vi=x&name-en=y&unit-vi=c&unit-en=t&kind=Flow&overTime=Sum&"
                + "overUnits=Sum&direction=HigherIsBetter&decimals=0&weights=Youth&target=1.000&step=apply"]),
        ["ShowActivities"] = (["?year=2024&at=0&done=1"], null, []),
        ["SubmitActivity"] = ([""], Form,
            ["year=2024&name-vi=x&name-en=y&from=2024-03-01&to=2024-03-31&indicators=trees-planted&step=look",
                "year=2024&at=0&remove=true&step=apply"]),
        ["ShowHistory"] = (["?done=1"], null, []),
        ["SubmitHistory"] = ([""], Form, ["step=look&content=dW5pdCxpbmRpY2F0b3IseWVhcixtb250aCxhbW91bnQK", "step=apply&content=eA"]),
        ["SubmitHistoryRemoval"] = ([""], Form, ["year=2023&step=look"]),
        ["ShowReorganisations"] = (["?lang=en"], null, []),
        ["SubmitReorganisation"] = ([""], Form,
            ["date=2025-07-01&keys=move&step=look&content=b2xkX2NvZGUsbmV3X2NvZGUKMDEsMDEK", "date=2025-07-02&step=look&content=eA"]),
        ["SubmitReorganisationRemoval"] = ([""], Form, ["date=2025-07-01&step=look"]),
        ["SubmitUnitTree"] = ([""], Form,
            ["from=2027-01&keys=move&step=look&units-kept=Y29kZSxuYW1lLHBhcmVudAowMSxILFZOCg", "from=2027-01&step=look&units-kept=br:eA"]),
        ["SubmitUnitTreeRemoval"] = ([""], Form, ["from=2027-01&step=look"]),
        ["ShowComparison"] = (["?from=2025-07&unit=01&page=2&all=true"], null, []),
        ["SubmitJob"] = ([""], Form, ["action=run&job=Nothing", "action=cancel&job=Export"]),
        ["ShowBackups"] = (["?lang=en"], null, []),
        ["ShowSettings"] = (["?lang=en"], null, []),
        ["ShowKeys"] = (["?q=01&revoked=2"], null, []),
        ["SubmitKeys"] = ([""], Form,
            ["way=level&unit=01&level=District&roles=reporter&roles=leader&step=look",
                "way=list&list=unit%2Croles%0A01%2Creporter&step=make"]),
        ["ChangeKey"] = ([""], Form, ["action=rotate&key=0123456789ab", "action=undo&batch=01234567"]),
        ["ShowDownloads"] = (["?snapshot=20240603T020000Z&unit=01&lines=reports"], null, []),
        ["GetLinkedFile"] = ([""], null, []),
        ["SearchUnits"] = (["?q=ba%20dinh&lang=en"], null, []),
        ["ShowCollecting"] = (["?year=2024&period=2024-05&done=1&changed=0"], null, []),
        ["ShowCollectingUnit"] = (["?year=2024&period=2024-05"], null, []),
        ["ShowSilentUnits"] = (["?period=2024-05"], null, []),
        ["ShowReminders"] = (["?period=2024-05&unit=01-001"], null, []),
        ["ShowUpload"] = (["?period=2024-05"], null, []),
        ["ShowCollected"] = (["?done=1&changed=1"], null, []),
        ["SubmitReview"] = (["?period=2024-05"], Form,
            ["report=01-001%3A1&action=return&note=xem", "report=01-001%3A1&page=report&action=values"]),
        ["SubmitUpload"] = (["?period=2024-05"], Form, ["step=look&name=a.csv&content=dW5pdCxwZXJpb2QK", "step=send&confirmed=true"]),
        ["SubmitWorkbookForm"] = (["?unit=01-001&period=2024-05"], Form,
            ["step=send&ok=B2&content=" + Uri.EscapeDataString(Convert.ToBase64String(
                "unit,period,loans\n01-001,2024-05,9\n01-002,2024-05,\n"u8))]),
        ["BeginReminders"] = ([""], Json, [FakePushService.Subscription]),
        ["EndReminders"] = ([""], Json, [$$"""{"endpoint":"{{FakePushService.Endpoint}}"}"""]),
        ["Enter"] = ([""], Form, ["code=7K3M-Q9TX-04BD&attempt=x"]),
    };

    /// <summary>The functions that read something of a request.</summary>
    public static IReadOnlyList<HttpFunction> Functions { get; } = [.. FunctionTable.Http
        .Where(function => !ReadNothing.Contains(function.Name))];

    /// <summary>Good requests of a function; none when it is not known here.</summary>
    public static IEnumerable<FuzzInput> Of(HttpFunction function)
    {
        if (!Known.TryGetValue(function.Name, out var known))
            yield break;
        foreach (var query in known.Queries)
            foreach (var body in known.Bodies.DefaultIfEmpty(""))
                yield return FuzzInput.Of(function.Name, PathOf(function), query, known.Type ?? TypeOf(body), body) with
                {
                    Headers = known.Type == Form ? new() { ["Sec-Fetch-Site"] = "same-origin" } : [],
                };
        if (function.Name == "PutPlan")
            yield return FuzzInput
                .Of(
                    function.Name, PathOf(function), "", Json,
                    File.ReadAllText(Path.Combine(OrganisationFolder.Shipped, "plan-2024.json")));
    }

    private static string? TypeOf(string body) => body switch
    {
        "" => null,
        ['{', ..] => body.Contains('\n', StringComparison.Ordinal) ? "application/x-ndjson" : Json,
        ['[', ..] => Json,
        _ => Csv,
    };

    // A year that is not open yet, and a tree of units that is not shipped: what there is already is refused at once.
    private static string PathOf(HttpFunction function) => "/" + function.Route
        .Replace("plans/{year}/open", "plans/2025/open", StringComparison.Ordinal)
        .Replace("{from}", "2027-01", StringComparison.Ordinal).Replace("{ticket}", "0123456789ab", StringComparison.Ordinal)
        .Replace("{version}", "1", StringComparison.Ordinal)
        .Replace("briefs/{unit}", "briefs/01", StringComparison.Ordinal)
        .Replace("{unit}", "01-001", StringComparison.Ordinal).Replace("{period}", "2024-05", StringComparison.Ordinal)
        .Replace("{year}", "2024", StringComparison.Ordinal).Replace("{job}", "RollUp", StringComparison.Ordinal)
        .Replace("{date}", "2025-07-01", StringComparison.Ordinal)
        .Replace("{week}", "2024-06-03", StringComparison.Ordinal).Replace("{indicator}", "trees-planted", StringComparison.Ordinal)
        .Replace("{id}", "0123456789ab", StringComparison.Ordinal).Replace("{name}", "site.css", StringComparison.Ordinal)
        .Replace("{dataset}", "rollups", StringComparison.Ordinal).Replace("{snapshot}", "20240603T020000Z", StringComparison.Ordinal)
            .Replace("{*file}", "reports/year=2024/01.csv", StringComparison.Ordinal);
}
