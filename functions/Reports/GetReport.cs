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

/// <summary>The current revision of a unit's report of a month.</summary>
public sealed class GetReport(ReportStore reports, UnitRegister register)
{
    /// <summary>200 with its ETag, 304 when the caller has it, 404 when there is none.</summary>
    [Operation("Phiên bản hiện hành.", "The current revision.", Headers = ["If-None-Match"])]
    [Answer<Receipt>, Answer(304)]
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        // A code can name another unit in another year: the reach is that of the month asked for.
        var unit = MonthText.TryParse(call.RouteText("period"), out var period) ? call.UnitIn(register.TreeOf(period)) : null;
        var found = unit is not null ? await reports.FindAsync(unit.Code, period, cancel) : null;
        if (found is null)
            return Problems.NotFound(
                call, new Text("Chưa có báo cáo của đơn vị và tháng này.", "There is no report of this unit and month."));
        var tag = RevisionPrecondition.Tag(found.Report);
        if (call.Http.Request.GetTypedHeaders().IfNoneMatch is { } known && known.Any(value => value.Tag == "*" || value.Tag == tag))
        {
            call.Http.Response.Headers.ETag = tag;
            return Results.StatusCode(StatusCodes.Status304NotModified);
        }

        return Receipt.Answer(call.Http.Response, call.Language, StatusCodes.Status200OK, "current", found.Report, found.Report);
    }
}
