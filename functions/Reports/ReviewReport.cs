using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Reports.Receiving;
using YouthFunctions.Reports.Records;
using YouthFunctions.Reports.Rules;
using YouthFunctions.Reports.Wire;
using YouthFunctions.Units;

namespace YouthFunctions.Reports;

/// <summary>A unit above confirms a report or returns it with a note.</summary>
public sealed class ReviewReport(ReportReviews reviews, UnitRegister register)
{
    /// <summary><c>{"revision":1,"note":"…"}</c>: the revision stands.</summary>
    [Operation("Đơn vị cấp trên xác nhận.", "A unit above confirms a revision.")]
    [Body<ReviewRequest>, Answer<Receipt>, Refuses(409, 415, 422)]
    public Task<IResult> Confirm(Call call, CancellationToken cancel) => ReviewAsync(call, ReviewState.Confirmed, cancel);

    /// <summary><c>{"revision":1,"note":"…"}</c>: the revision is to be corrected; the note is needed.</summary>
    [Operation("Đơn vị cấp trên trả lại kèm ghi chú.", "A unit above returns a revision with a note.")]
    [Body<ReviewRequest>, Answer<Receipt>, Refuses(409, 415, 422)]
    public Task<IResult> Return(Call call, CancellationToken cancel) => ReviewAsync(call, ReviewState.Returned, cancel);

    private async Task<IResult> ReviewAsync(Call call, ReviewState state, CancellationToken cancel)
    {
        var unit = MonthText.TryParse(call.RouteText("period"), out var period) ? call.UnitIn(register.TreeOf(period)) : null;
        if (unit is null)
            return Missing(call);
        if (unit.Code == call.SignedIn.Unit && !call.SignedIn.IsAdministrator)
            return Problems.Create(call, StatusCodes.Status403Forbidden, "own-report", new Text(
                "Báo cáo do đơn vị cấp trên xác nhận hoặc trả lại.", "A report is confirmed or returned by a unit above."));
        var (body, refusal) = await ReportBody.ReadAsync(call, cancel);
        if (body is null)
            return refusal!;
        var faults = new List<Fault>();
        Submitted<int>? revision;
        string? note;
        using (body)
            (revision, note) = ReportJson.ReadReview(body.Root, faults);
        if (revision is null && faults.Count == 0)
            faults.Add(ReportFaults.MemberMissing("/revision"));
        if (state == ReviewState.Returned && note is null && faults.Count == 0)
            faults.Add(ReportFaults.MemberMissing("/note"));
        if (faults.Count > 0)
            return Problems.Invalid(call, faults);
        var outcome = await reviews.ReviewAsync(
            unit, period, revision!.Value.Value, report => ReportReviews.Said(report, state, note, call.SignedIn.Id, call.Now), cancel);
        if (outcome.Current is not { } current)
            return Missing(call);
        if (!outcome.IsStored)
            return Stale(call, current);
        ReportReviews.Record(call, current, isOfValues: false);
        return Receipt.Answer(call.Http.Response, call.Language, StatusCodes.Status200OK, "current", current, current);
    }

    private static IResult Stale(Call call, Report current)
    {
        var text = new Text(
            $"Báo cáo nay ở phiên bản {current.Revision}; hãy xem lại phiên bản đó rồi xác nhận hoặc trả lại.",
            $"The report is at revision {current.Revision} now; look at that one, then confirm or return it.");
        call.Http.Response.Headers.ETag = RevisionPrecondition.Tag(current);
        return Problems.Create(
            call, StatusCodes.Status409Conflict, "revision-changed", text, [new Fault("/revision", "revision.changed", text)]);
    }

    private static IResult Missing(Call call) =>
        Problems.NotFound(call, new Text("Chưa có báo cáo của đơn vị và tháng này.", "There is no report of this unit and month."));
}
