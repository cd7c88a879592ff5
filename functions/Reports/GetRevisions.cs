using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Reports.Receiving;
using YouthFunctions.Reports.Rules;
using YouthFunctions.Reports.Wire;
using YouthFunctions.Units;

namespace YouthFunctions.Reports;

/// <summary>Who changed a report, what, when and why, and whether that history is whole.</summary>
public sealed class GetRevisions(ReportStore reports, UnitRegister register)
{
    /// <summary>All revisions, the first one first; 404 when there is no report.</summary>
    [Operation(
        "Ai sửa gì, khi nào, vì sao; chuỗi có nguyên vẹn không.",
        "Who changed what, when and why, and whether the chain is whole.")]
    [Answer<RevisionList>]
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        var unit = MonthText.TryParse(call.RouteText("period"), out var period) ? call.UnitIn(register.TreeOf(period)) : null;
        var revisions = unit is not null ? await reports.RevisionsAsync(unit.Code, period, cancel) : [];
        if (revisions.Count == 0)
            return Problems.NotFound(
                call, new Text("Chưa có báo cáo của đơn vị và tháng này.", "There is no report of this unit and month."));
        var breaks = ChainCheck.Breaks(revisions).ToArray();
        return Results.Json(
            new RevisionList(
                unit!.Code, period, breaks.Length == 0, breaks,
                [.. revisions.Select(report => new RevisionListEntry(
                    Receipt.From(report == revisions[^1] ? "current" : "superseded", report, revisions[^1]), report.PreviousHash,
                    report.Review))]),
            WireJson.Options);
    }
}
