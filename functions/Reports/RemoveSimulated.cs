using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Persistence;

namespace YouthFunctions.Reports;

/// <summary>Removes the reports that the demo made; what anybody reported in earnest stays.</summary>
public sealed class RemoveSimulated(ReportStore reports)
{
    /// <summary><c>DELETE api/reports/simulated?year=</c>: 200 with how many reports were removed.</summary>
    [Operation("Xóa các báo cáo mô phỏng của một năm.", "Removes the simulated reports of a year; what was reported in earnest stays.")]
    [Query("year", "a year", Type = typeof(int), IsRequired = true)]
    [Answer<RemovedReports>]
    public async Task<IResult> Handle(Call call, CancellationToken cancel) =>
        YearParameter.Parse(call.QueryText("year")) is { } year
            ? Results.Json(new RemovedReports(year, await reports.DeleteSimulatedAsync(year, cancel)))
            : Problems.Malformed(call, "?year", new Text("Cần năm, chẳng hạn year=2024.", "A year is needed, such as year=2024."));
}
