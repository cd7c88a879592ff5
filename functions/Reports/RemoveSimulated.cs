using YouthFunctions.Calls;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Persistence;

namespace YouthFunctions.Reports;

/// <summary>Removes the reports that the demo made; what anybody reported in earnest stays.</summary>
public sealed class RemoveSimulated(ReportStore reports, YearSelector years)
{
    /// <summary><c>DELETE api/reports/simulated?year=</c>: 200 with how many reports were removed.</summary>
    public async Task<IResult> Handle(Call call, CancellationToken cancel) =>
        (await years.RequireAsync(call, cancel)).TryGet(out var chosen, out var refusal)
            ? Results.Json(new { chosen.Year, removed = await reports.DeleteSimulatedAsync(chosen.Year, cancel) })
            : refusal;
}
