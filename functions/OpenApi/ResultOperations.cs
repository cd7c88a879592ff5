using YouthFunctions.Calls.Texts;

namespace YouthFunctions.OpenApi;

/// <summary>The operations after intake: history, reorganisations, jobs, alerts, briefs and exports.</summary>
public static class ResultOperations
{
    private const string Csv = "text/csv";
    private const string SuccessionExample = """{"stored":true,"links":10520,"merged":3188,"divided":460,"keptWhole":128,"renamed":3"""
        + ""","followingUnitsBelow":696,"unmappedOld":0,"unmappedNew":0,"unmapped":[],"keysConcerned":0,"keys":[]}""";

    /// <summary>By the name of the function.</summary>
    public static IReadOnlyDictionary<string, Operation> All { get; } = new Dictionary<string, Operation>
    {
        ["RemoveSimulatedReports"] = new(
            new("Xóa các báo cáo mô phỏng của một năm.", "Removes the simulated reports of a year; what was reported in earnest stays."),
            """{"year":2024,"removed":5411}""")
        { Query = Year },
        ["LoadHistory"] = new(
            new("Nạp số liệu các năm trước từ tệp CSV.", "Loads years before the plan from a CSV file: unit, period, indicator and value."),
            """{"values":43776,"isSimulated":false,"years":[{"year":2023,"units":759}]}""")
        {
            BodyTypes = [Csv],
            Query = new Dictionary<string, string> { ["simulated"] = "true to mark the years as simulated" },
            OtherStatuses = [409, 422],
        },
        ["RemoveHistory"] = new(new("Xóa một năm đã nạp.", "Removes a loaded year."), """{"year":2023,"removed":759}""")
        {
            Query = new Dictionary<string, string>
            {
                ["year"] = "such as 2023",
                ["simulated"] = "true to remove only what is marked as simulated",
            },
            OtherStatuses = [409],
        },
        ["ImportSuccession"] = new(
            new("Nạp tệp sắp xếp đơn vị: đơn vị cũ, đơn vị mới.",
                "Takes a reorganisation: a CSV file of old_code, new_code and, where known, share."), SuccessionExample)
        {
            BodyTypes = [Csv],
            Query = new Dictionary<string, string>
            {
                ["dryRun"] = "true to store nothing and only tell what would be done",
                ["keys"] = "end or move: what becomes of the keys of units that do not go on; they stay when it is left out",
            },
            OtherStatuses = [404, 422],
        },
        ["RemoveSuccession"] = new(
            new("Hủy việc nạp tệp sắp xếp đơn vị.", "Undoes the import of a reorganisation."), """{"removed":true}""")
        {
            OtherStatuses = [404],
        },
        ["RecomputeRollups"] = new(
            new("So tổng hợp cả năm với các báo cáo rồi tính lại.",
                "Compares the rollups of a year with its reports, tells what disagreed with both figures, and computes them anew."),
            """{"year":2024,"recomputed":true,"disagreed":0,"disagreements":[]}""")
        {
            Query = new Dictionary<string, string> { ["year"] = "such as 2024", ["check"] = "true to change nothing" },
            OtherStatuses = [404],
        },
        ["RunRollUp"] = Job("RollUp", new("Tổng hợp ngay.", "Rolls up now what was reported since the last run.")),
        ["RunForecast"] = Job("Forecast", new("Dự báo ngay.", "Forecasts every unit now.")),
        ["RunBackup"] = Job("Backup", new("Sao lưu ngay mọi bảng.", "Begins a copy of all tables now.")) with
        {
            Success = 202,
        },
        ["RunExport"] = Job("Export", new("Xuất dữ liệu ngay.", "Publishes a snapshot now.")),
        ["GetScorecard"] = new(
            new("Các dự báo trước đây đã đúng đến đâu.", "How past forecasts of an ended year did, by indicator, level and months known."),
            """{"year":2024,"all":{"forecasts":1200,"within80":962,"within95":1139,"intervals":1200,"chances":[{"forecasts":200,"met":14"""
                + ""","said":15.2}]},"lines":[]}""")
        { Query = Year, OtherStatuses = [404] },
        ["GetAlerts"] = new(
            new("Các chỉ tiêu vừa đổi trạng thái.", "The changes of status of a unit and of those directly below, the latest first."),
            """{"year":2024,"alerts":[{"id":"urn:youthfunctions:alert:2024:01:trees-planted:2024-08-15:"""
                + """lagging","unit":"01","name":"Thành phố Hà """
                + """Nội","indicator":"trees-planted","status":"lagging","since":"2024-08-15","probability":0.04,"title":"""
                + """{"vietnamese":"…","english":"…"},"link":"/units/01/indicators/trees-planted?year=2024"}]}""")
        {
            Query = AlertQuery,
            OtherStatuses = [404],
        },
        ["GetAlertsFeed"] = new(new("Cảnh báo dạng Atom.", "The alerts as an Atom feed (RFC 4287)."), null)
        {
            AnswerType = "application/atom+xml",
            Query = AlertQuery,
            OtherStatuses = [404],
        },
        ["GetBriefs"] = new(
            new("Các bản tin tuần đã có.", "The weeks of which there is a brief."),
            """{"unit":"01","year":2024,"weeks":["2024-09-02","2024-09-09"]}""")
        { Query = Year },
        ["GetBrief"] = new(
            new("Bản tin của một tuần.", "The brief of a week; the week is its Monday."),
            """{"unit":"01","year":2024,"week":"2024-09-09","changes":[]}""")
        { Query = Year },
        ["GetExports"] = new(
            new("Các bản xuất và tệp, kèm liên kết.", "The snapshots, and the files of one of them with links that work."),
            """{"latest":"20240915T203000Z","snapshots":"""
                + """[{"id":"20240915T203000Z","instantUtc":"2024-09-15T20:30:00Z","href":"/api/exports?snapshot=20240915T203000Z"}]"""
                + ""","snapshot":"20240915T203000Z","softwareVersion":"1.0.0-alpha.0.196+f19948b2c0de","schemaVersion":"1.1.0","files":"""
                + """[{"path":"csv/rollups-2024.csv","dataset":"rollups","format":"csv","year":2024,"rows":120000,"bytes":8123456"""
                + ""","sha256":"9f86d081884c7d65","href":"/api/exports/20240915T203000Z/csv/rollups-2024.csv"}]}""")
        {
            Query = new Dictionary<string, string>
            {
                ["snapshot"] = "a snapshot's id; the latest when left out",
                ["asOf"] = "a day or an instant: the snapshot in force then",
            },
            OtherStatuses = [404],
        },
        ["GetExportFile"] = new(
            new("Tải một tệp của bản xuất; nhận Range và ETag.", "Downloads a file of a snapshot; 'latest' stands for the newest."), null)
        {
            AnswerType = "application/octet-stream",
            Headers = ["Range", "If-None-Match"],
            OtherStatuses = [206, 304, 404, 416],
        },
        ["GetExportChanges"] = new(
            new("Những gì thay đổi giữa hai bản xuất.", "What was added, corrected, withdrawn and forecast anew between two snapshots."),
            null)
        {
            AnswerType = Csv,
            Query = new Dictionary<string, string> { ["from"] = "a snapshot's id", ["to"] = "a snapshot's id; the latest when left out" },
            OtherStatuses = [404],
        },
    };

    private static Dictionary<string, string> Year => new() { ["year"] = "such as 2024" };

    private static Dictionary<string, string> AlertQuery => new()
    {
        ["since"] = "a day, such as 2024-09-01",
        ["unit"] = "a unit below the caller's",
        ["year"] = "such as 2024",
    };

    private static Operation Job(string name, Text summary) =>
        new(summary, $$"""{"job":"{{name}}","state":"succeeded","rows":760,"summary":"…"}""") { OtherStatuses = [409] };
}
