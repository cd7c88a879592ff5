using YouthFunctions.Calls;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.OpenApi;

/// <summary>What each function of the API does, takes and answers. The table of functions tells the rest.</summary>
public static class Operations
{
    private const string Json = "application/json";
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string Report = """{"unit":"01-001","period":"2024-05","values":{"trees-planted":{"amount":1200},"volunteer-turns":"""
        + """{"yearToDate":5000},"youth-gathered":{"numerator":10,"denominator":20}}}""";
    private const string ReceiptExample = """{"status":"stored","unit":"01-001","period":"2024-05","revision":1,"currentRevision":1"""
        + ""","values":{"trees-planted":{"amount":1200}},"isWithdrawn":false,"isOnTime":true,"isSimulated":false"""
        + ""","receivedUtc":"2024-06-03T02:00:00Z","receivedBy":"3f2a9c0d1e4b","contentHash":"9f86d081884c7d65","chainHash":"60303ae22b99"""
        + """8861","links":{"self":"/api/reports/01-001/2024-05","revisions":"/api/reports/01-001/2024-05/revisions","rollup":"/api/"""
        + """rollups/01-001?year=2024"}}""";
    private const string BatchExample = """
        {"title":"1 reports stored, 0 were stored before, 1 refused.","dryRun":false,"rows":2,"stored":1,"valid":0,"unchanged":0,
        "skipped":0,"conflict":0,"refused":1,"results":[
         {"row":2,"unit":"01-001","period":"2024-05","status":"stored","revision":1},
         {"row":3,"unit":"01-002","period":"2024-05","status":"refused","errors":[
          {"pointer":"line 3, column 3","code":"number.unreadable","detail":"This cell must be a number; leave it empty while unknown."}]}]}
        """;

    private static readonly Dictionary<string, string> BatchQuery = new()
    {
        ["mode"] = "best-effort (default) or all-or-nothing",
        ["dryRun"] = "true to store nothing",
        ["confirmed"] = "true when the values that were asked about are right",
        ["numbers"] = "vi (1.234,5) or en (1,234.5), when a text can be read in both ways",
    };
    private const string TargetsExample = """{"unit":"01","year":2024,"basis":"population","targets":"""
        + """[{"indicator":"trees-planted","kind":"flow","target":500000,"isSet":true}]}""";
    private const string PlanExample = """{"year":2025,"theme":{"vietnamese":"…","english":"…"},"source":"…","reportingLevels":"""
        + """["province"],"indicators":[{"code":"trees-planted","group":5,"name":{"vietnamese":"Cây xanh được trồng """
        + """mới","english":"Trees planted"},"unitOfMeasure":{"vietnamese":"cây","english":"trees"}"""
        + ""","kind":"flow","overTime":"sum","overUnits":"sum","direction":"higherIsBetter","isMoney":false,"decimals":0"""
        + ""","weights":"youth","target":20000000}]}""";
    private const string ActivityExample = """{"name":{"vietnamese":"Tháng Thanh niên","english":"Youth Month"}"""
        + ""","from":"2024-03-01","to":"2024-03-31","indicators":["volunteer-turns"]}""";
    private const string ActivitiesExample = $$"""{"year":2024,"activities":[{{ActivityExample}}]}""";
    private const string CalendarExample = """{"year":2024,"dueDay":5,"closeDay":20,"isHeldOpen":false,"months":"""
        + """[{"month":"2024-01","opens":"2024-01-01","due":"2024-02-05","closes":"2024-02-20","state":"closed"}],"reopenings":[]}""";

    private static readonly string[] Guards = ["Idempotency-Key", "If-Match", "If-None-Match"];

    private static readonly Dictionary<string, Operation> Known = new()
    {
        ["GetHealth"] = new(
            new("Hệ thống có chạy và sẵn sàng không.", "Whether the product is up and ready."),
            """{"status":"ready","live":true,"ready":true,"version":"1.0.0-alpha.0.196+f19948b2c0de","jobs":[]}""")
        {
            OtherStatuses = [503],
        },
        ["GetJobs"] = new(
            new("Lần chạy gần nhất của mỗi tác vụ định kỳ.", "What each timer last did, and what it cost in storage transactions."),
            """{"nowUtc":"2024-06-03T02:00:00Z","jobs":[{"job":"RollUp","schedule":"0 */5 * * * """
                + """*","state":"succeeded","startUtc":"2024-06-03T01:55:00Z","endUtc":"2024-06-03T01:55:02Z","succeededUtc":"2024-06-"""
                + """03T01:55:02Z","nextUtc":"2024-06-03T02:00:00Z","isLate":false,"rows":4,"transactions":77,"summary":"4 units """
                + """re-summed in 2024"}]}"""),
        ["GetJob"] = new(
            new("Lần chạy gần nhất của một tác vụ, và các phần của nó.",
                "What one timer last did, and how far its parts are: done, running, failed, and when they should end."),
            """{"job":"Backup","schedule":"0 0 18 * * *","state":"running","startUtc":"2024-06-03T18:00:00Z","isLate":false,"parts":"""
                + """{"run":"20240603T180000Z","state":"running","startUtc":"2024-06-03T18:00:00Z","total":90,"done":30,"failed":0,"""
                + """ "running":2,"failures":[],"expectedEndUtc":"2024-06-03T18:01:30Z"}}"""),
        ["CancelJob"] = new(
            new("Dừng lượt chạy đang dở của một tác vụ.", "Ends the run of a job that is under way: no further part is begun."),
            """{"job":"Backup","run":"20240603T180000Z","state":"cancelled","parts":90,"done":30,"failed":0}""")
        {
            OtherStatuses = [409],
        },
        ["SubmitReport"] = Submission(
            new("Gửi một báo cáo; gửi lại không thay đổi gì.", "Takes a report; sending it again changes nothing (200 instead of 201).")),
        ["PutReport"] = Submission(new("Gửi báo cáo của một đơn vị và tháng.", "Takes the report of a unit and month.")),
        ["GetReport"] = new(new("Phiên bản hiện hành.", "The current revision."), ReceiptExample)
        {
            Answer = "Receipt",
            Headers = ["If-None-Match"],
            OtherStatuses = [304],
        },
        ["GetRevisions"] = new(
            new("Ai sửa gì, khi nào, vì sao; chuỗi có nguyên vẹn không.",
                "Who changed what, when and why, and whether the chain is whole."),
            """{"unit":"01-001","period":"2024-05","isIntact":true,"breaks":[],"revisions":[]}"""),
        ["WithdrawReport"] = new(new("Rút báo cáo, kèm lý do.", "Takes a report back, with a reason."), ReceiptExample)
        {
            Success = 201,
            Answer = "Receipt",
            BodyTypes = [Json],
            BodyExample = """{"reason":"wrong unit","replaces":1}""",
            Headers = ["If-Match"],
            OtherStatuses = [200, 409, 412, 413, 415, 422],
        },
        ["ConfirmReport"] = Review(new("Đơn vị cấp trên xác nhận.", "A unit above confirms a revision.")),
        ["ReturnReport"] = Review(new("Đơn vị cấp trên trả lại kèm ghi chú.", "A unit above returns a revision with a note.")),
        ["SubmitBatch"] = new(
            new("Gửi nhiều báo cáo trong một tệp.", "Takes many reports in a file; a result a row in the order sent."), BatchExample)
        {
            BodyTypes = [Json, "application/x-ndjson", "text/csv", Xlsx],
            BodyExample = $"[{Report}]",
            OtherStatuses = [400, 409, 413, 415, 422],
            Headers = ["Idempotency-Key"],
            Query = BatchQuery,
        },
        ["GetTemplate"] = new(new("Mẫu Excel để điền.", "The workbook to fill in."), null)
        {
            AnswerType = Xlsx,
            OtherStatuses = [404],
            Query = new Dictionary<string, string> { ["unit"] = "the unit, such as 01", ["period"] = "the month, such as 2024-05" },
        },
        ["SubmitKobo"] = new(
            new("Nhận webhook của KoboToolbox/ODK Central.", "Takes a webhook of KoboToolbox or ODK Central."), BatchExample)
        {
            BodyTypes = [Json],
            BodyExample = """{"_uuid":"8f2c","unit":"01-001","period":"2024-05","trees_planted":"1200"}""",
            OtherStatuses = [400, 409, 413, 415, 422],
            Headers = ["Idempotency-Key"],
            Query = BatchQuery,
        },
        ["SubmitDhis2"] = new(new("Nhận dataValueSets của DHIS2.", "Takes DHIS2 dataValueSets."), BatchExample)
        {
            BodyTypes = [Json],
            OtherStatuses = [400, 409, 413, 415, 422],
            Headers = ["Idempotency-Key"],
            Query = BatchQuery,
            BodyExample = """{"period":"202405","orgUnit":"01-001","dataValues":[{"dataElement":"trees-planted","value":"1200"}]}""",
        },
        ["VerifyYear"] = new(
            new("Kiểm tra chuỗi của mọi báo cáo trong năm.", "Verifies the chain of every report of a year."),
            """{"year":2024,"reports":759,"revisions":802,"isIntact":true,"broken":0,"breaks":[],"damaged":0,"damagedRows":[]}""")
        {
            OtherStatuses = [404],
        },
        ["GetCalendar"] = new(new("Lịch báo cáo của năm.", "When the months of a year open, are due and close."), CalendarExample)
        {
            OtherStatuses = [404],
        },
        ["PutCalendar"] = new(new("Đặt ngày hạn và ngày khóa sổ.", "Sets the due and the closing day."),
            CalendarExample)
        {
            BodyTypes = [Json],
            BodyExample = """{"dueDay":5,"closeDay":20}""",
            OtherStatuses = [404, 412, 422],
            Headers = ["If-Match"]
        },
        ["ReopenMonth"] = new(new("Mở lại một tháng đã khóa.", "Reopens a closed month for a sub-tree."), CalendarExample)
        {
            BodyTypes = [Json],
            BodyExample = """{"month":"2024-03","unit":"01","until":"2024-09-30","reason":"flood"}""",
            OtherStatuses = [404, 412, 422],
            Headers = ["If-Match"],
        },
        ["GetPlan"] = new(new("Chương trình của một năm.", "The plan of a year: theme and indicators."), PlanExample)
        {
            OtherStatuses = [404],
        },
        ["PutPlan"] = new(
            new("Đặt chương trình của một năm.", "Sets the plan of a year; partOf makes an indicator a part of another."), PlanExample)
        {
            BodyTypes = [Json],
            BodyExample = PlanExample,
            OtherStatuses = [404, 412, 422],
            Headers = ["If-Match", "If-None-Match"],
        },
        ["GetActivities"] = new(
            new("Lịch các hoạt động lớn trong năm.", "The calendar of the year's large activities."), ActivitiesExample)
        {
            OtherStatuses = [404],
        },
        ["PutActivities"] = new(
            new("Đặt lịch các hoạt động lớn.", "Sets the calendar of large activities, with the indicators that each moves."),
            ActivitiesExample)
        {
            BodyTypes = [Json],
            BodyExample = $$"""{"activities":[{{ActivityExample}}]}""",
            OtherStatuses = [404, 412, 422],
            Headers = ["If-Match"],
        },
        ["ListKeys"] = new(new("Các khóa trong phạm vi.", "The keys within reach, without secrets."),
            """{"keys":[{"id":"3f2a9c0d1e4b","role":"reporter","unit":"01","tree":"2021-01","label":"Hà """
                + """Nội","createdUtc":"2024-01-02T00:00:00Z","isValid":true}]}"""),
        ["CreateKey"] = Keys(new("Tạo khóa; chỉ hiện một lần.", "Makes a key, shown this once.")) with
        {
            BodyTypes = [Json],
            BodyExample = """{"role":"reporter","unit":"01","label":"Hà Nội"}""",
            OtherStatuses = [422],
        },
        ["RotateKey"] = Keys(new(
            "Thay khóa; khóa cũ còn dùng được một ngày.", "Makes a key in place of another, which works for a day more.")) with
        {
            OtherStatuses = [404],
        },
        ["RevokeKey"] = new(new("Thu hồi khóa.", "Ends a key."), null) { Success = 204, OtherStatuses = [404] },
        ["GetAudit"] = new(new("Nhật ký thay đổi.", "Who changed what."),
            """{"month":"2024-06","entries":[{"utc":"2024-06-03T02:00:"""
                + """00Z","by":"3f2a9c0d1e4b","action":"key.created","unit":"01","subject":"9c0d1e4b3f2a","function":"CreateKey","outcom"""
                + """e":"done"}]}""")
        { Query = QueryParameter("month", "such as 2024-06 (UTC)") },
        ["GetRollups"] = new(
            new("Tổng hợp của đơn vị và cấp dưới.", "A unit's rollup of a year with its children."),
            """{"unit":"01","year":2024,"indicators":[],"children":[]}""")
        {
            Headers = ["If-None-Match"],
            OtherStatuses = [304],
            Query = new Dictionary<string, string>
            {
                ["year"] = "such as 2024",
                ["indicator"] = "one indicator only",
                ["level"] = "province, district or commune",
            },
        },
        ["GetForecast"] = new(
            new("Dự báo cuối năm của đơn vị.", "The year-end forecasts of a unit."),
            """{"unit":"01","year":2024,"monthsKnown":8,"indicators":[{"indicator":"trees-planted","yearToDate":1200,"target":2000"""
                + ""","projected":1900,"probability":0.41,"status":"atRisk"}]}""")
        { Query = QueryParameter("year", "such as 2024") },
        ["GetSummary"] = new(
            new("Tóm tắt cho lãnh đạo.", "The leaders' summary of a unit."), """{"unit":"01","year":2024,"indicators":[]}""")
        {
            Query = QueryParameter("year", "such as 2024"),
        },
        ["GetTargets"] = new(new("Chỉ tiêu của đơn vị.", "The targets of a unit, and which of them were set for it."), TargetsExample)
        {
            Query = QueryParameter("year", "such as 2024"),
            OtherStatuses = [404],
        },
        ["PutTargets"] = new(
            new("Giao chỉ tiêu cho đơn vị; các đơn vị cùng cấp chia phần còn lại.",
                "Sets targets of a unit; its siblings divide the rest."), TargetsExample)
        {
            BodyTypes = [Json],
            BodyExample = """{"trees-planted":500000,"youth-gathered":0.7}""",
            Query = QueryParameter("year", "such as 2024"),
            OtherStatuses = [404, 412, 422],
            Headers = ["If-Match"],
        },
        ["AllocateTargets"] = new(
            new("Phân bổ lại chỉ tiêu.", "Divides the national targets anew."), """{"year":2024,"basis":"last-year"}""")
        {
            OtherStatuses = [404, 409],
            Query = new Dictionary<string, string> { ["year"] = "such as 2024", ["basis"] = "last-year or population" },
        },
    };

    /// <summary>What is known of a function of the API.</summary>
    /// <exception cref="KeyNotFoundException">Nothing is written down of it, which a test forbids.</exception>
    public static Operation Find(HttpFunction function) =>
        Known.TryGetValue(function.Name, out var known) ? known : ResultOperations.All[function.Name];

    private static Operation Submission(Text summary) => new(summary, ReceiptExample)
    {
        Success = 201,
        Answer = "Receipt",
        BodyTypes = [Json],
        Body = "Report",
        BodyExample = Report,
        Headers = Guards,
        OtherStatuses = [200, 409, 412, 413, 415, 422],
    };

    private static Operation Review(Text summary) => new(summary, ReceiptExample)
    {
        Answer = "Receipt",
        BodyTypes = [Json],
        BodyExample = """{"revision":1,"note":"…"}""",
        OtherStatuses = [409, 413, 415, 422],
    };

    private static Operation Keys(Text summary) =>
        new(summary, """{"id":"3f2a9c0d1e4b","key":"yf-…","role":"reporter","unit":"01"}""") { Success = 201 };

    private static Dictionary<string, string> QueryParameter(string name, string meaning) => new() { [name] = meaning };
}
