using YouthFunctions.Calls;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Persistence;

namespace YouthFunctions.Reports;

/// <summary>Removes the reports that the demo made; what anybody reported in earnest stays.</summary>
public sealed class RemoveSimulated(ReportStore reports, YearSelector years)
{
    /// <summary><c>DELETE api/reports/simulated?year=</c>: 200 with how many reports were removed.</summary>
    [Operation("Xóa các báo cáo mô phỏng của một năm.", "Removes the simulated reports of a year; what was reported in earnest stays.")]
    [Query("year", "a year", Type = typeof(int), IsRequired = true)]
    [Answer<RemovedReports>]
    public async Task<IResult> Handle(Call call, CancellationToken cancel) =>
        (await years.RequireAsync(call, cancel)).TryGet(out var chosen, out var refusal)
            ? Results.Json(new RemovedReports(chosen.Year, await reports.DeleteSimulatedAsync(chosen.Year, cancel)))
            : refusal;
}
